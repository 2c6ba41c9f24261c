import TemporalDatalog

/// What the premises and exceptions of one near miss say, and how they fail.
struct PartWords {
  private let findings: Findings
  private let level: Level
  private let gaps: GapSearch
  private let number: Int
  private let bindings: [UInt32?]
  private let day: Int32
  private let words: InstanceWords

  init(
    _ findings: Findings, _ gaps: GapSearch, rule number: Int, _ bindings: [UInt32?], _ day: Int32
  ) {
    self.findings = findings
    self.gaps = gaps
    self.number = number
    self.bindings = bindings
    self.day = day
    level = findings.trusted
    let rule = level.compiled.rules[level.compiled.program.rules[number].origin]
    words = InstanceWords(findings, level, rule, bindings)
  }

  func part(
    _ premise: TemporalDatalog.Premise, _ index: Int, _ state: WhyNot.State
  ) throws -> WhyNot.Part {
    switch premise {
    case .holds(let literal):
      return part(literal, state)
    case .run(let literal, let parts):
      return part(run: literal, parts, state)
    case .absent(let literal):
      return try part(exception: literal, state)
    case .aggregate(let aggregate, let use):
      let says = says(premise, index)
      let gap = state == .fails ? try shortfall(aggregate, use, index) : nil
      return WhyNot.Part(
        words: says, atom: nil, window: nil, isException: false, state: state,
        gaps: gap.map { [.values($0)] } ?? [], proof: nil, question: nil, openedOn: nil)
    case .compare, .assign, .range:
      let says = says(premise, index)
      return WhyNot.Part(
        words: says, atom: nil, window: nil, isException: false, state: state,
        gaps: state == .fails ? [.values("\(says) is not so")] : [], proof: nil, question: nil,
        openedOn: nil)
    }
  }

  /// A comparison, calculation or aggregate as it has to be.
  private func says(_ premise: TemporalDatalog.Premise, _ index: Int) -> String {
    let derivation = Derivation(rule: number, bindings: bindings)
    let kind = words.kind(premise, index, derivation, day, .certain)
    guard case .comparison(let says) = kind else { return "" }
    return says
  }

  // MARK: - Atoms

  private func part(
    _ literal: Literal, _ state: WhyNot.State
  ) -> WhyNot.Part {
    let atom = level.pattern(literal, bindings)
    let offsets = literal.window.map(WindowTransform.init)
    let horizon = level.compiled.program.horizon
    let asked = offsets.map { $0.days(from: day, within: horizon) } ?? gaps.day(day)
    var found: [WhyNot.Gap] = []
    if state == .fails {
      if level.compiled.kindRelations.contains(literal.relation) {
        let kind = level.compiled.relations[literal.relation].name.dropFirst("is ".count)
        let name = atom.values?.first.map { findings.name(of: $0) } ?? "_"
        return WhyNot.Part(
          words: "\(name) is of kind \(kind)", atom: nil, window: nil, isException: false,
          state: state, gaps: [.values("nothing on record says so")], proof: nil, question: nil,
          openedOn: nil)
      }
      found =
        asked.map { gaps.gaps(of: atom, in: $0, accepts: literal.accepts) }
        ?? [.values("no day of the window lies inside the horizon")]
    }
    return WhyNot.Part(
      words: "\(atom)", atom: atom, window: offsets?.words, isException: false,
      state: state, gaps: found, proof: nil, question: nil,
      openedOn: asked.map { openedOn(literal, $0, isAlways: offsets?.isAlways ?? false) })
  }

  /// The day on which a premise is asked about: the nearest at which it looks, of a window all of
  /// whose days count the nearest on which it fails.
  private func openedOn(_ literal: Literal, _ asked: Span, isAlways: Bool) -> Day {
    var days = [asked]
    if isAlways, case let pattern = level.pattern(literal, bindings), pattern.values != nil {
      let open = SpanSet.subtracting(days, level.days(pattern, .certain))
      if !open.isEmpty { days = open }
    }
    let near = days.map { min(max(day, $0.from), $0.until - 1) }
    let nearest = near.min {
      (abs(Int64($0) - Int64(day)), $0) < (abs(Int64($1) - Int64(day)), $1)
    }
    return Day(number: nearest ?? day)
  }

