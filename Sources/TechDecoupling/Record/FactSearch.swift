import Synchronization
import TemporalDatalog

/// Finds rows of tables by their values.
///
/// The first questions read a table from end to end; a table that is asked more often gets an
/// index, about eight bytes a row, which copies of the facts share.
final class FactSearch: Sendable {
  private struct State {
    var questions: [Int: Int] = [:]
    var indexes: [Int: Index] = [:]
    var identities: IdentityCodes?
  }

  private let state = Mutex(State())
  /// How many questions a table answers without an index.
  private static let patience = 8

  /// Returns the days of the rows with some values, as they were loaded.
  func spans(
    of values: [Value], in table: FactTable, number: Int, identities: [EntityID: EntityID]
  ) -> [Span] {
    state.withLock { state in
      let codes = state.identities ?? IdentityCodes(identities, table.pools.symbols)
      state.identities = codes
      var tuple: [UInt32] = []
      for value in values {
        guard let code = codes.code(of: value, table.pools) else { return [] }
        tuple.append(code)
      }
      let columns = codes.isEmpty ? [] : table.relation.entityColumns
      state.questions[number, default: 0] += 1
      if state.questions[number] ?? 0 > FactSearch.patience, !tuple.isEmpty {
        let index = state.indexes[number] ?? Index(table, columns, codes)
        state.indexes[number] = index
        return index.rows(of: tuple, in: table, columns, codes)
      }
      return table.blocks.flatMap { block in
        (0..<block.count).filter { block.isRow($0, tuple, columns, codes) }.map(block.span)
      }
    }
  }

  /// The rows of a table in an open-addressing table of their hashes.
  private struct Index {
    private var slots: [UInt32]

    init(_ table: FactTable, _ columns: Set<Int>, _ codes: IdentityCodes) {
      var size = 16
      while size < table.count * 3 / 2 { size *= 2 }
      slots = [UInt32](repeating: 0, count: size)
      var number: UInt32 = 0
      for block in table.blocks {
        for row in 0..<block.count {
          number += 1
          var hash = Index.start
          for (column, values) in block.columns.enumerated() {
            let code = columns.contains(column) ? codes.canonical(values[row]) : values[row]
            hash = Index.mix(hash, code)
          }
          var place = Int(truncatingIfNeeded: hash >> 20) & (size - 1)
          while slots[place] != 0 { place = (place + 1) & (size - 1) }
          slots[place] = number
        }
      }
    }

    func rows(
      of tuple: [UInt32], in table: FactTable, _ columns: Set<Int>, _ codes: IdentityCodes
    ) -> [Span] {
      var hash = Index.start
      for code in tuple { hash = Index.mix(hash, code) }
      var place = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
      var found: [Span] = []
      while slots[place] != 0 {
        let (block, row) = table.place(of: Int(slots[place]) - 1)
        if table.blocks[block].isRow(row, tuple, columns, codes) {
          found.append(table.blocks[block].span(row))
        }
        place = (place + 1) & (slots.count - 1)
      }
      return found
    }

    private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mix(_ hash: UInt64, _ code: UInt32) -> UInt64 {
      let product = (hash ^ UInt64(code)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      return product.high ^ product.low
    }
  }
}

/// Which codes stand for one entity, where some ids are read as others.
struct IdentityCodes {
  private var codes: [UInt32: UInt32] = [:]
  /// The code that stands for a class, by the class's least id.
  private var classes: [String: UInt32] = [:]

  init(_ identities: [EntityID: EntityID], _ symbols: SymbolPool) {
    for (member, least) in identities.sorted(by: { $0.key < $1.key }) {
      guard let code = symbols.code(existing: member.text) else { continue }
      let canonical = classes[least.text] ?? symbols.code(existing: least.text) ?? code
      classes[least.text] = canonical
      codes[code] = canonical
    }
  }

  var isEmpty: Bool { codes.isEmpty }

  /// The code that stands for the class of an entity.
  func canonical(_ code: UInt32) -> UInt32 { codes[code] ?? code }

  /// The code of a value whose id is read as the rules read it.
  func code(of value: Value, _ pools: Pools) -> UInt32? {
    if case .entity(let id) = value, let code = classes[id.text] { return code }
    return pools.code(existing: value)
  }
}

extension RelationSignature {
  /// The columns that hold entities.
  var entityColumns: Set<Int> {
    Set(
      columns.indices.filter { column in
        if case .entity = columns[column] { true } else { false }
      })
  }
}

extension FactBlock {
  /// Whether a row is a tuple, some columns read through identities.
  fileprivate func isRow(
    _ row: Int, _ tuple: [UInt32], _ read: Set<Int>, _ codes: IdentityCodes
  ) -> Bool {
    for (column, code) in tuple.enumerated() {
      let found = columns[column][row]
      if found != code && (!read.contains(column) || codes.canonical(found) != code) {
        return false
      }
    }
    return true
  }
}
