@testable import TechDecoupling

/// Reads one file of rules: a program, or mistakes that have a place and words.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneProgram(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(RuleTextError) {
    let source = RuleTextSource(name: "fuzz.dl", bytes: bytes)
    let program = try RuleProgram(source, vocabulary: .standard)
    check(program.warnings)
    // What is read can be put into a program that runs, or is refused with a reason.
    _ = try? program.text
  } catch {
    guard !error.problems.isEmpty else { fatalError("refused without a reason") }
    check(error.problems)
  }
  return 0
}

/// Each problem has a place in the text and words.
private func check(_ problems: [RuleTextProblem]) {
  for problem in problems {
    guard problem.place.line ?? 0 > 0, problem.place.column ?? 0 > 0 else {
      fatalError("without a place: \(problem)")
    }
    guard problem.description.utf8.count < 4_000 else { fatalError("too long: \(problem)") }
  }
}
