/// A record as known by a day, weighed once: facts at each level are drawn from it.
///
/// Kept is what each effect comes to, in codes; the reasons are worked out anew for the few that
/// are asked for.
package struct AppraisedRecord: Sendable {
  let appraiser: Appraiser
  let horizon: Horizon
  let table: EffectTable
  /// The entries as they were weighed, if they are asked for again and again.
  private var kept: [AppraisedEntry]?

  init(_ appraiser: Appraiser, _ horizon: Horizon) {
    self.appraiser = appraiser
    self.horizon = horizon
    table = EffectTable(appraiser, horizon)
    // Facts are then built with all their supports, at each level anew.
    if table.hasIdentities { keepEntries() }
  }

  /// Weighs what is different since a record was weighed; nil if more than entries is, such as a
  /// relation, if ids are read as one, or if it is time to leave out what nobody speaks of any more.
  init?(_ appraiser: Appraiser, _ horizon: Horizon, after other: AppraisedRecord) {
    let (old, new) = (other.appraiser.chronicle, appraiser.chronicle)
    guard other.horizon == horizon, other.knownBy == appraiser.knownBy,
      other.appraiser.policy == appraiser.policy, old.sources == new.sources,
      old.entities == new.entities, old.vocabulary == new.vocabulary,
      !other.table.hasIdentities
    else { return nil }
    self.appraiser = appraiser
    self.horizon = horizon
    table = EffectTable(appraiser, horizon, after: other.table, of: old)
    if table.hasIdentities || table.isMostlyFormer { return nil }
  }

  /// Weighs every entry, once for all that asks for entries.
  mutating func keepEntries() {
    if kept == nil { kept = (0..<table.order.count).map(entry) }
  }

  var entities: Entities { appraiser.chronicle.entities }
  var vocabulary: Vocabulary { appraiser.chronicle.vocabulary }
  var knownBy: Day? { appraiser.knownBy }
  var suppositions: Suppositions { appraiser.chronicle.suppositions }

  /// Entries of which something is known, by id, each weighed when it is asked for.
  var entries: some Sequence<AppraisedEntry> {
    (0..<table.order.count).lazy.map(entry)
  }

  /// The entry with a number in the order of ids, weighed.
  func entry(_ number: Int) -> AppraisedEntry {
    if let kept { return kept[number] }
    let entry = appraiser.chronicle.table[Int(table.order[number])]
    return appraiser.appraise(entry) ?? AppraisedEntry(entry: entry)
  }

  /// The levels from one up at which facts differ from those of the level below, the first
  /// included: facts at any other level are those of the nearest level below it in this list.
  package func levels(from trusted: Credibility) -> [Credibility] {
    // What is no longer taken at a level has the credibility below it.
    Credibility.allCases.filter { level in
      level == trusted
        || (level > trusted && table.present.contains { $0 < level && $0.next == level })
    }
  }
}

extension Credibility {
  /// The level above.
  var next: Credibility? {
    guard let index = Self.allCases.firstIndex(of: self) else { return nil }
    let next = index + 1
    return next < Self.allCases.count ? Self.allCases[next] : nil
  }
}

extension Chronicle {
  /// Returns what is taken to be so from a viewpoint.
  ///
  /// - Parameters:
  ///   - viewpoint: By which day it is known, and which credibility is trusted at least.
  ///   - horizon: The days that exist.
  ///   - adopted: Held statements that are supposed: their atoms hold at every level over their
  ///     period.
  /// - Throws: ``ChronicleError`` for dates outside the horizon.
  /// - Complexity: O(*n* log *n*) in atoms and claims; a wildcard end costs what it matches.
  public func facts(
    from viewpoint: Viewpoint = Viewpoint(), horizon: Horizon = .standard,
    adopting adopted: Set<EntryID> = []
  ) throws(ChronicleError) -> Facts {
    var record = try appraised(
      knownBy: viewpoint.knownBy, under: viewpoint.policy, horizon: horizon)
    if !adopted.isEmpty { record.keepEntries() }
    return record.facts(trusting: viewpoint.trusting, adopting: adopted)
  }

  /// Weighs the record as it is known by a day.
  package func appraised(
    knownBy day: Day?, under policy: CredibilityPolicy, horizon: Horizon
  ) throws(ChronicleError) -> AppraisedRecord {
    try checkDates(horizon)
    return AppraisedRecord(
      Appraiser(chronicle: self, knownBy: day, policy: policy), horizon)
  }

  /// Weighs the record from a viewpoint as far as it differs from one that was; nil if it differs in
  /// more than entries.
  func appraised(
    from viewpoint: Viewpoint, horizon: Horizon, after other: AppraisedRecord
  ) throws(ChronicleError) -> AppraisedRecord? {
    try checkDates(horizon)
    return AppraisedRecord(
      Appraiser(chronicle: self, knownBy: viewpoint.knownBy, policy: viewpoint.policy), horizon,
      after: other)
  }

  private func checkDates(_ horizon: Horizon) throws(ChronicleError) {
    let problems = datesOutside(horizon)
    guard problems.isEmpty else { throw ChronicleError(problems) }
  }

  private func datesOutside(_ horizon: Horizon) -> [ChronicleProblem] {
    // Nearly always every date is inside, which the table knows without a look at each.
    if table.namedDays.from >= horizon.from.number, table.namedDays.until < horizon.until.number {
      return []
    }
    var problems: [ChronicleProblem] = []
    let days = "\(horizon.from) to \(horizon.until.advanced(by: -1))"
    func check(_ date: DateRange?, _ site: @autoclosure () -> ChronicleProblem.Site) {
      guard let date else { return }
      for case let day? in [date.first, date.last] where day < horizon.from || day >= horizon.until
      {
        problems.append(
          ChronicleProblem(.outsideHorizon(date.text, horizon: days), site()))
        return
      }
    }
    func check(_ period: DatePeriod?, _ site: @autoclosure () -> ChronicleProblem.Site) {
      guard let period else { return }
      for end in [period.start, period.end] {
        if case .date(let date) = end { check(date, site()) }
      }
    }
    for number in 0..<table.count {
      let entry = table[number]
      func site() -> ChronicleProblem.Site { entry.site }
      switch entry.content {
      case .event(let event): check(event.date, site().appending("date"))
      case .statement(let statement): check(statement.period, site().appending("period"))
      }
      for (index, claim) in entry.claims.enumerated() {
        check(claim.date, site().claim(index, claim).appending("date"))
        check(claim.period, site().claim(index, claim).appending("period"))
      }
    }
    return problems
  }
}

extension AppraisedRecord {
  /// Draws the facts of one level: what reaches it, what the recorder says, what is supposed, and
  /// what a rulebook states.
  ///
  /// - Complexity: O(*n*) in effects, without their supports; where ids are read as one, or
  ///   something is supposed or stated, O(*n* log *n*) with the supports of every row.
  package func facts(
    trusting level: Credibility, adopting adopted: Set<EntryID> = [],
    stating stated: [GivenFact] = []
  ) -> Facts {
    let adopted = adopted.union(suppositions.adopted)
    if adopted.isEmpty, stated.isEmpty, !table.hasIdentities {
      return Facts(DrawnFacts(self, level))
    }
    var builder = FactBuilder(record: self, level: level)
    builder.readIdentities(adopting: adopted)
    builder.readProfiles()
    for entry in entries { builder.read(entry, isAdopted: adopted.contains(entry.entry.id)) }
    for fact in stated { builder.give(fact) }
    return builder.finish()
  }
}
