/// What rule text can get wrong once its syntax is right, and what it is warned of.
public enum RuleMeaningMistake: Hashable, Sendable {
  /// A relation that neither the text nor the library has.
  case unknownRelation(String, nearest: String?)
  /// A name that is given twice.
  case redeclared(noun: String, name: String, other: SourceLocation)
  /// A type that there is not.
  case unknownType(String, nearest: String?)
  /// A type that is defined by itself.
  case circularType(String)
  /// A type defined in a way that no type can be.
  case typeDefinition(String, reason: TypeReason)
  /// An atom with too many or too few terms.
  case wrongArity(relation: String, columns: [String], found: Int)
  /// Two columns of one name.
  case duplicateAttribute(String, relation: String)
  /// A variable that stands for values of types that have nothing in common.
  case variableTypes(String, types: [String], areKinds: Bool)
  /// A literal where another type is meant.
  case literalType(found: String, expected: String)
  /// A term in a column of a narrower or another type.
  case termType(
    relation: String, column: Int, expected: String, found: String, remedy: TypeRemedy)
  /// A functor that does not take values of these types.
  ///
  /// Or one that takes them, and gives what is not meant where it stands.
  case noOverload(functor: String, found: [String], gives: String?)
  /// An order comparison of two types, or of what has no order.
  case comparedTypes(String, String, operation: ComparisonOperator)
  /// A number that does not fit.
  case numberRange(String, reason: NumberReason)
  /// A variable, a wildcard or a calculation without a result in a fact.
  case variableInFact(String)
  /// A clause that means too many rules.
  case tooManyRules(limit: Int)
  /// A clause with too many conditions or aggregates.
  case tooLong(noun: String, limit: Int)
  /// A functor that there is not, or with other operands.
  case unknownFunctor(String, nearest: String?)
  /// A functor with too many or too few operands.
  case functorArity(String, expected: String, found: Int)
  /// A parameter that is not declared.
  case unknownParameter(String, nearest: String?)
  /// A setting of a directive that is not understood.
  case directiveSetting(key: String, value: String?, reason: SettingReason)
  /// A file's name that leads out of its folder.
  case fileName(String)
  /// A relation concluded from a temporal one that is not declared so.
  case notTemporal(relation: String, from: String)
  /// A period on a fact of a relation that is not temporal, or on a rule.
  case period(PeriodReason)
  /// A day that the calendar does not have.
  case date(String, DateProblem)
  /// A word of `.rule` that is not understood.
  case heading(String, reason: HeadingReason)
  /// A variable of a sum's or count's body used outside of it.
  case witness(String)
  /// A name in `per` or in a reason that the rule does not have.
  case unknownVariable(String, place: String, nearest: String?)
  /// An aggregate in a form that has no meaning.
  case aggregateForm(String, reason: AggregateReason)
  /// A cast between types of different values.
  case cast(from: String, to: String)
  /// A kind's name as a condition on something else than one variable.
  case kindCondition(String)
  /// A term or condition where it has no meaning.
  case misplaced(String, next: String)
  /// A component that there is not.
  case unknownComponent(String, nearest: String?)
  /// A component given too many or too few types.
  case componentArity(String, expected: Int, found: Int)
  /// Components within components beyond a limit, or in a circle.
  case componentDepth(String, limit: Int)
  /// An `.override` of what is not inherited or not overridable.
  case override(String, reason: OverrideReason)
  /// A `.plan` that is no order of the rule's premises.
  case plan(PlanReason)

  // Warnings.

  /// A relation that is never read nor written.
  case unusedRelation(String)
  /// A variable that stands in one place.
  case variableOnce(String)
  /// A relation that has no facts, no rules and no input.
  case emptyRelation(String)
  /// A parameter that no rule uses.
  case unusedParameter(String)
  /// A pattern of 'match' that cannot be read, and why.
  case pattern(String)

  /// How a term comes to be of its column's type.
  public enum TypeRemedy: Hashable, Sendable {
    /// It is an entity of another kind.
    case kinds
    /// It is of a wider type of the same base.
    case subtype
    /// It is of another base.
    case conversion
  }

  /// Why a type cannot be defined so.
  public enum TypeReason: Hashable, Sendable {
    /// The language has the type, or the library the kind of entity.
    case predefined
    /// A union of values of several bases.
    case severalBases([String])
    /// A subtype of a union.
    case subtypeOfUnion(String)
  }

  /// Why a number has no value.
  public enum NumberReason: Hashable, Sendable {
    /// It does not fit.
    case beyond64Bits
    /// It has more than six places.
    case places
    /// It is written as only whole numbers are.
    case notDecimal
    /// It is negative where none may be.
    case negative
  }

  /// Why a directive is not understood.
  public enum SettingReason: Hashable, Sendable {
    /// There is no such key.
    case unknownKey(nearest: String?, keys: [String])
    /// The key takes other values.
    case value(expected: String)
    /// Rows come from files and go to files or standard output.
    case source(String)
    /// The key is there twice.
    case twice
    /// The file is that of another relation's output, which it would replace.
    case sameFile(relation: String)
    /// The directive itself has no meaning here.
    case directive
  }

  /// Why days do not stand on a clause.
  public enum PeriodReason: Hashable, Sendable {
    /// The relation holds on every day or on none.
    case relationIsNotTemporal(String)
    /// A rule holds on the days of its premises.
    case onRule
    /// The first day is after the last.
    case reversed(String, String)
  }

  /// Why `.rule` is not understood.
  public enum HeadingReason: Hashable, Sendable {
    /// There is no such key.
    case unknownKey(nearest: String?)
    /// There is no such strength.
    case strength
    /// A brace of the sentence has no partner.
    case brace
    /// The name is empty.
    case emptyName
  }

  /// Why an aggregate has no meaning.
  public enum AggregateReason: Hashable, Sendable {
    /// Nothing is said to be summed or compared.
    case noValue
    /// A count is given what it does not take.
    case value
    /// The body has alternatives.
    case alternatives
    /// Two aggregates bind variables for one another.
    case mutual
  }

  /// Why a plan is none.
  public enum PlanReason: Hashable, Sendable {
    /// The rule is not recursive.
    case notRecursive
    /// There are fewer versions of the rule.
    case version(String, count: Int)
    /// Each premise is named once, by its number.
    case order(premises: Int)
  }

  /// Why a relation cannot be overridden.
  public enum OverrideReason: Hashable, Sendable {
    /// No base component has the relation.
    case notInherited(component: String)
    /// The base component does not allow it.
    case notOverridable(component: String)
  }
}
