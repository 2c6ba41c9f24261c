@testable import TechDecoupling

/// Reads one bundle; what reads has to join, and to read as the same once it is written.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneBundle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bundle = Array(UnsafeBufferPointer(start: start, count: count))
  let reader = STIXReader(source: Source(id: "fuzzer", reliability: .c))
  let piecewise = readPiecewise(bundle, reader)
  do throws(ReadingError) {
    let imported = try reader.read(json: bundle)
    guard piecewise == .success(imported) else { fatalError("pieces read as something else") }
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
    guard piecewise == .failure(error) else { fatalError("pieces are refused for something else") }
    guard !error.problems.isEmpty else { fatalError("refused without a reason") }
    guard !"\(error)".isEmpty else { fatalError("refused without a word") }
  }
  return 0
}

/// Reads a bundle through a buffer of a few bytes, which objects span, in pieces of seven.
private func readPiecewise(
  _ bundle: [UInt8], _ reader: STIXReader
) -> Result<Imported, ReadingError> {
  var given = 0
  do {
    let limits = JSONElementReader.Limits(buffer: 16, part: 1 << 20)
    let imported = try reader.read(name: "input", limits: limits) { buffer in
      let part = bundle[given...].prefix(min(7, buffer.count))
      buffer.copyBytes(from: part)
      given += part.count
      return part.count
    }
    return .success(imported)
  } catch let error as ReadingError {
    return .failure(error)
  } catch {
    fatalError("neither read nor refused: \(error)")
  }
}
