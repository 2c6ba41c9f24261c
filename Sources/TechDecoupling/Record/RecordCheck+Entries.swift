extension RecordCheck {
  /// Checks one of some entries as it is written: its atoms, its claims, and what stands where.
  ///
  /// - Complexity: O(*n*) in atoms and claims. Places are written out for problems alone, from the
  ///   list: to hold the entry itself would copy it.
  mutating func check(_ entries: [Entry], _ number: Int) {
    func site() -> ChronicleProblem.Site { entries[number].site }
    let id = entries[number].id
    if !isIdentifier(id.text) { note(.malformedID(id.text), site().appending("id")) }
    var isEvent = false
    switch entries[number].content {
    case .event(let event):
      isEvent = true
      check(event.begins, "begins", site())
      check(event.ends, "ends", site(), allowsWildcards: true)
      check(event.marks, "marks", site())
      if !event.begins.isEmpty, !event.ends.isEmpty {
        let ended = Set(event.ends)
        for (index, atom) in event.begins.enumerated() where ended.contains(atom) {
          note(.beginsAndEnds(atom.description), site().appending("begins[\(index)]"))
        }
      }
      checkIdentities(event.begins, "begins", site())
      checkIdentities(event.ends, "ends", site())
      checkIdentities(event.marks, "marks", site())
      if let date = event.date {
        checkUnusedDate(entries[number], date.text, site()) { $0.date != nil }
      }
    case .statement(let statement):
      check(statement.atoms, "states", site(), allowsWildcards: statement.holding == nil)
      if let holding = statement.holding {
        check(holding.given, "held.given", site())
      } else if statement.period != nil
        || entries[number].claims.contains(where: { $0.period != nil })
      {
        checkIdentities(statement.atoms, "states", site())
      }
      if let period = statement.period {
        checkUnusedDate(entries[number], period.description, site()) { $0.period != nil }
      }
    }
    check(entries[number].claims, isOfEvent: isEvent, entries[number], site())
  }

  /// Checks what depends on the claims of all documents, in one of some entries.
  mutating func checkJoined(_ entries: [Entry], _ number: Int) {
    if Self.dependsOnClaims(entries, number) { checkJoined(entries[number]) }
  }

  /// Whether an entry has a relay or a wildcard that may be wrong.
  private static func dependsOnClaims(_ entries: [Entry], _ number: Int) -> Bool {
    if Entry.mayRelayInCircle(entries[number].claims) { return true }
    guard case .statement(let statement) = entries[number].content else { return false }
    return statement.atoms.contains { $0.arguments.contains(.wildcard) }
  }

  /// Checks what depends on the claims of all documents.
  mutating func checkJoined(_ entry: Entry) {
    if case .statement(let statement) = entry.content, statement.holding == nil {
      for (index, atom) in statement.atoms.enumerated()
      where atom.arguments.contains(.wildcard) && !entry.isOpenQuestion {
        note(.wildcard(atom.description), entry.site.appending("states[\(index)]"))
      }
    }
    if let circle = entry.relayCircle() { note(.cyclicRelays(circle), entry.site) }
  }

  private mutating func checkUnusedDate(
    _ entry: Entry, _ date: @autoclosure () -> String,
    _ site: @autoclosure () -> ChronicleProblem.Site, _ hasOwn: (Claim) -> Bool
  ) {
    guard !entry.claims.isEmpty, !entry.isOwnWord, entry.claims.allSatisfy(hasOwn) else {
      return
    }
    note(.unusedDate(date()), site())
  }

  private mutating func checkIdentities(
    _ atoms: [Atom], _ name: String, _ site: @autoclosure () -> ChronicleProblem.Site
  ) {
    for index in atoms.indices where isIdentity(atoms[index].relation) {
      note(.datedIdentity(atoms[index].description), site().appending("\(name)[\(index)]"))
    }
  }

  private func isIdentity(_ relation: RelationSignature) -> Bool {
    if let last = seen.last, last.relation.identity == relation.identity { return last.isIdentity }
    return seen.forms[relation.identity]?.isIdentity ?? (relation == Profile.sameAs.signature)
  }

  // MARK: - Atoms

  private mutating func check(
    _ atoms: [Atom], _ name: String, _ site: @autoclosure () -> ChronicleProblem.Site,
    allowsWildcards: Bool = false
  ) {
    for index in atoms.indices {
      check(atoms, index, site().appending("\(name)[\(index)]"), allowsWildcards: allowsWildcards)
    }
  }

  private mutating func check(
    _ atoms: [Atom], _ number: Int, _ site: @autoclosure () -> ChronicleProblem.Site,
    allowsWildcards: Bool
  ) {
    let relation = atoms[number].relation
    let form = form(of: relation, site())
    let columns = relation.columns
    let arguments = atoms[number].arguments
    guard arguments.count == columns.count else {
      note(
        .wrongArity(relation: relation.name, found: arguments.count, expected: columns.count),
        site())
      return
    }
    for index in arguments.indices {
      switch arguments[index] {
      case .value(let value):
        check(value, as: columns[index], form.roles[index], of: relation, site())
      case .wildcard: if !allowsWildcards { note(.wildcard(atoms[number].description), site()) }
      case .variable, .parameter: note(.ruleTerm(atoms[number].description), site())
      }
    }
  }

  // MARK: - Claims

  private mutating func check(
    _ claims: [Claim], isOfEvent isEvent: Bool, _ entry: @autoclosure () -> Entry,
    _ site: @autoclosure () -> ChronicleProblem.Site
  ) {
    var effects: Set<Atom>?
    for index in claims.indices {
      if claims[index].isPlain, isEvent || claims[index].date == nil {
        checkSource(
          claims[index].source, site().claim(index, claims[index]).appending("source"))
        continue
      }
      let claim = claims[index]
      if effects == nil, !claim.effects.isEmpty { effects = Set(entry().effects) }
      check(claim, of: entry().content, effects ?? [], site().claim(index, claim))
    }
  }

  private mutating func check(
    _ claim: Claim, of content: Entry.Content, _ effects: Set<Atom>,
    _ site: @autoclosure () -> ChronicleProblem.Site
  ) {
    checkSource(claim.source, site().appending("source"))
    for (index, relay) in claim.relays.enumerated() {
      checkSource(relay.source, site().appending("relays[\(index)]"))
    }
    if claim.isFirstHand, let relay = claim.relays.first {
      note(.firstHandRelay(relay.source), site())
    }
    for (index, effect) in claim.effects.enumerated() where !effects.contains(effect) {
      note(.foreignEffect(effect.description), site().appending("effects[\(index)]"))
    }
    if let people = claim.attribution?.people, people < 1 {
      note(.impossibleCount(people), site().appending("attribution.people"))
    }
    switch content {
    case .event:
      if let period = claim.period {
        note(.wrongDating(found: period.description, isEvent: true), site().appending("period"))
      }
    case .statement:
      if let date = claim.date {
        note(.wrongDating(found: date.text, isEvent: false), site().appending("date"))
      }
    }
  }
}

