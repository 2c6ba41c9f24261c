@testable import TechDecoupling

/// Reads one file of rules; what reads and can be printed has to read back as the same rulebook.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneProgram(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(RuleTextError) {
    let source = RuleTextSource(name: "fuzz.dl", bytes: bytes)
    let program = try RuleProgram(source, vocabulary: .standard)
    check(program.warnings)
    guard let text = try? program.text else { return 0 }
    do throws(RuleTextError) {
      let again = try RuleProgram(parsing: text, name: "fuzz.dl")
      precondition(again.rulebook == program.rulebook, "what was printed reads as other rules")
      precondition((try? again.text) == text, "what was read is printed otherwise")
    } catch {
      preconditionFailure("what was printed does not read: \(error)\n\(text)")
    }
  } catch {
    precondition(!error.problems.isEmpty, "refused without a reason")
    check(error.problems)
  }
  return 0
}

/// Each problem has a place in the text and words.
private func check(_ problems: [RuleTextProblem]) {
  for problem in problems {
    precondition(problem.place.line ?? 0 > 0 && problem.place.column ?? 0 > 0, "\(problem)")
    precondition(problem.description.utf8.count < 4_000, "\(problem)")
  }
}
