// Rule text as it was written, before any name has a meaning.
//
// The parser makes it; the elaborator reads it. What is refused (records, ADTs, eqrel, …) has no
// node: the parser reports it and goes on.

/// A piece of rule text: UTF-8 offsets into the file, `[from, until)`.
struct TextRange: Hashable, Sendable {
  var from: Int
  var until: Int
}

/// A name with its place; in components it may have dots: `graph.path`.
struct NameSyntax: Hashable, Sendable {
  var text: String
  var range: TextRange
}

/// A file of rule text.
struct ProgramSyntax: Hashable, Sendable {
  var items: [ItemSyntax]
}

/// What stands at the top level of a file or of a component.
enum ItemSyntax: Hashable, Sendable {
  /// `.rulebook "Access"`.
  case rulebook(NameSyntax)
  /// `.type City <: symbol`.
  case type(TypeSyntax)
  /// `.decl edge(x: number, y: number) temporal`.
  case relation(RelationSyntax)
  /// `.input edge(filename="e.csv")`.
  case directive(DirectiveSyntax)
  /// `.parameter labs = 3`, and `.set labs = 4`.
  case parameter(ParameterSyntax)
  /// A fact or rule.
  case clause(ClauseSyntax)
  /// `.comp Graph<T> : Base<T> { … }`.
  case component(ComponentSyntax)
  /// `.init g = Graph<number>`.
  case instance(InstanceSyntax)
  /// `.override path`, inside a component.
  case override(NameSyntax)
}

/// A declaration of a type.
struct TypeSyntax: Hashable, Sendable {
  enum Definition: Hashable, Sendable {
    /// `.type A <: B`.
    case subtype(of: NameSyntax)
    /// `.type A = B`, and `.type A = B | C`: one name or several.
    case union([NameSyntax])
  }
  var name: NameSyntax
  var definition: Definition
  var range: TextRange
}

/// A declaration of relations, which share attributes and qualifiers.
struct RelationSyntax: Hashable, Sendable {
  struct Attribute: Hashable, Sendable {
    var name: NameSyntax
    var type: NameSyntax
  }
  var names: [NameSyntax]
  var attributes: [Attribute]
  /// Qualifiers: `temporal` and `one_of`; those of Soufflé, such as `btree`, change nothing.
  var qualifiers: [NameSyntax]
  var range: TextRange
}

/// `.input`, `.output`, `.printsize` and what else is a word with relations and settings.
struct DirectiveSyntax: Hashable, Sendable {
  struct Setting: Hashable, Sendable {
    var key: NameSyntax
    /// The value without quotes.
    var value: NameSyntax
  }
  /// Without the dot: `input`.
  var keyword: NameSyntax
  var relations: [NameSyntax]
  var settings: [Setting]
  var range: TextRange
}

/// A parameter's default, or the value that it is set to.
struct ParameterSyntax: Hashable, Sendable {
  var name: NameSyntax
  var isSetting: Bool
  var value: TermSyntax
  var range: TextRange
}

/// A fact or rule, and what `.rule` before it says.
struct ClauseSyntax: Hashable, Sendable {
  /// `.rule "Declined" (strength=probable, because="{lab} declined")` before the clause.
  struct Heading: Hashable, Sendable {
    var name: NameSyntax?
    var settings: [DirectiveSyntax.Setting]
    var range: TextRange
  }
  var heading: Heading?
  /// Several heads share the body.
  var heads: [AtomSyntax]
  /// The days of a fact: `@[2025-03-01, _]`.
  var period: PeriodSyntax?
  /// Nil for a fact.
  var body: BodySyntax?
  /// `.plan` after the clause; it changes no result.
  var plan: PlanSyntax?
  var range: TextRange
}

/// `.plan 0:(2,1), 1:(1,2)` after a rule: orders of its premises, by number from 1.
struct PlanSyntax: Hashable, Sendable {
  struct Order: Hashable, Sendable {
    /// The version of the rule; nil if it is left out.
    var version: NameSyntax?
    var premises: [NameSyntax]
    var range: TextRange
  }
  var orders: [Order]
  var range: TextRange
}

/// `@[a, b]`: both days included; `_` is an open end.
struct PeriodSyntax: Hashable, Sendable {
  /// A date as written, `2025-03-01`; nil for `_`.
  var from: NameSyntax?
  var to: NameSyntax?
  var range: TextRange
}

