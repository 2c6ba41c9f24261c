@testable import TechDecoupling

/// Prints one file of rules; what reads and can be printed has to read back as the same rulebook.
@_cdecl("LLVMFuzzerTestOneInput")
public func printOneProgram(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let source = RuleTextSource(name: "fuzz.dl", bytes: bytes)
  guard let program = try? RuleProgram(source, vocabulary: .standard),
    let text = try? program.text
  else { return 0 }
  do throws(RuleTextError) {
    let again = try RuleProgram(parsing: text, name: "fuzz.dl")
    guard again.rulebook == program.rulebook else {
      fatalError("what was printed reads as other rules:\n\(text)")
    }
    guard (try? again.text) == text else {
      fatalError("what was read is printed otherwise:\n\(text)")
    }
  } catch {
    // A formula near the limit of depth is beyond it with the parentheses that printing adds.
    if error.problems.allSatisfy({ $0.code == "TD709" }) { return 0 }
    fatalError("what was printed does not read: \(error)\n\(text)")
  }
  return 0
}
