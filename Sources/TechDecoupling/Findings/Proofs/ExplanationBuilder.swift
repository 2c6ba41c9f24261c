import TemporalDatalog

/// Writes plans out as the steps of an explanation, each before what it rests on.
struct ExplanationBuilder {
  let findings: Findings
  let level: Level
  var steps: [Explanation.Step] = []
  /// Steps that are not written yet, the next one last.
  private var pending: [Pending] = []
  /// The first step of each atom, day and reading.
  private var written: [Shown: Int] = [:]

  private struct Shown: Hashable {
    let coded: CodedAtom
    let day: Int32
    let reading: Reading
  }

  private struct Pending {
    enum Content {
      case plan(ProofPlanner, Int, WindowTransform?)
      case item(ProofPlanner, Int, Int)
      case kind(Explanation.Kind)
      /// A proof in the conceivable reading of what keeps a step from certain.
      case goal(CodedAtom, Int32)
      /// A recorded row that reads one id as another.
      case fact(RecordedFact, Int32)
    }
    let content: Content
    let parent: Int?
    var isDoubt = false
    /// Whether what keeps it from certain is asked for.
    var showsDoubts: Bool
  }

  init(_ findings: Findings) {
    self.findings = findings
    level = findings.trusted
  }

  /// Returns the explanation of a planned step.
  mutating func explanation(
    _ planner: ProofPlanner, _ plan: Int
  ) throws(EvaluationError) -> Explanation {
    push(
      Pending(
        content: .plan(planner, plan, nil), parent: nil,
        showsDoubts: planner.prover.reading == .conceivable))
    while let next = pending.popLast() { try write(next) }
    return Explanation(
      steps: steps, names: Names(findings.chronicle, level.facts.entities))
  }

  private mutating func push(_ one: Pending) { pending.append(one) }

  private mutating func push(_ several: [Pending]) { pending += several.reversed() }

  /// Adds a step below its parent and returns its index.
  private mutating func add(
    _ kind: Explanation.Kind, _ pending: Pending, window: String? = nil, sameAs: Int? = nil
  ) -> Int {
    let index = steps.count
    steps.append(
      Explanation.Step(
        kind: kind, children: [], sameAs: sameAs, window: window, isDoubt: pending.isDoubt))
    if let parent = pending.parent { steps[parent].children.append(index) }
    return index
  }

  private mutating func write(_ next: Pending) throws(EvaluationError) {
    switch next.content {
    case .kind(let kind):
      _ = add(kind, next)
    case .plan(let planner, let plan, let offsets):
      write(planner, plan, offsets, next)
    case .item(let planner, let plan, let item):
      write(planner, plan, item: item, next)
    case .goal(let coded, let day):
      let prover = Prover(level, .conceivable)
      guard let node = try prover.prove(coded, on: day) else { return }
      let planner = ProofPlanner(prover)
      let plan = planner.plan(node, on: day)
      write(planner, plan, nil, next)
    case .fact(let fact, let day):
      let recorded = recorded(fact, fact.atom, day, .certain)
      _ = add(.recorded(recorded), next)
    }
  }

  // MARK: - Steps

  private mutating func write(
    _ planner: ProofPlanner, _ number: Int, _ offsets: WindowTransform?, _ next: Pending
  ) {
    let prover = planner.prover
    let plan = planner.plans[number]
    let node = prover.nodes[plan.key.node]
    let day = plan.key.day
    let shown = Shown(coded: node.coded, day: day, reading: prover.reading)
    let window = offsets?.words
    let credibility = findings.credibility(of: node.atom, on: Day(number: day))
    let showsDoubts = next.showsDoubts && credibility == nil
    let kind = kind(prover, plan, node, credibility)
    if let first = written[shown] {
      _ = add(kind, next, window: window, sameAs: first)
      return
    }
    let index = add(kind, next, window: window)
    written[shown] = index
    var below: [Pending] = []
    for (item, content) in plan.items.enumerated() where content.parent == nil {
      below.append(
        Pending(
          content: .item(planner, number, item), parent: index, showsDoubts: showsDoubts))
    }
    if plan.instance == nil { below += identities(node, day, index) }
    if showsDoubts { below += doubts(prover, plan, node, index) }
    push(below)
  }

  private func kind(
    _ prover: Prover, _ plan: ProofPlanner.Plan, _ node: Prover.Node, _ credibility: Credibility?
  ) -> Explanation.Kind {
    let day = plan.key.day
    guard let instance = plan.instance else {
      if let fact = fact(of: node) {
        return .recorded(recorded(fact, node.atom, day, prover.reading))
      }
      return .recorded(
        Explanation.Recorded(
          atom: node.atom, day: Day(number: day), period: .always, credibility: credibility,
          supports: []))
    }
    let derivation = prover.instances[instance].derivation
    let rule = level.compiled.rules[level.compiled.program.rules[derivation.rule].origin]
    let days = level.model.days(node.coded.relation, node.coded.tuple, prover.reading)
    let run = SpanSet.span(of: day, in: days) ?? Span(day, day + 1)
    let words = InstanceWords(findings, level, rule, derivation.bindings)
    return .conclusion(
      Explanation.Conclusion(
        atom: node.atom, day: Day(number: day), period: level.period(run),
        span: level.period(plan.span), rule: rule.name, location: rule.location,
        sentence: rule.clause.reason.map(words.sentence), credibility: credibility,
        height: plan.height))
  }

