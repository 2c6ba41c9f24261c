extension Document {
  /// The document with ids in the place of names that stand for entities.
  func replacing(_ ids: [EntityID: EntityID]) -> Document {
    var document = self
    for index in document.entities.indices {
      let profile = document.entities[index].profile
      document.entities[index].profile = profile.mapValues { $0.map { $0.replacing(ids) } }
    }
    for index in document.sources.indices {
      let entity = document.sources[index].entity
      document.sources[index].entity = entity.map { ids[$0] ?? $0 }
    }
    for index in document.entries.indices { document.entries[index].replace(ids) }
    return document
  }
}

extension Entry {
  fileprivate mutating func replace(_ ids: [EntityID: EntityID]) {
    func replaced(_ atoms: [Atom]) -> [Atom] { atoms.map { $0.replacing(ids) } }
    switch content {
    case .event(var event):
      event.begins = replaced(event.begins)
      event.ends = replaced(event.ends)
      event.marks = replaced(event.marks)
      content = .event(event)
    case .statement(var statement):
      statement.atoms = replaced(statement.atoms)
      if var holding = statement.holding {
        holding.given = replaced(holding.given)
        statement.holding = holding
      }
      content = .statement(statement)
    }
    for index in claims.indices { claims[index].effects = replaced(claims[index].effects) }
  }
}

extension Atom {
  fileprivate func replacing(_ ids: [EntityID: EntityID]) -> Atom {
    var atom = self
    for (index, argument) in arguments.enumerated() {
      if case .value(let value) = argument { atom.arguments[index] = .value(value.replacing(ids)) }
    }
    return atom
  }
}

extension Value {
  fileprivate func replacing(_ ids: [EntityID: EntityID]) -> Value {
    if case .entity(let id) = self { .entity(ids[id] ?? id) } else { self }
  }
}
