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
  mutating func insertKinds(_ facts: Facts) {
    let drawn = kinds.isEmpty ? [:] : facts.columns?.entityCodes() ?? [:]
    for kind in kinds.sorted() {
      let number = number(ofKind: kind)
      var ids: Set<EntityID> = []
      for record in facts.entities.records.values where record.roles.contains(kind) {
        ids.insert(record.id)
      }
      for row in facts.columns == nil ? facts.rows : [] {
        for (value, column) in zip(row.atom.values ?? [], row.atom.relation.columns) {
          if case .entity(let id) = value,
            column == .entity(role: kind) || facts.entities.hasRole(id, kind)
          {
            ids.insert(id)
          }
        }
      }
      var codes = Set(ids.map { code(.entity($0)) })
      for (type, found) in drawn {
        if type == .entity(role: kind) {
          codes.formUnion(found)
        } else {
          codes.formUnion(
            found.filter { facts.entities.hasRole(EntityID(self.facts.symbols.text($0)), kind) })
        }
      }
      for table in facts.bulk.all {
        for (column, type) in table.relation.columns.enumerated()
        where type == .entity(role: kind) {
          let stated = restated(facts, table.relation)
          for block in table.blocks { codes.formUnion(block.without(stated).columns[column]) }
        }
      }
      if !identities.isEmpty {
        codes = Set(
          codes.map { code in
            guard let least = identities[EntityID(self.facts.symbols.text(code))] else {
              return code
            }
            return self.code(.entity(least))
          })
      }
      self.facts.insert(
        FactBlock(count: codes.count, columns: [codes.sorted()]), relation: number)
    }
  }
}
