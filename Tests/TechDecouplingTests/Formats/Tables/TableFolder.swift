import TemporalDatalog

@testable import TechDecoupling

/// A folder of its own for a test, with short ways to read and write tables.
enum Tables {
  /// Reads rows from bytes through a buffer of a few bytes.
  static func read(
    _ bytes: [UInt8], as relation: RelationSignature, _ format: TableFormat = TableFormat(),
    limits: TableReader.Limits = TableReader.Limits()
  ) throws -> FactTable? {
    var facts = Facts()
    try insert(bytes, into: &facts, as: relation, format, limits: limits)
    return facts.bulk[relation]
  }

  static func insert(
    _ bytes: [UInt8], into facts: inout Facts, as relation: RelationSignature,
    _ format: TableFormat = TableFormat(), limits: TableReader.Limits = TableReader.Limits()
  ) throws {
    var place = 0
    try facts.insert(as: relation, format: format, file: "r.facts", limits: limits) { buffer in
      let count = min(buffer.count, bytes.count - place)
      for offset in 0..<count { buffer[offset] = bytes[place + offset] }
      place += count
      return count
    }
  }

  /// The rows as lists of values, with their days.
  static func rows(_ table: FactTable?) -> [Row] {
    guard let table else { return [] }
    return (0..<table.count).map {
      Row(values: table.values(ofRow: $0), days: table.period(ofRow: $0))
    }
  }

  struct Row: Hashable, CustomStringConvertible {
    var values: [Value]
    var days = Period.always

    var description: String { "\(values) \(days)" }
  }

  /// What is wrong with some text, one problem a line.
  static func mistakes(
    _ text: String, as relation: RelationSignature, _ format: TableFormat = TableFormat(),
    limits: TableReader.Limits = TableReader.Limits()
  ) -> String {
    do {
      _ = try read(Array(text.utf8), as: relation, format, limits: limits)
      return "no mistake"
    } catch {
      return "\(error)"
    }
  }

  /// Writes rows with a small buffer.
  static func write(
    _ facts: Facts, _ relation: RelationSignature, _ format: TableFormat, buffer: Int = 64
  ) throws -> [UInt8] {
    let table = facts.bulk[relation]
    let pools = facts.bulk.pools
    var bytes: [UInt8] = []
    var writer = TableWriter(
      relation, format, path: "r.csv", pools: pools, horizon: nil, capacity: buffer
    ) { bytes += $0 }
    _ = try writer.write(
      OrderedRows(table?.blocks ?? [], kinds: relation.columns.map(\.kind), pools: pools))
    return bytes
  }
}
