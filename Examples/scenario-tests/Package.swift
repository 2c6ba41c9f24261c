// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "scenario-tests",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "TechDecoupling", path: "../..")],
  targets: [
    .testTarget(
      name: "ScenarioTests",
      dependencies: [.product(name: "TechDecoupling", package: "TechDecoupling")])
  ]
)
