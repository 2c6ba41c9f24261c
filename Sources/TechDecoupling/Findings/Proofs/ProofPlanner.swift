import TemporalDatalog

/// Chooses the proof of least height of an atom on a day, and of all that it rests on.
///
/// Works on a stack of its own: a proof may be ten thousand steps deep.
final class ProofPlanner {
  let prover: Prover
  private(set) var plans: [Plan] = []
  private var finished: [Key: Int] = [:]

  struct Key: Hashable {
    let node: Int
    let day: Int32
  }

  /// A step: an atom on a day, by an instance of a rule or by the record.
  struct Plan {
    let key: Key
    /// Nil: recorded.
    let instance: Int?
    let height: Int
    /// The days around its own for which the proof stands.
    var span: Span
    var items: [Item] = []
  }

  /// What a step rests on, or a heading over what it rests on.
  struct Item {
    enum Content {
      case plan(Int, WindowTransform?)
      /// A premise or exception that has no height: its index, and the body it stands in.
      case fixed(TemporalDatalog.Premise, index: Int, Derivation)
      /// A run of days, over the steps that prove them.
      case run(Int, Span)
      /// An aggregate, over its listed members.
      case aggregate(Prover.Group, listed: [Int64], count: Int, total: [Int64], Derivation)
      /// A member of an aggregate whose body has several parts, over these.
      case member(variables: [Int], Derivation)
      /// A certain mark on an imprecise date that lies whole within the window.
      case marked(Int, WindowTransform)
    }
    let content: Content
    /// The heading under which it stands.
    let parent: Int?
  }

  init(_ prover: Prover) { self.prover = prover }

  /// A step under way.
  private struct Frame {
    var plan: Plan
    var slots: [Slot]
    var next = 0
    /// The item that a slot became.
    var items: [Int: Int] = [:]
    /// In a slot of several days, the first day that is not proved yet.
    var cursor: Int32?
  }

  /// A step or heading to be made.
  private struct Slot {
    enum Content {
      case heading(Item.Content)
      case atom(Int, Int32, WindowTransform?)
      /// Each day of a span, for an `always` or, without offsets, for a run.
      case days(Int, Span, WindowTransform?)
      /// Days to which the step is confined.
      case within(Span)
    }
    let content: Content
    let parent: Int?
  }

  /// Returns the plan of a proved node on a day.
  ///
  /// - Parameter instance: The instance to take for the goal, nil for the best.
  func plan(_ node: Int, on day: Int32, by instance: Int? = nil) -> Int {
    let goal = Key(node: node, day: day)
    if instance == nil, let known = finished[goal] { return known }
    var stack = [frame(goal, instance)]
    while true {
      let top = stack.count - 1
      if stack[top].next == stack[top].slots.count {
        let done = stack.removeLast()
        let number = plans.count
        plans.append(done.plan)
        if !(stack.isEmpty && instance != nil) { finished[done.plan.key] = number }
        if stack.isEmpty { return number }
        continue
      }
      if let needed = step(&stack[top]) { stack.append(frame(needed, nil)) }
    }
  }

  /// Goes on with a step; returns a step that it needs first, if there is one.
  private func step(_ frame: inout Frame) -> Key? {
    let number = frame.next
    let slot = frame.slots[number]
    let parent = slot.parent.flatMap { frame.items[$0] }
    switch slot.content {
    case .heading(let content):
      frame.items[number] = frame.plan.items.count
      frame.plan.items.append(Item(content: content, parent: parent))
    case .within(let span):
      confine(&frame, to: span)
    case .atom(let node, let day, let offsets):
      let key = Key(node: node, day: day)
      guard let plan = finished[key] else { return key }
      frame.plan.items.append(Item(content: .plan(plan, offsets), parent: parent))
      let span = plans[plan].span
      confine(
        &frame, to: offsets.map { $0.image(of: span, within: prover.horizon) ?? span } ?? span)
    case .days(let node, let window, let offsets):
      let key = Key(node: node, day: frame.cursor ?? window.from)
      guard let plan = finished[key] else { return key }
      frame.plan.items.append(Item(content: .plan(plan, offsets), parent: parent))
      if plans[plan].span.until < window.until {
        frame.cursor = max(key.day + 1, plans[plan].span.until)
        return nil
      }
      let proved = Span(
        min(window.from, plans[plan].span.from), max(window.until, plans[plan].span.until))
      if let offsets, let span = offsets.image(of: proved, within: prover.horizon) {
        confine(&frame, to: span)
      } else if offsets == nil {
        confine(&frame, to: window)
      }
    }
    frame.cursor = nil
    frame.next += 1
    return nil
  }

  private func confine(_ frame: inout Frame, to span: Span) {
    let day = frame.plan.key.day
    let from = max(frame.plan.span.from, span.from)
    let until = min(frame.plan.span.until, span.until)
    frame.plan.span = from <= day && day < until ? Span(from, until) : Span(day, day + 1)
  }

