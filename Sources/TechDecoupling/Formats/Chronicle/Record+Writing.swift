extension EntityKind {
  var json: JSONValue {
    var object = JSONObject()
    object[KindKey.name] = .string(name)
    object[KindKey.fields] = .list(fields.map(\.json))
    return .object(object.members)
  }
}

extension ProfileField {
  var json: JSONValue {
    var object = JSONObject()
    object[ProfileFieldKey.name] = .string(name)
    object[ProfileFieldKey.states] = .string(relation.name)
    object[ProfileFieldKey.entityColumn] = entityColumn == 0 ? nil : .integer(entityColumn + 1)
    object[ProfileFieldKey.list] = .flag(isList)
    return .object(object.members)
  }
}

extension RelationSignature {
  var json: JSONValue {
    var object = JSONObject()
    object[RelationKey.name] = .string(name)
    object[RelationKey.columns] = .array(columns.map { .string($0.writtenName) })
    object[RelationKey.oneOf] = .flag(isOneOf)
    return .object(object.members)
  }
}

extension EntityRecord {
  func json(in vocabulary: Vocabulary) -> JSONValue {
    var object = JSONObject()
    object[EntityKey.id] = .string(id.text)
    object[EntityKey.roles] = .texts(roles.sorted())
    object[EntityKey.name] = .text(name)
    object[EntityKey.aliases] = .texts(aliases)
    for (field, values) in profile.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
      let isList = roles.contains { role in
        vocabulary.kinds[role]?.fields.contains { $0.name == field && $0.isList } ?? false
      }
      let written = values.map(\.json)
      object.append(field, isList || written.count > 1 ? .array(written) : written[0])
    }
    return .object(object.members)
  }
}

extension Value {
  /// The value as the field of a profile has it.
  var json: JSONValue {
    switch self {
    case .entity(let id): .string(id.text)
    case .integer(let number): .integer(number)
    case .decimal(let number): .decimal(number)
    case .day(let day): .string(day.description)
    case .text(let text): .string(text)
    }
  }
}

extension Source {
  var json: JSONValue {
    var object = JSONObject()
    object[SourceKey.id] = .string(id.text)
    object[SourceKey.name] = .string(name)
    object[SourceKey.reliability] = .string(reliability.rawValue)
    object[SourceKey.published] = .text(published?.text)
    object[SourceKey.url] = .text(url)
    object[SourceKey.interested] = .flag(isInterested)
    object[SourceKey.entity] = .text(entity?.text)
    return .object(object.members)
  }
}

extension Entry {
  var json: JSONValue {
    var object = JSONObject()
    object[EntryKey.id] = .string(id.text)
    switch content {
    case .event(let event):
      object[EntryKey.event] = .string(event.title)
      object[EntryKey.date] = .text(event.date?.text)
      object[EntryKey.begins] = .atoms(event.begins)
      object[EntryKey.ends] = .atoms(event.ends)
      object[EntryKey.marks] = .atoms(event.marks)
    case .statement(let statement):
      object[EntryKey.states] = .array(statement.atoms.map { .string($0.description) })
      object[EntryKey.period] = .text(statement.period?.description)
      object[EntryKey.held] = statement.holding?.json
      object[EntryKey.words] = .text(statement.words)
    }
    object[EntryKey.rows] = .texts(rows)
    object[EntryKey.note] = .text(note)
    object[EntryKey.ownWord] = .flag(isOwnWord && !claims.isEmpty)
    object[EntryKey.claims] = .list(claims.map(\.json))
    return .object(object.members)
  }
}

extension Holding {
  var json: JSONValue {
    var object = JSONObject()
    object[HoldingKey.holder] = .string(holder)
    object[HoldingKey.likelihood] = .text(likelihood)
    object[HoldingKey.given] = .atoms(given)
    return .object(object.members)
  }
}

extension Claim {
  var json: JSONValue {
    var object = JSONObject()
    object[ClaimKey.source] = .string(source.text)
    object[ClaimKey.stance] = stance == .asserts ? nil : .string(stance.rawValue)
    object[ClaimKey.relays] = .list(relays.map(\.json))
    object[ClaimKey.firstHand] = .flag(isFirstHand)
    object[ClaimKey.attribution] = attribution?.json
    object[ClaimKey.reported] = .text(reported?.text)
    object[ClaimKey.date] = .text(date?.text)
    object[ClaimKey.period] = .text(period?.description)
    object[ClaimKey.effects] = .atoms(effects)
    object[ClaimKey.words] = .text(words)
    return .object(object.members)
  }
}

extension Relay {
  /// The id alone, if the day of what is passed on is not given.
  var json: JSONValue {
    guard let reported else { return .string(source.text) }
    var object = JSONObject()
    object[RelayKey.source] = .string(source.text)
    object[RelayKey.reported] = .string(reported.text)
    return .object(object.members)
  }
}

extension Attribution {
  var json: JSONValue {
    var object = JSONObject()
    object[AttributionKey.speaker] = .text(speaker)
    object[AttributionKey.people] = people.map(JSONValue.integer)
    object[AttributionKey.role] = .text(role)
    object[AttributionKey.words] = .text(words)
    object[AttributionKey.interested] = .flag(isInterested)
    return .object(object.members)
  }
}
