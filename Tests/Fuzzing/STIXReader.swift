import TechDecoupling

/// Reads one bundle; what reads has to join, and to read as the same once it is written.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneBundle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bundle = Array(UnsafeBufferPointer(start: start, count: count))
  let reader = STIXReader(source: Source(id: "fuzzer", reliability: .c))
  do throws(ReadingError) {
    let imported = try reader.read(json: bundle)
    guard !imported.report.description.isEmpty else { fatalError("a report without a word") }
    guard let record = try? Chronicle(joining: [imported.document]) else {
      fatalError("what was read cannot be joined")
    }
    let written = Array(record.stix(modified: "2026-03-01").utf8)
    let again = try reader.read(json: written)
    guard let other = try? Chronicle(joining: [again.document]), other == record else {
      fatalError("what was written reads as another record")
    }
  } catch {
    guard !error.problems.isEmpty else { fatalError("refused without a reason") }
    guard !"\(error)".isEmpty else { fatalError("refused without a word") }
  }
  return 0
}
