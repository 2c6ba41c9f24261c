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
  /// Where a thing is known from, however many texts repeat it; roots of the recorder's own word and
  /// of suppositions there are none.
  public var assertingRoots: [Root] {
    var found: [Root] = []
    for root in leaves.flatMap(\.supports).flatMap(\.support.appraisal.asserting)
    where !found.contains(root) {
      found.append(root)
    }
    return found.sorted { left, right in
      if left.grade != right.grade { return left.grade > right.grade }
      return (left.source?.text ?? "") < (right.source?.text ?? "")
    }
  }

  /// The sources whose claims the proof rests on, sorted.
  public var sources: [SourceID] {
    Set(leaves.flatMap { $0.supports.flatMap { $0.support.claims.map(\.source) } }).sorted()
  }
}
