extension Findings {
  /// Returns whether an item may go to a destination on a day, with every provision behind it.
  ///
  /// ```swift
  /// try findings.controlAnswer(Chip("h20"), to: "CN", on: "2025-05-01").state
  /// // license needed
  /// ```
  ///
  /// - Returns: The strictest of the answers that the provisions in force give; the others are
  ///   listed. Licenses granted are named, and answer for nobody but their holders.
  /// - Throws: ``QueryError`` if the rules do not include those of export controls, or the day lies
  ///   outside the horizon.
  /// - Complexity: as ``atoms(matching:on:conceivable:)``, for a handful of relations.
  public func controlAnswer(
    _ item: some Entity, to destination: Country, on day: Day
  ) throws(QueryError) -> ControlAnswer {
    try controlAnswer(item.id, destination.id, nil, day)
  }

  /// Returns whether an item may go to a destination on a day in the trade of a party.
  ///
  /// - Parameters:
  ///   - item: What would be exported.
  ///   - destination: The country to which it would go.
  ///   - party: Who would hold the license: the one that exports, or the one that receives. A
  ///     license of its own answers the provision under which it is granted, and a provision that
  ///     lists it covers whatever it receives.
  ///   - day: A day within the horizon.
  /// - Throws: ``QueryError`` if the rules do not include those of export controls, or the day lies
  ///   outside the horizon.
  public func controlAnswer(
    _ item: some Entity, to destination: Country, for party: some Entity, on day: Day
  ) throws(QueryError) -> ControlAnswer {
    try controlAnswer(item.id, destination.id, party.id, day)
  }

  private func controlAnswer(
    _ item: EntityID, _ destination: EntityID, _ party: EntityID?, _ day: Day
  ) throws(QueryError) -> ControlAnswer {
    let reader = ControlReader(findings: self, day: day)
    let drafts = try reader.drafts(Party(item), Country(destination), party.map { Party($0) })
    var provisions: [ControlAnswer.Provision] = []
    for (control, draft) in drafts {
      provisions.append(
        try reader.provision(
          ExportControl(control), draft, Party(item), Country(destination), party))
    }
    provisions.sort { left, right in
      let (first, second) = (left.states.last, right.states.last)
      if first != second { return (second ?? .notCovered) < (first ?? .notCovered) }
      return left.control.id < right.control.id
    }
    return ControlAnswer(
      item: reader.named(item), destination: reader.named(destination),
      party: party.map { reader.named($0) }, day: day, provisions: provisions)
  }
}

/// Reads the conclusions on export controls of one day.
private struct ControlReader {
  let findings: Findings
  let day: Day

  /// What a provision says before licenses are looked at.
  struct Draft {
    /// The states that are conceivable.
    var states: Set<ControlState> = []
    /// The strictest state that is certain.
    var floor: ControlState?
    var grounds: [Atom] = []
  }

  /// An atom that is conceivable, and whether it is certain.
  typealias Match = (atom: Atom, values: [Value], isCertain: Bool)

  func named<Kind: Entity>(_ id: EntityID, as kind: Kind.Type = Kind.self) -> Kind {
    Kind(record: findings.chronicle.entities[id] ?? EntityRecord(id: id, roles: [Kind.kind.name]))
  }

  private func matches(_ pattern: Atom) throws(QueryError) -> [Match] {
    let certain = Set(try findings.atoms(matching: pattern, on: day))
    var matches: [Match] = []
    for atom in try findings.atoms(matching: pattern, on: day, conceivable: true) {
      if let values = atom.values { matches.append((atom, values, certain.contains(atom))) }
    }
    return matches
  }

  // MARK: - Provisions

  /// The provisions that conceivably cover the item or list the party.
  func drafts(
    _ item: ExportControls.Item, _ destination: Country, _ party: Party?
  ) throws(QueryError) -> [EntityID: Draft] {
    var drafts: [EntityID: Draft] = [:]
    func add(_ match: Match, _ state: ControlState, isCertain: Bool = true) {
      guard case .entity(let control)? = match.values.first else { return }
      var draft = drafts[control] ?? Draft()
      draft.states.insert(state)
      if match.isCertain && isCertain { draft.floor = draft.floor.map { max($0, state) } ?? state }
      if !draft.grounds.contains(match.atom) { draft.grounds.append(match.atom) }
      drafts[control] = draft
    }
    for match in try matches(ExportControls.prohibited(any(), item, destination)) {
      add(match, .prohibited)
    }
    for match in try matches(ExportControls.licenseNeeded(any(), item, destination, any())) {
      if case .text(let policy)? = match.values.last {
        add(match, .licenseNeeded(LicensePolicy(rawValue: policy) ?? .notStated))
      }
    }
    for match in try matches(ExportControls.excepted(any(), item, destination, any())) {
      if case .entity(let exception)? = match.values.last {
        add(match, .exception(named(exception, as: ExportControl.self).name))
      }
    }
    if let party {
      for match in try matches(ExportControls.restrictsParty(any(), party)) {
        guard case .entity(let control)? = match.values.first else { continue }
        for (state, isCertain) in try listedStates(ExportControl(control)) {
          add(match, state, isCertain: isCertain)
        }
      }
    }
    return drafts
  }

