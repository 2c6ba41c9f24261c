/// A value in a column: what a term of a ground atom is.
///
/// An entity is its id, whatever its role: `Lab("alibaba")` and `CloudProvider("alibaba")` are one
/// value.
public enum Value: Hashable, Sendable {
  case entity(EntityID)
  case integer(Int)
  case decimal(Fixed)
  case day(Day)
  case text(String)
}

/// The type of a column, as relations declare it.
public enum ColumnType: Hashable, Sendable {
  /// An entity that has the role of this name; `nil` admits an entity of any role.
  case entity(role: String?)
  case integer
  case decimal
  case day
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
  associatedtype ColumnValue: Column
  var argument: Argument { get }
}

/// A term with its type erased.
public enum Argument: Hashable, Sendable {
  case value(Value)
  case variable(VariableID)
  case wildcard
  /// A named constant that a scenario may set, and its value otherwise.
  case parameter(String, default: Value)
}

/// The number of a variable within its rule, from 0 in order of the closure's parameters.
public struct VariableID: Hashable, Sendable {
  public let number: Int
  public init(_ number: Int) { self.number = number }
}
