import TemporalDatalog

/// Looks for what there is in place of an atom that does not hold.
struct GapSearch {
  let findings: Findings
  let level: Level
  /// Everything that is not taken, by relation; left out for a large record, where to look at all
  /// of it would take longer than the answer.
  private let untrusted: [String: [(atom: Atom, supports: [Support])]]

  private static let mostEntries = 10_000
  /// Atoms named for one reason at most.
  private static let mostNamed = 3

  init(_ findings: Findings) {
    self.findings = findings
    level = findings.trusted
    var untrusted: [String: [(atom: Atom, supports: [Support])]] = [:]
    if findings.chronicle.entryCount <= GapSearch.mostEntries {
      for (atom, supports) in level.facts.setAside {
        untrusted[atom.relation.name, default: []].append((atom, supports))
      }
    }
    self.untrusted = untrusted.mapValues { $0.sorted { $0.atom < $1.atom } }
  }

  func day(_ number: Int32) -> Span { Span(number, number + 1) }

  /// How an atom or pattern fails on all, or on one, of some days.
  ///
  /// - Parameters:
  ///   - days: The days that are asked.
  ///   - accepts: Whether a tuple counts, where a pattern does not say it all.
  func gaps(
    of pattern: Atom, in days: Span, accepts: ([UInt32]) -> Bool = { _ in true }
  ) -> [WhyNot.Gap] {
    var conceivable: [Atom] = []
    var partly: [(atom: Atom, span: Span)] = []
    var before: (atom: Atom, span: Span)?
    var after: (atom: Atom, span: Span)?
    let isGround = pattern.values != nil
    // Without a value to look for, the nearest days of all would be a look at all.
    if pattern.arguments.isEmpty || pattern.arguments.contains(where: \.isValue) {
      level.forEach(matching: pattern, .conceivable) { coded, spans in
        guard accepts(coded.tuple) else { return }
        let certain = level.model.days(coded.relation, coded.tuple, .certain)
        let atom = level.atom(coded)
        let asked = SpanSet.intersection(spans, [days])
        if !SpanSet.subtracting(asked, certain).isEmpty { conceivable.append(atom) }
        for span in certain {
          if span.until <= days.from {
            if before.map({ ($0.span.until, atom) < (span.until, $0.atom) }) ?? true {
              before = (atom, span)
            }
          } else if span.from >= days.until {
            if after.map({ (span.from, atom) < ($0.span.from, $0.atom) }) ?? true {
              after = (atom, span)
            }
          } else {
            partly.append((atom, span))
          }
        }
      }
    }
    var gaps: [WhyNot.Gap] = conceivable.sorted().prefix(GapSearch.mostNamed).map {
      .conceivable($0, reasons: reasons($0, in: days))
    }
    gaps += partly.sorted { ($0.atom, $0.span) < ($1.atom, $1.span) }.prefix(GapSearch.mostNamed)
      .map { .partly($0.atom, level.period($0.span)) }
    gaps += untrusted(pattern, isGround: isGround)
    // Of what is conceivable that day, the days on which it is certain tell no more.
    if let before, !conceivable.contains(before.atom) {
      gaps.append(
        .until(before.atom, level.period(before.span), endedBy: ender(of: before.atom, by: days)))
    }
    if let after, !conceivable.contains(after.atom) {
      gaps.append(.from(after.atom, level.period(after.span)))
    }
    return gaps.isEmpty ? [.never] : gaps
  }

  /// What keeps a recorded atom from certain on the first of some days on which it is conceivable.
  private func reasons(_ atom: Atom, in days: Span) -> [String] {
    guard let fact = level.facts[atom] else { return [] }
    let conceivable = SpanSet.coalesced(fact.conceivable.compactMap { level.compiled.span($0) })
    let certain = SpanSet.coalesced(fact.certain.compactMap { level.compiled.span($0) })
    let open = SpanSet.subtracting(SpanSet.intersection(conceivable, [days]), certain)
    return open.first.map { fact.doubts(on: Day(number: $0.from)) } ?? []
  }

  private func untrusted(_ pattern: Atom, isGround: Bool) -> [WhyNot.Gap] {
    let found =
      isGround
      ? [(pattern, level.facts.setAside(pattern))]
      : (untrusted[pattern.relation.name] ?? []).filter { $0.atom.matches(pattern) }
        .map { ($0.atom, $0.supports) }
    return found.flatMap { atom, supports in
      supports.compactMap { support -> WhyNot.Gap? in
        guard support.role != .ends else { return nil }
        if let id = support.entry, findings.chronicle.suppositions[id] == .denied {
          return .denied(atom, entry: id)
        }
        return support.credibility.map {
          .untrusted(atom, entry: support.entry, $0, reason: support.appraisal.reason)
        }
      }
    }.prefix(GapSearch.mostNamed).map(\.self)
  }

  /// The entry that ended a recorded atom before or on some days, if one did.
  private func ender(of atom: Atom, by days: Span) -> EntryID? {
    level.facts[atom]?.supports.last { support in
      guard support.role == .ends else { return false }
      return (support.date?.first ?? findings.horizon.from).number < days.until
    }?.entry
  }
}

extension Argument {
  var isValue: Bool { if case .value = self { true } else { false } }
}
