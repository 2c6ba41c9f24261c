import TechDecoupling

/// Reads one document; what reads has to be written so that it reads as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneChronicle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let document = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ReadingError) {
    let chronicle = try Chronicle(json: document)
    let written = chronicle.jsonBytes
    do throws(ReadingError) {
      let again = try Chronicle(json: written)
      guard again == chronicle else { fatalError("what was written reads as another chronicle") }
      guard again.jsonBytes == written else { fatalError("what was read is written otherwise") }
    } catch {
      fatalError("what was written does not read: \(error)")
    }
  } catch {
    guard !error.problems.isEmpty else { fatalError("refused without a reason") }
    guard !"\(error)".isEmpty else { fatalError("refused without a word") }
  }
  return 0
}
