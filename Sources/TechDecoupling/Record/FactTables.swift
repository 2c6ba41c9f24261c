import TemporalDatalog

/// What facts hold in bulk: a table for each relation, and the pools that all of them share.
struct FactTables: Sendable {
  /// What the codes in the blocks stand for; shared between copies.
  private(set) var pools = Pools()
  private var tables: [Table] = []
  private var numbers: [RelationSignature: Int] = [:]
  /// Finds rows; made anew whenever rows are added.
  private var search = FactSearch()

  private struct Table: Sendable {
    let relation: RelationSignature
    var blocks: [FactBlock] = []
    var starts: [Int] = []
    var count = 0
    /// The first and the last day that some row's period names; nil without such a day.
    var firstDay: Int32?
    var lastDay: Int32?

    mutating func append(_ block: FactBlock) {
      // Only the number is looked at, so that the last block is not shared when it grows.
      let last = blocks.last?.count ?? FactBlock.capacity
      if last + block.count <= FactBlock.capacity {
        blocks[blocks.count - 1].append(block)
      } else {
        starts.append(count)
        blocks.append(block)
      }
      count += block.count
      var (first, final) = (firstDay ?? .max, lastDay ?? .min)
      for day in block.from where day != FactBlock.open.from {
        (first, final) = (min(first, day), max(final, day))
      }
      for day in block.until where day != FactBlock.open.until {
        (first, final) = (min(first, day - 1), max(final, day - 1))
      }
      if first <= final { (firstDay, lastDay) = (first, final) }
    }
  }

  var isEmpty: Bool { tables.isEmpty }

  /// The relations that have a table, in the order of arrival.
  var relations: [RelationSignature] { tables.map(\.relation) }

  /// The tables in the order of arrival.
  var all: [FactTable] { tables.map(view) }

  /// The table of a relation.
  subscript(relation: RelationSignature) -> FactTable? {
    numbers[relation].map { view(tables[$0]) }
  }

  private func view(_ table: Table) -> FactTable {
    FactTable(
      relation: table.relation, count: table.count, blocks: table.blocks, starts: table.starts,
      pools: pools)
  }

  // MARK: - Adding

  /// Adds rows whose codes a function makes with the pools; nothing is added if it throws.
  ///
  /// Texts that it added to the pools stay there, which nothing can tell.
  mutating func insert<Failure: Error>(
    _ relation: RelationSignature, _ make: (inout Pools) throws(Failure) -> [FactBlock]
  ) throws(Failure) {
    // Taken out, so that the pools are not shared while texts are added.
    var taken = Pools()
    swap(&taken, &pools)
    defer { swap(&taken, &pools) }
    let blocks = try make(&taken)
    let number = numbers[relation] ?? tables.count
    if number == tables.count {
      tables.append(Table(relation: relation))
      numbers[relation] = number
    }
    search = FactSearch()
    for block in blocks where block.count > 0 { tables[number].append(block) }
  }

  // MARK: - Looking up

  /// Refuses periods that name a day outside of the horizon.
  func check(_ horizon: Horizon) throws(TableError) {
    var problems: [TableProblem] = []
    for table in tables {
      let outside = [table.firstDay, table.lastDay].compactMap { $0 }.first {
        $0 < horizon.from.number || $0 >= horizon.until.number
      }
      if let outside {
        problems.append(
          TableProblem(
            .outsideHorizon(Day(number: outside), horizon), relation: table.relation.name))
      }
    }
    if !problems.isEmpty { throw TableError(problems) }
  }

  /// The days of the rows that are an atom, coalesced; nil if there is no such row.
  ///
  /// - Parameter identities: Entities read as another.
  func days(of atom: Atom, identities: [EntityID: EntityID]) -> [Period]? {
    guard let values = atom.values, let number = numbers[atom.relation] else { return nil }
    let table = tables[number]
    let spans = search.spans(
      of: values, in: view(table), number: number, identities: identities)
    return spans.isEmpty ? nil : Period.coalesced(spans.map { Period(bulk: $0) })
  }
}

extension FactTables: Hashable {
  static func == (left: FactTables, right: FactTables) -> Bool { left.all == right.all }

  func hash(into hasher: inout Hasher) { hasher.combine(all) }
}
