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
      precondition(again == chronicle, "what was written reads as another chronicle")
      precondition(again.jsonBytes == written, "what was read is written otherwise")
    } catch {
      preconditionFailure("what was written does not read: \(error)")
    }
  } catch {
    precondition(!error.problems.isEmpty, "refused without a reason")
    precondition(!"\(error)".isEmpty, "refused without a word")
  }
  return 0
}
