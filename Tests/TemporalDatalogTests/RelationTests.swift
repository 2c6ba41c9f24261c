import TestSupport
import Testing

@testable import TemporalDatalog

/// What a relation keeps beside its rows.
@Suite struct RelationTests {
  private func insert(_ values: Range<UInt32>, into relation: Relation) throws {
    let rows = Rows(width: 2, capacity: values.count)
    for value in values { rows.append([value % 64, value]) }
    try relation.insert(rows)
    _ = try relation.advance()
  }

  @Test("A sort order that nobody searches any more is given up, and made anew if asked for")
  func idleIndex() throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    try insert(0..<2_000, into: relation)
    _ = try relation.index(prefix: [1])
    #expect(relation.dense != nil && relation.indexes.map(\.order) == [[1, 0]])
    try insert(2_000..<3_000, into: relation)
    try insert(3_000..<3_010, into: relation)
    #expect(relation.indexes.map(\.order) == [[1, 0]])
    try insert(3_010..<6_000, into: relation)
    try insert(6_000..<6_010, into: relation)
    #expect(relation.indexes.isEmpty)
    let index = try relation.index(prefix: [1])
    #expect(index.runs(.all).reduce(0) { $0 + $1.rows.count } == 6_010)
  }

  @Test("The newest rows are sorted side by side as one would sort them", arguments: [1, 2, 5])
  func sortingInLanes(lanes: Int) async throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    try insert(0..<5_000, into: relation)
    let crew = Crew()
    await withTaskGroup { group in
      for number in 1..<max(2, lanes) { group.addTask { await crew.help(as: number) } }
      try? await relation.arrange([1], .newest, crew, lanes: lanes)
      crew.dismiss()
    }
    guard case .runs(let runs, let order) = try relation.lookup([1], .newest) else {
      Issue.record("the newest rows are not in runs")
      return
    }
    #expect(order == [1, 0] && runs.count == 1)
    let found = runs.flatMap { run in (0..<run.rows.count).map(run.rows.row) }
    #expect(found == (0..<5_000 as Range<UInt32>).map { [$0, $0 % 64] })
  }

  @Test("Bits of the newest rows are set side by side", arguments: [1, 2, 5])
  func markingInLanes(lanes: Int) async throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    let newest = Rows(width: 2, capacity: 5_000)
    for value in 0..<5_000 as Range<UInt32> { newest.append([value % 64, value / 64]) }
    try relation.insert(newest)
    _ = try relation.advance()
    let crew = Crew()
    await withTaskGroup { group in
      for number in 1..<max(2, lanes) { group.addTask { await crew.help(as: number) } }
      try? await relation.arrange([0], .newest, crew, lanes: lanes)
      crew.dismiss()
    }
    let bits = try #require(relation.views[.newest])
    let sorted = try newest.sorted(by: [0, 1])
    #expect(all(try bits.rows(count: 5_000, nil)) == all(sorted))
    #expect(all(try relation.delta().joined()) == all(sorted))
  }

  @Test(
    "Bits that premises see are made side by side, whatever waits and whatever is there",
    arguments: [1, 2, 5], [[.all, .older], [.newest, .older, .all], [.older]] as [[Scope]])
  func viewsInLanes(lanes: Int, scopes: [Scope]) async throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    func rows(_ values: Range<UInt32>) -> Rows {
      let rows = Rows(width: 2, capacity: values.count)
      for value in values { rows.append([value % 64, value / 64]) }
      return rows
    }
    try relation.insert(rows(0..<5_000))
    _ = try relation.advance()
    try relation.insert(rows(4_000..<9_000))
    _ = try relation.advance()
    // Waits in this round, and is seen in none of the scopes.
    try relation.insert(rows(8_000..<9_500))
    let crew = Crew()
    await withTaskGroup { group in
      for number in 1..<max(2, lanes) { group.addTask { await crew.help(as: number) } }
      for scope in scopes { try? await relation.arrange([0], scope, crew, lanes: lanes) }
      crew.dismiss()
    }
    for scope in scopes {
      let expected: Range<UInt32> =
        switch scope {
        case .older: 0..<5_000
        case .all: 0..<9_000
        case .newest: 5_000..<9_000
        }
      let bits = try #require(relation.views[scope])
      let sorted = try rows(expected).sorted(by: [0, 1])
      #expect(all(try bits.rows(count: expected.count, nil)) == all(sorted))
    }
  }

  @Test("A relation that needs many bits for a row does not go back and forth")
  func fewRowsInManyBits() throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    relation.isReadOnce = true
    // Twenty values along a diagonal that grows, at up to 480 bits a row; they may be too many once.
    var (known, exchanges) = (0, 0)
    for value in 0..<9_600 as Range<UInt32> {
      let wasDense = relation.dense != nil
      let rows = Rows(width: 2, capacity: 20)
      for other in 0..<20 as Range<UInt32> { rows.append([value, value + other]) }
      try relation.insert(rows)
      _ = try relation.advance()
      known += 20
      if wasDense && relation.dense == nil { exchanges += 1 }
      #expect(relation.count == known)
    }
    #expect(exchanges < 2)
  }

  @Test(
    "Bits stand for many newest rows, which are there when bits are widened or given up",
    arguments: [nil, 1_000, 4_000_000_000] as [UInt32?])
  func newestBits(outside: UInt32?) throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    let newest = Rows(width: 2, capacity: 5_000)
    for value in 0..<5_000 as Range<UInt32> { newest.append([value % 64, value / 64]) }
    try relation.insert(newest)
    _ = try relation.advance()
    let older = try #require(try relation.bits(.older))
    #expect(try older.rows(count: 0, nil).count == 0)
    guard case .bits(let bits) = try relation.lookup([0], .newest) else {
      Issue.record("the newest rows are not read as bits")
      return
    }
    let sorted = try newest.sorted(by: [0, 1])
    #expect(all(try bits.rows(count: 5_000, nil)) == all(sorted))
    let more = Rows(width: 2, capacity: 1)
    more.append([outside ?? 64, 3])
    try relation.insert(more)
    #expect((relation.dense == nil) == (outside == 4_000_000_000))
    #expect(relation.deltaCount == 5_000)
    #expect(all(try relation.delta().sorted(by: [0, 1])) == all(sorted))
    #expect(try relation.advance() && relation.deltaCount == 1)
    if let older = try relation.bits(.older) {
      #expect(all(try older.rows(count: 5_000, nil)) == all(sorted))
    } else {
      #expect(relation.indexes.first?.runs(.older).map { all($0.rows) } == [all(sorted)])
    }
  }

  @Test(
    "New tuples that are counted are there when rows are asked for, and bits widened or given up",
    arguments: [nil, 300, 4_000_000_000] as [UInt32?])
  func countedTuples(outside: UInt32?) throws {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, nil)
    relation.isRecursive = true
    var known: Set<[UInt32]> = []
    var newest: Set<[UInt32]> = []
    func ordered(_ rows: Set<[UInt32]>) -> [[UInt32]] {
      rows.sorted { $0.lexicographicallyPrecedes($1) }
    }
    for round in 0..<8 as Range<UInt32> {
      let rows = Rows(width: 2, capacity: 4_000)
      for value in 0..<4_000 as Range<UInt32> {
        rows.append([value % 200, (value &* 7 &+ round &* 11) % 199])
      }
      if round == 6, let outside { rows.append([outside, 3]) }
      let isCount = relation.pending.isCount
      #expect(isCount == (round >= 2))
      try relation.insert(rows)
      let concluded = Set(all(rows)).subtracting(known)
      if relation.dense != nil {
        #expect(relation.storedCount == known.count + concluded.count)
      }
      if round == 4 {
        // A sort order needs rows, and is kept up from then on.
        try relation.listPending()
        #expect(all(try relation.pending.sorted(by: [0, 1])) == ordered(concluded))
      }
      #expect(try relation.advance() == !concluded.isEmpty)
      #expect(relation.count == known.count + concluded.count)
      guard round < 6 || outside == nil else {
        #expect(all(try relation.delta().sorted(by: [0, 1])) == ordered(concluded))
        return
      }
      guard let older = try relation.bits(.older), let all = try relation.bits(.all),
        let bits = try relation.bits(.newest)
      else {
        Issue.record("the relation has no bits")
        return
      }
      #expect(self.all(try older.rows(count: known.count, nil)) == ordered(known))
      newest = concluded
      known.formUnion(concluded)
      #expect(self.all(try all.rows(count: known.count, nil)) == ordered(known))
      #expect(self.all(try bits.rows(count: newest.count, nil)) == ordered(newest))
    }
  }

  private func all(_ rows: Rows) -> [[UInt32]] { (0..<rows.count).map(rows.row) }

  @Test(
    "A relation that shares an older one's rows has the rows that it had", arguments: 0..<40)
  func sharing(seed: Int) throws {
    var random = RepeatableRandom(seed: UInt64(seed))
    let isTemporal = seed % 2 == 0
    let width = isTemporal ? 4 : 2
    func row() -> [UInt32] {
      let tuple = (0..<2).map { _ in UInt32(random.number(0...19)) }
      // Days that never touch.
      let from = dayCode(Int32(10 * random.number(0...3)))
      return isTemporal ? tuple + [from, from + 5] : tuple
    }
    func block(_ rows: Set<[UInt32]>) throws -> Rows {
      let block = Rows(width: width, capacity: rows.count)
      for row in rows { block.append(row) }
      return try block.sorted(by: Array(0..<width))
    }
    func relation(_ rows: Set<[UInt32]>) throws -> Relation {
      try Relation(
        name: "r", arity: 2, isTemporal: isTemporal, rowsWorthBits: .max, rows: block(rows))
    }
    let rows = Set((0..<random.pick([0, 5, 80, 200])).map { _ in row() })
    let base = try relation(rows)
    let older = Relation(over: base)
    try older.change(lost: block(rows.filter { $0[0] == 3 }), gained: block([]))
    var changed = rows
    for row in (0..<random.pick([0, 1, 4, 12, 60])).map({ _ in row() }) {
      if changed.remove(row) == nil { changed.insert(row) }
    }
    let new = try relation(changed)
    for other in [base, older] {
      let shared = try new.sharing(other)
      #expect(shared.count == changed.count)
      let all = try shared.joinedRows()
      #expect((0..<all.count).map(all.row) == changed.sorted { $0.lexicographicallyPrecedes($1) })
      let difference = rows.symmetricDifference(changed).count
      if difference > rows.count / 8 {
        #expect(shared === new)
      } else if difference == 0 {
        #expect(shared === base)
      } else {
        #expect(shared.overlay?.base === base && shared.overlay?.layerCount == difference)
      }
    }
  }
}
