/// A record as known by a day, weighed once: facts at each level are drawn from it.
package struct AppraisedRecord: Sendable {
  let entities: Entities
  let vocabulary: Vocabulary
  let knownBy: Day?
  let horizon: Horizon
  /// Entries of which something is known, by id.
  let entries: [AppraisedEntry]

  /// The levels from one up at which facts differ from those of the level below, the first
  /// included: facts at any other level are those of the nearest level below it in this list.
  package func levels(from trusted: Credibility) -> [Credibility] {
    var present = Set<Credibility>()
    for entry in entries {
      for appraisal in entry.appraisals {
        if let credibility = appraisal.credibility { present.insert(credibility) }
        if let credibility = appraisal.unclearCredibility { present.insert(credibility) }
      }
    }
    // What is no longer taken at a level has the credibility below it.
    return Credibility.allCases.filter { level in
      level == trusted
        || (level > trusted && present.contains { $0 < level && $0.next == level })
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
    try appraised(knownBy: viewpoint.knownBy, under: viewpoint.policy, horizon: horizon)
      .facts(trusting: viewpoint.trusting, adopting: adopted)
  }

  /// Weighs the record as it is known by a day.
  package func appraised(
    knownBy day: Day?, under policy: CredibilityPolicy, horizon: Horizon
  ) throws(ChronicleError) -> AppraisedRecord {
    let problems = datesOutside(horizon)
    guard problems.isEmpty else { throw ChronicleError(problems) }
    let appraiser = Appraiser(chronicle: self, knownBy: day, policy: policy)
    return AppraisedRecord(
      entities: entities, vocabulary: vocabulary, knownBy: day, horizon: horizon,
      entries: entries.compactMap(appraiser.appraise))
  }

  private func datesOutside(_ horizon: Horizon) -> [ChronicleProblem] {
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
    for entry in entriesByID.values {
      let site = ChronicleProblem.Site("entry '\(entry.id)'", "", entry.place)
      switch entry.content {
      case .event(let event): check(event.date, site.appending("date"))
      case .statement(let statement): check(statement.period, site.appending("period"))
      }
      for (index, claim) in entry.claims.enumerated() {
        check(claim.date, site.claim(index, claim).appending("date"))
        check(claim.period, site.claim(index, claim).appending("period"))
      }
    }
    return problems
  }
}

extension AppraisedRecord {
  /// Draws the facts of one level: what reaches it, what the recorder says, what is supposed, and
  /// what a rulebook states.
  package func facts(
    trusting level: Credibility, adopting adopted: Set<EntryID> = [],
    stating stated: [GivenFact] = []
  ) -> Facts {
    var builder = FactBuilder(record: self, level: level)
    builder.readIdentities(adopting: adopted)
    builder.readProfiles()
    for entry in entries { builder.read(entry, isAdopted: adopted.contains(entry.entry.id)) }
    for fact in stated { builder.give(fact) }
    return builder.finish()
  }
}
