/// Weighs entries as ``Appraiser`` does, without the reasons: what each effect comes to, and the
/// date.
///
/// Most entries have a few claims of different sources on all effects, none withdrawn, none
/// relaying another of them. Those are weighed by counting; all others are left to ``Appraiser``.
struct QuickAppraiser {
  /// What claims ask of their source.
  private struct Speaker {
    var reliability: Reliability
    var isInterested: Bool
    var published: DateRange?
    var entity: EntityID?
  }

  /// A claim that speaks.
  private struct Voice {
    var claim: Int
    var stance: Claim.Stance
    var source: Int
    /// The source that is relayed; negative: the claim is the source's own.
    var relayed: Int
    var isFirstHand: Bool
    var grade: Reliability
  }

  private let appraiser: Appraiser
  private var numbers: [SourceID: Int] = [:]
  /// The numbers of sources whose ids were written so.
  private var knownNumbers = TextMemo<Int>()
  private var speakers: [Speaker] = []
  private var voices: [Voice] = []
  private var sources: [Int] = []
  /// Who speaks with authority on what an entity does; filled as it is asked for.
  private var authorities: [EntityID: [EntityID]] = [:]

  // MARK: - The last entry

  /// What each effect comes to.
  private(set) var weights: [EffectWeight] = []
  private(set) var date: DateRange?
  private(set) var period: DatePeriod?
  /// Whether the best claims on the date have no day in common.
  private(set) var isConflicting = false
  private(set) var isOpenQuestion = false
  /// A bit for each credibility that some effect has.
  private(set) var present: UInt8 = 0

  init(_ appraiser: Appraiser) { self.appraiser = appraiser }

  /// Weighs an event, one of some entries; false if nothing of it is known by the day asked.
  ///
  /// It stands in its list: to hold the entry itself would copy it.
  ///
  /// - Complexity: O(*e* + *c*) in effects and claims, where the claims are of different sources.
  mutating func appraise(_ entries: [Entry], _ index: Int, _ event: Event) -> Bool {
    let count = event.begins.count + event.ends.count + event.marks.count
    let (claims, isOwnWord) = (entries[index].claims, entries[index].isOwnWord)
    begin()
    if claims.isEmpty {
      for _ in 0..<count { weights.append(.ownWord) }
      if isOwnWord { date = event.date }
      return true
    }
    guard hear(claims) else { return appraiseFully(entries[index]) }
    guard isOwnWord || !voices.isEmpty else { return false }
    if hasAuthorities {
      weigh(event.begins, isOwnWord)
      weigh(event.ends, isOwnWord)
      weigh(event.marks, isOwnWord)
    } else {
      weigh(count, isOwnWord)
    }
    if isOwnWord, let own = event.date { date = own } else { findDate(claims) }
    return true
  }

  /// Weighs a statement, one of some entries; false if nothing of it is known by the day asked.
  ///
  /// - Complexity: O(*e* + *c*) in effects and claims, where the claims are of different sources.
  mutating func appraise(_ entries: [Entry], _ index: Int, _ statement: Statement) -> Bool {
    let (claims, isOwnWord) = (entries[index].claims, entries[index].isOwnWord)
    begin()
    if claims.isEmpty {
      for _ in statement.atoms { weights.append(.ownWord) }
      if isOwnWord { period = statement.period }
      return true
    }
    guard hear(claims) else { return appraiseFully(entries[index]) }
    guard isOwnWord || !voices.isEmpty else { return false }
    if hasAuthorities {
      weigh(statement.atoms, isOwnWord)
    } else {
      weigh(statement.atoms.count, isOwnWord)
    }
    if isOwnWord, let own = statement.period { period = own } else { findPeriod(claims) }
    isOpenQuestion =
      statement.holding == nil && !isOwnWord
      && voices.allSatisfy { $0.stance == .unclear || $0.stance == .declines }
    return true
  }

  private mutating func begin() {
    (date, period, isConflicting, isOpenQuestion) = (nil, nil, false, false)
    weights.removeAll(keepingCapacity: true)
  }

  private mutating func appraiseFully(_ entry: Entry) -> Bool {
    guard let full = appraiser.appraise(entry) else { return false }
    for appraisal in full.appraisals {
      note(
        EffectWeight(
          asserted: EffectWeight.byte(appraisal.credibility),
          unclear: EffectWeight.byte(appraisal.unclearCredibility)), entry.isOwnWord)
    }
    (date, period, isOpenQuestion) = (full.date, full.period, full.isOpenQuestion)
    isConflicting = !full.conflictingDates.isEmpty || !full.conflictingPeriods.isEmpty
    return true
  }

  private mutating func note(_ weight: EffectWeight, _ isOwnWord: Bool) {
    // What stands in no claim has no bit.
    present |= (1 << weight.asserted | 1 << weight.unclear) >> 1
    weights.append(isOwnWord ? .ownWord : weight)
  }

  // MARK: - Voices

