import TemporalDatalog

extension Findings {
  /// Returns what is different in these findings from others.
  ///
  /// Each atom is compared day by day, on the days that both horizons have: whether it holds, how
  /// far up, or is only conceivable.
  ///
  /// - Parameter before: The findings that these are compared with, of any record, rules and
  ///   viewpoint.
  /// - Throws: ``EvaluationError`` if the task is cancelled.
  /// - Complexity: O(*n* log *n*) in the tuples and periods of both, and a proof for each
  ///   difference.
  public func difference(from before: Findings) throws -> Difference {
    try difference(from: before, of: Set(allAtoms + before.allAtoms).sorted())
  }

  /// What is different about the atoms that match a pattern, which these findings may not know.
  ///
  /// An id that one of the findings reads as another lists nothing there: what the other findings
  /// list under it ends, or begins. So the runs of the pattern before, and the rows, give its runs
  /// now.
  func difference(from before: Findings, listedUnder pattern: Atom) throws -> Difference {
    let lists = [before, self].map { Set($0.matches(pattern, on: nil, .conceivable)) }
    return try difference(
      from: before, of: lists[0].union(lists[1]).sorted(), listed: (lists[0], lists[1]))
  }

  private func difference(
    from before: Findings, of atoms: [Atom], listed: (before: Set<Atom>, now: Set<Atom>)? = nil
  ) throws -> Difference {
    let days = Span(
      max(horizon.from.number, before.horizon.from.number),
      min(horizon.until.number, before.horizon.until.number))
    let concluded = Set(
      (rulebook.rules + before.rulebook.rules).map(\.clause.head.relation.name))
    var rows: [Difference.Row] = []
    for atom in atoms {
      let isListed = (listed?.before.contains(atom) ?? true, listed?.now.contains(atom) ?? true)
      let old = isListed.0 ? before.timeline(of: atom, days) : []
      let new = isListed.1 ? timeline(of: atom, days) : []
      if old == new { continue }
      for (change, stretches) in Timeline.changes(from: old, to: new) {
        guard let first = stretches.first else { continue }
        var search = CauseSearch(before: before, after: self)
        var causes = try search.causes(
          atom, on: first.span.from, strongerNow: first.new > first.old)
        // Under either id it holds as it did: what is other is who is who.
        if causes.isEmpty {
          causes = search.origins(ofIdentitiesIn: atom).map { Difference.Cause(origin: $0) }
        }
        rows.append(
          Difference.Row(
            atom: atom, change: change, days: stretches.map { Period($0.span, openAt: days) },
            before: isListed.0 ? before.runs(ofGround: atom) : [],
            after: isListed.1 ? runs(ofGround: atom) : [],
            isConcluded: concluded.contains(atom.relation.name), causes: causes))
      }
    }
    return Difference(before: before.title, after: title, rows: rows)
  }

  private var title: String { scenario.name }

  /// Every atom that holds or is conceivable on some day.
  private var allAtoms: [Atom] {
    let known = relations
    return trusted.compiled.relations.filter { known[$0.name] != nil }.flatMap { relation in
      matches(
        Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard }), on: nil,
        .conceivable)
    }
  }

  /// How surely an atom holds, stretch by stretch, on some days.
  fileprivate func timeline(of atom: Atom, _ days: Span) -> [Timeline.Stretch] {
    pieces(ofGround: atom).flatMap { piece in
      SpanSet.intersection([piece.span], [days]).map {
        Timeline.Stretch(span: $0, rank: Timeline.rank(piece.credibility))
      }
    }
  }
}

/// The days of an atom by how surely it holds: 0 not at all, 1 conceivably, more by credibility.
enum Timeline {
  struct Stretch: Equatable {
    let span: Span
    let rank: Int
  }

  /// A stretch of days on which an atom is different in one way.
  struct Changed {
    var span: Span
    let old: Int
    let new: Int

    var change: Difference.Change {
      switch (old, new) {
      case (0, _): .begins
      case (_, 0): .ends
      case (1, _): .gainsCertainty
      case (_, 1): .losesCertainty
      default: old < new ? .gainsCredibility : .losesCredibility
      }
    }
  }

  static func rank(_ credibility: Credibility?) -> Int {
    guard let credibility else { return 1 }
    return 2 + Credibility.allCases.filter { $0 < credibility }.count
  }

  static func rank(on day: Int32, in stretches: [Stretch]) -> Int {
    stretches.first { $0.span.from <= day && day < $0.span.until }?.rank ?? 0
  }

  /// The ways in which two timelines differ, each with its days in order.
  ///
  /// One and the same runs on other days are a shift; else each unbroken stretch counts by itself.
  static func changes(
    from old: [Stretch], to new: [Stretch]
  ) -> [(Difference.Change, [Changed])] {
    let stretches = differing(old, new)
    if !old.isEmpty, old.map(\.rank) == new.map(\.rank) { return [(.shifts, stretches)] }
    return stretches.map { ($0.change, [$0]) }
  }

  private static func differing(_ old: [Stretch], _ new: [Stretch]) -> [Changed] {
    let cuts = Set((old + new).flatMap { [$0.span.from, $0.span.until] }).sorted()
    var result: [Changed] = []
    for (from, until) in zip(cuts, cuts.dropFirst()) {
      let next = Changed(
        span: Span(from, until), old: rank(on: from, in: old), new: rank(on: from, in: new))
      guard next.old != next.new else { continue }
      if let last = result.last, last.span.until == from, last.change == next.change {
        result[result.count - 1].span = Span(last.span.from, until)
      } else {
        result.append(next)
      }
    }
    return result
  }
}

extension Period {
  /// The days of a span; an end at the edge of some days is open.
  fileprivate init(_ span: Span, openAt days: Span) {
    self.init(
      unchecked: span.from == days.from ? nil : Day(number: span.from),
      span.until == days.until ? nil : Day(number: span.until))
  }
}
