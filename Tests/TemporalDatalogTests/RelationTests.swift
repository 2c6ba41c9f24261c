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
      try? await relation.sortNewest([1], crew, lanes: lanes)
      crew.dismiss()
    }
    guard case .runs(let runs, let order) = try relation.lookup([1], .newest) else {
      Issue.record("the newest rows are not in runs")
      return
    }
    #expect(order == [1, 0] && runs.count <= lanes)
    let found = runs.flatMap { run in (0..<run.rows.count).map(run.rows.row) }
    #expect(found == (0..<5_000 as Range<UInt32>).map { [$0, $0 % 64] })
  }
}
