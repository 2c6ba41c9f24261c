extension Appraiser {
  /// Weighs the voices that speak on one effect.
  func appraise(
    _ voices: [Voice], _ claims: [Claim], authority: (SourceID) -> Bool
  ) -> Appraisal {
    guard !voices.isEmpty else { return .empty }
    // A source that says something of its own is followed through its own claims.
    var hasOwn = Set<SourceID>()
    if voices.contains(where: { $0.relayed != nil }) {
      for voice in voices where voice.stance != .declines {
        hasOwn.insert(voice.source)
      }
    }
    func roots(_ stance: Claim.Stance) -> [Root] {
      self.roots(voices.filter { $0.stance == stance }, stance, claims, hasOwn, authority)
    }
    let (asserting, denying, unclear) = (roots(.asserts), roots(.denies), roots(.unclear))
    return Appraisal(
      credibility: policy.credibility(asserting: asserting, denying: denying),
      unclearCredibility: policy.credibility(asserting: unclear, denying: denying),
      asserting: asserting, denying: denying, unclear: unclear,
      claims: Set(voices.map(\.claim)).sorted().map { claims[$0] })
  }

  private struct Candidate {
    var root: Root
    var relayers = Set<SourceID>()
  }

  /// The roots of voices of one stance.
  private func roots(
    _ voices: [Voice], _ stance: Claim.Stance, _ claims: [Claim], _ hasOwn: Set<SourceID>,
    _ authority: (SourceID) -> Bool
  ) -> [Root] {
    guard !voices.isEmpty else { return [] }
    var candidates: [SourceID: Candidate] = [:]
    var unstated: Candidate?
    var indirect: [SourceID: [SourceID]] = [:]
    for voice in voices {
      let claim = claims[voice.claim]
      if let relayed = voice.relayed {
        guard !hasOwn.contains(relayed) else {
          indirect[relayed, default: []].append(voice.source)
          continue
        }
        let root = root(relayed, [voice.source, relayed], claim, false)
        candidates[relayed] = better(candidates[relayed], root)
        candidates[relayed]?.relayers.insert(voice.source)
      } else if claim.isFirstHand || authority(voice.source) {
        let root = root(voice.source, [voice.source], claim, authority(voice.source))
        candidates[voice.source] = better(candidates[voice.source], root)
      } else {
        unstated = better(unstated, root(nil, [voice.source], claim, false))
        unstated?.relayers.insert(voice.source)
      }
    }
    if !indirect.isEmpty { spread(indirect, over: &candidates, voices) }
    var found = candidates.values.map(Self.finished)
    // Beside a root, who does not say where it comes from may repeat it, and so adds nothing. A
    // denial is weighed by its best root alone, so that none is ever lost by adding another.
    if let unstated, found.isEmpty || stance == .denies { found.append(Self.finished(unstated)) }
    return found.sorted { left, right in
      if left.grade != right.grade { return left.grade > right.grade }
      return (left.source?.text ?? "") < (right.source?.text ?? "")
    }
  }

  private func root(
    _ source: SourceID?, _ chain: [SourceID], _ claim: Claim, _ isAuthority: Bool
  ) -> Root {
    let sources = chain.compactMap { chronicle.sources[$0] }
    let isInterested =
      claim.attribution?.isInterested == true || sources.contains(where: \.isInterested)
    return Root(
      source: source, grade: policy.grade(sources.map(\.reliability), isInterested: isInterested),
      chain: chain, attributions: claim.attribution.map { [$0] } ?? [],
      isInterested: isInterested, isActingAuthority: isAuthority)
  }

  /// The grade of what one voice says, by its own chain.
  func grade(of voice: Voice, _ claim: Claim) -> Reliability {
    root(nil, [voice.source] + (voice.relayed.map { [$0] } ?? []), claim, false).grade
  }

  /// The better of two chains to one root: by grade, then the first in order.
  private func better(_ known: Candidate?, _ root: Root) -> Candidate {
    guard var known else { return Candidate(root: root) }
    let isAuthority = known.root.isActingAuthority || root.isActingAuthority
    if root.grade > known.root.grade
      || (root.grade == known.root.grade && precedes(root, known.root))
    {
      known.root = root
    }
    if isAuthority && !known.root.isActingAuthority {
      known.root = Root(
        source: known.root.source, grade: known.root.grade, chain: known.root.chain,
        attributions: known.root.attributions, isInterested: known.root.isInterested,
        isActingAuthority: true)
    }
    return known
  }

  private func precedes(_ left: Root, _ right: Root) -> Bool {
    if left.chain != right.chain { return left.chain.lexicographicallyPrecedes(right.chain) }
    return left.attributions.count > right.attributions.count
  }

  /// Notes who repeats a source that itself repeats others, at the roots of that source.
  private func spread(
    _ indirect: [SourceID: [SourceID]], over candidates: inout [SourceID: Candidate],
    _ voices: [Voice]
  ) {
    var relayedBy: [SourceID: [SourceID]] = [:]
    for voice in voices {
      if let relayed = voice.relayed { relayedBy[relayed, default: []].append(voice.source) }
    }
    for root in candidates.keys {
      var pending = [root]
      var seen: Set<SourceID> = [root]
      while let source = pending.popLast() {
        for relayer in relayedBy[source] ?? [] where seen.insert(relayer).inserted {
          pending.append(relayer)
        }
      }
      seen.remove(root)
      candidates[root]?.relayers.formUnion(seen)
    }
  }

  private static func finished(_ candidate: Candidate) -> Root {
    let root = candidate.root
    return Root(
      source: root.source, grade: root.grade, chain: root.chain,
      relayedBy: candidate.relayers.sorted(), attributions: root.attributions,
      isInterested: root.isInterested, isActingAuthority: root.isActingAuthority)
  }
}
