/// A type whose values are ordered in rules: a number or a day.
public protocol OrderedColumn: Column, Comparable {}

/// A type with which rules calculate: `Int` or ``Fixed``.
public protocol NumericColumn: OrderedColumn {}

extension Int: NumericColumn, ConstantTerm {
  /// A column of whole numbers.
  public static var columnType: ColumnType { .integer }
  /// The number as it stands in an atom.
  public var columnValue: Value { .integer(self) }
  /// The number as a term.
  public var argument: Argument { .value(columnValue) }
  /// The type of column in which it stands.
  public typealias ColumnValue = Int

  /// Reads the number out of an atom.
  public init?(columnValue: Value, entities: Entities) {
    guard case .integer(let value) = columnValue else { return nil }
    self = value
  }
}

extension Fixed: NumericColumn, ConstantTerm {
  /// A column of exact decimals.
  public static var columnType: ColumnType { .decimal }
  /// The number as it stands in an atom.
  public var columnValue: Value { .decimal(self) }
  /// The number as a term.
  public var argument: Argument { .value(columnValue) }
  /// The type of column in which it stands.
  public typealias ColumnValue = Fixed

  /// Reads the number out of an atom.
  public init?(columnValue: Value, entities: Entities) {
    guard case .decimal(let value) = columnValue else { return nil }
    self = value
  }
}

extension Day: OrderedColumn, ConstantTerm {
  /// A column of days.
  public static var columnType: ColumnType { .day }
  /// The day as it stands in an atom.
  public var columnValue: Value { .day(self) }
  /// The day as a term.
  public var argument: Argument { .value(columnValue) }
  /// The type of column in which it stands.
  public typealias ColumnValue = Day

  /// Reads the day out of an atom.
  public init?(columnValue: Value, entities: Entities) {
    guard case .day(let value) = columnValue else { return nil }
    self = value
  }
}

extension String: Column, ConstantTerm {
  /// A column of text.
  public static var columnType: ColumnType { .text }
  /// The text as it stands in an atom.
  public var columnValue: Value { .text(self) }
  /// The text as a term.
  public var argument: Argument { .value(columnValue) }
  /// The type of column in which it stands.
  public typealias ColumnValue = String

  /// Reads the text out of an atom.
  public init?(columnValue: Value, entities: Entities) {
    guard case .text(let value) = columnValue else { return nil }
    self = value
  }
}

extension Entity {
  /// The type's own name.
  public static var role: String { "\(Self.self)" }
  /// A column of entities of this kind.
  public static var columnType: ColumnType { .entity(role: role) }
  /// The entity's id as it stands in an atom.
  public var columnValue: Value { .entity(id) }
  /// The entity's id as a term.
  public var argument: Argument { .value(columnValue) }

  /// Reads the entity in this role; one without a record has its id as its name.
  public init?(columnValue: Value, entities: Entities) {
    guard case .entity(let id) = columnValue else { return nil }
    self.init(record: entities[id] ?? EntityRecord(id: id, roles: [Self.kind.name]))
  }
}