/// A relation applied to terms.
struct AtomSyntax: Hashable, Sendable {
  var name: NameSyntax
  var terms: [TermSyntax]
  var range: TextRange
}

/// What must hold: the body of a rule or of an aggregate.
indirect enum BodySyntax: Hashable, Sendable {
  /// All of them, separated by commas.
  case all([BodySyntax])
  /// Any of them, separated by semicolons.
  case any([BodySyntax])
  /// `!` before a condition or a parenthesis.
  case not(BodySyntax, TextRange)
  case atom(AtomSyntax)
  /// `<-[0d,30d] p(x)`, `[+[1d,5d] p(x)`, `<*[-3d,3d] p(x)`.
  case window(WindowSyntax, AtomSyntax)
  /// `p(x) @run(start=s, end=e, length=n)`.
  case run(AtomSyntax, RunSyntax)
  case comparison(TermSyntax, ComparisonOperator, TermSyntax, TextRange)
  /// `contains(a, b)`, `match(a, b)`: a term that is true or false.
  case test(TermSyntax)
  /// `lab is maker`: one entity.
  case same(TermSyntax, TermSyntax, TextRange)
  /// `true` or `false`.
  case constant(Bool, TextRange)
}

/// The days through which an atom is seen, as written.
struct WindowSyntax: Hashable, Sendable {
  enum Direction: Hashable, Sendable {
    /// `-`: days back.
    case past
    /// `+`: days ahead.
    case next
    /// `*`: days relative to today, which may be negative.
    case around
  }
  /// `[…[` asks for every day, `<…[` for some.
  var isAlways: Bool
  var direction: Direction
  /// A number of days or a parameter, with or without the `d`.
  var from: TermSyntax
  /// Nil for `_`: no end.
  var to: TermSyntax?
  var range: TextRange
}

/// The variables that a run binds.
struct RunSyntax: Hashable, Sendable {
  var start: NameSyntax?
  /// The first day after the run.
  var end: NameSyntax?
  var length: NameSyntax?
  var range: TextRange
}

/// A term with its place.
struct TermSyntax: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case variable(String)
    case wildcard
    /// `$labs`.
    case parameter(String)
    /// A whole number as written: `12`, `0x1F`, `0b11`, `127.0.0.1`.
    case number(String)
    /// A whole number with `u` after it, without the `u`.
    case unsigned(String)
    /// A number with a point, as written.
    case float(String)
    /// Text, escapes read.
    case text(String)
    /// A functor: `cat(a, b)`, `min(a, b)`, `range(1, 5)`.
    indirect case call(NameSyntax, [TermSyntax])
    /// `-x`, `bnot x`, `lnot x`.
    indirect case unary(NameSyntax, TermSyntax)
    /// `a + b`, `a band b`.
    indirect case binary(TermSyntax, NameSyntax, TermSyntax)
    /// `as(x, Type)`.
    indirect case cast(TermSyntax, NameSyntax)
    indirect case aggregate(AggregateSyntax)
  }
  var kind: Kind
  var range: TextRange
}

/// `count : { … }`, `sum p per (o) : { … }`, `min x + y : p(x, y)`.
struct AggregateSyntax: Hashable, Sendable {
  /// `count`, `sum`, `min`, `max`, `mean`.
  var function: NameSyntax
  /// What is summed or compared; nil for a count.
  var value: TermSyntax?
  /// `per (a, b)`; nil: every variable and `_` of the body, as in Soufflé.
  var per: [NameSyntax]?
  var body: BodySyntax
  /// The parenthesis of a head aggregate, `total(d, sum(a)) :- …`, has no body of its own.
  var isHead: Bool
  var range: TextRange
}

/// A component: rules with parameters for types, instantiated by name.
struct ComponentSyntax: Hashable, Sendable {
  struct Reference: Hashable, Sendable {
    var name: NameSyntax
    var arguments: [NameSyntax]
  }
  var name: NameSyntax
  var parameters: [NameSyntax]
  var bases: [Reference]
  var items: [ItemSyntax]
  var range: TextRange
}

/// `.init g = Graph<number>`.
struct InstanceSyntax: Hashable, Sendable {
  var name: NameSyntax
  var component: ComponentSyntax.Reference
  var range: TextRange
}
