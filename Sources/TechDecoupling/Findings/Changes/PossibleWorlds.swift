import TemporalDatalog

/// What could follow under any set of the candidates: everything that they touch is doubtful.
///
/// Where an atom that is touched may hold or not on any day, the conceivable reading leaves out
/// nothing that some set of candidates allows; so each rule instance that may ever conclude an atom
/// is among the conceivable ones, and an atom can depend on a candidate only if these lead to it.
/// Sums and runs that a rule uses as values are excepted from that: then ``isComplete`` is false.
final class PossibleWorlds {
  let level: Level
  /// What follows without any change.
  let base: Findings
  let candidates: CandidateList
  /// Whether nothing is left out.
  let isComplete: Bool
  /// The candidates that touch an atom of the level.
  private var touching: [Atom: Set<Int>] = [:]
  private var closures: [CodedAtom: Set<Int>] = [:]
  private let everything: Set<Int>

  init(_ record: ConeRecord, _ candidates: CandidateList) async throws {
    self.candidates = candidates
    everything = Set(candidates.changes.indices)
    base = try await record.findings(supposing: [])
    let facts = base.trusted.facts
    var doubted: Set<Atom> = []
    var patterns: [(pattern: Atom, candidate: Int)] = []
    var isKnown = true
    for (candidate, atoms) in candidates.touched.enumerated() {
      guard let atoms, !atoms.contains(where: { $0.relation.name == Profile.sameAs.name }) else {
        isKnown = false
        continue
      }
      for atom in atoms {
        var pattern = facts.canonical(atom)
        if pattern.values != nil { doubted.insert(pattern) }
        if pattern.relation.isOneOf, !pattern.arguments.isEmpty {
          pattern.arguments[pattern.arguments.count - 1] = .wildcard
        }
        patterns.append((pattern, candidate))
      }
    }
    isComplete = isKnown && !record.cone.rulebook.rules.contains(where: \.usesInexactValues)
    for (pattern, candidate) in patterns where pattern.values != nil {
      touching[pattern, default: []].insert(candidate)
    }
    // A pattern touches what is recorded, and what others touch.
    let recorded = facts.rows.map(\.atom) + Array(doubted)
    for (pattern, candidate) in patterns where pattern.values == nil {
      for atom in recorded where atom.matches(pattern) {
        doubted.insert(atom)
        touching[atom, default: []].insert(candidate)
      }
    }
    level =
      isComplete
      ? try await record.findings(doubting: doubted, in: facts).trusted : base.trusted
  }

  /// The candidates that touch an atom as it is recorded.
  func candidates(touching atom: Atom) -> Set<Int> {
    isComplete ? touching[atom] ?? [] : everything
  }

  /// The candidates on which an atom can depend, on whatever days.
  func candidates(behind atom: Atom) throws -> Set<Int> {
    guard isComplete else { return everything }
    var found: Set<Int> = touching[atom] ?? []
    try level.forEachMatch(of: atom) { coded in found.formUnion(try candidates(behind: coded)) }
    return found
  }

  func candidates(behind start: CodedAtom) throws -> Set<Int> {
    guard isComplete else { return everything }
    if let known = closures[start] { return known }
    var found: Set<Int> = []
    var seen: Set<CodedAtom> = [start]
    var pending = [start]
    while let coded = pending.popLast() {
      found.formUnion(touching[level.atom(coded)] ?? [])
      for derivation in try derivations(of: coded) {
        let premises = level.compiled.program.rules[derivation.rule].premises
        for next in try used(numbered(premises), derivation, path: [])
        where seen.insert(next).inserted { pending.append(next) }
      }
    }
    closures[start] = found
    return found
  }

  // MARK: - Instances

  /// The rule instances that may ever conclude an atom.
  func derivations(of coded: CodedAtom) throws(EvaluationError) -> [Derivation] {
    do throws(EvaluationFailure) {
      return try level.model.derivations(
        of: coded.tuple, relation: coded.relation, .conceivable)
    } catch {
      throw level.compiled.error(error, at: level.credibility)
    }
  }

  private func numbered(
    _ premises: [TemporalDatalog.Premise]
  ) -> [(Int, TemporalDatalog.Premise)] {
    premises.enumerated().map { ($0, $1) }
  }

  /// The atoms that one premise of an instance looks at.
  func used(
    _ premise: TemporalDatalog.Premise, _ index: Int, _ derivation: Derivation
  ) throws(EvaluationError) -> [CodedAtom] {
    try used([(index, premise)], derivation, path: [])
  }

  /// The atoms that some premises look at.
  private func used(
    _ premises: [(Int, TemporalDatalog.Premise)], _ derivation: Derivation, path: [Int]
  ) throws(EvaluationError) -> [CodedAtom] {
    var found: [CodedAtom] = []
    for (index, premise) in premises {
      switch premise {
      case .holds(let literal), .run(let literal, _):
        if let atom = derivation.witness(literal, index) { found.append(atom) }
      case .absent(let literal):
        level.forEachMatch(of: literal, derivation.bindings) { found.append($0) }
      case .aggregate(let aggregate, _):
        let members: [Derivation]
        do throws(EvaluationFailure) {
          members = try level.model.members(
            of: path + [index], inRule: derivation.rule, bindings: derivation.bindings,
            .conceivable)
        } catch {
          throw level.compiled.error(error, at: level.credibility)
        }
        for member in members {
          found += try used(numbered(aggregate.body), member, path: path + [index])
        }
      case .compare, .assign, .range: continue
      }
    }
    return found
  }
}

extension Derivation {
  /// The tuple that satisfies a premise.
  func witness(_ literal: Literal, _ index: Int) -> CodedAtom? {
    guard let witness = witnesses[index], witness.count >= literal.operands.count else {
      return nil
    }
    return CodedAtom(
      relation: literal.relation, tuple: Array(witness.prefix(literal.operands.count)))
  }
}

extension Level {
  /// Calls a function with each conceivable tuple that matches an atom.
  func forEachMatch(of pattern: Atom, _ body: (CodedAtom) throws -> Void) throws {
    var found: [CodedAtom] = []
    forEach(matching: pattern, .conceivable) { coded, _ in found.append(coded) }
    for coded in found { try body(coded) }
  }

  /// Calls a function with each conceivable tuple that matches a literal with some values.
  func forEachMatch(
    of literal: Literal, _ bindings: [UInt32?], _ body: (CodedAtom) -> Void
  ) {
    forEach(matching: pattern(literal, bindings), .conceivable) { coded, _ in body(coded) }
  }
}

extension Rule {
  /// Whether a run, or a sum, least or greatest value is used as a value.
  fileprivate var usesInexactValues: Bool {
    (clause.premises + clause.exceptions).flatMap(\.flattened).contains { premise in
      switch premise {
      case .run: true
      case .aggregate(let aggregate, let comparison, let value):
        aggregate.function == .sum && comparison == .equal && value.loneVariable != nil
      case .atom, .sometime, .always, .comparison, .same, .range: false
      }
    }
  }
}