  private mutating func write(
    _ planner: ProofPlanner, _ number: Int, item: Int, _ next: Pending
  ) {
    let plan = planner.plans[number]
    let prover = planner.prover
    let day = plan.key.day
    let index: Int
    switch plan.items[item].content {
    case .plan(let below, let offsets):
      write(planner, below, offsets, next)
      return
    case .fixed(let premise, let position, let derivation):
      let words = words(of: derivation)
      index = add(words.kind(premise, position, derivation, day, prover.reading), next)
    case .run(let node, let span):
      index = add(
        .run(Explanation.RunReading(atom: prover.nodes[node].atom, period: level.period(span))),
        next)
    case .aggregate(let group, let listed, let count, let total, let derivation):
      let words = words(of: derivation)
      index = add(
        .aggregate(
          Explanation.Aggregate(
            function: group.aggregate.function.formula,
            sentence: words.sentence(group, derivation, listed: listed, total: total),
            listedCount: listed.count, memberCount: count)), next)
    case .member(let variables, let derivation):
      index = add(.member(words(of: derivation).member(variables)), next)
    case .marked(let node, let offsets):
      guard let fact = fact(of: prover.nodes[node]) else { return }
      index = add(
        .mark(recorded(fact, fact.atom, day, .conceivable, isMark: true)), next,
        window: offsets.words)
    }
    push(
      plan.items.indices.filter { plan.items[$0].parent == item }.map {
        Pending(
          content: .item(planner, number, $0), parent: index, showsDoubts: next.showsDoubts)
      })
  }

  private func words(of derivation: Derivation) -> InstanceWords {
    let rule = level.compiled.rules[level.compiled.program.rules[derivation.rule].origin]
    return InstanceWords(findings, level, rule, derivation.bindings)
  }

  // MARK: - The record

  private func recorded(
    _ fact: RecordedFact, _ atom: Atom, _ day: Int32, _ reading: Reading, isMark: Bool = false
  ) -> Explanation.Recorded {
    let periods = reading == .certain ? fact.certain : fact.conceivable
    let date = Day(number: day)
    let named = fact.supports.filter { $0.role != .ends }
    let speaking = named.filter { support in
      isMark
        ? support.role == .marks
        : (reading == .certain ? support.certain : support.conceivable).contains {
          $0.contains(date)
        }
    }
    let supports = (speaking.isEmpty ? named : speaking).map { support in
      let entry = support.entry.flatMap { findings.chronicle[$0] }
      return Explanation.Evidence(
        entry: support.entry, title: entry?.headline, support: support, rows: entry?.rows ?? [])
    }
    return Explanation.Recorded(
      atom: atom, day: date,
      period: periods.first { $0.contains(date) } ?? Period(unchecked: date, date.advanced(by: 1)),
      credibility: findings.credibility(of: atom, on: date), supports: supports)
  }

  /// The row of the record with its supports, if a step has one.
  private func fact(of node: Prover.Node) -> RecordedFact? {
    node.isRecorded ? level.facts[node.atom] : nil
  }

  /// The steps that read an id of the record as another.
  private func identities(_ node: Prover.Node, _ day: Int32, _ parent: Int) -> [Pending] {
    guard let fact = fact(of: node) else { return [] }
    var found: [EntityID] = []
    for written in fact.supports.compactMap(\.writtenAs) {
      for case .value(.entity(let id)) in written.arguments
      where level.facts.identity(of: id) != id && !found.contains(id) { found.append(id) }
    }
    return found.sorted().flatMap { id in
      let rows = level.facts.identityRows.filter { row in
        row.atom.arguments.contains(.value(.entity(id)))
      }
      return [
        Pending(
          content: .kind(.identity(id, readAs: level.facts.identity(of: id))), parent: parent,
          showsDoubts: false)
      ]
        + rows.map { Pending(content: .fact($0, day), parent: parent, showsDoubts: false) }
    }
  }

  // MARK: - Doubts

  /// What keeps a step of the conceivable reading from certain, besides its premises.
  private func doubts(
    _ prover: Prover, _ plan: ProofPlanner.Plan, _ node: Prover.Node, _ parent: Int
  ) -> [Pending] {
    func doubt(_ content: Pending.Content) -> Pending {
      Pending(content: content, parent: parent, isDoubt: true, showsDoubts: true)
    }
    let day = plan.key.day
    guard let instance = plan.instance else {
      guard let fact = fact(of: node) else { return [] }
      return fact.doubts(on: Day(number: day)).map { doubt(.kind(.doubt($0))) }
    }
    let derivation = prover.instances[instance].derivation
    var below: [Pending] = []
    for premise in level.compiled.program.rules[derivation.rule].premises {
      switch premise {
      case .absent(let literal):
        let found = level.matches(literal, derivation.bindings, from: day, .conceivable)
        below += found.map { doubt(.goal($0.coded, $0.day)) }
      case .run(let literal, _):
        if level.differ(literal, derivation, day) {
          below.append(doubt(.kind(.doubt("the run it reads has other days in other readings"))))
        }
      case .aggregate(let aggregate, _):
        if level.isImprecise(aggregate, derivation, on: day) {
          below.append(
            doubt(.kind(.doubt("some members of what it counts or sums are only conceivable"))))
        }
      case .holds, .compare, .assign, .range: break
      }
    }
    return below
  }
}

extension Names {
  init(_ chronicle: Chronicle, _ entities: Entities) {
    self.entities = entities.records.isEmpty ? chronicle.entities : entities
    sources = chronicle.sources
  }
}

extension Entry {
  /// What happened, for an event; the words of a statement, if it has any.
  var headline: String? {
    switch content {
    case .event(let event): event.title
    case .statement(let statement): statement.words
    }
  }
}
