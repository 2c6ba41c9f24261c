/// What can be compared and calculated with in a rule: a variable, a parameter or a calculation.
///
/// Plain values do not conform, so that `==` between two values stays what it is everywhere else.
public protocol Operand<ColumnValue>: Sendable {
  /// The type of the value that it stands for.
  associatedtype ColumnValue: Column
  /// The operand with its type erased.
  var formula: Formula { get }
}

/// A term whose value is known before rules run: a value or a parameter.
public protocol ConstantTerm<ColumnValue>: Term {}

/// A placeholder in a rule that stands for each value of one type.
///
/// A rule's closure is given its variables; nothing else makes them.
public struct Variable<ColumnValue: Column>: Term, Operand {
  /// The number within the rule.
  public let id: VariableID

  /// Creates a variable with its number within the rule.
  init(id: VariableID) { self.id = id }

  /// The variable with its type erased.
  public var argument: Argument { .variable(id) }
  /// The variable with its type erased, as part of a calculation.
  public var formula: Formula { .argument(argument) }
}

/// A column that is not looked at: "for some" in a premise, "for no" in an exception.
public struct Wildcard<ColumnValue: Column>: Term {
  /// The wildcard with its type erased.
  public var argument: Argument { .wildcard }
}

/// Returns a wildcard, whose type follows from the column in which it stands.
public func any<ColumnValue: Column>() -> Wildcard<ColumnValue> { Wildcard() }

/// A named constant of a rulebook, with the value it has unless a rulebook is set to another.
///
/// ```swift
/// count(per: lab, where: withholds(lab, model)) >= Parameter("labs", 3)
/// ```
public struct Parameter<ColumnValue: Column>: ConstantTerm, Operand {
  /// The name, by which ``Rulebook/setting(_:to:)`` finds it.
  public let name: String
  /// The value where nothing else is set.
  public let defaultValue: ColumnValue

  /// Creates a parameter; every use of one name gives one default.
  public init(_ name: String, _ defaultValue: ColumnValue) {
    self.name = name
    self.defaultValue = defaultValue
  }

  /// The parameter with its type erased.
  public var argument: Argument { .parameter(name, default: defaultValue.columnValue) }
  /// The parameter with its type erased, as part of a calculation.
  public var formula: Formula { .argument(argument) }
}

/// An entity that is looked at in another of its roles.
public struct RoleTerm<ColumnValue: Entity>: Term, Operand {
  /// The term whose entity it is.
  public let argument: Argument
  /// The term with its type erased, as part of a calculation.
  public var formula: Formula { .argument(argument) }
}

extension Term where ColumnValue: Entity {
  /// Returns the same entity as a term of another role: `homeCountry(lab.as(Party.self), country)`.
  public func `as`<Role: Entity>(_ role: Role.Type) -> RoleTerm<Role> {
    RoleTerm(argument: argument)
  }

  /// Says that two terms of different kinds are one entity: `lab.is(maker)`.
  public func `is`<Other: Term>(_ other: Other) -> Premise where Other.ColumnValue: Entity {
    .same(argument, other.argument)
  }
}
