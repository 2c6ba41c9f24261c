extension Scenario {
  /// Returns a chronicle with the changes made to it; the one that is given stays as it is.
  ///
  /// What is supposed, confirmed, denied or adopted is known to the result and not to its JSON: a
  /// file of a record holds what was said, and the scenario has a file of its own.
  ///
  /// - Throws: ``ScenarioError`` with every change that cannot be made; ``ChronicleError`` if what
  ///   is added does not fit the record.
  /// - Complexity: near O(*k*) in the changes, and O(*n*) in the claims of the record for each
  ///   source that withdraws.
  public func applied(to chronicle: Chronicle) throws -> Chronicle {
    guard !isEmpty else { return chronicle }
    var changed = chronicle
    let added = changes.compactMap { change -> Entry? in
      guard case .add(var entry) = change else { return nil }
      entry.place = entry.place ?? place(of: change)?.appending("add")
      return entry
    }
    if !added.isEmpty { try changed.add(entries: added) }
    let problems = changes.compactMap { change in
      changed.problem(with: change).map { ScenarioProblem($0, place: place(of: change)) }
    }
    guard problems.isEmpty else { throw ScenarioError(problems) }
    // New claims first, and last what takes claims away: they date what is confirmed or adopted.
    for change in changes.sorted(by: { $0.phase < $1.phase }) {
      try changed.make(change, readAt: place(of: change))
    }
    return changed
  }

  /// Returns a rulebook with the changes made to it, and with the rules that adopted statements of
  /// a record stand for.
  ///
  /// - Parameters:
  ///   - rulebook: The rules; a rule that is left out and not there, or a parameter that no rule
  ///     has, is reported when the book is validated.
  ///   - chronicle: The record with the changes made to it.
  public func applied(to rulebook: Rulebook, of chronicle: Chronicle) -> Rulebook {
    var book = rulebook
    for change in changes {
      switch change {
      case .addRule(let rule): book = book.adding(rule)
      case .removeRule(let name): book = book.removing(rule: name)
      case .set(let parameter, let value): book = book.setting(parameter, value: value)
      case .adopt(let id): for rule in chronicle.rules(adopting: id) { book = book.adding(rule) }
      default: continue
      }
    }
    return book
  }
}

extension Scenario.Change {
  fileprivate var phase: Int {
    switch self {
    case .addClaim: 0
    case .withdraw, .removeClaims: 2
    default: 1
    }
  }
}

extension Chronicle {
  /// What keeps a change from being made.
  fileprivate func problem(with change: Scenario.Change) -> ScenarioProblem.Kind? {
    if case .withdraw(let source) = change {
      guard sources[source] == nil else { return nil }
      return .unknownSource(
        source, change: change,
        nearest: nearest(to: source.text, among: sources.keys.map(\.text)))
    }
    guard let id = change.entry else { return nil }
    guard let entry = self[id] else {
      return .unknownEntry(
        id, change: change, nearest: nearest(to: id.text, among: entries.map(\.id.text)))
    }
    switch change {
    case .removeClaims(let source, _):
      return entry.claims.contains { $0.source == source } ? nil : .noClaims(of: source, id)
    case .adopt: return entry.isHeld ? nil : .notHeld(id)
    case .confirm, .deny: return entry.isHeld ? .held(id, change: change) : nil
    default: return nil
    }
  }

  fileprivate mutating func make(
    _ change: Scenario.Change, readAt place: Place?
  ) throws(ChronicleError) {
    switch change {
    case .retract(let id): remove(entry: id)
    case .addClaim(let claim, let id):
      guard var entry = self[id] else { return }
      entry.claims.append(claim)
      try replace(entry)
    case .removeClaims(let source, let id):
      guard var entry = self[id] else { return }
      entry.claims.removeAll { $0.source == source }
      // Without claims an entry would be the recorder's own word.
      if entry.claims.isEmpty && !entry.isOwnWord { remove(entry: id) } else { try replace(entry) }
    case .suppose(let atom, let period):
      let id = EntryID(Printing.safe("\(change)"))
      let statement = Statement([atom], over: period)
      try add(Entry(id: id, content: .statement(statement), place: place))
      suppositions[id] = .supposed
    case .confirm(let id):
      guard var entry = self[id] else { return }
      entry.confirm(datedBy: appraised(entry))
      try replace(entry)
      suppositions[id] = .confirmed
    case .deny(let id): suppositions[id] = .denied
    case .withdraw(let source): try withdraw(source)
    case .adopt(let id):
      suppositions[id] = .adopted
      guard let entry = self[id], !entry.isFactOnceAdopted else { return }
      let own = EntryID("\(change)")
      try add(
        Entry(own, Statement([Adoption.adopted(id.text)], over: appraised(entry)?.period)))
      suppositions[own] = .supposed
    case .add, .addRule, .removeRule, .set: return
    }
  }

  /// Weighs an entry, whatever is known by a day.
  private func appraised(_ entry: Entry) -> AppraisedEntry? {
    Appraiser(chronicle: self, knownBy: nil, policy: Viewpoint().policy).appraise(entry)
  }

  /// Adds to each entry on which a source speaks, or is relayed, that it withdraws.
  private mutating func withdraw(_ source: SourceID) throws(ChronicleError) {
    suppositions.withdrawn.insert(source)
    let withdrawal = Claim(source: source, stance: .withdraws)
    var withdrawn: [EntryID] = []
    for number in 0..<table.count {
      let claims = table[number].claims
      let isSpokenOn = claims.contains { claim in
        claim.source == source || claim.relays.contains { $0.source == source }
      }
      if isSpokenOn && !claims.contains(withdrawal) { withdrawn.append(table[number].id) }
    }
    for id in withdrawn.sorted() {
      guard var entry = self[id] else { continue }
      entry.claims.append(withdrawal)
      try replace(entry)
    }
  }
}

extension Entry {
  /// Whether it is an opinion, forecast or conditional.
  var isHeld: Bool {
    if case .statement(let statement) = content { statement.holding != nil } else { false }
  }

  /// Makes the entry the recorder's own word, dated as its claims date it.
  fileprivate mutating func confirm(datedBy appraised: AppraisedEntry?) {
    isOwnWord = true
    switch content {
    case .event(var event):
      event.date = appraised?.date
      content = .event(event)
    case .statement(var statement):
      statement.period = appraised?.period
      content = .statement(statement)
    }
  }
}
