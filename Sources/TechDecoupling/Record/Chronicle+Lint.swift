/// Something in a record that may be a mistake, and keeps nothing from being read.
public struct RecordWarning: Diagnostic {
  /// What may be wrong.
  public enum Kind: Hashable, Sendable {
    /// An event ends an atom that nothing begins before.
    case endsNothing(Atom)
    /// The best claims on a date have no day in common.
    case conflictingDates([String])
    /// Values of a one-of relation exclude each other.
    case conflictingValues([Atom])
    /// An event that nothing dates.
    case undated
    /// An entry that changes and states nothing.
    case empty
    /// A claim was made before what it relays was said.
    case relaysFuture(SourceID, relayed: SourceID)
    /// A claim asserts an event of a later day.
    case assertsFuture(SourceID, date: String)
    /// A claim of a source that neither knows first-hand nor names its own source.
    case unstatedOrigin(SourceID)
    /// A figure that lacks what it needs to be compared with another.
    case incompleteFigure(Atom, missing: [Indicators.Part])
  }
  /// What may be wrong.
  public let kind: Kind
  /// The entry; nil for values of several.
  public let entry: EntryID?
  /// Where the entry was read.
  public let place: Place?

  /// The code, from `TD351` on.
  public var code: String {
    switch kind {
    case .endsNothing: "TD351"
    case .conflictingDates: "TD352"
    case .conflictingValues: "TD353"
    case .undated: "TD354"
    case .empty: "TD355"
    case .relaysFuture: "TD356"
    case .assertsFuture: "TD357"
    case .unstatedOrigin: "TD358"
    case .incompleteFigure: "TD359"
    }
  }

  /// What may be wrong, where, and what to look at.
  public var message: String {
    let site = entry.map { id in
      ChronicleProblem.Site("entry '\(id)'", "", place).description
    }
    let at = site.map { " in \($0)" } ?? ""
    switch kind {
    case .endsNothing(let atom):
      return "'\(atom)' is ended\(at), and nothing begins it before; record its begin, or see"
        + " whether the names are right"
    case .conflictingDates(let dates):
      return
        "the best claims give \(dates.map { "'\($0)'" }.joined(separator: " and "))\(at), which"
        + " have no day in common; all days between count, until one of them is corrected"
    case .conflictingValues(let atoms):
      return
        "\(atoms.map { "'\($0)'" }.joined(separator: " and ")) exclude each other\(at); none is"
        + " certain, until one of them is dated, ended or withdrawn"
    case .undated:
      return
        "no day is known\(at); the event counts as conceivable on every day, until an entry or a"
        + " claim dates it"
    case .empty:
      return "nothing begins, ends, holds or is marked\(at); name an effect, or write what is said"
        + " in words"
    case .relaysFuture(let source, let relayed):
      return "'\(source)' relays what '\(relayed)' said later\(at); see which day is right"
    case .assertsFuture(let source, let date):
      return "'\(source)' asserts an event of '\(date)' before that day\(at); if it was announced,"
        + " record the announcement"
    case .unstatedOrigin(let source):
      return
        "the claim of '\(source)' is of unstated origin\(at); all such claims count as one root,"
        + " so say whom it relays, or that it is first-hand"
    case .incompleteFigure(let atom, let missing):
      return
        "'\(atom)' lacks its \(missing.map(\.rawValue).joined(separator: ", "))\(at); add what the"
        + " source gives, and compare it with nothing until then"
    }
  }
}

extension Chronicle {
  /// Returns what may be wrong with the record, by entry and code.
  ///
  /// Every claim counts, whatever its credibility.
  ///
  /// - Throws: ``ChronicleError`` for dates outside the horizon.
  public func warnings(horizon: Horizon = .standard) throws(ChronicleError) -> [RecordWarning] {
    var record = try appraised(knownBy: nil, under: .standard, horizon: horizon)
    record.keepEntries()
    var warnings: [RecordWarning] = []
    for entry in record.entries {
      func warn(_ kind: RecordWarning.Kind) {
        warnings.append(
          RecordWarning(kind: kind, entry: entry.entry.id, place: entry.entry.place))
      }
      for kind in lint(entry) { warn(kind) }
    }
    var builder = FactBuilder(record: record, level: .notJudged)
    let facts = builder.drawAll()
    for (entry, atom) in builder.idleEnds() {
      warnings.append(
        RecordWarning(kind: .endsNothing(atom), entry: entry, place: self[entry]?.place))
    }
    for conflict in facts.conflicts where conflict.kind == .values {
      warnings.append(
        RecordWarning(kind: .conflictingValues(conflict.atoms), entry: nil, place: nil))
    }
    return warnings.sorted {
      ($0.entry?.text ?? "", $0.code, $0.message) < ($1.entry?.text ?? "", $1.code, $1.message)
    }
  }

  private func lint(_ appraised: AppraisedEntry) -> [RecordWarning.Kind] {
    let entry = appraised.entry
    var found: [RecordWarning.Kind] = []
    switch entry.content {
    case .event:
      if appraised.date == nil && appraised.conflictingDates.isEmpty { found.append(.undated) }
      if entry.effects.isEmpty { found.append(.empty) }
    case .statement(let statement):
      if statement.atoms.isEmpty && statement.words == nil { found.append(.empty) }
      for atom in statement.atoms {
        let missing = Indicators.missingParts(of: atom, in: appraised)
        if !missing.isEmpty { found.append(.incompleteFigure(atom, missing: missing)) }
      }
    }
    let dates =
      appraised.conflictingDates.map(\.text) + appraised.conflictingPeriods.map(\.description)
    if !dates.isEmpty { found.append(.conflictingDates(dates)) }
    for claim in entry.claims {
      let said = claim.reported ?? sources[claim.source]?.published
      for relay in claim.relays {
        if let first = relay.reported?.first, let last = said?.last, last < first {
          found.append(.relaysFuture(claim.source, relayed: relay.source))
        }
      }
      if claim.stance == .asserts, let date = claim.date, let first = date.first,
        let last = said?.last, last < first
      {
        found.append(.assertsFuture(claim.source, date: date.text))
      }
      if claim.stance == .asserts, !claim.isFirstHand, claim.relays.isEmpty,
        sources[claim.source]?.entity == nil
      {
        found.append(.unstatedOrigin(claim.source))
      }
    }
    return found
  }
}

extension FactBuilder {
  /// Draws the facts, and keeps what ``idleEnds()`` looks at.
  mutating func drawAll() -> Facts {
    readIdentities()
    readProfiles()
    for entry in record.entries { read(entry, isAdopted: false) }
    return finish()
  }

  /// Ends, with the entries that write them, that have nothing to end: no begin of the atom may
  /// lie before them.
  func idleEnds() -> [(EntryID, Atom)] {
    var ends: [EntryID: [Atom: Bool]] = [:]
    func note(_ support: Support, _ atom: Atom, ends isUsed: Bool) {
      guard let entry = support.entry else { return }
      let written = support.writtenAs ?? atom
      ends[entry, default: [:]][written, default: false] =
        ends[entry]?[written] == true || isUsed
    }
    for draft in drafts {
      let earliest = draft.begins.map(\.days.first).min()
      for end in draft.ends {
        note(end.support, draft.atom, ends: earliest.map { $0 < end.days.last } ?? false)
      }
    }
    for wildcard in wildcardEnds { note(wildcard.end.support, wildcard.pattern, ends: false) }
    return ends.flatMap { entry, atoms in
      atoms.filter { !$0.value }.map { (entry, $0.key) }
    }
  }
}
