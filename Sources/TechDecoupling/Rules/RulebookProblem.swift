/// A mistake in a rulebook, with the rule and the place in source code that made it.
public struct RulebookProblem: Diagnostic {
  /// What is wrong.
  public let kind: Kind
  /// The name of the rule; nil if the mistake is a fact's or the rulebook's own.
  public let rule: String?
  /// Where the rule or fact stands in source code or in a file of rules.
  public let location: SourceLocation?

  /// Creates a problem of a rule.
  init(_ kind: Kind, in rule: Rule) {
    self.kind = kind
    self.rule = rule.name
    location = rule.location
  }

  /// Creates a problem of a rulebook.
  init(_ kind: Kind) {
    self.kind = kind
    rule = nil
    location = nil
  }

  /// Creates a problem of a fact.
  init(_ kind: Kind, at location: SourceLocation?) {
    self.kind = kind
    rule = nil
    self.location = location
  }

  /// What can be wrong with a rulebook.
  public enum Kind: Hashable, Sendable {
    /// No premise binds the variable.
    case unboundVariable(String, in: Use)
    /// Only the body of an aggregate binds a variable that is used outside of it.
    case boundOnlyInside(String, in: Use)
    /// A variable that an aggregate counts or sums has one value in each group.
    case fixedMember(String)
    /// Aggregates or equalities that wait for one another.
    case circularBinding([String])
    /// Two rules have one name.
    case duplicateName(other: SourceLocation)
    /// A relation has two signatures.
    case conflictingSignature(RelationSignature, other: RelationSignature, at: SignatureSource)
    /// An atom has too many terms or too few.
    case wrongArity(RelationSignature, found: Int)
    /// A value or parameter stands in a column of another type.
    case wrongTerm(RelationSignature, column: Int, expected: ColumnType, found: ColumnType)
    /// A variable stands where two types are meant.
    case variableOfTwoTypes(String, ColumnType, ColumnType)
    /// The rule has no variable of this number.
    case unknownVariable(Int, count: Int)
    /// A relation's name cannot be written in a file.
    case relationName(String)
    /// A rule's name is empty.
    case emptyName
    /// A rule concludes a relation that is one-of.
    case oneOfConcluded(String)
    /// A rule concludes a relation that only the record states.
    case reservedConcluded(String)
    /// A wildcard stands in a conclusion.
    case wildcardInConclusion(String)
    /// A wildcard stands in a comparison.
    case wildcardInComparison
    /// A window starts after it ends.
    case reversedWindow(from: Int, to: Int)
    /// A window reaches a negative number of days.
    case negativeWindow(Int, parameter: String?)
    /// The length of a window is not an integer.
    case windowLength(ColumnType)
    /// A parameter has two defaults.
    case twoDefaults(parameter: String, String, String)
    /// A parameter has two types.
    case twoTypes(parameter: String, ColumnType, ColumnType)
    /// A comparison of two types.
    case mixedComparison(ColumnType, ColumnType)
    /// An order comparison of values that have no order.
    case unordered(ColumnType, ComparisonOperator)
    /// `is` between values that are not both entities.
    case notEntities(ColumnType, ColumnType)
    /// Arithmetic on values that do not calculate.
    case arithmetic(ColumnType, ArithmeticOperator, ColumnType)
    /// Division by a constant zero.
    case divisionByZero
    /// A run stands in an exception or in an aggregate.
    case runInside(Inside)
    /// A least or greatest value stands in an exception.
    case extremeInException
    /// A sum, least or greatest of values that have none.
    case aggregatedType(AggregateFormula.Function, ColumnType?)
    /// A cycle that needs a finished relation before it is finished.
    case unstratified([Step])
    /// Recursion through an aggregate that may change its mind, or uses its value.
    case recursiveAggregate([Step])
    /// Recursion through an aggregate whose bound no positive premise fixes.
    case recursiveBound(relation: String, bound: String)
    /// A value was set for a parameter that no rule has.
    case unknownParameter(String, nearest: String?, known: [String])
    /// A value of another type was set for a parameter.
    case settingOfOtherType(String, expected: ColumnType, found: ColumnType)
    /// A rule was to be removed or replaced that the book does not have.
    case unknownRule(String, edit: RulebookEdit, nearest: String?)
    /// The facts give a relation two signatures.
    case factsOfTwoSignatures(RelationSignature, other: RelationSignature)
    /// A functor is given values that it makes nothing of.
    case functor(Functor, [ColumnType])
    /// A range of values that are no numbers, or of two types.
    case range(ColumnType, ColumnType)
    /// A range stands in an exception.
    case rangeInException
    /// A stated fact has a variable, wildcard or parameter.
    case factWithoutValue(String)
    /// A stated fact holds on days that do not exist.
    case factOutsideHorizon(String, Day, Horizon)
  }

  /// Where a variable is used.
  public enum Use: Hashable, Sendable {
    /// In the conclusion.
    case conclusion
    /// In a comparison or equality.
    case comparison
    /// In an exception.
    case exception
    /// In the rule's own sentence.
    case reason
    /// In the body of an aggregate, or as what it counts.
    case aggregate
  }

  /// What a premise stands in.
  public enum Inside: Hashable, Sendable {
    /// In an exception.
    case exception
    /// In the body of an aggregate.
    case aggregate
  }

  /// Where the other signature of a relation comes from.
  public enum SignatureSource: Hashable, Sendable {
    /// A rule, by name and place.
    case rule(String, SourceLocation)
    /// A stated fact, and its place.
    case fact(SourceLocation?)
    /// The record's vocabulary.
    case record
  }

  /// One dependency of a cycle: a rule concludes a relation from another.
  public struct Step: Hashable, Sendable {
    /// The concluded relation.
    public let relation: String
    /// The relation that it is concluded from.
    public let premise: String
    /// The name of the rule.
    public let rule: String
    /// How the rule looks at the premise.
    public let through: Through
  }

  /// How a rule looks at a relation.
  public enum Through: String, Hashable, Sendable {
    /// By a premise, which may recur.
    case premise
    /// By an exception.
    case exception
    /// By an aggregate.
    case aggregate
    /// By a run.
    case run
  }
}

/// A change to the rules of a rulebook.
public enum RulebookEdit: String, Hashable, Sendable {
  /// A rule is left out.
  case remove
  /// A rule is put in the place of one with its name.
  case replace
}

extension RulebookProblem: Comparable {
  /// Orders by place in source code, then code, then message; a book's own problems come first.
  public static func < (left: RulebookProblem, right: RulebookProblem) -> Bool {
    switch (left.location, right.location) {
    case (nil, .some): true
    case (.some, nil): false
    case (let a?, let b?) where a != b: a < b
    default: (left.code, left.message) < (right.code, right.message)
    }
  }
}

/// Every mistake in a rulebook, in the order of places in source code.
public struct RulebookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistakes, at least one.
  public let problems: [RulebookProblem]

  init(_ problems: Set<RulebookProblem>) { self.problems = problems.sorted() }

  /// One line for each mistake.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
