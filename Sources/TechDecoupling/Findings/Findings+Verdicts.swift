import TemporalDatalog

extension Findings {
  /// Returns what the findings say of an atom on a day.
  ///
  /// - Parameters:
  ///   - atom: With values only.
  ///   - day: A calendar day inside the horizon.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put.
  /// - Complexity: O(*l* log *n*) for *l* levels and *n* tuples of the relation; for the reasons of
  ///   an atom that is conceivable, as ``explain(_:on:)``.
  public func verdict(_ atom: Atom, on day: Day) throws(QueryError) -> Verdict {
    try check(atom, isGround: true)
    try check(day)
    let facts = trusted.facts
    let credibility = credibility(of: atom, on: day)
    let isConceivable = SpanSet.contains(day.number, in: trusted.days(atom, .conceivable))
    let outcome: Verdict.Outcome =
      credibility != nil ? .holds : isConceivable ? .indeterminate : .doesNotHold
    let undercut = outcome == .holds ? nil : undercut(atom, on: day)
    var reasons: [String] = []
    if outcome != .doesNotHold { reasons += reasonsFor(atom, on: day) }
    if let undercut { reasons.append(undercut.sentence) }
    if outcome == .doesNotHold && undercut == nil { reasons += reasonsAgainst(atom, on: day) }
    return Verdict(
      atom: atom, day: day, outcome: outcome, credibility: credibility, reasons: reasons,
      undercut: undercut, openQuestions: facts.openQuestions(matching: atom),
      denials: facts.denials(of: atom), refusals: facts.refusals(on: atom),
      asKnownBy: viewpoint.knownBy.flatMap { $0 < day ? $0 : nil })
  }

  private func reasonsFor(_ atom: Atom, on day: Day) -> [String] {
    guard let explanation = try? explain(atom, on: day), let root = explanation.steps.first else {
      return []
    }
    var reasons: [String] = []
    switch root.kind {
    case .conclusion(let conclusion):
      reasons.append(conclusion.sentence ?? "rule '\(conclusion.rule)' concludes it")
    case .recorded(let recorded):
      for evidence in recorded.supports {
        if let location = evidence.support.location {
          reasons.append("given in \(location)")
          continue
        }
        let entry = evidence.entry.map { " by entry '\($0)'" } ?? ""
        let title = evidence.title.map { ": \($0)" } ?? ""
        let how = evidence.support.role == .supposition ? "supposed" : "recorded"
        reasons.append("\(how)\(entry)\(title)")
      }
    default: break
    }
    for step in explanation.steps where step.isDoubt {
      switch step.kind {
      case .doubt(let words): reasons.append(words)
      case .conclusion(let conclusion): reasons.append("\(conclusion.atom) is conceivable")
      case .recorded(let recorded): reasons.append("\(recorded.atom) is conceivable")
      default: break
      }
    }
    var seen: Set<String> = []
    return reasons.filter { seen.insert($0).inserted }
  }

  /// The nearest known reasons why an atom does not hold on a day.
  private func reasonsAgainst(_ atom: Atom, on day: Day) -> [String] {
    var reasons: [String] = []
    let facts = trusted.facts
    for support in facts.setAside(atom) where support.role != .ends {
      let entry = support.entry.map { "entry '\($0)'" } ?? "the record"
      if let id = support.entry, chronicle.suppositions[id] == .denied {
        reasons.append("\(entry) has it, and the scenario denies it")
      } else if let credibility = support.credibility {
        reasons.append(
          "\(entry) has it, but is \(credibility.rawValue) (\(support.appraisal.reason)), and"
            + " '\(viewpoint.trusting.rawValue)' is trusted and above")
      }
    }
    if let nearest = nearestRun(of: atom, to: day) {
      reasons.append("the nearest days on which it holds: \(trusted.period(nearest).words)")
      if let blocker = blocker(of: atom, on: day) { reasons.append(blocker.sentence) }
    } else if reasons.isEmpty {
      reasons.append(
        rulebook.rules.contains { $0.clause.head.relation.name == atom.relation.name }
          ? "nothing records it, and no rule concludes it on any day"
          : "nothing records it, and no rule concludes '\(atom.relation.name)'")
    }
    return reasons
  }

