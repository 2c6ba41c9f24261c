// A libFuzzer target: whatever the bytes, reading them as rules ends with a tree or with errors
// that have a place. Built by `.ci/fuzz`, not by the package.

@testable import TechDecoupling

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRuleText(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let (_, problems) = RuleParser.parse(RuleTextSource(name: "fuzz.dl", bytes: bytes))
  for problem in problems {
    precondition(problem.place.line ?? 0 > 0 && problem.place.column ?? 0 > 0)
    precondition(!problem.description.isEmpty)
  }
  return 0
}
