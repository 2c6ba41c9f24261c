// A libFuzzer target: whatever the bytes, reading them as a chronicle ends with a chronicle, which
// written and read again is the same, or with errors that have a place. Built by `.ci/fuzz`, not
// by the package.

import TechDecoupling

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChronicle(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ReadingError) {
    let chronicle = try Chronicle(json: bytes, name: "fuzz.json")
    let again = try Chronicle(json: chronicle.json)
    precondition(again == chronicle, "written and read again it is another chronicle")
  } catch {
    precondition(!error.problems.isEmpty && !error.description.isEmpty)
  }
  return 0
}