  /// What a provision says of the parties that it lists, and whether that is certain.
  private func listedStates(
    _ control: ExportControl
  ) throws(QueryError) -> [(state: ControlState, isCertain: Bool)] {
    let forbidding = try matches(ExportControls.forbids(control)).first
    if let forbidding, forbidding.isCertain { return [(.prohibited, true)] }
    var states: [(state: ControlState, isCertain: Bool)] = []
    for match in try matches(ExportControls.licensePolicy(control, any())) {
      guard case .text(let policy)? = match.values.last else { continue }
      states.append(
        (.licenseNeeded(LicensePolicy(rawValue: policy) ?? .notStated), match.isCertain))
    }
    // Where no policy is sure, a license is needed all the same.
    if !states.contains(where: \.isCertain) { states.append((.licenseNeeded(.notStated), false)) }
    if forbidding != nil { states.append((.prohibited, false)) }
    return states
  }

  // MARK: - Licenses and enforcement

  /// A provision's answer, with the licenses under it.
  func provision(
    _ control: ExportControl, _ draft: Draft, _ item: ExportControls.Item, _ destination: Country,
    _ party: EntityID?
  ) throws(QueryError) -> ControlAnswer.Provision {
    // What is certain leaves no room for what is more lenient.
    var states = draft.states.filter { state in draft.floor.map { $0 <= state } ?? true }
    if draft.floor == nil, try !isCertainlyRestricting(control, item, destination, party) {
      states.insert(.notCovered)
    }
    var grants: [ControlAnswer.Grant] = []
    var grounds = draft.grounds
    for match in try licenses(under: control, item, destination, party) {
      guard case .entity(let holder)? = match.values.dropLast().last,
        case .text(let terms)? = match.values.last
      else { continue }
      grants.append(
        ControlAnswer.Grant(holder: named(holder), terms: terms, isCertain: match.isCertain))
      guard holder == party else { continue }
      let licensed = ControlState.allowedWithConditions(terms)
      let answered = Set(states.map { min($0, licensed) })
      states = match.isCertain ? answered : states.union(answered)
      grounds.append(match.atom)
    }
    return ControlAnswer.Provision(
      control: named(control.id), states: states.sorted(),
      enforcement: try enforcement(of: control), grants: grants, grounds: grounds)
  }

  /// The licenses under a provision, each with its holder and terms at the end: those for an item
  /// that it covers, or else, where it lists the party, those on record.
  private func licenses(
    under control: ExportControl, _ item: ExportControls.Item, _ destination: Country,
    _ party: EntityID?
  ) throws(QueryError) -> [Match] {
    let licensed = try matches(
      ExportControls.licensed(control, item, destination, any(), any()))
    guard licensed.isEmpty, let party,
      try !matches(ExportControls.restrictsParty(control, Party(party))).isEmpty,
      try matches(ExportControls.forbids(control)).isEmpty
    else { return licensed }
    return try matches(ExportControls.licenseGranted(control, item, any(), any()))
  }

  /// Whether it is certain that a provision covers the case, if not in which way.
  private func isCertainlyRestricting(
    _ control: ExportControl, _ item: ExportControls.Item, _ destination: Country,
    _ party: EntityID?
  ) throws(QueryError) -> Bool {
    if try !findings.atoms(
      matching: ExportControls.restricts(control, item, destination), on: day
    ).isEmpty {
      return true
    }
    guard let party else { return false }
    return try !findings.atoms(
      matching: ExportControls.restrictsParty(control, Party(party)), on: day
    ).isEmpty
  }

  private func enforcement(
    of control: ExportControl
  ) throws(QueryError) -> ControlAnswer.Enforcement {
    guard let match = try matches(ExportControls.unenforced(control)).first else {
      return .presumed
    }
    return match.isCertain ? .unenforced : .unclear
  }
}
