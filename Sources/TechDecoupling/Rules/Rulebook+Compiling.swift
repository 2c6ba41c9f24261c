import TemporalDatalog

extension Rulebook {
  /// Returns the rules that take part at a level, with facts, as the engine runs them.
  ///
  /// The rulebook is validated whole, whatever the level.
  package func compiled(
    at level: Credibility, with facts: Facts, horizon: Horizon
  ) throws(RulebookError) -> CompiledRules {
    let relations = facts.relations
    try RelationSignature.checkNames(relations)
    try validated(against: Vocabulary(relations: relations))
    var compiled = CompiledRules(horizon: horizon)
    compiled.identities = facts.identities
    let pools = facts.columns?.record.table.atoms.pools ?? facts.bulk.pools
    compiled.facts.symbols = pools.symbols
    compiled.facts.numbers = pools.numbers
    compiled.reserveCapacity(rules.count)
    for rule in rules where level <= rule.strength {
      var lowering = RuleLowering(rule, parameters: settings)
      lowering.add(to: &compiled)
    }
    compiled.insert(facts)
    compiled.insertKinds(facts)
    return compiled
  }
}

extension Facts {
  /// The facts of a chronicle as they were drawn, if nothing was loaded beside them.
  var columns: DrawnFacts? { bulk.isEmpty && restated.isEmpty ? drawn : nil }

  /// The relations that the facts use, each once.
  package var relations: [RelationSignature] {
    if let columns { return columns.relations }
    var seen: Set<RelationSignature> = []
    var result: [RelationSignature] = []
    // Rows of one relation stand together, so that most are told by comparing with the last.
    func add(_ relation: RelationSignature) {
      if relation != result.last, seen.insert(relation).inserted { result.append(relation) }
    }
    for row in rows { add(row.atom.relation) }
    for relation in bulk.relations { add(relation) }
    return result
  }
}

extension RelationSignature {
  /// Refuses a name with two signatures, which facts from several places may bring in.
  fileprivate static func checkNames(_ relations: [RelationSignature]) throws(RulebookError) {
    var known: [String: RelationSignature] = [:]
    var problems: Set<RulebookProblem> = []
    for relation in relations {
      let other = known[relation.name] ?? relation
      if other != relation {
        problems.insert(RulebookProblem(.factsOfTwoSignatures(relation, other: other)))
      }
      known[relation.name] = other
    }
    if !problems.isEmpty { throw RulebookError(problems) }
  }
}

extension CompiledRules {
  /// Adds facts; days outside the horizon do not exist.
  mutating func insert(_ facts: Facts) {
    if let columns = facts.columns {
      columns.insert(into: &self)
      return
    }
    for row in facts.rows {
      let relation = row.atom.relation
      guard let values = row.atom.values, values.count == relation.columns.count else { continue }
      let number = number(of: relation)
      self.facts.insert(
        Fact(
          relation: number, tuple: values.map { code($0) }, certain: spans(row.certain),
          conceivable: spans(row.conceivable), marks: spans(row.marks)))
    }
    // Tables have the codes of the pools that compiling began with: their blocks are shared.
    var least: [UInt32: UInt32] = [:]
    if !facts.bulk.isEmpty {
      for (member, id) in identities {
        if let code = self.facts.symbols.code(existing: member.text) {
          least[code] = self.facts.symbols.code(id.text)
        }
      }
    }
    for table in facts.bulk.all {
      let number = number(of: table.relation)
      let columns = least.isEmpty ? [] : table.relation.entityColumns
      let stated = restated(facts, table.relation)
      for block in table.blocks {
        let mapped = columns.isEmpty ? block : block.mapping(columns) { least[$0] ?? $0 }
        self.facts.insert(mapped.without(stated), relation: number)
      }
    }
  }

  /// The codes of the atoms of a relation that were changed: their rows in tables do not count.
  func restated(_ facts: Facts, _ relation: RelationSignature) -> Set<[UInt32]> {
    var tuples: Set<[UInt32]> = []
    let pools = self.facts.pools
    for atom in facts.restated.keys where atom.relation == relation {
      let codes = (atom.values ?? []).map { code(existing: $0, in: pools) }
      let known = codes.compactMap { $0 }
      if known.count == codes.count { tuples.insert(known) }
    }
    return tuples
  }

  private func spans(_ periods: [Period]) -> [Span] {
    periods.compactMap { span($0) }
  }
}