  /// Finds the claims that speak; false if that takes more than a look at each.
  private mutating func hear(_ claims: [Claim]) -> Bool {
    voices.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    var relays = false
    for index in claims.indices {
      let source = number(of: claims[index].source)
      let stance = claims[index].stance
      if claims.count > 1 {
        if stance == .withdraws || sources.contains(source) { return false }
        sources.append(source)
      }
      var relayed = -1
      var relayedOn: DateRange?
      var grade = speakers[source].reliability
      var isInterested = speakers[source].isInterested
      if !claims[index].isPlain {
        let claim = claims[index]
        if !claim.effects.isEmpty { return false }
        let relay = claim.relays
        if relay.count > 1 { return false }
        if let relay = relay.first {
          relays = true
          relayed = number(of: relay.source)
          if stance != .withdraws { relayedOn = relay.reported }
          grade = min(grade, speakers[relayed].reliability)
          isInterested = isInterested || speakers[relayed].isInterested
        }
        if claim.attribution?.isInterested == true { isInterested = true }
      }
      if isInterested { grade = min(grade, appraiser.policy.bestInterestedGrade) }
      if let knownBy = appraiser.knownBy {
        let day = relayedOn ?? claims[index].reported ?? speakers[source].published
        guard let last = day?.last, last <= knownBy else { continue }
      }
      if stance == .withdraws { continue }
      voices.append(
        Voice(
          claim: index, stance: stance, source: source, relayed: relayed,
          isFirstHand: claims[index].isFirstHand, grade: grade))
    }
    guard relays else { return true }
    return voices.allSatisfy { voice in
      voice.relayed < 0 || (voice.relayed != voice.source && !sources.contains(voice.relayed))
    }
  }

  private mutating func number(of id: SourceID) -> Int {
    if let number = knownNumbers[id.text] { return number }
    let number = numbers[id] ?? add(id)
    knownNumbers.keep(number, for: id.text)
    return number
  }

  private mutating func add(_ id: SourceID) -> Int {
    let source = appraiser.chronicle.sources[id]
    speakers.append(
      Speaker(
        reliability: source?.reliability ?? .f, isInterested: source?.isInterested ?? false,
        published: source?.published, entity: source?.entity))
    numbers[id] = speakers.count - 1
    return speakers.count - 1
  }

  // MARK: - Weighing

  /// Whether some source that speaks is an entity, which may have authority.
  private var hasAuthorities: Bool { voices.contains { speakers[$0.source].entity != nil } }

  /// Weighs so many effects on which nobody has authority.
  private mutating func weigh(_ count: Int, _ isOwnWord: Bool) {
    let weight = weight { _ in false }
    for _ in 0..<count { note(weight, isOwnWord) }
  }

  private mutating func weigh(_ effects: [Atom], _ isOwnWord: Bool) {
    for effect in effects {
      var speaking: [Int] = []
      for voice in voices where isAuthority(voice.source, in: effect) {
        speaking.append(voice.source)
      }
      note(weight { speaking.contains($0) }, isOwnWord)
    }
  }

  private func weight(_ isAuthority: (Int) -> Bool) -> EffectWeight {
    let (asserting, denying) = (tally(.asserts, isAuthority), tally(.denies, isAuthority).best)
    let unclear = tally(.unclear, isAuthority)
    let policy = appraiser.policy
    return EffectWeight(
      asserted: EffectWeight.byte(policy.credibility(asserting: asserting, denying: denying)),
      unclear: EffectWeight.byte(policy.credibility(asserting: unclear, denying: denying)))
  }

  /// Counts the roots of one stance.
  private func tally(_ stance: Claim.Stance, _ isAuthority: (Int) -> Bool) -> RootTally {
    var tally = RootTally()
    var unstated: Reliability?
    for (index, voice) in voices.enumerated() where voice.stance == stance {
      if voice.relayed >= 0 {
        // Several relays of one source are one root, as good as the best of them.
        var grade = voice.grade
        var isFirst = true
        for (other, same) in voices.enumerated()
        where other != index && same.stance == stance && same.relayed == voice.relayed {
          if other < index { isFirst = false }
          grade = max(grade, same.grade)
        }
        if isFirst { tally.add(grade, isAuthority: false, appraiser.policy) }
      } else {
        let isAuthority = isAuthority(voice.source)
        if voice.isFirstHand || isAuthority {
          tally.add(voice.grade, isAuthority: isAuthority, appraiser.policy)
        } else {
          unstated = max(unstated ?? voice.grade, voice.grade)
        }
      }
    }
    if let unstated, tally.best == nil || stance == .denies {
      tally.add(unstated, isAuthority: false, appraiser.policy)
    }
    return tally
  }

  private mutating func isAuthority(_ source: Int, in effect: Atom) -> Bool {
    guard let speaker = speakers[source].entity else { return false }
    for case .value(.entity(let id)) in effect.arguments {
      if let known = authorities[id] {
        if known.contains(speaker) { return true }
        continue
      }
      let found = appraiser.authorities(on: id)
      authorities[id] = found
      if found.contains(speaker) { return true }
    }
    return false
  }

  // MARK: - Dates

  private mutating func findDate(_ claims: [Claim]) {
    // Most events have one claim.
    if voices.count == 1 {
      if voices[0].stance != .denies { date = claims[voices[0].claim].date }
      return
    }
    let dates = best(claims, \.date)
    if dates.count < 2 {
      date = dates.first
      return
    }
    let dating = DateRange.joining(dates)
    (date, isConflicting) = (dating.written, !dating.conflicting.isEmpty)
  }

  private mutating func findPeriod(_ claims: [Claim]) {
    let periods = best(claims, \.period)
    if periods.count < 2 {
      period = periods.first
      return
    }
    let dating = DatePeriod.joining(periods)
    (period, isConflicting) = (dating.written, !dating.conflicting.isEmpty)
  }

  /// What the claims of the best grade say, each once.
  private func best<Written: Equatable>(
    _ claims: [Claim], _ date: (Claim) -> Written?
  ) -> [Written] {
    for stance in [Claim.Stance.asserts, .unclear, .declines] {
      var grade: Reliability?
      var found: [Written] = []
      for voice in voices where voice.stance == stance {
        guard let written = date(claims[voice.claim]) else { continue }
        if let grade, voice.grade < grade { continue }
        if grade != voice.grade {
          grade = voice.grade
          found.removeAll(keepingCapacity: true)
        }
        if !found.contains(written) { found.append(written) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }
}
