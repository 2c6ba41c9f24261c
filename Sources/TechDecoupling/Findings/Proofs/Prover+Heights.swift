import TemporalDatalog

extension Prover {
  /// The instance of least height that proves a node on a day, the first in order of several; nil
  /// if the record gives it.
  func best(_ node: Int, on day: Int32) -> (instance: Int, height: Int)? {
    var best: (instance: Int, height: Int)?
    for instance in nodes[node].instances {
      guard let height = height(of: instance, on: day) else { continue }
      if best.map({ height < $0.height }) ?? true { best = (instance, height) }
    }
    return best
  }

  /// The height of what an instance proves on a day; nil if it proves nothing then.
  func height(of number: Int, on day: Int32) -> Int? {
    let instance = instances[number]
    guard SpanSet.contains(day, in: instance.derivation.days) else { return nil }
    return height(of: instance.needs, on: day).map { $0 + 1 }
  }

  /// The height of the tallest of some needs; nil if one is not proved.
  func height(of needs: [Need], on day: Int32) -> Int? {
    var tallest = 0
    for need in needs {
      guard let height = height(of: need, on: day) else { return nil }
      tallest = max(tallest, height)
    }
    return tallest
  }

  private func height(of need: Need, on day: Int32) -> Int? {
    switch need {
    case .atom(let node, _, nil, _):
      return nodes[node].heights.height(on: day)
    case .atom(let node, _, let offsets?, let marked):
      if SpanSet.contains(day, in: marked) { return 0 }
      guard let window = offsets.days(from: day, within: horizon) else { return nil }
      return offsets.isAlways
        ? nodes[node].heights.tallest(in: window)
        : nodes[node].heights.least(in: window, nearest: day)?.height
    case .run(let node, _, let spans):
      return spans.filter { $0.from <= day && day < $0.until }
        .compactMap { nodes[node].heights.tallest(in: $0) }.min()
    case .aggregate(let group):
      return chosen(group, on: day)?.map(\.height).max() ?? (isEmpty(group, on: day) ? 0 : nil)
    }
  }

  private func isEmpty(_ group: Group, on day: Int32) -> Bool {
    if let bound = group.bound, bound.isMet(by: bound.value(of: [])) { return true }
    return !group.members.contains { SpanSet.contains(day, in: $0.days) }
  }

  /// The members that a proof on a day lists, each with its match of least height.
  ///
  /// All in order, or as many of the least tall as meet the bound. Nil if they are not proved, or
  /// none is there.
  func chosen(
    _ group: Group, on day: Int32
  ) -> [(member: Member, match: Int, height: Int)]? {
    var present: [(position: Int, member: Member, match: Int, height: Int)] = []
    for (position, member) in group.members.enumerated()
    where SpanSet.contains(day, in: member.days) {
      var best: (match: Int, height: Int)?
      for (index, match) in member.matches.enumerated()
      where SpanSet.contains(day, in: match.derivation.days) {
        guard let height = height(of: match.needs, on: day) else { continue }
        if best.map({ height < $0.height }) ?? true { best = (index, height) }
      }
      if let best {
        present.append((position, member, best.match, best.height))
      } else if group.bound == nil {
        return nil
      }
    }
    guard !present.isEmpty else { return nil }
    if let bound = group.bound {
      present.sort { ($0.height, $0.position) < ($1.height, $1.position) }
      var listed: [Int64] = []
      var count = 0
      while !bound.isMet(by: bound.value(of: listed)) {
        guard count < present.count else { return nil }
        listed.append(present[count].member.number)
        count += 1
      }
      present = Array(present.prefix(count))
      if present.isEmpty { return nil }
    }
    return present.map { ($0.member, $0.match, $0.height) }
  }
}
