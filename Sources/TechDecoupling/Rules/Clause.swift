/// What a rule says, with types erased: the form that validation, evaluation, explanation and
/// printing read.
public struct Clause: Hashable, Sendable {
  public var head: Atom
  public var premises: [Premise]
  /// "Unless": the rule does not fire on days on which any of these holds.
  public var exceptions: [Premise]
  /// The rule's own sentence.
  public var reason: Reason?

  public init(
    head: Atom, premises: [Premise] = [], exceptions: [Premise] = [], reason: Reason? = nil
  ) {
    self.head = head
    self.premises = premises
    self.exceptions = exceptions
    self.reason = reason
  }
}

/// One condition of a rule.
public indirect enum Premise: Hashable, Sendable {
  /// The atom holds on the same day.
  case atom(Atom)
  /// The atom holds on some day of the window.
  case sometime(Atom, Window)
  /// The atom holds on every day of the window.
  case always(Atom, Window)
  /// A comparison of two terms of one type.
  case comparison(Formula, ComparisonOperator, Formula)
  /// Two terms of different kinds are one entity.
  case same(Argument, Argument)
  /// Binds a variable to a value.
  case binding(VariableID, Formula)
  /// Reads the run of days around the day on which the atom holds.
  case run(Atom, start: VariableID?, end: VariableID?, length: VariableID?)
  /// Binds a variable to an aggregate's value.
  case aggregateValue(AggregateFormula, VariableID)
  /// Compares an aggregate's value.
  case aggregateComparison(AggregateFormula, ComparisonOperator, Formula)
}

public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

public enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
}

/// A term, or arithmetic on terms.
public indirect enum Formula: Hashable, Sendable {
  case argument(Argument)
  case arithmetic(Formula, ArithmeticOperator, Formula)
}

/// An aggregate over the days' members of a body.
public struct AggregateFormula: Hashable, Sendable {
  public enum Function: String, Hashable, Sendable, CaseIterable {
    case count, sum, min, max
  }
  public var function: Function
  /// The variable summed or compared; nil for a count.
  public var value: VariableID?
  /// Variables whose distinct values (with `value`) count once each.
  public var per: [VariableID]
  public var body: [Premise]
  public var exceptions: [Premise]
}

/// A sentence with variables in it.
public struct Reason: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case text(String)
    case argument(Argument)
  }
  public var parts: [Part]
}
