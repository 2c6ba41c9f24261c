extension Relation {
  /// A finished relation of some rows.
  convenience init(
    name: String, arity: Int, isTemporal: Bool, rowsWorthBits: Int, rows: Rows
  ) throws(EvaluationFailure) {
    self.init(
      name: name, arity: arity, isTemporal: isTemporal, rowsWorthBits: rowsWorthBits, nil)
    if rows.count > 0 { try insert(rows) }
    _ = try advance()
    try seal()
  }

  /// A finished relation of what another has, but for a layer on it.
  convenience init(over other: Relation, _ layer: Layer) throws(EvaluationFailure) {
    self.init(over: other)
    try push(layer)
  }

  /// What is to be searched where some columns are bound, of any finished relation.
  func layered(_ bound: [Int]) throws(EvaluationFailure) -> LayeredLookup {
    try (overlay ?? Overlay(self)).lookup(bound)
  }

  /// All rows in the order of the columns.
  ///
  /// O(*n*).
  func joinedRows() throws(EvaluationFailure) -> Rows {
    let rows = Rows(width: width, capacity: count)
    let reader = try KeyedReader(self, columns: [])
    reader.read(into: rows)
    return try rows.sorted(by: identity)
  }

  // MARK: - Changing

  /// Takes rows out that are there and adds rows that are not; both sorted, days by days.
  ///
  /// O(rows · log *n*), and O(layers) more. Layers that outgrow what they lie on become one with it,
  /// which costs O(*n*) and happens after as many changes.
  func change(lost: Rows, gained: Rows) throws(EvaluationFailure) {
    precondition(overlay != nil, "only an updated relation changes")
    if lost.count + gained.count == 0 { return }
    let layer =
      isTemporal
      ? try temporalLayer(lost, gained) : Layer(hidden: lost, added: gained, arity: arity)
    try push(layer)
    guard let overlay, overlay.layerCount > overlay.base.count + Relation.mostLayered else {
      return
    }
    self.overlay = Overlay(
      try Relation(
        name: name, arity: arity, isTemporal: isTemporal, rowsWorthBits: rowsWorthBits,
        rows: joinedRows()))
  }

  private func push(_ layer: Layer) throws(EvaluationFailure) {
    count += layer.added.count - layer.hidden.count
    try overlay?.push(layer)
  }

  /// Rows that layers may have however small the rest is.
  private static let mostLayered = 1 << 12

  /// The rows that stand for the tuples before and after some days are lost and others gained.
  private func temporalLayer(_ lost: Rows, _ gained: Rows) throws(EvaluationFailure) -> Layer {
    let hidden = Rows(width: width, capacity: 16)
    let added = Rows(width: width, capacity: 16)
    let columns = Array(0..<arity)
    let reader = try KeyedReader(self, columns: columns)
    var (i, j) = (0, 0)
    while i < lost.count || j < gained.count {
      let order =
        i == lost.count
        ? 1 : j == gained.count ? -1 : Rows.compare(lost, i, gained, j, columns: arity)
      let before = order <= 0 ? reader.rows(lost, i) : reader.rows(gained, j)
      let tuple = order <= 0 ? lost.tuple(i, arity: arity) : gained.tuple(j, arity: arity)
      let old = (0..<before.count).map(before.span)
      var new = old
      if order <= 0 { new = SpanSet.subtracting(new, lost.spans(of: tuple, from: &i)) }
      if order >= 0 { new = SpanSet.coalesced(new + gained.spans(of: tuple, from: &j)) }
      hidden.append(tuple, old, but: new)
      added.append(tuple, new, but: old)
    }
    return Layer(hidden: hidden, added: added, arity: arity)
  }

  // MARK: - Comparing

  /// The part of some sorted rows that the finished relation does not have.
  ///
  /// O(rows · log *n*).
  func absentPart(_ rows: Rows) throws(EvaluationFailure) -> Rows {
    if count == 0 || rows.count == 0 { return rows }
    let reader = try KeyedReader(self, columns: Array(0..<arity))
    if !isTemporal { return reader.absentPart(rows) }
    let result = Rows(width: width, capacity: rows.count)
    var row = 0
    while row < rows.count {
      let known = reader.rows(rows, row)
      let tuple = rows.tuple(row, arity: arity)
      let spans = rows.spans(of: tuple, from: &row)
      for span in SpanSet.subtracting(spans, (0..<known.count).map(known.span)) {
        result.append(tuple, span)
      }
    }
    return result
  }
}

