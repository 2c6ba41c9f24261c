extension Facts {
  /// Adds an atom that holds over a period, both readings alike.
  ///
  /// A second insertion of the atom adds its days.
  ///
  /// - Precondition: The atom is ground.
  public mutating func insert(_ atom: Atom, over period: Period = .always) {
    precondition(atom.values != nil, "'\(atom)' has a variable or a wildcard; facts are ground")
    let support = Support(role: .given, certain: [period], conceivable: [period])
    guard let row = index[atom] else {
      index[atom] = rows.count
      rows.append(
        RecordedFact(
          atom: atom, certain: [period], conceivable: [period], supports: [support]))
      return
    }
    rows[row].certain = Period.coalesced(rows[row].certain + [period])
    rows[row].conceivable = Period.coalesced(rows[row].conceivable + [period])
    rows[row].supports.append(support)
  }

  /// Adds atoms that hold on every day.
  public mutating func insert(contentsOf atoms: some Sequence<Atom>) {
    for atom in atoms { insert(atom) }
  }

  /// Adds rows of a relation that hold on every day, a list for each column.
  ///
  /// The way to load much: nothing is made for a row but its columns.
  ///
  /// - Precondition: The lists have one length.
  public mutating func insert<each Value: Column>(
    _ relation: Relation<repeat each Value>, columns: repeat [each Value]
  ) {
    var table = FactTable(relation: relation.signature, columns: [])
    for column in repeat each columns { table.columns.append(FactTable.Values(column)) }
    let counts = Set(table.columns.map(\.count))
    precondition(counts.count <= 1, "columns of '\(relation.name)' differ in length: \(counts)")
    tables.append(table)
  }
}

/// Rows of one relation that hold on every day, column by column.
public struct FactTable: Hashable, Sendable {
  /// The values of one column.
  public enum Values: Hashable, Sendable {
    /// Entities, by id.
    case entities([EntityID])
    /// Whole numbers.
    case integers([Int])
    /// Decimals.
    case decimals([Fixed])
    /// Days.
    case days([Day])
    /// Text.
    case texts([String])

    init<Value: Column>(_ column: [Value]) {
      if let integers = column as? [Int] {
        self = .integers(integers)
        return
      }
      switch Value.columnType {
      case .entity:
        self = .entities(
          column.compactMap { value in
            if case .entity(let id) = value.columnValue { id } else { nil }
          })
      case .integer:
        self = .integers(
          column.compactMap { value in
            if case .integer(let number) = value.columnValue { number } else { nil }
          })
      case .decimal:
        self = .decimals(
          column.compactMap { value in
            if case .decimal(let number) = value.columnValue { number } else { nil }
          })
      case .day:
        self = .days(
          column.compactMap { value in
            if case .day(let day) = value.columnValue { day } else { nil }
          })
      case .text:
        self = .texts(
          column.compactMap { value in
            if case .text(let text) = value.columnValue { text } else { nil }
          })
      }
    }

    /// The number of rows.
    public var count: Int {
      switch self {
      case .entities(let values): values.count
      case .integers(let values): values.count
      case .decimals(let values): values.count
      case .days(let values): values.count
      case .texts(let values): values.count
      }
    }

    /// The value of a row.
    public subscript(row: Int) -> Value {
      switch self {
      case .entities(let values): .entity(values[row])
      case .integers(let values): .integer(values[row])
      case .decimals(let values): .decimal(values[row])
      case .days(let values): .day(values[row])
      case .texts(let values): .text(values[row])
      }
    }
  }

  /// The relation.
  public let relation: RelationSignature
  /// A list of values for each column, all of one length.
  public internal(set) var columns: [Values]

  /// The number of rows.
  public var count: Int { columns.first?.count ?? 0 }
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