  private func part(
    run literal: Literal, _ parts: TemporalDatalog.RunReading, _ state: WhyNot.State
  ) -> WhyNot.Part {
    let atom = level.pattern(literal, bindings)
    var found: [WhyNot.Gap] = []
    var openedOn: Day?
    if state == .fails {
      let held = level.matches(literal, bindings, from: day, .certain)
      if held.isEmpty {
        found = gaps.gaps(of: atom, in: gaps.day(day), accepts: literal.accepts)
        openedOn = Day(number: day)
      }
      for (coded, _) in held.prefix(1) {
        found.append(.values(words(ofRun: coded, parts)))
      }
    }
    return WhyNot.Part(
      words: "the run of \(atom)", atom: openedOn == nil ? nil : atom, window: nil,
      isException: false, state: state, gaps: found, proof: nil, question: nil, openedOn: openedOn)
  }

  /// Why a run does not give what a rule reads of it.
  private func words(ofRun coded: CodedAtom, _ parts: TemporalDatalog.RunReading) -> String {
    let days = level.model.days(coded.relation, coded.tuple, .certain)
    guard let span = SpanSet.span(of: day, in: days) else { return "it has no run that day" }
    let run = "the run of \(level.atom(coded)) is \(level.period(span).words)"
    let conceivable = level.model.days(coded.relation, coded.tuple, .conceivable)
    if SpanSet.span(of: day, in: conceivable) != span {
      return run + ", but conceivably another"
    }
    let horizon = level.compiled.program.horizon
    let readsStart = parts.start != nil || parts.length != nil
    let readsEnd = parts.end != nil || parts.length != nil
    if readsStart && span.from == horizon.from || readsEnd && span.until == horizon.until {
      return run + ", and an open end has no number"
    }
    return run + ", which is another than the rule asks for"
  }

  // MARK: - Exceptions

  private func part(
    exception literal: Literal, _ state: WhyNot.State
  ) throws -> WhyNot.Part {
    let atom = level.pattern(literal, bindings)
    var found: [WhyNot.Gap] = []
    var proof: Explanation?
    if state == .fails {
      let certain = level.matches(literal, bindings, from: day, .certain)
      let isConceivable = certain.isEmpty
      let all =
        isConceivable ? level.matches(literal, bindings, from: day, .conceivable) : certain
      for (coded, on) in all.prefix(1) {
        let days = level.model.days(
          coded.relation, coded.tuple, isConceivable ? .conceivable : .certain)
        let stopping = level.atom(coded)
        let span = SpanSet.span(of: on, in: days) ?? gaps.day(on)
        found.append(
          .exception(stopping, period: level.period(span), isConceivable: isConceivable))
        proof = try findings.explain(stopping, on: Day(number: on))
      }
      // A certain mark on an imprecise date stops the rule on days on which no tuple is conceivable.
      if found.isEmpty { found = [.values("\(atom) is conceivable through its window")] }
    }
    return WhyNot.Part(
      words: "\(atom)", atom: atom, window: literal.window.map { WindowTransform($0).words },
      isException: true, state: state, gaps: found, proof: proof, question: nil, openedOn: nil)
  }

  // MARK: - Aggregates

  private func shortfall(
    _ aggregate: TemporalDatalog.Aggregate, _ use: AggregateUse, _ index: Int
  ) throws(EvaluationError) -> String {
    words.shortfall(
      of: aggregate, use, certain: try numbers(aggregate, index, .certain),
      conceivable: try numbers(aggregate, index, .conceivable))
  }

  /// The numbers of an aggregate's members on the day.
  private func numbers(
    _ aggregate: TemporalDatalog.Aggregate, _ index: Int, _ reading: Reading
  ) throws(EvaluationError) -> [Int64] {
    let members: [Derivation]
    do throws(EvaluationFailure) {
      members = try level.model.members(of: [index], inRule: number, bindings: bindings, reading)
    } catch {
      throw level.compiled.error(error, at: level.credibility)
    }
    var seen: Set<[UInt32?]> = []
    var numbers: [Int64] = []
    for member in members where SpanSet.contains(day, in: member.days) {
      let values = aggregate.counted.map {
        member.bindings.indices.contains($0) ? member.bindings[$0] : nil
      }
      guard seen.insert(values).inserted else { continue }
      let code = aggregate.value == nil ? nil : values.last.flatMap(\.self)
      numbers.append(code.map { level.model.numbers.value($0) } ?? 1)
    }
    return numbers
  }
}

extension Literal {
  /// Whether a tuple gives each variable of the literal one value.
  fileprivate func accepts(_ tuple: [UInt32]) -> Bool {
    var values: [Int: UInt32] = [:]
    for case (.variable(let variable), let code) in zip(operands, tuple) {
      guard values.updateValue(code, forKey: variable).map({ $0 == code }) ?? true else {
        return false
      }
    }
    return true
  }
}