/// Reads the rows of a finished relation that agree with the first columns of other rows.
final class KeyedReader {
  let lookup: LayeredLookup
  private let key: KeyBuffer
  private let found: Rows
  /// Where each of the relation's columns stands in a row that is read.
  private let columns: [Int]

  /// Binds columns of the relation to the columns of rows with the same numbers.
  convenience init(_ relation: Relation, columns bound: [Int]) throws(EvaluationFailure) {
    try self.init(relation, bound.map { ($0, .slot($0)) })
  }

  init(
    _ relation: Relation, _ bound: [(column: Int, source: KeySource)]
  ) throws(EvaluationFailure) {
    lookup = try relation.layered(bound.map(\.column))
    key = KeyBuffer(lookup.order, bound)
    found = Rows(width: relation.width, capacity: 16)
    var columns = Array(0..<relation.width)
    for (position, column) in lookup.order.enumerated() { columns[column] = position }
    self.columns = columns
  }

  /// The rows that agree with a row, in the order that the search has; valid until the next call.
  func rows(_ input: Rows, _ row: Int) -> Rows {
    _ = key.fill(input, row)
    found.count = 0
    lookup.read(key.values, into: found)
    return found
  }

  /// Appends the rows that agree with a row, columns in their own order.
  func read(_ input: Rows, _ row: Int, into rows: Rows) {
    let found = self.rows(input, row)
    append(found, to: rows)
  }

  /// Appends all rows that agree with the constants.
  func read(into rows: Rows) {
    found.count = 0
    lookup.read(key.values, into: found)
    append(found, to: rows)
  }

  private func append(_ found: Rows, to rows: Rows) {
    rows.reserve(rows.count + found.count)
    for (column, position) in columns.enumerated() {
      (rows.column(column) + rows.count).update(from: found.column(position), count: found.count)
    }
    rows.count += found.count
  }

  /// Those of some rows, without days, with which none agrees.
  func absentPart(_ rows: Rows) -> Rows {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: rows.count) { numbers in
      guard let numbers = numbers.baseAddress else { return rows }
      let count = lookup.select(key, of: rows, arePresent: false, into: numbers)
      if count == rows.count { return rows }
      let result = Rows(width: rows.width, capacity: count)
      for column in 0..<rows.width {
        let (source, target) = (rows.column(column), result.column(column))
        for index in 0..<count { target[index] = source[Int(numbers[index])] }
      }
      result.count = count
      return result
    }
  }
}

extension Rows {
  func append(_ tuple: [UInt32], _ span: Span) {
    reserve(count + 1)
    for index in tuple.indices { column(index)[count] = tuple[index] }
    column(tuple.count)[count] = dayCode(span.from)
    column(tuple.count + 1)[count] = dayCode(span.until)
    count += 1
  }

  /// Appends the spans of a tuple that are not among others, which are in order as well.
  fileprivate func append(_ tuple: [UInt32], _ spans: [Span], but others: [Span]) {
    var next = 0
    for span in spans {
      while next < others.count, others[next].from < span.from { next += 1 }
      if next == others.count || others[next] != span { append(tuple, span) }
    }
  }

  /// The spans of the rows of a tuple from a place on, which moves behind them.
  func spans(of tuple: [UInt32], from row: inout Int) -> [Span] {
    var spans: [Span] = []
    while row < count, tuple.indices.allSatisfy({ value($0, row) == tuple[$0] }) {
      spans.append(span(row))
      row += 1
    }
    return spans
  }

  /// Sorted and, if they have days, coalesced.
  func normalized(isTemporal: Bool) throws(EvaluationFailure) -> Rows {
    let rows = isAscending ? self : try sorted(by: Array(0..<width))
    return isTemporal ? rows.coalesced() : rows
  }

  /// Whether rows are sorted, and each is there once.
  private var isAscending: Bool {
    for row in 1..<max(1, count) where Rows.compare(self, row - 1, self, row, columns: width) >= 0 {
      return false
    }
    return true
  }
}

extension RowBlocks {
  /// All rows in one block, sorted and, if they have days, coalesced; blocks are each.
  func sorted(isTemporal: Bool) throws(EvaluationFailure) -> Rows {
    blocks.count == 1 ? blocks[0] : try joined().normalized(isTemporal: isTemporal)
  }
}

/// The rows that a relation loses and gains by an update; no row is in both.
struct RowChange {
  var lost: Rows
  var gained: Rows

  init(lost: Rows, gained: Rows) {
    self.lost = lost
    self.gained = gained
  }

  var isEmpty: Bool { lost.count + gained.count == 0 }
}
