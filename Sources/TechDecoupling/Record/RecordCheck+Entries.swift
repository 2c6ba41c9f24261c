extension RecordCheck {
  /// Checks an entry as it is written: its atoms, its claims, and what stands where.
  mutating func check(_ entry: Entry) {
    let site = ChronicleProblem.Site("entry '\(entry.id)'", "", entry.place)
    if !isIdentifier(entry.id.text) { note(.malformedID(entry.id.text), site.appending("id")) }
    switch entry.content {
    case .event(let event):
      check(event.begins, "begins", site)
      check(event.ends, "ends", site, allowsWildcards: true)
      check(event.marks, "marks", site)
      let ended = Set(event.ends)
      for (index, atom) in event.begins.enumerated() where ended.contains(atom) {
        note(.beginsAndEnds(atom.description), site.appending("begins[\(index)]"))
      }
      for (name, atoms) in [("begins", event.begins), ("ends", event.ends), ("marks", event.marks)]
      {
        for (index, atom) in atoms.enumerated() where atom.relation == Profile.sameAs.signature {
          note(.datedIdentity(atom.description), site.appending("\(name)[\(index)]"))
        }
      }
      checkUnusedDate(entry, event.date?.text, site) { $0.date != nil }
    case .statement(let statement):
      check(statement.atoms, "states", site, allowsWildcards: statement.holding == nil)
      check(statement.holding?.given ?? [], "held.given", site)
      checkUnusedDate(entry, statement.period?.description, site) { $0.period != nil }
      let isDated = statement.period != nil || entry.claims.contains { $0.period != nil }
      for (index, atom) in statement.atoms.enumerated()
      where isDated && statement.holding == nil && atom.relation == Profile.sameAs.signature {
        note(.datedIdentity(atom.description), site.appending("states[\(index)]"))
      }
    }
    let effects = Set(entry.effects)
    for (index, claim) in entry.claims.enumerated() {
      check(claim, of: entry, effects, site.claim(index, claim))
    }
  }

  /// Checks what depends on the claims of all documents.
  mutating func checkJoined(_ entry: Entry) {
    let site = ChronicleProblem.Site("entry '\(entry.id)'", "", entry.place)
    if case .statement(let statement) = entry.content, statement.holding == nil,
      !entry.isOpenQuestion
    {
      for (index, atom) in statement.atoms.enumerated() where atom.arguments.contains(.wildcard) {
        note(.wildcard(atom.description), site.appending("states[\(index)]"))
      }
    }
    if let circle = entry.relayCircle() { note(.cyclicRelays(circle), site) }
  }

  private mutating func checkUnusedDate(
    _ entry: Entry, _ date: String?, _ site: ChronicleProblem.Site, _ hasOwn: (Claim) -> Bool
  ) {
    guard let date, !entry.claims.isEmpty, !entry.isOwnWord, entry.claims.allSatisfy(hasOwn) else {
      return
    }
    note(.unusedDate(date), site)
  }

  // MARK: - Atoms

  private mutating func check(
    _ atoms: [Atom], _ name: String, _ site: ChronicleProblem.Site, allowsWildcards: Bool = false
  ) {
    for (index, atom) in atoms.enumerated() {
      check(atom, site.appending("\(name)[\(index)]"), allowsWildcards: allowsWildcards)
    }
  }

  private mutating func check(
    _ atom: Atom, _ site: @autoclosure () -> ChronicleProblem.Site, allowsWildcards: Bool
  ) {
    let columns = atom.relation.columns
    take(atom.relation, site())
    guard atom.arguments.count == columns.count else {
      note(
        .wrongArity(
          relation: atom.relation.name, found: atom.arguments.count, expected: columns.count),
        site())
      return
    }
    for (argument, type) in zip(atom.arguments, columns) {
      switch argument {
      case .value(let value): check(value, as: type, of: atom.relation.name, site())
      case .wildcard: if !allowsWildcards { note(.wildcard(atom.description), site()) }
      case .variable, .parameter: note(.ruleTerm(atom.description), site())
      }
    }
  }

  // MARK: - Claims

  private mutating func check(
    _ claim: Claim, of entry: Entry, _ effects: Set<Atom>,
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
    switch entry.content {
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

  /// Depth first with a stack of its own: a chain of relays may be as long as the list of sources.
  private static func circle(in claims: [Claim]) -> [SourceID]? {
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
