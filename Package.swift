// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "TechDecoupling",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .library(name: "TechDecoupling", targets: ["TechDecoupling"])
  ],
  targets: [
    .target(name: "TemporalDatalog"),
    .target(
      name: "TechDecoupling", dependencies: ["TemporalDatalog"],
      resources: ["report.css", "report.js", "timeline.js", "actors.js"].map {
        .embedInCode("Formats/Report/Page/\($0)")
      }),
    .executableTarget(
      name: "briefing", dependencies: ["Ending", "TechDecoupling"], path: "Examples/briefing",
      exclude: ["README.md", "expected.txt"],
      packageAccess: false),
    .executableTarget(
      name: "benchmark", dependencies: ["Memory", "TechDecoupling"], path: "Examples/benchmark",
      exclude: ["programs"],
      packageAccess: false),
    .executableTarget(
      name: "withheld", dependencies: ["TechDecoupling"], path: "Examples/withheld",
      exclude: ["expected.txt"],
      packageAccess: false),
    .target(name: "Ending", path: "Examples/ending", packageAccess: false),
    .target(name: "Memory", path: "Examples/memory", packageAccess: false),
    .executableTarget(
      name: "controls", dependencies: ["Ending", "TechDecoupling"], path: "Examples/controls",
      exclude: ["README.md"],
      packageAccess: false),
    .executableTarget(
      name: "exports", dependencies: ["Ending", "TechDecoupling"], path: "Examples/exports",
      exclude: ["README.md"],
      packageAccess: false),
    .target(
      name: "QuestionList", dependencies: ["TechDecoupling"],
      path: "Examples/questions/QuestionList",
      packageAccess: false),
    .executableTarget(
      name: "questions", dependencies: ["Ending", "QuestionList"], path: "Examples/questions",
      exclude: ["README.md", "QuestionList"],
      packageAccess: false),
    .executableTarget(
      name: "rules", dependencies: ["Memory", "TechDecoupling"], path: "Examples/rules",
      exclude: ["README.md", "programs"],
      packageAccess: false),
    .executableTarget(
      name: "what-if", dependencies: ["Ending", "TechDecoupling"], path: "Examples/what-if",
      exclude: ["README.md", "scenarios"],
      packageAccess: false),
    .executableTarget(
      name: "importing", dependencies: ["Ending", "TechDecoupling"], path: "Examples/importing",
      exclude: ["README.md", "suppliers.csv", "suppliers.mapping.json"],
      packageAccess: false),
    .executableTarget(
      name: "watching", dependencies: ["Ending", "TechDecoupling"], path: "Examples/watching",
      exclude: ["README.md"],
      packageAccess: false),
    .executableTarget(
      name: "first-record", dependencies: ["Ending", "TechDecoupling"],
      path: "Examples/first-record",
      exclude: ["README.md"],
      packageAccess: false),
    .executableTarget(
      name: "own-entities", dependencies: ["Ending", "TechDecoupling"],
      path: "Examples/own-entities",
      exclude: ["README.md"],
      packageAccess: false),
    .executableTarget(
      name: "custom-rules", dependencies: ["Ending", "TechDecoupling"],
      path: "Examples/custom-rules",
      exclude: ["README.md"],
      packageAccess: false),
    .target(
      name: "TestSupport", dependencies: ["TemporalDatalog", "TechDecoupling"],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "TemporalDatalogTests", dependencies: ["TemporalDatalog", "TestSupport"]),
    .testTarget(
      name: "TechDecouplingTests",
      dependencies: ["QuestionList", "TechDecoupling", "TemporalDatalog", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
