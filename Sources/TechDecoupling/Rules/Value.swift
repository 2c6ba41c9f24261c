/// A value in a column: what a term of a ground atom is.
///
/// An entity is its id, whatever its role: `Lab("alibaba")` and `CloudProvider("alibaba")` are one
/// value.
public enum Value: Hashable, Sendable {
  /// An entity, by its id.
  case entity(EntityID)
  /// A whole number of 64 bits.
  case integer(Int)
  /// An exact decimal of six places.
  case decimal(Fixed)
  /// A calendar day.
  case day(Day)
  /// Text, compared by its characters.
  case text(String)
}

/// The type of a column, as relations declare it.
public enum ColumnType: Hashable, Sendable {
  /// An entity that has the role of this name; `nil` admits an entity of any role.
  case entity(role: String?)
  /// Whole numbers.
  case integer
  /// Exact decimals.
  case decimal
  /// Calendar days.
  case day
  /// Text.
  case text
}

/// A type whose values stand in columns: an entity, `Int`, ``Fixed``, ``Day`` or `String`.
public protocol Column: Hashable, Sendable {
  /// How relations declare a column of this type.
  static var columnType: ColumnType { get }
  /// The value as it stands in an atom.
  var columnValue: Value { get }
  /// Reads a value back; an entity without a record gets its id as its name. Nil if the value is
  /// of another type.
  init?(columnValue: Value, entities: Entities)
}

/// What can be written in a column of an atom: a value, a variable or a wildcard.
public protocol Term<ColumnValue>: Sendable {
  /// The type of column in which the term can stand.
  associatedtype ColumnValue: Column
  /// The term with its type erased.
  var argument: Argument { get }
}

/// A term with its type erased.
public enum Argument: Hashable, Sendable {
  /// A value.
  case value(Value)
  /// A variable of the rule.
  case variable(VariableID)
  /// Any value: "for some" in a premise, "for no" in an exception.
  case wildcard
  /// A named constant that a scenario may set, and its value otherwise.
  indirect case parameter(String, default: Value)
}

/// The number of a variable within its rule, from 0 in order of the closure's parameters.
public struct VariableID: Hashable, Sendable {
  /// The number, from 0.
  public let number: Int

  /// Creates the variable of a number.
  public init(_ number: Int) { self.number = number }
}
