/// An entry as it is known by a day: its date, and what the claims on each effect come to.
struct AppraisedEntry: Sendable {
  let entry: Entry
  var date: DateRange?
  var period: DatePeriod?
  /// Dates or periods of the best claims that have no day in common.
  var conflictingDates: [DateRange] = []
  var conflictingPeriods: [DatePeriod] = []
  /// One for each effect, in the order of `Entry.effects`.
  var appraisals: [Appraisal] = []
  /// Claims that speak on any effect.
  var claims: [Claim] = []
  /// Whether those who speak only call it unclear, or decline.
  var isOpenQuestion = false
}

extension Appraiser {
  /// Weighs an entry; nil if nothing of it is known by the day asked.
  func appraise(_ entry: Entry) -> AppraisedEntry? {
    var result = AppraisedEntry(entry: entry)
    let effects = entry.effects
    if entry.claims.isEmpty {
      result.appraisals = Array(repeating: .empty, count: effects.count)
      date(&result, [])
      return result
    }
    let claims = entry.claims
    var said = Set<Int>()
    var voicesSaid: [Voice] = []
    let coversAll = claims.allSatisfy(\.effects.isEmpty)
    let covered = claims.map { Set($0.effects) }
    let mayBeAuthority = claims.contains { chronicle.sources[$0.source]?.entity != nil }
    var shared: (voices: [Voice], appraisal: Appraisal?)?
    func note(_ voices: [Voice]) {
      for voice in voices { said.insert(voice.claim) }
      voicesSaid += voices
    }
    for effect in effects {
      if coversAll, let known = shared, !mayBeAuthority, let appraisal = known.appraisal {
        result.appraisals.append(appraisal)
        continue
      }
      let speaking: [Voice]
      if coversAll, let known = shared {
        speaking = known.voices
      } else {
        speaking = self.speaking(
          voices(claims) { covered[$0].isEmpty || covered[$0].contains(effect) })
        note(speaking)
      }
      let appraisal = appraise(speaking, claims) { source in
        mayBeAuthority && isActingAuthority(source, in: effect)
      }
      shared = (speaking, appraisal)
      result.appraisals.append(appraisal)
    }
    // A held statement may be in words alone.
    if effects.isEmpty { note(speaking(voices(claims) { _ in true })) }
    guard entry.isOwnWord || !said.isEmpty else { return nil }
    result.claims = said.sorted().map { claims[$0] }
    date(&result, voicesSaid)
    if case .statement(let statement) = entry.content, statement.holding == nil {
      result.isOpenQuestion =
        !entry.isOwnWord
        && result.claims.allSatisfy { $0.stance == .unclear || $0.stance == .declines }
    }
    return result
  }

  /// Whether a source is the own record of an agency or country that the effect names, or that
  /// issued a control which the effect names.
  func isActingAuthority(_ source: SourceID, in effect: Atom) -> Bool {
    guard let speaker = chronicle.sources[source]?.entity else { return false }
    for case .value(.entity(let id)) in effect.arguments
    where authorities(on: id).contains(speaker) {
      return true
    }
    return false
  }

  /// Who speaks with authority on what an entity does: itself, if it is an agency or country, and
  /// who has issued it, if it is a control.
  func authorities(on id: EntityID) -> [EntityID] {
    let entities = chronicle.entities
    var found: [EntityID] = []
    if entities.hasRole(id, Agency.kind.name) || entities.hasRole(id, Country.kind.name) {
      found.append(id)
    }
    guard let record = entities.records[id], !record.profile.isEmpty else { return found }
    for field in record.profileFields(chronicle.vocabulary.kinds)
    where field.relation == Profile.issuedBy.signature && field.entityColumn == 0 {
      found += record.entities(field.name)
    }
    return found
  }

  // MARK: - Dates

  /// The date of an entry: the recorder's own, or that of the asserting claims of the best grade
  /// that date it; where none asserts, of those that call it unclear.
  private func date(_ result: inout AppraisedEntry, _ voices: [Voice]) {
    switch result.entry.content {
    case .event(let event):
      let dating =
        result.entry.isOwnWord && event.date != nil
        ? Dating(written: event.date, conflicting: [])
        : DateRange.joining(best(voices, result.entry.claims, \.date))
      result.date = dating.written
      result.conflictingDates = dating.conflicting
    case .statement(let statement):
      let dating =
        result.entry.isOwnWord && statement.period != nil
        ? Dating(written: statement.period, conflicting: [])
        : DatePeriod.joining(best(voices, result.entry.claims, \.period))
      result.period = dating.written
      result.conflictingPeriods = dating.conflicting
    }
  }

  private func best<Written>(
    _ voices: [Voice], _ claims: [Claim], _ date: (Claim) -> Written?
  ) -> [Written] {
    for stance in [Claim.Stance.asserts, .unclear, .declines] {
      var bestGrade: Reliability?
      var dates: [Written] = []
      for voice in voices where voice.stance == stance {
        guard let written = date(claims[voice.claim]) else { continue }
        let grade = grade(of: voice, claims[voice.claim])
        if let known = bestGrade, grade < known { continue }
        if bestGrade.map({ $0 < grade }) ?? true {
          bestGrade = grade
          dates = []
        }
        dates.append(written)
      }
      if !dates.isEmpty { return dates }
    }
    return []
  }
}
