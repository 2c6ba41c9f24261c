extension Explanation {
  /// The recorded steps, in the order of the tree.
  public var leaves: [Recorded] {
    steps.compactMap { step in
      if case .recorded(let leaf) = step.kind, step.sameAs == nil { leaf } else { nil }
    }
  }

  /// The entries that the proof rests on, sorted.
  public var entries: [EntryID] {
    Set(leaves.flatMap { $0.supports.compactMap(\.entry) }).sorted()
  }

  /// The rows of a list of facts that those entries carry, sorted.
  public var rows: [String] {
    Set(leaves.flatMap { $0.supports.flatMap(\.rows) }).sorted()
  }

  /// The roots that assert what the proof rests on, each once, the best first.
  ///
  /// Where a thing is known from, however many texts repeat it: by the best chain of any leaf, with
  /// all who relay it. The recorder's own word and suppositions have none; claims of unstated origin
  /// are told apart by who makes them.
  public var assertingRoots: [Root] {
    struct Key: Hashable {
      var source: SourceID?
      var unstated: [SourceID]
    }
    var found: [Key: Root] = [:]
    for root in leaves.flatMap(\.supports).flatMap(\.support.appraisal.asserting) {
      let key = Key(source: root.source, unstated: root.source == nil ? root.chain : [])
      guard let known = found[key] else {
        found[key] = root
        continue
      }
      let best = root.grade > known.grade ? root : known
      found[key] = Root(
        source: best.source, grade: best.grade, chain: best.chain,
        relayedBy: Set(known.relayedBy + root.relayedBy).sorted(),
        attributions: best.attributions, isInterested: best.isInterested,
        isActingAuthority: known.isActingAuthority || root.isActingAuthority)
    }
    return found.values.sorted { left, right in
      if left.grade != right.grade { return left.grade > right.grade }
      if left.source != right.source {
        return (left.source?.text ?? "") < (right.source?.text ?? "")
      }
      return left.chain.lexicographicallyPrecedes(right.chain)
    }
  }

  /// The sources whose claims the proof rests on, sorted.
  public var sources: [SourceID] {
    Set(leaves.flatMap { $0.supports.flatMap { $0.support.claims.map(\.source) } }).sorted()
  }
}
