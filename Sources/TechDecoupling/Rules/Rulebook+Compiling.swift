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
  /// The relations that the facts use, each once.
  package var relations: [RelationSignature] {
    var seen: Set<RelationSignature> = []
    var result: [RelationSignature] = []
    // Rows of one relation stand together, so that most are told by comparing with the last.
    func add(_ relation: RelationSignature) {
      if relation != result.last, seen.insert(relation).inserted { result.append(relation) }
    }
    for row in rows { add(row.atom.relation) }
    for table in tables { add(table.relation) }
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
    for row in facts.rows {
      let relation = row.atom.relation
      guard let values = row.atom.values, values.count == relation.columns.count else { continue }
      let number = number(of: relation)
      self.facts.insert(
        Fact(
          relation: number, tuple: values.map { code($0) }, certain: spans(row.certain),
          conceivable: spans(row.conceivable), marks: spans(row.marks)))
    }
    for table in facts.tables {
      let number = number(of: table.relation)
      self.facts.insert(timeless: codes(of: table), relation: number)
    }
  }

  private func spans(_ periods: [Period]) -> [Span] {
    periods.compactMap { span($0) }
  }

  /// The codes of a table, row after row.
  private mutating func codes(of table: FactTable) -> [UInt32] {
    let width = table.columns.count
    var codes = [UInt32](repeating: 0, count: table.count * width)
    for (column, values) in table.columns.enumerated() {
      var position = column
      switch values {
      case .integers(let numbers):
        for number in numbers {
          codes[position] = facts.numbers.code(Int64(number))
          position += width
        }
      case .entities(let ids):
        for id in ids {
          codes[position] = code(.entity(id))
          position += width
        }
      case .texts(let texts):
        for text in texts {
          codes[position] = facts.symbols.code(text)
          position += width
        }
      case .decimals(let numbers):
        for number in numbers {
          codes[position] = facts.numbers.code(number.millionths)
          position += width
        }
      case .days(let days):
        for day in days {
          codes[position] = facts.numbers.code(Int64(day.number))
          position += width
        }
      }
    }
    return codes
  }
}
