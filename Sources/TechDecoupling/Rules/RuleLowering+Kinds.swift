import TemporalDatalog

// A variable ranges over the entities of its kind. A column of that kind sees to it; where a
// variable is bound in a column of another kind or of any, a premise of the program does.
// Without it, `maker.as(Party.self)` would bind a maker to a group of makers.

extension RuleLowering {
  /// The variables that no premise holds to their kind, with their kinds.
  static func unheld(
    _ premises: [Premise], _ variables: Set<VariableID>, types: (VariableID) -> ColumnType
  ) -> [(variable: VariableID, kind: String)] {
    var unheld: [(variable: VariableID, kind: String)] = []
    for variable in variables {
      guard case .entity(role: let kind?) = types(variable) else { continue }
      if premises.contains(where: { $0.holds(variable, to: kind) }) { continue }
      unheld.append((variable, kind))
    }
    return unheld.sorted { $0.variable.number < $1.variable.number }
  }
}

extension Premise {
  /// Whether a variable of a kind has only values of it where the premise does.
  fileprivate func holds(_ variable: VariableID, to kind: String) -> Bool {
    switch self {
    case .atom(let atom), .sometime(let atom, _), .always(let atom, _), .run(let atom, _, _, _):
      zip(atom.arguments, atom.relation.columns).contains { argument, column in
        argument.variable == variable && column == .entity(role: kind)
      }
    case .comparison(.argument(let left), .equal, .argument(let right)):
      // A value that a rule names is of the kind as which the rule names it.
      left.variable == variable && right.variable == nil
        || right.variable == variable && left.variable == nil
    case .comparison, .same, .range, .aggregate:
      false
    }
  }
}

extension CompiledRules {
  /// Returns the engine's number of the relation of a kind's entities.
  ///
  /// Its name has a space in it, which no relation of a rulebook or record can have.
  mutating func number(ofKind kind: String) -> Int {
    let number = number(
      of: RelationSignature(name: "is \(kind)", columns: [.entity(role: kind)]))
    kinds.insert(kind)
    kindRelations.insert(number)
    return number
  }

  /// Adds the entities of each kind that a rule asks for: those that the record says are of it, and
  /// those that stand in a column of it.
  ///
  /// - Complexity: O(entities + values in columns of entities).
  mutating func insertKinds(_ facts: Facts) {
    if kinds.isEmpty { return }
    var codes: [String: Set<UInt32>] = [:]
    for kind in kinds { codes[kind] = [] }
    for record in facts.entities.records.values {
      for role in record.roles {
        guard let place = codes.index(forKey: role) else { continue }
        codes.values[place].insert(code(.entity(record.id)))
      }
    }
    var all: Set<UInt32> = []
    for (type, standing) in facts.columns?.entityCodes() ?? rowCodes(facts) {
      if case .entity(let role?) = type { codes[role]?.formUnion(standing) }
      all.formUnion(standing)
    }
    // Countries are known without a record, wherever they stand.
    if codes[Country.kind.name] != nil {
      codes[Country.kind.name]?.formUnion(
        all.filter { Country.isKnown(self.facts.symbols.text($0)) })
    }
    for table in facts.bulk.all {
      for (column, type) in table.relation.columns.enumerated() {
        guard case .entity(let role?) = type, codes[role] != nil else { continue }
        let stated = restated(facts, table.relation)
        for block in table.blocks {
          codes[role]?.formUnion(block.without(stated).columns[column])
        }
      }
    }
    for (id, least) in identities {
      guard let member = self.facts.symbols.code(existing: id.text) else { continue }
      let leastCode = code(.entity(least))
      for kind in kinds where codes[kind]?.remove(member) != nil {
        codes[kind]?.insert(leastCode)
      }
    }
    for kind in kinds.sorted() {
      let members = codes[kind] ?? []
      self.facts.insert(
        FactBlock(count: members.count, columns: [members.sorted()]),
        relation: number(ofKind: kind))
    }
  }

  /// The codes of entities that stand in columns of rows, by the type of the column.
  private mutating func rowCodes(_ facts: Facts) -> [ColumnType: [UInt32]] {
    var codes: [ColumnType: Set<UInt32>] = [:]
    for row in facts.rows {
      for (value, column) in zip(row.atom.values ?? [], row.atom.relation.columns) {
        guard case .entity = value else { continue }
        codes[column, default: []].insert(code(value))
      }
    }
    return codes.mapValues { Array($0) }
  }
}
