import TechDecoupling

/// Reads one scenario; what reads has to be written so that it reads as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneScenario(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let document = Array(UnsafeBufferPointer(start: start, count: count))
  let scenario: Scenario
  do throws(ReadingError) {
    scenario = try Scenario(json: document)
  } catch {
    guard !error.problems.isEmpty else { fatalError("refused without a reason") }
    guard !"\(error)".isEmpty else { fatalError("refused without a word") }
    return 0
  }
  // A rule may have no form as text.
  guard let written = try? scenario.json else { return 0 }
  do {
    let again = try Scenario(json: written)
    guard again == scenario else { fatalError("what was written reads as another scenario") }
    guard try again.json == written else { fatalError("what was read is written otherwise") }
  } catch {
    fatalError("what was written does not read: \(error)")
  }
  return 0
}
