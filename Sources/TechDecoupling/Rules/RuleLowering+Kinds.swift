import TemporalDatalog

// A variable ranges over the entities of its kind. A column of that kind sees to it; where a
// variable is bound in a column of another kind or of any, a premise of the program does.
// Without it, `maker.as(Party.self)` would bind a maker to a group of makers.

extension RuleLowering {
  /// The variables that no premise holds to their kind, with their kinds.
  static func unheld(
    _ premises: [Premise], _ variables: Set<VariableID>, types: (VariableID) -> ColumnType
  ) -> [(variable: VariableID, kind: String)] {
    var held: Set<VariableID> = []
    for premise in premises {
      switch premise {
      case .atom(let atom), .sometime(let atom, _), .always(let atom, _), .run(let atom, _, _, _):
        for (argument, column) in zip(atom.arguments, atom.relation.columns) {
          if case .variable(let variable) = argument, types(variable) == column {
            held.insert(variable)
          }
        }
      case .comparison(.argument(.variable(let variable)), .equal, .argument(let other)),
        .comparison(.argument(let other), .equal, .argument(.variable(let variable))):
        // A value that a rule names is of the kind as which the rule names it.
        if other.variable == nil { held.insert(variable) }
      case .comparison, .same, .range, .aggregate:
        break
      }
    }
    return variables.subtracting(held).sorted { $0.number < $1.number }.compactMap { variable in
      guard case .entity(role: let kind?) = types(variable) else { return nil }
      return (variable, kind)
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
      for role in record.roles where codes[role] != nil {
        codes[role]?.insert(code(.entity(record.id)))
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
  private mutating func rowCodes(_ facts: Facts) -> [ColumnType: Set<UInt32>] {
    var codes: [ColumnType: Set<UInt32>] = [:]
    for row in facts.rows {
      for (value, column) in zip(row.atom.values ?? [], row.atom.relation.columns) {
        guard case .entity = value else { continue }
        codes[column, default: []].insert(code(value))
      }
    }
    return codes
  }
}