  private func frame(_ key: Key, _ instance: Int?) -> Frame {
    let node = prover.nodes[key.node]
    let day = key.day
    let alone = Span(day, day + 1)
    let height = node.heights.height(on: day) ?? 0
    guard let number = instance ?? (height == 0 ? nil : prover.best(key.node, on: day)?.instance)
    else {
      let span = SpanSet.span(of: day, in: node.recorded) ?? alone
      return Frame(
        plan: Plan(key: key, instance: nil, height: 0, span: span), slots: [])
    }
    let derivation = prover.instances[number].derivation
    var span = SpanSet.span(of: day, in: derivation.days) ?? alone
    if instance == nil, let stretch = node.heights.stretch(around: day) {
      span = Span(max(span.from, stretch.from), min(span.until, stretch.until))
    }
    var slots: [Slot] = []
    let compiled = prover.level.compiled
    let rule = compiled.program.rules[derivation.rule]
    // Premises stand as the rule has them, whatever order the engine took them in.
    let origins =
      compiled.origins.indices.contains(derivation.rule)
      ? compiled.origins[derivation.rule] : []
    let shown = rule.premises.indices.filter { !prover.level.compiled.isKind(rule.premises[$0]) }
    let order = shown.sorted { left, right in
      guard origins.indices.contains(left), origins.indices.contains(right) else {
        return left < right
      }
      return origins[left].order < origins[right].order
    }
    addSlots(
      &slots, rule.premises, order, prover.instances[number].needs, derivation, day, nil)
    return Frame(
      plan: Plan(
        key: key, instance: number, height: prover.height(of: number, on: day) ?? height,
        span: span), slots: slots)
  }

  private func addSlots(
    _ slots: inout [Slot], _ premises: [TemporalDatalog.Premise], _ order: [Int],
    _ needs: [Prover.Need], _ derivation: Derivation, _ day: Int32, _ parent: Int?
  ) {
    for index in order {
      switch needs.first(where: { $0.premise == index }) {
      case nil:
        slots.append(
          Slot(
            content: .heading(.fixed(premises[index], index: index, derivation)), parent: parent))
      case .atom(let node, _, nil, _):
        slots.append(Slot(content: .atom(node, day, nil), parent: parent))
      case .atom(let node, _, let offsets?, let marked):
        addWindow(&slots, node, offsets, marked, day, parent)
      case .run(let node, _, let spans):
        let proved = spans.filter { $0.from <= day && day < $0.until }
          .compactMap { span in prover.nodes[node].heights.tallest(in: span).map { (span, $0) } }
        guard let run = proved.min(by: { ($0.1, $0.0) < ($1.1, $1.0) })?.0 else { continue }
        slots.append(Slot(content: .heading(.run(node, run)), parent: parent))
        slots.append(Slot(content: .days(node, run, nil), parent: slots.count - 1))
      case .aggregate(let group):
        addMembers(&slots, group, derivation, day, parent)
      }
    }
  }

  private func addWindow(
    _ slots: inout [Slot], _ node: Int, _ offsets: WindowTransform, _ marked: [Span], _ day: Int32,
    _ parent: Int?
  ) {
    guard let window = offsets.days(from: day, within: prover.horizon) else { return }
    let heights = prover.nodes[node].heights
    if offsets.isAlways {
      slots.append(Slot(content: .days(node, window, offsets), parent: parent))
    } else if let nearest = heights.least(in: window, nearest: day),
      nearest.height == 0 || !SpanSet.contains(day, in: marked)
    {
      slots.append(Slot(content: .atom(node, nearest.day, offsets), parent: parent))
    } else if let span = SpanSet.span(of: day, in: marked) {
      slots.append(Slot(content: .heading(.marked(node, offsets)), parent: parent))
      slots.append(Slot(content: .within(span), parent: nil))
    }
  }

  private func addMembers(
    _ slots: inout [Slot], _ group: Prover.Group, _ derivation: Derivation, _ day: Int32,
    _ parent: Int?
  ) {
    let listed = prover.chosen(group, on: day) ?? []
    let present = group.members.filter { SpanSet.contains(day, in: $0.days) }
    let heading = slots.count
    slots.append(
      Slot(
        content: .heading(
          .aggregate(
            group, listed: listed.map(\.member.number), count: present.count,
            total: present.map(\.number), derivation)),
        parent: parent))
    let body = group.aggregate.body
    let shown = body.indices.filter { !prover.level.compiled.isKind(body[$0]) }
    for (member, match, _) in listed {
      let (derivation, needs) = member.matches[match]
      var under = heading
      if shown.count > 1 || needs.isEmpty {
        under = slots.count
        slots.append(
          Slot(
            content: .heading(.member(variables: group.aggregate.counted, derivation)),
            parent: heading))
      }
      addSlots(&slots, body, shown, needs, derivation, day, under)
      if let span = SpanSet.span(of: day, in: derivation.days) {
        slots.append(Slot(content: .within(span), parent: nil))
      }
    }
    guard group.bound == nil else { return }
    for member in group.members where !SpanSet.contains(day, in: member.days) {
      let without = SpanSet.subtracting([prover.horizon], member.days)
      if let span = SpanSet.span(of: day, in: without) {
        slots.append(Slot(content: .within(span), parent: nil))
      }
    }
  }
}

extension Prover.Need {
  /// The index of the premise in its body.
  var premise: Int {
    switch self {
    case .atom(_, let premise, _, _), .run(_, let premise, _): premise
    case .aggregate(let group): group.premise
    }
  }
}

extension PremiseOrigin {
  /// Premises in their order, then exceptions in theirs.
  fileprivate var order: Int {
    switch self {
    case .premise(let index): index
    case .kind: Int(Int32.max)
    case .exception(let index): Int(Int32.max) + 1 + index
    }
  }
}