extension Entry {
  /// The entry and where it was read, for problems.
  var site: ChronicleProblem.Site { ChronicleProblem.Site("entry '\(id)'", "", place) }

  /// The atoms that the entry begins, ends, marks or states.
  var effects: [Atom] {
    switch content {
    case .event(let event): event.begins + event.ends + event.marks
    case .statement(let statement): statement.atoms
    }
  }

  /// Whether nobody asserts or denies what the entry states: its claims are all unclear or
  /// declines, or take such a claim back.
  var isOpenQuestion: Bool {
    guard case .statement(let statement) = content, statement.holding == nil else { return false }
    return !isOwnWord && !claims.isEmpty
      && claims.allSatisfy { $0.stance != .asserts && $0.stance != .denies }
  }

  /// A circle of sources that relay each other on one effect, its first source repeated at the
  /// end; nil if there is none.
  func relayCircle() -> [SourceID]? {
    guard let circle = Self.circle(in: claims) else { return nil }
    // Relays on different effects make no circle.
    if claims.allSatisfy(\.effects.isEmpty) { return circle }
    for effect in effects {
      let covering = claims.filter { $0.effects.isEmpty || $0.effects.contains(effect) }
      if let circle = Self.circle(in: covering) { return circle }
    }
    return nil
  }

  /// False only where claims are in no circle: none has relays, or there is one that relays others.
  static func mayRelayInCircle(_ claims: [Claim]) -> Bool {
    if claims.count == 1 {
      return !claims[0].isPlain && claims[0].relays.contains { $0.source == claims[0].source }
    }
    return claims.indices.contains { !claims[$0].isPlain && !claims[$0].relays.isEmpty }
  }

  /// Depth first with a stack of its own: a chain of relays may be as long as the list of sources.
  private static func circle(in claims: [Claim]) -> [SourceID]? {
    guard Self.mayRelayInCircle(claims) else { return nil }
    var relays: [SourceID: [SourceID]] = [:]
    for claim in claims where !claim.relays.isEmpty {
      relays[claim.source, default: []] += claim.relays.map(\.source)
    }
    guard !relays.isEmpty else { return nil }
    var finished = Set<SourceID>()
    for start in relays.keys.sorted() where !finished.contains(start) {
      var path: [SourceID] = [start]
      var onPath: Set<SourceID> = [start]
      var pending: [[SourceID]] = [relays[start] ?? []]
      while let last = pending.indices.last {
        guard let next = pending[last].popLast() else {
          pending.removeLast()
          let done = path.removeLast()
          onPath.remove(done)
          finished.insert(done)
          continue
        }
        if onPath.contains(next), let first = path.firstIndex(of: next) {
          return path[first...] + [next]
        }
        if finished.contains(next) { continue }
        path.append(next)
        onPath.insert(next)
        pending.append(relays[next] ?? [])
      }
    }
    return nil
  }
}
