extension DocumentReader {
  mutating func entity(_ node: Int) -> EntityRecord? {
    guard let members = openMembers(of: node, EntityKey.self) else { return nil }
    let roles = members[.roles].map { list($0, of: "roles") { $0.role($1) } } ?? []
    var record = EntityRecord(
      id: EntityID(members[.id].map { id($0, of: "an entity") } ?? ""), roles: Set(roles),
      name: members[.name].map { text($0) }, aliases: members[.aliases].map { texts($0) } ?? [])
    for (key, value) in members.others {
      let name = document.text(of: key)
      guard let field = field(named: name, of: roles) else {
        noteUnknownField(key, roles: roles)
        continue
      }
      record.profile[field.name] = profileValues(value, of: field)
    }
    return record
  }

  /// Reads a role's name; nil if no kind has it.
  mutating func role(_ node: Int) -> String? {
    let name = text(node, "the name of a kind in quotes")
    guard kind(of: node) == .string else { return nil }
    guard vocabulary.kinds[name] == nil else { return name }
    noteUnknownRole(name, at: node)
    return nil
  }

  mutating func noteUnknownRole(_ name: String, at node: Int) {
    let roles = vocabulary.kinds.keys.sorted()
    note(
      .unknownRole(name, nearest: nearest(to: name, among: roles), roles: roles), at: node,
      restsOnDeclarations: true)
  }

  func field(named name: String, of roles: [String]) -> ProfileField? {
    for role in roles {
      if let field = vocabulary.kinds[role]?.fields.first(where: { $0.name == name }) {
        return field
      }
    }
    return nil
  }

  mutating func noteUnknownField(_ key: Int, roles: [String]) {
    var keys = EntityKey.forms.map(\.name)
    for role in roles {
      for field in vocabulary.kinds[role]?.fields ?? [] where !keys.contains(field.name) {
        keys.append(field.name)
      }
    }
    let owner =
      roles.isEmpty ? EntityKey.owner : "an entity that is a \(roles.joined(separator: ", "))"
    noteUnknownKey(key, owner: owner, keys: keys, restsOnDeclarations: true)
  }

  private mutating func profileValues(_ node: Int, of field: ProfileField) -> [Value] {
    let column = 1 - field.entityColumn
    guard field.relation.columns.indices.contains(column) else { return [] }
    let type = field.relation.columns[column]
    guard field.isList else { return profileValue(node, as: type).map { [$0] } ?? [] }
    return list(node, of: "values") { $0.profileValue($1, as: type) }
  }

  private mutating func profileValue(_ node: Int, as type: ColumnType) -> Value? {
    let expected =
      switch type {
      case .integer, .decimal: type.termNoun
      case .text: "text in quotes"
      default: type.termNoun + ", in quotes"
      }
    let isNumber = type == .integer || type == .decimal
    guard kind(of: node) == (isNumber ? .number : .string) else {
      noteType(of: node, expected: expected)
      return nil
    }
    let text = document.text(of: node)
    switch Value.reading(text, isQuoted: type == .text, as: type) {
    case .value(let value): return value
    case .noSuchDay(let problem):
      note(.date(problem), at: node)
    case .otherType:
      note(.wrongType(found: "'\(text)'", expected: expected), at: node)
    }
    return nil
  }
}
