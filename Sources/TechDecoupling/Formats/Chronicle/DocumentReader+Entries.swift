extension DocumentReader {
  /// Reads everything but the declarations, with places that are right where no mistake is found.
  mutating func contents(_ root: Members<DocumentKey>) -> Document {
    var contents = Document()
    let document = document
    let lists = [DocumentKey.entities, .sources, .entries].compactMap { key in
      root[key].map { (key: key, node: $0) }
    }
    document.bytes.withUnsafeBufferPointer { bytes in
      var places = PlaceCounter(bytes, of: document.name)
      // In the order of the document, which is gone through once.
      for (key, node) in lists.sorted(by: { $0.node < $1.node }) {
        places.begin(key)
        switch key {
        case .entities:
          contents.entities = list(node, of: "entities") { reader, node in
            let position = places.nextPosition(at: Int(document.nodes[node].offset))
            var entity = reader.entity(node)
            entity?.place = position.place
            return entity
          }
        case .sources:
          contents.sources = list(node, of: "sources") { reader, node in
            let position = places.nextPosition(at: Int(document.nodes[node].offset))
            var source = reader.source(node)
            source?.place = position.place
            return source
          }
        default:
          contents.entries = list(node, of: "entries") { reader, node in
            let position = places.nextPosition(at: Int(document.nodes[node].offset))
            guard var entry = reader.entry(node) else { return nil }
            entry.stand(at: position)
            reader.attachPlaces(toClaimsOf: &entry, node, &places)
            return entry
          }
        }
      }
    }
    return contents
  }

  mutating func source(_ node: Int) -> Source? {
    guard let members = members(of: node, SourceKey.self) else { return nil }
    return Source(
      id: SourceID(members[.id].map { id($0, of: "a source") } ?? ""),
      name: members[.name].map { text($0) } ?? "",
      reliability: members[.reliability].flatMap { word($0, "reliability") } ?? .f,
      isInterested: members[.interested].map { boolean($0) } ?? false,
      published: members[.published].flatMap { date($0) },
      url: members[.url].map { text($0) },
      entity: members[.entity].map { EntityID(id($0, of: "an entity")) })
  }

  mutating func entry(_ node: Int) -> Entry? {
    guard let members = members(of: node, EntryKey.self) else { return nil }
    let content: Entry.Content
    if members[.event] != nil && members[.states] != nil {
      note(.contents(found: [EntryKey.event.name, EntryKey.states.name]), at: node)
      content = .event(event(members))
    } else if members[.event] != nil {
      noteMisplaced(EntryKey.ofStatements, in: members, "an event", EntryKey.event)
      content = .event(event(members))
    } else if members[.states] != nil || (members[.held] != nil && members[.words] != nil) {
      noteMisplaced(EntryKey.ofEvents, in: members, "a statement", EntryKey.states)
      content = .statement(statement(members))
    } else if EntryKey.ofEvents.contains(where: { members[$0] != nil }) {
      note(.missingKey(EntryKey.event.name, owner: "an event"), at: node)
      content = .event(event(members))
    } else {
      note(.contents(found: []), at: node)
      content = .statement(statement(members))
    }
    var isEvent = false
    if case .event = content { isEvent = true }
    return Entry(
      id: EntryID(members[.id].map { id($0, of: "an entry") } ?? ""), content: content,
      claims: members[.claims].map {
        list($0, of: "claims") { $0.claim($1, ofEvent: isEvent) }
      } ?? [],
      isOwnWord: members[.ownWord].map { boolean($0) } ?? false,
      rows: members[.rows].map { texts($0) } ?? [],
      note: members[.note].map { text($0) })
  }

  private mutating func noteMisplaced(
    _ keys: [EntryKey], in members: Members<EntryKey>, _ owner: String, _ kind: EntryKey
  ) {
    for key in keys {
      guard let value = members[key] else { continue }
      let next =
        switch key {
        case .period: "an event has a 'date'"
        case .date: "a statement holds over a 'period', such as \"2022-10/..\""
        default: "an entry with '\(kind.name)' cannot have it, so make it two entries"
        }
      note(.misplacedKey(key.name, owner: owner, next: next), at: value - 1)
    }
  }

  private mutating func event(_ members: Members<EntryKey>) -> Event {
    Event(
      members[.event].map { text($0) } ?? "",
      on: members[.date].flatMap { date($0) },
      begins: members[.begins].map { atoms($0) } ?? [],
      ends: members[.ends].map { atoms($0) } ?? [],
      marks: members[.marks].map { atoms($0) } ?? [])
  }

  private mutating func statement(_ members: Members<EntryKey>) -> Statement {
    Statement(
      members[.states].map { atoms($0) } ?? [],
      over: members[.period].flatMap { period($0) },
      holding: members[.held].flatMap { holding($0) },
      words: members[.words].map { text($0) })
  }

  private mutating func holding(_ node: Int) -> Holding? {
    guard let members = members(of: node, HoldingKey.self) else { return nil }
    return Holding(
      holder: members[.holder].map { text($0) } ?? "",
      likelihood: members[.likelihood].map { text($0) },
      given: members[.given].map { atoms($0) } ?? [])
  }
}

// MARK: - Claims

extension DocumentReader {
  /// Reads a claim about an event or a statement; nil if its entry is not at hand.
  mutating func claim(_ node: Int, ofEvent isEvent: Bool?) -> Claim? {
    guard let members = members(of: node, ClaimKey.self) else { return nil }
    if isEvent == true, let period = members[.period] {
      note(
        .misplacedKey("period", owner: "a claim about an event", next: "an event has a 'date'"),
        at: period - 1)
    }
    if isEvent == false, let date = members[.date] {
      note(
        .misplacedKey(
          "date", owner: "a claim about a statement",
          next: "a statement holds over a 'period', such as \"2022-10/..\""),
        at: date - 1)
    }
    return Claim(
      source: SourceID(members[.source].map { id($0, of: "a source") } ?? ""),
      stance: members[.stance].flatMap { word($0, "stance") } ?? .asserts,
      relays: members[.relays].map {
        list($0, of: "ids of sources or relays") { $0.relay($1) }
      } ?? [],
      attribution: members[.attribution].flatMap { attribution($0) },
      reported: members[.reported].flatMap { date($0) },
      date: members[.date].flatMap { date($0) },
      period: members[.period].flatMap { period($0) },
      effects: members[.effects].map { atoms($0) } ?? [],
      isFirstHand: members[.firstHand].map { boolean($0) } ?? false,
      words: members[.words].map { text($0) })
  }

  private mutating func relay(_ node: Int) -> Relay? {
    if kind(of: node) == .string { return Relay(SourceID(document.text(of: node))) }
    guard kind(of: node) == .object else {
      noteType(of: node, expected: "the id of a source in quotes, or a relay in braces")
      return nil
    }
    guard let members = members(of: node, RelayKey.self) else { return nil }
    return Relay(
      SourceID(members[.source].map { id($0, of: "a source") } ?? ""),
      reported: members[.reported].flatMap { date($0) })
  }

  private mutating func attribution(_ node: Int) -> Attribution? {
    guard let members = members(of: node, AttributionKey.self) else { return nil }
    return Attribution(
      speaker: members[.speaker].map { text($0) },
      people: members[.people].map { integer($0, least: 1, most: nil) },
      role: members[.role].map { text($0) },
      words: members[.words].map { text($0) },
      isInterested: members[.interested].map { boolean($0) } ?? false)
  }
}