  private func nearestRun(of atom: Atom, to day: Day) -> Span? {
    trusted.days(trusted.facts.canonical(atom), .conceivable)
      .min { distance(day.number, $0) < distance(day.number, $1) }
  }

  /// What stops an atom on a day that holds on another one, or at a higher level.
  func blocker(of atom: Atom, on day: Day) -> (cause: Undercut.Cause, sentence: String)? {
    if let undercut = undercut(atom, on: day) { return (undercut.cause, undercut.sentence) }
    guard let nearest = nearestRun(of: atom, to: day) else { return nil }
    let other = day.number < nearest.from ? nearest.from : nearest.until - 1
    var search = BlockerSearch(findings: self, reference: trusted)
    return search.blocker(atom, heldOn: other, day: day.number)
  }

  private func distance(_ day: Int32, _ span: Span) -> Int64 {
    if day < span.from { return Int64(span.from) - Int64(day) }
    return max(0, Int64(day) - Int64(span.until) + 1)
  }

  /// What stops an atom that is certain at a higher level than the trusted one.
  private func undercut(_ atom: Atom, on day: Day) -> Undercut? {
    guard
      let level = levels.dropFirst().last(where: {
        SpanSet.contains(day.number, in: $0.days(atom, .certain))
      })
    else { return nil }
    var search = BlockerSearch(findings: self, reference: level)
    let found = search.blocker(atom, heldOn: day.number, day: day.number)
    let words = "at '\(level.highest.rawValue)' it would hold"
    guard let found else {
      return Undercut(level: level.highest, cause: .dating(atom: atom), sentence: words)
    }
    return Undercut(
      level: level.highest, cause: found.cause, sentence: "\(words); \(found.sentence)")
  }
}

/// Looks for what stops an atom on a day at the trusted level, along a proof that stands elsewhere:
/// at another level, or on another day.
struct BlockerSearch {
  let findings: Findings
  /// The level at which the atom is proved.
  let reference: Level
  private var seen: Set<Atom> = []

  init(findings: Findings, reference: Level) {
    self.findings = findings
    self.reference = reference
  }

  /// Returns the first cause, premise by premise, each as deep as it goes.
  ///
  /// - Parameters:
  ///   - held: The day on which the reference level proves the atom.
  ///   - day: The day on which it does not hold at the trusted level.
  mutating func blocker(
    _ atom: Atom, heldOn held: Int32, day: Int32
  ) -> (cause: Undercut.Cause, sentence: String)? {
    let trusted = findings.trusted
    var atom = atom
    while seen.insert(atom).inserted {
      if let fact = reference.facts[atom] ?? trusted.facts[atom],
        SpanSet.contains(
          held, in: SpanSet.coalesced(fact.certain.compactMap { reference.compiled.span($0) }))
      {
        return cause(ofRecorded: atom, day: day)
      }
      guard let coded = reference.code(atom),
        let derivations = try? reference.model.derivations(
          of: coded.tuple, relation: coded.relation, .certain),
        let derivation = derivations.first(where: { SpanSet.contains(held, in: $0.days) })
      else { return nil }
      let rule = reference.compiled.program.rules[derivation.rule]
      let name = reference.compiled.rules[rule.origin].name
      var next: Atom?
      var exception: (Undercut.Cause, String)?
      var aggregate = false
      for premise in rule.premises {
        switch premise {
        case .holds(let literal):
          let pattern = reference.pattern(literal, derivation.bindings)
          if !holds(pattern, literal.window, on: day) {
            let ground = reference.matches(literal, derivation.bindings, from: held, .certain)
            next = next ?? ground.first.map { reference.atom($0.coded) }
          }
        case .absent(let literal):
          let pattern = reference.pattern(literal, derivation.bindings)
          let found = findings.matches(pattern, on: nil, .conceivable).first {
            holds($0, literal.window, on: day, .conceivable)
          }
          if let found, exception == nil {
            let days = trusted.days(found, .conceivable)
            let since =
              SpanSet.span(of: day, in: days).map { ", \(trusted.period($0).words)" } ?? ""
            exception = (
              .exception(rule: name, atom: found),
              "rule '\(name)' is stopped by \(found)\(since)"
            )
          }
        case .aggregate: aggregate = true
        case .compare, .assign, .range, .run: continue
        }
      }
      if let exception { return exception }
      guard let failing = next else {
        if aggregate {
          return (.aggregate(rule: name), "what rule '\(name)' counts or sums is another then")
        }
        return nil
      }
      atom = failing
    }
    return nil
  }

