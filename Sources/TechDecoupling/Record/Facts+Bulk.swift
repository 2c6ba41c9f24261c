import TemporalDatalog

extension Facts {
  /// Adds an atom that holds over a period, both readings alike.
  ///
  /// A second insertion of the atom adds its days.
  ///
  /// - Returns: Whether the atom was added: it is ground, and its values fit its relation's columns.
  @discardableResult
  public mutating func insert(_ atom: Atom, over period: Period = .always) -> Bool {
    guard let values = atom.values, values.count == atom.relation.columns.count,
      zip(values, atom.relation.columns).allSatisfy({ $0.stands(in: $1) })
    else { return false }
    let support = Support(role: .given, certain: [period], conceivable: [period])
    if var fact = restated[atom]?.fact {
      fact.certain = Period.coalesced(fact.certain + [period])
      fact.conceivable = Period.coalesced(fact.conceivable + [period])
      fact.supports.append(support)
      restate(fact, from: fact)
      return true
    }
    guard let row = index[atom] else {
      index[atom] = rows.count
      rows.append(
        RecordedFact(
          atom: atom, certain: [period], conceivable: [period], supports: [support]))
      return true
    }
    rows[row].certain = Period.coalesced(rows[row].certain + [period])
    rows[row].conceivable = Period.coalesced(rows[row].conceivable + [period])
    rows[row].supports.append(support)
    return true
  }

  /// Adds a fact whose readings may differ, of an atom that has none yet.
  package mutating func insert(_ fact: RecordedFact) {
    precondition(index[fact.atom] == nil, "'\(fact.atom)' has a fact already")
    index[fact.atom] = rows.count
    rows.append(fact)
  }

  /// Adds atoms that hold on every day.
  ///
  /// - Returns: How many were added; the others are not ground, or do not fit their relations.
  @discardableResult
  public mutating func insert(contentsOf atoms: some Sequence<Atom>) -> Int {
    var count = 0
    for atom in atoms where insert(atom) { count += 1 }
    return count
  }

  /// Adds rows of a relation that hold on every day, a list for each column.
  ///
  /// The way to load much: nothing is made for a row but its columns.
  ///
  /// - Returns: Whether the rows were added: the lists have one length.
  @discardableResult
  public mutating func insert<each Value: Column>(
    _ relation: Relation<repeat each Value>, columns: repeat [each Value]
  ) -> Bool {
    var counts: Set<Int> = []
    for column in repeat each columns { counts.insert(column.count) }
    guard counts.count <= 1 else { return false }
    let count = counts.first ?? 1
    bulk.insert(relation.signature) { pools in
      var codes: [[UInt32]] = []
      for column in repeat each columns { codes.append(pools.codes(column)) }
      return [FactBlock(count: count, columns: codes)]
    }
    return true
  }
}

extension Pools {
  /// Returns the codes of a column.
  fileprivate mutating func codes<Value: Column>(_ column: [Value]) -> [UInt32] {
    if let integers = column as? [Int] { return integers.map { numbers.code(Int64($0)) } }
    return column.map { code($0.columnValue) }
  }
}

extension Value {
  /// Whether the value can stand in a column; an entity's role is not looked at.
  func stands(in type: ColumnType) -> Bool {
    switch (self, type) {
    case (.entity, .entity), (.integer, .integer), (.decimal, .decimal), (.day, .day),
      (.text, .text):
      true
    default: false
    }
  }
}

extension Period {
  /// The same days in as few periods as possible, ascending.
  public static func coalesced(_ periods: [Period]) -> [Period] {
    guard periods.count > 1 else { return periods }
    let sorted = periods.sorted { ($0.from ?? .distantPast) < ($1.from ?? .distantPast) }
    var result: [Period] = []
    for period in sorted {
      guard let last = result.last else {
        result.append(period)
        continue
      }
      guard let end = last.until else { break }
      if let from = period.from, from > end {
        result.append(period)
      } else {
        let until = period.until.map { max($0, end) }
        result[result.count - 1] = Period(unchecked: last.from, until)
      }
    }
    return result
  }
}
