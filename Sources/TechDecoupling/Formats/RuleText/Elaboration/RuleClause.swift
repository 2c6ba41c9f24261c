/// A clause without alternatives, with every name looked up: what is typed and made into a rule.
///
/// Terms are nodes of one list, so that types are found for numbers, not for trees.
struct RuleClause {
  /// A term.
  struct Node {
    enum Kind: Hashable {
      /// A variable, by its number; -1 before names are looked up.
      case variable(String, Int)
      case wildcard
      case literal(Literal)
      case parameter(String, Literal)
      case call(String, [Int])
      case cast(Int, type: Int)
      case aggregate(Int)
    }
    var kind: Kind
    var range: TextRange
  }

  /// A value as it is written, before its type is known.
  enum Literal: Hashable, Sendable {
    /// Digits of a whole number, with a sign.
    case number(String)
    case unsigned(String)
    case float(String)
    case text(String)
    /// Text that a cast says to be a day or an id.
    case typed(String, TypeTable.Base)
    /// `true` and `false` of FlowLog.
    case truth(Bool)
  }

  /// A relation applied to nodes.
  struct Application {
    var relation: Int
    var terms: [Int]
    var range: TextRange
  }

  /// One condition, to hold or not to hold.
  struct Condition {
    enum Kind {
      case atom(Application)
      case window(Application, WindowSyntax)
      case run(Application, start: Int?, end: Int?, length: Int?)
      case comparison(Int, ComparisonOperator, Int)
      /// A functor that is true or false.
      case test(Int)
      case same(Int, Int)
      /// A kind's name on a variable.
      case kind(Int, type: Int)
    }
    var kind: Kind
    var isNegated: Bool
    var range: TextRange
  }

  /// An aggregate and what it ranges over.
  struct Aggregate {
    var function: String
    var value: Int?
    /// The variables counted once each; nil: all of the body.
    var per: [NameSyntax]?
    var conditions: [Condition]
    /// Variables of the body alone, by number.
    var locals: [Int] = []
    /// The wildcards that stand for variables, by number.
    var range: TextRange
    /// The average of whole numbers is whole, as head aggregates have it.
    var isHead = false
  }

  /// A variable.
  struct Variable {
    var name: String
    var range: TextRange
  }

  var nodes: [Node] = []
  var aggregates: [Aggregate] = []
  var variables: [Variable] = []
  var head: Application
  var conditions: [Condition] = []
  var range: TextRange
  /// A condition of the clause is false: it means nothing.
  var isNever = false
}
