/// The program as it is run: readings apart, windows, runs and aggregates as relations of their
/// own.
///
/// The first relations are the program's, in the certain reading; then come those that an
/// imprecise fact can reach, in the conceivable one; then auxiliary ones.
struct PhysicalProgram: Sendable {
  var relations: [PhysicalRelation] = []
  var rules: [PhysicalRule] = []
  var horizon: Span
  /// For each of the program's relations the relation that holds its conceivable reading.
  var conceivable: [Int] = []
  /// For each of the program's rules and readings, the join rule that stands for it.
  var certainRules: [JoinRule] = []
  var conceivableRules: [JoinRule] = []
  /// Whose cost each physical rule is, as an index of `costs`.
  var owners: [Int] = []
  /// The rules in their readings, and the physical rule that stands for each.
  var costs: [(origin: Int, reading: Reading, head: Int, rule: Int)] = []
  /// The place of each of the program's relations among those that are concluded together.
  var strata: [Int] = []
}

struct PhysicalRelation: Sendable {
  var name: String
  var columns: [ColumnKind]
  var isTemporal = false
  var arity: Int { columns.count }
}

/// How rows of a relation come about.
enum PhysicalRule: Sendable {
  case join(JoinRule)
  /// The days of a relation's tuples seen through a window.
  case window(source: Int, WindowTransform, target: Int)
  /// A relation's tuples with the runs of days on which they hold.
  case run(RunRule)
  /// The value of an aggregate for each group.
  case sweep(Sweep, target: Int)

  var target: Int {
    switch self {
    case .join(let rule): rule.head
    case .window(_, _, let target), .sweep(_, let target): target
    case .run(let rule): rule.target
    }
  }

  /// The relations that are read.
  var sources: [Int] {
    var sources: [Int] = []
    forEachSource { sources.append($0) }
    return sources
  }

  /// The relations that may be read once the rule is run: those of guards too.
  var possibleSources: [Int] {
    var sources: [Int] = []
    forEachPossibleSource { sources.append($0) }
    return sources
  }

  /// Calls a function with each relation that is read.
  func forEachSource(_ body: (Int) -> Void) {
    switch self {
    case .join(let rule):
      for premise in rule.premises { premise.forEachRelation(body) }
    case .window(let source, _, _): body(source)
    case .run(let rule):
      body(rule.certain)
      body(rule.conceivable)
    case .sweep(let sweep, _):
      body(sweep.certain)
      body(sweep.conceivable)
    }
  }

  /// Calls a function with each relation that may be read once the rule is run.
  func forEachPossibleSource(_ body: (Int) -> Void) {
    forEachSource(body)
    guard case .join(let rule) = self else { return }
    for premise in rule.guards { premise.forEachRelation(body) }
  }

  /// Whether some relation is read for which a condition holds.
  func readsRelation(where isMeant: (Int) -> Bool) -> Bool {
    var isFound = false
    forEachSource { isFound = isFound || isMeant($0) }
    return isFound
  }
}

/// A head and premises over physical relations.
struct JoinRule: Sendable, Hashable {
  var head: Int
  var operands: [Operand]
  var premises: [PhysicalPremise]
  var variableCount: Int
  var origin: Int
  /// Premises that may be added, since nobody asks for rows that do not meet them; see
  /// ``Evaluator``.
  var guards: [PhysicalPremise] = []
}

indirect enum PhysicalPremise: Sendable, Hashable {
  case match(Int, [Operand])
  case absent(Int, [Operand])
  case compare(Expression, Comparison, Expression, ColumnKind)
  case assign(Int, Expression, ColumnKind)
  case range(Int, from: Expression, to: Expression, step: Expression?, ColumnKind)
  case aggregate(AggregateRead)

  /// The relations that are read.
  var relations: [Int] {
    var relations: [Int] = []
    forEachRelation { relations.append($0) }
    return relations
  }

  /// Calls a function with each relation that is read.
  func forEachRelation(_ body: (Int) -> Void) {
    switch self {
    case .match(let relation, _), .absent(let relation, _): body(relation)
    case .compare, .assign, .range: break
    case .aggregate(let read):
      switch read.source {
      case .relation(let relation): body(relation)
      case .inline(let inline):
        for rule in inline.bodies {
          for premise in rule.premises { premise.forEachRelation(body) }
        }
      }
    }
  }

  /// Whether some relation is read for which a condition holds.
  func readsRelation(where isMeant: (Int) -> Bool) -> Bool {
    var isFound = false
    forEachRelation { isFound = isFound || isMeant($0) }
    return isFound
  }
}

extension PhysicalPremise {
  /// The terms of a range; none of other premises.
  var rangeTerms: [Expression] {
    guard case .range(_, let from, let to, let step, _) = self else { return [] }
    return [from, to] + (step.map { [$0] } ?? [])
  }
}

/// An aggregate as a rule reads it: rows (group…, low, high), where the empty group may have a
/// value too.
struct AggregateRead: Sendable, Hashable {
  enum Source: Sendable, Hashable {
    /// A relation of swept groups.
    case relation(Int)
    /// Groups bound only outside: evaluated for the rows that ask.
    case inline(InlineAggregate)
  }
  var source: Source
  /// The bodies that make the members: the reading's own, or the certain and the conceivable one.
  var bodies: [JoinRule]
  var group: [Int]
  var use: AggregateUse
  /// Whether every value between `low` and `high` must satisfy a comparison, or any.
  var isCertain: Bool
  /// Whether a group without members has the value 0.
  var emptyIsZero: Bool
  var kind: ColumnKind
}

/// The bodies of an aggregate with a group bound outside: the certain one, and, where they differ,
/// the conceivable one.
///
/// Heads are (group…, per…, value).
struct InlineAggregate: Sendable, Hashable {
  var bodies: [JoinRule]
  var sweep: Sweep
}

struct RunRule: Sendable, Hashable {
  var certain: Int
  var conceivable: Int
  var reading: Reading
  var parts: [RunPart]
  var target: Int
}

enum RunPart: UInt8, Sendable, Hashable { case start, end, length }

/// How the members of groups become values.
struct Sweep: Sendable, Hashable {
  enum Output: UInt8, Sendable, Hashable {
    /// Rows (group…, low, high) for days with a conceivable member.
    case bounds
    /// As `bounds`, but only where the value certainly exists.
    case certainBounds
    /// Rows (group…, value, value) for each value that the aggregate may have.
    case candidates
  }
  var function: AggregateFunction
  var groupCount: Int
  /// Whether member rows end with a value.
  var hasValue: Bool
  /// Members: (group…, per…, value?).
  ///
  /// Equal if the body is precise.
  var certain: Int
  var conceivable: Int
  var output: Output
  /// A monotone aggregate in recursion: values may not be negative.
  var isRecursive: Bool
  /// How values are written in errors.
  var kind: ColumnKind
  var origin: Int
}
