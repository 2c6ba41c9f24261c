/// The single changes that candidates stand for and on which an atom can depend.
struct CandidateList {
  /// Each change once, in the order of a scenario.
  private(set) var changes: [Scenario.Change] = []
  /// The atoms and patterns that each change has an effect on; nil where it may be any.
  private(set) var touched: [[Atom]?] = []

  init(
    _ candidates: [Candidate], for goal: Atom, on day: Day, in findings: Findings,
    _ record: ConeRecord
  ) throws(QueryError) {
    var found: Set<Scenario.Change> = []
    for candidate in candidates {
      switch candidate {
      case .recording(let pattern, let period):
        let period = period ?? DatePeriod(start: .date(DateRange(day)), end: .open)
        let ground = CandidateGround(findings, record.cone, goal)
        for atom in try ground.atoms(pattern) { found.insert(.suppose(atom, over: period)) }
      case .confirmations:
        for entry in record.entries where entry.isOpenToClaims && !entry.isOwnWord {
          found.insert(.confirm(entry.id))
        }
      case .denials:
        for entry in record.entries where entry.isOpenToClaims { found.insert(.deny(entry.id)) }
      case .withdrawals:
        for entry in record.entries {
          for claim in entry.claims {
            found.insert(.withdraw(claim.source))
            for relayed in claim.relays { found.insert(.withdraw(relayed.source)) }
          }
        }
      case .change(let change):
        found.insert(change.canonical)
      }
    }
    for change in found.map({ ($0, $0.sortKey) }).sorted(by: { $0.1 < $1.1 }).map(\.0) {
      let atoms = CandidateList.atoms(touchedBy: change, in: record)
      if let atoms, !atoms.contains(where: record.cone.covers) { continue }
      changes.append(change)
      touched.append(atoms)
    }
  }

  /// The atoms and patterns that a change has an effect on, nil where it may be any.
  private static func atoms(
    touchedBy change: Scenario.Change, in record: ConeRecord
  ) -> [Atom]? {
    switch change {
    case .suppose(let atom, _): [atom]
    case .add(let entry): entry.atoms + (record.chronicle[entry.id]?.atoms ?? [])
    case .retract(let id), .addClaim(_, let id), .removeClaims(_, let id), .confirm(let id),
      .deny(let id):
      record.chronicle[id]?.atoms ?? []
    case .withdraw(let source):
      record.entries.filter { entry in
        entry.claims.contains { claim in
          claim.source == source || claim.relays.contains { $0.source == source }
        }
      }.flatMap(\.atoms)
    case .set(let name, _):
      record.cone.rulebook.parameters.contains { $0.name == name } ? nil : []
    case .removeRule(let name):
      record.cone.rulebook.rules.contains { $0.name == name } ? nil : []
    case .adopt, .addRule: nil
    }
  }
}

extension ConeRecord {
  var entries: [Entry] { chronicle.entries }
}

extension Entry {
  /// Whether it can be confirmed and denied: an opinion cannot, nor can a question that leaves a
  /// value open.
  fileprivate var isOpenToClaims: Bool {
    if isHeld { return false }
    guard case .statement(let statement) = content else { return true }
    return statement.atoms.allSatisfy { $0.values != nil }
  }
}

/// The ground atoms that a candidate pattern stands for, of those that matter.
struct CandidateGround {
  private let findings: Findings
  private let cone: Cone
  private let goal: Atom

  static let mostAtoms = 100_000

  init(_ findings: Findings, _ cone: Cone, _ goal: Atom) {
    self.findings = findings
    self.cone = cone
    self.goal = goal
  }

  func atoms(_ pattern: Atom) throws(QueryError) -> Set<Atom> {
    let pattern = findings.trusted.facts.canonical(pattern)
    let known = findings.relations[pattern.relation.name] ?? pattern.relation
    var found: Set<Atom> = []
    for needed in cone.patterns[known.name] ?? [] {
      guard needed.matches(pattern) else { continue }
      // The last column of a one-of relation is open: every value of it matters.
      let arguments = zip(pattern.arguments, needed.arguments).map { $0.isValue ? $0 : $1 }
      var atoms: [[Argument]] = [[]]
      for (column, argument) in arguments.enumerated() {
        let values = argument.isValue ? [argument] : values(of: known, column)
        guard atoms.count * values.count <= CandidateGround.mostAtoms else {
          throw .tooManyCandidates(pattern: "\(pattern)", limit: CandidateGround.mostAtoms)
        }
        atoms = atoms.flatMap { atom in values.map { atom + [$0] } }
      }
      for arguments in atoms { found.insert(Atom(relation: known, arguments: arguments)) }
    }
    return found
  }

  /// The values that a wildcard in a column stands for.
  private func values(of relation: RelationSignature, _ column: Int) -> [Argument] {
    let type = relation.columns[column]
    var values: Set<Value> = []
    for (value, own) in zip(goal.values ?? [], goal.relation.columns)
    where own == type || isFitting(value, type) { values.insert(value) }
    if case .entity(let role) = type {
      for id in findings.chronicle.entities.records.keys
      where findings.chronicle.entities.hasRole(id, role) {
        values.insert(.entity(findings.trusted.facts.identity(of: id)))
      }
    }
    let level = findings.trusted
    var codes: Set<UInt32> = []
    level.forEach(
      matching: Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard }),
      .conceivable
    ) { coded, _ in codes.insert(coded.tuple[column]) }
    for code in codes {
      values.insert(
        level.compiled.value(code, as: type, in: level.model.pools))
    }
    return values.sorted().map { .value($0) }
  }

  private func isFitting(_ value: Value, _ type: ColumnType) -> Bool {
    guard case .entity(let id) = value, case .entity(let role) = type else {
      return value.stands(in: type)
    }
    return findings.chronicle.entities.hasRole(id, role)
  }
}