  private func holds(
    _ pattern: Atom, _ window: TemporalDatalog.Window?, on day: Int32,
    _ reading: Reading = .certain
  ) -> Bool {
    let horizon = findings.trusted.compiled.program.horizon
    var holds = false
    findings.trusted.forEach(matching: pattern, reading) { _, days in
      let days = window.map { WindowTransform($0).image(of: days, within: horizon) } ?? days
      if SpanSet.contains(day, in: days) { holds = true }
    }
    return holds
  }

  /// Why a recorded atom does not certainly hold on a day at the trusted level.
  private func cause(
    ofRecorded atom: Atom, day: Int32
  ) -> (cause: Undercut.Cause, sentence: String) {
    let date = Day(number: day)
    let facts = findings.trusted.facts
    guard let fact = facts[atom] else {
      return (.dating(atom: atom), "\(atom) is not taken at the trusted level")
    }
    if let rival = fact.rivals.first(where: { $0.days.contains { $0.contains(date) } }) {
      return (
        .conflict(atom: atom, other: rival.atom), "\(atom) stands against \(rival.atom)"
      )
    }
    let ended = fact.supports.filter { $0.role == .ends }.last {
      ($0.date?.first ?? findings.horizon.from) <= date
    }
    if let ended, let entry = ended.entry {
      let on = ended.date.map { ", dated \($0.text)" } ?? ""
      return (.end(atom: atom, entry: entry), "\(atom) is ended by entry '\(entry)'\(on)")
    }
    let doubts = fact.doubts(on: date)
    let why = doubts.isEmpty ? "is not recorded for that day" : doubts.joined(separator: "; ")
    return (.dating(atom: atom), "\(atom): \(why)")
  }
}

extension Verdict: CustomStringConvertible {
  /// The verdict in a few lines: what, how surely, why, and what is open.
  public var description: String {
    var lines: [String] = []
    var head = "\(atom) on \(day): \(outcome.rawValue)"
    if let credibility { head += ", \(credibility.rawValue)" }
    if let asKnownBy { head += ", as known by \(asKnownBy)" }
    Printing.wrap(Printing.safe(head), first: "", indent: "  ", into: &lines)
    for reason in reasons {
      Printing.wrap(Printing.safe(reason), first: "  - ", indent: "    ", into: &lines)
    }
    for question in openQuestions {
      let atoms = question.atoms.map(\.description).joined(separator: ", ")
      Printing.wrap(
        Printing.safe("open question, entry '\(question.entry)': \(atoms)"), first: "  ? ",
        indent: "    ", into: &lines)
    }
    for (claims, words) in [(denials, "denies it"), (refusals, "declines to speak on it")] {
      for claim in claims {
        Printing.wrap(
          Printing.safe("\(claim.source) \(words)"), first: "  ! ", indent: "    ", into: &lines)
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension Run: CustomStringConvertible {
  /// The run in one line: `withheld-from(v4, nvidia), 2026-02-25 to 2026-04-23, probable`.
  public var description: String {
    let sure = credibility?.rawValue ?? "only conceivable"
    return Printing.safe("\(atom), \(period.words), \(sure)")
  }
}
