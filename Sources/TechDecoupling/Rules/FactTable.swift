/// Rows of one relation that hold on every day, kept by column.
public struct FactTable: Hashable, Sendable {
  /// The relation.
  public let relation: RelationSignature
  let columns: [FactColumn]
  /// The number of rows.
  public let rowCount: Int
}

/// The values of one column.
enum FactColumn: Hashable, Sendable {
  case integers([Int])
  case decimals([Fixed])
  case days([Day])
  case texts([String])
  case entities([EntityID])

  init<C: Column>(_ values: [C]) {
    if let values = values as? [Int] {
      self = .integers(values)
    } else if let values = values as? [String] {
      self = .texts(values)
    } else if let values = values as? [Fixed] {
      self = .decimals(values)
    } else if let values = values as? [Day] {
      self = .days(values)
    } else {
      self = .entities(
        values.map { value in
          guard case .entity(let id) = value.columnValue else {
            preconditionFailure("a column is of numbers, days, text or entities")
          }
          return id
        })
    }
  }

  var count: Int {
    switch self {
    case .integers(let values): values.count
    case .decimals(let values): values.count
    case .days(let values): values.count
    case .texts(let values): values.count
    case .entities(let values): values.count
    }
  }
}

extension Facts {
  /// Creates facts without a record, to be filled with ``insert(_:over:)`` and ``insert(_:columns:)``.
  public init() {
    self.init(rows: [], identities: [:])
  }

  /// Adds an atom that holds over a period, or on every day.
  ///
  /// - Throws: ``FactProblem`` if the atom has a variable or a wildcard.
  public mutating func insert(
    _ atom: Atom, over period: Period = .always
  ) throws(FactProblem) {
    guard let values = atom.values else { throw .notGround(atom) }
    guard values.count == atom.relation.columns.count,
      zip(values, atom.relation.columns).allSatisfy({ $0.type.fits($1) })
    else { throw .wrongColumns(atom) }
    rows.append(
      RecordedFact(
        atom: atom, certain: [period], conceivable: [period], marks: [], supports: []))
  }

  /// Adds rows that hold on every day, column by column: the fast way to bring in many.
  ///
  /// ```swift
  /// try facts.insert(edge, columns: sources, targets)
  /// ```
  ///
  /// - Throws: ``FactProblem`` if the columns differ in length.
  /// - Complexity: O(1) for integers and text, else O(*n*) in rows.
  public mutating func insert<each C: Column>(
    _ relation: Relation<repeat each C>, columns: repeat [each C]
  ) throws(FactProblem) {
    var all: [FactColumn] = []
    for column in repeat each columns { all.append(FactColumn(column)) }
    guard let rowCount = all.first?.count else { return }
    guard all.allSatisfy({ $0.count == rowCount }) else {
      throw .unevenColumns(relation: relation.name, counts: all.map(\.count))
    }
    tables.append(
      FactTable(relation: relation.signature, columns: all, rowCount: rowCount))
  }

  /// The relations that the facts use, each once.
  package var relations: [RelationSignature] {
    var seen: Set<RelationSignature> = []
    return (rows.map(\.atom.relation) + tables.map(\.relation)).filter { seen.insert($0).inserted }
  }
}

/// Why facts cannot be taken in without a record.
public enum FactProblem: Diagnostic {
  /// The atom has a variable, parameter or wildcard.
  case notGround(Atom)
  /// The atom's terms are not those of its relation's columns.
  case wrongColumns(Atom)
  /// The columns of a table differ in length.
  case unevenColumns(relation: String, counts: [Int])

  /// The code, from `TD521` on.
  public var code: String {
    switch self {
    case .notGround: "TD521"
    case .wrongColumns: "TD522"
    case .unevenColumns: "TD523"
    }
  }

  /// What is wrong with the facts, and what to do.
  public var message: String {
    switch self {
    case .notGround(let atom):
      "the fact '\(atom)' has a variable or wildcard, and a fact states values only; write a value"
        + " in each column"
    case .wrongColumns(let atom):
      "the fact '\(atom)' does not have the columns of its relation"
        + " (\(atom.relation.columns.map(\.writtenName).joined(separator: ", "))); write one value"
        + " of its type in each"
    case .unevenColumns(let relation, let counts):
      "the columns given for '\(relation)' have \(counts.map(String.init).joined(separator: ", "))"
        + " values, and a row has one in each; give columns of one length"
    }
  }
}
