import Synchronization

extension Rulebook {
  /// Checks the whole book, and returns it.
  ///
  /// - Parameter vocabulary: The relations of the record, whose signatures count.
  /// - Throws: ``RulebookError`` with every mistake, in the order of places in source code.
  @discardableResult
  public func validated(against vocabulary: Vocabulary = .core) throws(RulebookError) -> Rulebook {
    let problems = self.problems(against: vocabulary)
    if !problems.isEmpty { throw RulebookError(problems) }
    return self
  }

  /// Every mistake in the book.
  private func problems(against vocabulary: Vocabulary) -> Set<RulebookProblem> {
    let problems = signatureProblems(against: vocabulary)
    if soundness.isKnown { return problems }
    let own = ownProblems
    if own.isEmpty { soundness.isKnown = true }
    return problems.union(own)
  }

  /// The mistakes that the book has whatever the record.
  private var ownProblems: Set<RulebookProblem> {
    var problems = nameProblems.union(parameterProblems).union(editProblems).union(factProblems)
    var soundRules: [Rule] = []
    for rule in rules {
      var checker = RuleChecker(rule, parameters: settings)
      checker.check()
      problems.formUnion(checker.problems)
      let hasStrangers = checker.problems.contains {
        if case .unknownVariable = $0.kind { true } else { false }
      }
      if !hasStrangers { soundRules.append(rule) }
    }
    return problems.union(StrataChecker(soundRules).problems)
  }

  private var nameProblems: Set<RulebookProblem> {
    var first: [String: Rule] = [:]
    var problems: Set<RulebookProblem> = []
    for rule in rules where !rule.name.isEmpty {
      if let other = first[rule.name] {
        problems.insert(RulebookProblem(.duplicateName(other: other.location), in: rule))
      } else {
        first[rule.name] = rule
      }
    }
    return problems
  }

  /// Relations that have other columns elsewhere in the book, or in the record.
  ///
  /// - Complexity: O(*r*) in relations for a book whose rules and facts were found to agree.
  private func signatureProblems(against vocabulary: Vocabulary) -> Set<RulebookProblem> {
    if let own = soundness.relations,
      own.allSatisfy({ vocabulary.relations[$0.name, default: $0] == $0 })
    {
      return []
    }
    var known: [String: (RelationSignature, RulebookProblem.SignatureSource)] = [:]
    for (name, relation) in vocabulary.relations { known[name] = (relation, .record) }
    var problems: Set<RulebookProblem> = []
    var own: [String: RelationSignature] = [:]
    for rule in rules {
      for relation in rule.clause.relations {
        own[relation.name] = relation
        guard let (other, source) = known[relation.name] else {
          known[relation.name] = (relation, .rule(rule.name, rule.location))
          continue
        }
        if other != relation {
          problems.insert(
            RulebookProblem(.conflictingSignature(relation, other: other, at: source), in: rule))
        }
      }
    }
    var last: RelationSignature?
    for fact in facts where fact.atom.relation != last {
      let relation = fact.atom.relation
      // Facts of one relation stand together, so that most are told by comparing with the last.
      last = relation
      own[relation.name] = relation
      guard let (other, source) = known[relation.name] else {
        known[relation.name] = (relation, .fact(fact.location))
        continue
      }
      if other != relation {
        problems.insert(
          RulebookProblem(
            .conflictingSignature(relation, other: other, at: source), at: fact.location))
      }
    }
    if problems.isEmpty { soundness.relations = Array(own.values) }
    return problems
  }

  private var parameterProblems: Set<RulebookProblem> {
    var known: [String: Value] = [:]
    var problems: Set<RulebookProblem> = []
    for rule in rules {
      for (name, value) in rule.clause.parameters {
        guard let other = known[name] else {
          known[name] = value
          continue
        }
        if !value.type.fits(other.type) {
          problems.insert(
            RulebookProblem(.twoTypes(parameter: name, value.type, other.type), in: rule))
        } else if value != other {
          problems.insert(
            RulebookProblem(
              .twoDefaults(parameter: name, value.written, other.written), in: rule))
        }
      }
    }
    for (name, value) in settings {
      guard let other = known[name] else {
        problems.insert(
          RulebookProblem(
            .unknownParameter(
              name, nearest: nearest(to: name, among: known.keys), known: known.keys.sorted())))
        continue
      }
      if !value.type.fits(other.type) {
        problems.insert(
          RulebookProblem(.settingOfOtherType(name, expected: other.type, found: value.type)))
      }
    }
    return problems
  }

