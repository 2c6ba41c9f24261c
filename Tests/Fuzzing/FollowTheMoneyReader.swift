import TechDecoupling

/// Reads lines of FollowTheMoney; what is taken has to join.
@_cdecl("LLVMFuzzerTestOneInput")
public func readLines(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let lines = Array(UnsafeBufferPointer(start: start, count: count))
  let imported = FollowTheMoneyReader(source: Source(id: "fuzzer", reliability: .c)).read(lines)
  guard !imported.report.description.isEmpty else { fatalError("a report without a word") }
  guard let record = try? Chronicle(joining: [imported.document]) else {
    fatalError("what was read cannot be joined")
  }
  guard let twice = try? Chronicle(joining: [imported.document, imported.document]),
    twice == record
  else { fatalError("reading twice adds something") }
  return 0
}
