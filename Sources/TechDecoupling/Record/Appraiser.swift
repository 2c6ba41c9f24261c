/// Weighs the claims on the effects of an entry, as known by a day and under a policy.
struct Appraiser {
  let chronicle: Chronicle
  let knownBy: Day?
  let policy: CredibilityPolicy

  /// One way in which a claim speaks: for its own source, or for one that it relays.
  struct Voice {
    var claim: Int
    var source: SourceID
    /// The source that is relayed; nil: the claim is the source's own.
    var relayed: SourceID?
    var stance: Claim.Stance
    /// The day of the claim, by which the latest one speaks; nil if it has none.
    var day: Day?
    /// The day of what is relayed, if the relay gives it.
    var relayDay: DateRange?
    var isSilenced = false
  }

  // MARK: - Days

  /// The day of a claim: its own, or else that of its source's publication.
  func day(of claim: Claim) -> DateRange? {
    claim.reported ?? chronicle.sources[claim.source]?.published
  }

  private func isKnown(_ date: DateRange?) -> Bool {
    guard let knownBy else { return true }
    guard let last = date?.last else { return false }
    return last <= knownBy
  }

  /// Whether a scenario has the source withdraw.
  private func isSupposed(_ claim: Claim) -> Bool {
    claim.stance == .withdraws && chronicle.suppositions.withdrawn.contains(claim.source)
  }

  // MARK: - Voices

  /// The voices that are known by the day asked; a withdrawal stands under its own source.
  func voices(_ claims: [Claim], where covers: (Int) -> Bool) -> [Voice] {
    var voices: [Voice] = []
    for (index, claim) in claims.enumerated() where covers(index) {
      let said = day(of: claim)
      var voice = Voice(
        claim: index, source: claim.source, stance: claim.stance, day: said?.last)
      if claim.relays.isEmpty {
        if isSupposed(claim) {
          // Whatever the source said, whenever, and known whatever is known.
          voice.day = nil
          voices.append(voice)
        } else if isKnown(said) {
          voices.append(voice)
        }
        continue
      }
      // What is taken back was said before; the taking back is known from its own day.
      let isWithdrawal = claim.stance == .withdraws
      for relay in claim.relays
      where isKnown(isWithdrawal ? said : relay.reported ?? said) {
        voice.relayed = relay.source
        voice.relayDay = relay.reported
        voices.append(voice)
      }
    }
    return voices
  }

  /// The voices that speak: not withdrawn, and the latest of their source.
  func speaking(_ voices: [Voice]) -> [Voice] {
    if voices.count == 1 { return voices[0].stance == .withdraws ? [] : voices }
    let live = withoutWithdrawn(voices)
    struct Key: Hashable {
      var source: SourceID
      var relayed: SourceID?
    }
    var latest: [Key: Day] = [:]
    for voice in live {
      guard let day = voice.day else { continue }
      let key = Key(source: voice.source, relayed: voice.relayed)
      latest[key] = max(latest[key] ?? day, day)
    }
    // A claim without a day is superseded by none and supersedes none.
    return live.filter { voice in
      guard let day = voice.day else { return true }
      return latest[Key(source: voice.source, relayed: voice.relayed)] == day
    }
  }

  // MARK: - Withdrawals

  private func withoutWithdrawn(_ voices: [Voice]) -> [Voice] {
    guard voices.contains(where: { $0.stance == .withdraws }) else { return voices }
    var voices = voices
    var bySource: [SourceID: [Int]] = [:]
    for (index, voice) in voices.enumerated() { bySource[voice.source, default: []].append(index) }
    // What is relayed comes before what relays it, so that silence travels along each chain.
    for source in relayedFirst(voices, bySource) {
      let own = bySource[source] ?? []
      let withdrawals = own.map { voices[$0] }.filter { $0.stance == .withdraws }
      for index in own where voices[index].stance != .withdraws {
        voices[index].isSilenced =
          isTakenBack(voices[index], by: withdrawals) || relaysWithdrawn(index, voices, bySource)
      }
    }
    return voices.filter { !$0.isSilenced && $0.stance != .withdraws }
  }

  /// Whether the source itself takes a claim back: later, or on an unknown day.
  ///
  /// A withdrawal that names relays takes back only the relays of those sources.
  private func isTakenBack(_ voice: Voice, by withdrawals: [Voice]) -> Bool {
    withdrawals.contains { withdrawal in
      guard withdrawal.relayed == nil || withdrawal.relayed == voice.relayed else { return false }
      guard let taken = withdrawal.day, let said = voice.day else { return true }
      return said < taken
    }
  }

  /// Whether a relay passes on what its source, or that one's own source, has withdrawn.
  private func relaysWithdrawn(
    _ index: Int, _ voices: [Voice], _ bySource: [SourceID: [Int]]
  ) -> Bool {
    guard let relayed = voices[index].relayed else { return false }
    let theirs = (bySource[relayed] ?? []).map { voices[$0] }.filter { $0.stance != .declines }
    guard !theirs.isEmpty else { return false }
    let withdrawn = theirs.filter { $0.stance == .withdraws && $0.relayed == nil }
    let left = theirs.filter { $0.stance != .withdraws && !$0.isSilenced }
    if let date = voices[index].relayDay {
      // What that source said on the day may itself pass on what was withdrawn.
      let saidThen = theirs.filter { theirs in
        theirs.stance != .withdraws && theirs.day.map(date.contains) ?? false
      }
      if !saidThen.isEmpty { return saidThen.allSatisfy(\.isSilenced) }
      guard !withdrawn.isEmpty else { return left.isEmpty }
      return withdrawn.contains { withdrawal in
        guard let day = withdrawal.day, let last = date.last else { return true }
        return last < day
      }
    }
    // Without a day of its own the relay passes on whatever of that source is left by then.
    let saidBefore = theirs.filter { theirs in
      guard theirs.stance != .withdraws else { return false }
      guard let said = voices[index].day, let day = theirs.day else { return true }
      return day <= said
    }
    guard !saidBefore.isEmpty else { return !withdrawn.isEmpty || left.isEmpty }
    return saidBefore.allSatisfy(\.isSilenced)
  }

  /// Sources in an order in which each stands after those that it relays.
  private func relayedFirst(_ voices: [Voice], _ bySource: [SourceID: [Int]]) -> [SourceID] {
    var order: [SourceID] = []
    var seen = Set<SourceID>()
    for start in bySource.keys where seen.insert(start).inserted {
      var pending: [(source: SourceID, next: Int)] = [(start, 0)]
      while let (source, next) = pending.last {
        let own = bySource[source] ?? []
        guard next < own.count else {
          order.append(source)
          pending.removeLast()
          continue
        }
        pending[pending.count - 1].next += 1
        if let relayed = voices[own[next]].relayed, bySource[relayed] != nil,
          seen.insert(relayed).inserted
        {
          pending.append((relayed, 0))
        }
      }
    }
    return order
  }
}