  private var factProblems: Set<RulebookProblem> {
    var problems: Set<RulebookProblem> = []
    for fact in facts {
      for kind in fact.mistakes { problems.insert(RulebookProblem(kind, at: fact.location)) }
    }
    return problems
  }

  /// Refuses facts whose periods leave the horizon.
  func checkDays(of horizon: Horizon) throws(RulebookError) {
    var problems: Set<RulebookProblem> = []
    for fact in facts {
      let ends = [fact.period.from, fact.period.until?.advanced(by: -1)].compactMap(\.self)
      guard let day = ends.first(where: { $0 < horizon.from || $0 >= horizon.until }) else {
        continue
      }
      problems.insert(
        RulebookProblem(
          .factOutsideHorizon("\(fact.atom)", day, horizon), at: fact.location))
    }
    if !problems.isEmpty { throw RulebookError(problems) }
  }

  private var editProblems: Set<RulebookProblem> {
    Set(
      missedEdits.map { missed in
        RulebookProblem(
          .unknownRule(
            missed.name, edit: missed.edit, nearest: nearest(to: missed.name, among: missed.known)))
      })
  }
}

/// Whether a book was found free of mistakes of its own, known to all copies of it until they are
/// changed; equal to every other.
struct Soundness: Hashable, Sendable {
  private final class Findings: Sendable {
    let isKnown = Atomic(false)
    let relations = Mutex<[RelationSignature]?>(nil)
  }

  private let found = Findings()

  var isKnown: Bool {
    get { found.isKnown.load(ordering: .relaxed) }
    nonmutating set { found.isKnown.store(newValue, ordering: .relaxed) }
  }

  /// The relations of the book, each once, if all its rules and facts agree on them.
  var relations: [RelationSignature]? {
    get { found.relations.withLock { $0 } }
    nonmutating set { found.relations.withLock { $0 = newValue } }
  }

  static func == (left: Soundness, right: Soundness) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}

extension GivenFact {
  /// What is wrong with the fact by itself.
  fileprivate var mistakes: [RulebookProblem.Kind] {
    let relation = atom.relation
    guard atom.arguments.count == relation.columns.count else {
      return [.wrongArity(relation, found: atom.arguments.count)]
    }
    var kinds: [RulebookProblem.Kind] = []
    if !relation.hasUsableName { kinds.append(.relationName(relation.name)) }
    if relation.name == Profile.sameAs.name { kinds.append(.reservedConcluded(relation.name)) }
    guard let values = atom.values else { return kinds + [.factWithoutValue("\(atom)")] }
    for (column, (value, expected)) in zip(values, relation.columns).enumerated()
    where !value.stands(in: expected) {
      kinds.append(.wrongTerm(relation, column: column, expected: expected, found: value.type))
    }
    return kinds
  }
}

extension RelationSignature {
  /// Whether the name can be written in a file.
  var hasUsableName: Bool {
    !name.isEmpty && name != "_" && name.utf8.allSatisfy(AtomParser.isWordByte)
  }
}

extension [GivenFact] {
  /// The relations that the facts use, each once.
  var relations: [RelationSignature] {
    var seen: Set<RelationSignature> = []
    var result: [RelationSignature] = []
    for fact in self where fact.atom.relation != result.last {
      if seen.insert(fact.atom.relation).inserted { result.append(fact.atom.relation) }
    }
    return result
  }
}

extension Clause {
  /// The relations that the clause uses, in order of appearance.
  var relations: [RelationSignature] {
    [head.relation] + (premises + exceptions).flatMap(\.flattened).compactMap(\.atom?.relation)
  }
}
