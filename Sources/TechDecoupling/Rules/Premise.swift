/// What may stand as a premise or an exception: an atom, a window, a comparison, an aggregate.
public protocol Condition: Sendable {
  /// The condition with its type erased.
  var premise: Premise { get }
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
  ///
  /// `==` with a variable that nothing else binds on one side binds it to the other side.
  case comparison(Formula, ComparisonOperator, Formula)
  /// Two terms of different kinds are one entity.
  case same(Argument, Argument)
  /// Reads the run of days around the day on which the atom holds.
  case run(Atom, start: VariableID?, end: VariableID?, length: VariableID?)
  /// The variable is each number from one up to another, which is left out.
  ///
  /// Without a step the numbers go up or down by one, toward the end.
  case range(VariableID, from: Formula, to: Formula, step: Formula?)
  /// Compares an aggregate's value.
  ///
  /// `==` with a variable that nothing else binds binds it to the value.
  case aggregate(AggregateFormula, ComparisonOperator, Formula)
}

extension Premise: Condition {
  /// The premise itself.
  public var premise: Premise { self }
}

extension Atom: Condition {
  /// The premise that the atom holds on the same day.
  public var premise: Premise { .atom(self) }
}

/// How two terms are compared.
public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  /// They are one value.
  case equal = "=="
  /// They are two values.
  case notEqual = "!="
  /// The first is less.
  case less = "<"
  /// The first is less, or they are one value.
  case lessOrEqual = "<="
  /// The first is greater.
  case greater = ">"
  /// The first is greater, or they are one value.
  case greaterOrEqual = ">="
}

/// How two numbers are calculated with.
public enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  /// Their sum.
  case add = "+"
  /// Their difference.
  case subtract = "-"
  /// Their product.
  case multiply = "*"
  /// Their quotient; of integers, toward zero.
  case divide = "/"
  /// What is left of a division, with the sign of the first.
  case remainder = "%"
  /// The first as often a factor as the second, a whole number, says.
  case power = "^"
  /// The bits that both have.
  case bitAnd = "band"
  /// The bits that either has.
  case bitOr = "bor"
  /// The bits that one of them has.
  case bitXor = "bxor"
  /// The first with its bits moved up; a count of 64 or more is taken modulo 64.
  case shiftLeft = "bshl"
  /// The first with its bits moved down, its sign kept.
  case shiftRight = "bshr"
  /// The first with its bits moved down, zeros moved in.
  case unsignedShiftRight = "bshru"
  /// 1 if neither is 0, else 0.
  case logicalAnd = "land"
  /// 1 if one is not 0, else 0.
  case logicalOr = "lor"
  /// 1 if exactly one is not 0, else 0.
  case logicalXor = "lxor"
}

/// A term, or what is calculated from terms.
public indirect enum Formula: Hashable, Sendable {
  /// A term.
  case argument(Argument)
  /// Arithmetic on two formulas.
  case arithmetic(Formula, ArithmeticOperator, Formula)
  /// What a functor makes of formulas.
  case call(Functor, [Formula])

  /// Creates the formula of a value.
  init(_ value: some Column) { self = .argument(.value(value.columnValue)) }
}

/// An aggregate over what a body of premises matches on a day, with its type erased.
public struct AggregateFormula: Hashable, Sendable {
  /// What is made of the matches.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// The number of distinct values.
    case count
    /// The sum over distinct values.
    case sum
    /// The least value.
    case min
    /// The greatest value.
    case max
  }
  /// What is made of the matches.
  public var function: Function
  /// The variable summed or compared; nil for a count.
  public var value: VariableID?
  /// Variables whose distinct values (with `value`) count once each.
  public var per: [VariableID]
  /// What must hold of a member.
  public var body: [Premise]
  /// What must not hold of a member.
  public var exceptions: [Premise]

  /// Creates an aggregate from its parts.
  public init(
    function: Function, value: VariableID?, per: [VariableID], body: [Premise],
    exceptions: [Premise] = []
  ) {
    self.function = function
    self.value = value
    self.per = per
    self.body = body
    self.exceptions = exceptions
  }
}
