import TemporalDatalog

/// The part of a record and its rules that an atom can depend on, evaluated under sets of changes.
struct ConeRecord {
  let cone: Cone
  /// The entries that matter; without any for facts that came without a record.
  let chronicle: Chronicle
  /// The facts that matter, of facts that came without a record.
  private let given: Facts?
  let viewpoint: Viewpoint
  let horizon: Horizon
  private let budget: Budget

  /// - Parameter named: Entries that changes name, kept whether they matter or not.
  init(_ findings: Findings, _ cone: Cone, keeping named: Set<EntryID>) {
    self.cone = cone
    viewpoint = findings.viewpoint
    horizon = findings.horizon
    budget = findings.supposed?.budget ?? Budget()
    let facts = findings.trusted.facts
    if findings.chronicle.entryCount == 0, facts.drawn == nil {
      given = facts.keeping(cone)
      chronicle = findings.chronicle
    } else {
      given = nil
      chronicle = findings.chronicle.keeping { cone.covers($0) || named.contains($0.id) }
    }
  }

  /// What is evaluated under some changes, at the trusted level alone.
  func findings(supposing changes: [Scenario.Change]) async throws -> Findings {
    let scenario = try Scenario("what would change it", changes)
    if let given {
      return try await findings(given.supposing(changes, at: horizon, in: chronicle), chronicle)
    }
    let changed = try scenario.applied(to: chronicle)
    let book = scenario.applied(to: cone.rulebook, of: changed)
    var record = try changed.appraised(
      knownBy: viewpoint.knownBy, under: viewpoint.policy, horizon: horizon)
    if !book.facts.isEmpty || !changed.suppositions.adopted.isEmpty { record.keepEntries() }
    let facts = record.facts(trusting: viewpoint.trusting, stating: book.facts)
    return try await findings(facts, changed, book)
  }

  /// What is evaluated where some atoms of facts may hold or not, on whatever days.
  func findings(doubting atoms: Set<Atom>, in facts: Facts) async throws -> Findings {
    var facts = facts
    for atom in atoms.sorted() {
      let doubtful = RecordedFact(atom: atom, certain: [], conceivable: [.always])
      if let row = facts.index[atom] {
        facts.rows[row] = doubtful
      } else {
        facts.insert(doubtful)
      }
    }
    return try await findings(facts, chronicle)
  }

  private func findings(
    _ facts: Facts, _ chronicle: Chronicle, _ book: Rulebook? = nil
  ) async throws -> Findings {
    let book = book ?? cone.rulebook
    let compiled = try book.compiled(at: viewpoint.trusting, with: facts, horizon: horizon)
    // Small parts are evaluated sooner in one thread than shared out.
    let model = try await compiled.evaluate(
      at: viewpoint.trusting, within: Budget(facts: budget.facts, threads: 1))
    let level = Level(
      credibility: viewpoint.trusting, highest: .confirmed, facts: facts, compiled: compiled,
      model: model)
    return Findings(
      rulebook: book, viewpoint: viewpoint, horizon: horizon, chronicle: chronicle,
      levels: [level])
  }
}

extension Chronicle {
  /// The chronicle with some of its entries alone.
  fileprivate func keeping(_ isKept: (Entry) -> Bool) -> Chronicle {
    var part = self
    part.table = EntryTable()
    for number in 0..<table.count where isKept(table[number]) {
      part.table.append(table[number], EntryTable.hash(table[number].id))
    }
    return part
  }
}

extension Facts {
  /// The facts on which a goal can depend.
  fileprivate func keeping(_ cone: Cone) -> Facts {
    var part = Facts(entities: entities)
    part.identities = identities
    part.identityRows = identityRows
    part.trusting = trusting
    part.knownBy = knownBy
    for row in rows where cone.covers(row.atom) { part.insert(row) }
    for table in tables {
      for (atom, period) in table.atoms(matching: cone.patterns[table.relation.name] ?? [], self) {
        part.insert(atom, over: period)
      }
    }
    return part
  }

  /// The facts with what is supposed; other changes need a record, and say so.
  fileprivate func supposing(
    _ changes: [Scenario.Change], at horizon: Horizon, in chronicle: Chronicle
  ) throws -> Facts {
    var facts = self
    var others: [Scenario.Change] = []
    for change in changes {
      guard case .suppose(let written, let period) = change else {
        others.append(change)
        continue
      }
      let days = period?.days ?? (certain: [.always], conceivable: [.always])
      let atom = canonical(written)
      if let row = facts.index[atom] {
        facts.rows[row].certain = Period.coalesced(facts.rows[row].certain + days.certain)
        facts.rows[row].conceivable = Period.coalesced(
          facts.rows[row].conceivable + days.conceivable)
      } else {
        facts.insert(
          RecordedFact(atom: atom, certain: days.certain, conceivable: days.conceivable))
      }
    }
    if !others.isEmpty { _ = try Scenario("changes", others).applied(to: chronicle) }
    return facts
  }
}

extension FactTable {
  /// The rows that match one of some patterns, as atoms whose ids are read as the facts read them.
  fileprivate func atoms(
    matching patterns: [Atom], _ facts: Facts
  ) -> [(atom: Atom, period: Period)] {
    // Ids that are read as others have several codes; then each row is looked at as an atom.
    let codes: [[UInt32?]] = patterns.compactMap { pattern in
      var codes: [UInt32?] = []
      for argument in pattern.arguments {
        guard case .value(let value) = argument, facts.identities.isEmpty else {
          codes.append(nil)
          continue
        }
        guard let code = pools.code(existing: value) else { return nil }
        codes.append(code)
      }
      return codes
    }
    var found: [(atom: Atom, period: Period)] = []
    var start = 0
    for block in blocks {
      for row in 0..<block.count
      where codes.contains(where: { pattern in
        pattern.indices.allSatisfy { column in
          pattern[column].map { block.columns[column][row] == $0 } ?? true
        }
      }) {
        let atom = facts.canonical(
          Atom(
            relation: relation, arguments: values(ofRow: start + row).map { .value($0) }))
        if patterns.contains(where: { $0.matches(atom) }) {
          found.append((atom, period(ofRow: start + row)))
        }
      }
      start += block.count
    }
    return found
  }
}

extension DatePeriod {
  /// The days that are certainly in the period, and those that conceivably are.
  fileprivate var days: (certain: [Period], conceivable: [Period]) {
    let conceivable = Period(
      unchecked: start.first, end.last.map { $0.advanced(by: 1) })
    guard start.isBounded, end.isBounded,
      let certain = Period(from: start.last, until: end.first.map { $0.advanced(by: 1) })
    else { return ([], [conceivable]) }
    return ([certain], [conceivable])
  }
}

extension DatePeriod.End {
  fileprivate var first: Day? { if case .date(let date) = self { date.first } else { nil } }
  fileprivate var last: Day? { if case .date(let date) = self { date.last } else { nil } }

  /// Whether the end is open, or a date with a first and a last day.
  fileprivate var isBounded: Bool {
    switch self {
    case .date(let date): date.first != nil && date.last != nil
    case .open: true
    case .unknown: false
    }
  }
}
