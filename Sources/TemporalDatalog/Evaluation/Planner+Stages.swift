extension Planner {
  /// Makes the stages, with a head or, without, a place to collect rows.
  func pipeline(head: Relation?) -> Pipeline { pipeline(plan().order, head.map(Target.relation)) }

  /// Where a rule's rows go.
  enum Target {
    case relation(Relation)
    case lane(LaneSink)
  }

  /// Premises in the order in which they run, and what batches have between them.
  struct Stages {
    /// A premise, whether its variables are bound in time, and the batches that it hands on.
    struct Stage {
      let premise: Int
      let isReady: Bool
      let output: Layout
    }

    let order: [Int]
    let input: Layout
    let stages: [Stage]
  }

  /// Lays out the stages of premises in an order.
  func stages(_ order: [Int]) -> Stages {
    var needed: [VariableSet] = Array(repeating: [], count: order.count + 1)
    needed[order.count] =
      wanted.map { VariableSet($0) } ?? VariableSet(rule.operands.lazy.compactMap(\.variable))
    for position in order.indices.reversed() {
      let part = parts[order[position]]
      needed[position] = needed[position + 1].union(part.needs).union(part.bindable)
    }
    let input = Layout(variables: prebound, isTemporal: hasPreboundDays)
    var isDated = input.isTemporal
    var stages: [Stages.Stage] = []
    stages.reserveCapacity(order.count)
    var bound = VariableSet(prebound)
    for (position, index) in order.enumerated() {
      let isReady = parts[index].isReady(bound)
      bound.formUnion(parts[index].bindable)
      isDated = isDated || isTemporal(rule.premises[index])
      stages.append(
        Stages.Stage(
          premise: index, isReady: isReady,
          output: Layout(
            variables: bound.intersection(needed[position + 1]).ascending, isTemporal: isDated)))
    }
    return Stages(order: order, input: input, stages: stages)
  }

  /// Makes the stages of premises in an order.
  func pipeline(_ order: [Int], _ target: Target?) -> Pipeline { pipeline(stages(order), target) }

  /// Makes stages that are laid out.
  func pipeline(_ stages: Stages, _ target: Target?) -> Pipeline {
    var layout = stages.input
    var steps: [Step] = []
    steps.reserveCapacity(stages.order.count + 1)
    for stage in stages.stages {
      steps.append(
        stage.isReady
          ? step(rule.premises[stage.premise], stage.premise, layout, stage.output)
          : NothingStep(context, stage.output))
      layout = stage.output
    }
    // The least failure is that of a whole batch.
    if last != nil { for step in steps { step.enlargeBatches() } }
    if let target {
      let head = HeadStep(context, layout, target, operands: rule.operands)
      let first = driver == nil ? nil : steps.first as? JoinStep
      first?.mayScan(inOrderOf: rule.operands, of: rule.head)
      (steps.last as? JoinStep)?.unite(with: head, first: first)
      steps.append(head)
      return Pipeline(
        context, steps, inputWidth: stages.input.width, sink: nil, operands: rule.operands,
        order: stages.order)
    }
    let sink = CollectStep(context, layout)
    steps.append(sink)
    return Pipeline(
      context, steps, inputWidth: stages.input.width, sink: sink, operands: rule.operands,
      order: stages.order)
  }

  private func isTemporal(_ premise: PhysicalPremise) -> Bool {
    premise.readsRelation { context.relations[$0].isTemporal }
  }

  private func step(
    _ premise: PhysicalPremise, _ index: Int, _ input: Layout, _ output: Layout
  ) -> Step {
    let mode: FailureMode =
      index == last ? lastMode : failing.contains(index) ? .failing : .note
    switch premise {
    case .match(let relation, let operands):
      return JoinStep(
        context, input, output, relation: relation, operands: operands, scope: scope(of: index))
    case .absent(let relation, let operands):
      return ExceptionStep(
        context, input, output, relation: relation, operands: operands)
    case .compare(let left, let comparison, let right, let kind):
      return CompareStep(
        context, input, output, left: left, comparison, right: right, kind: kind, premise: index,
        origin: rule.origin, mode: mode)
    case .assign(let variable, let term, let kind):
      return AssignStep(
        context, input, output, variable: variable, term: term, kind: kind, premise: index,
        origin: rule.origin, mode: mode)
    case .range(let variable, let from, let to, let step, let kind):
      return RangeStep(
        context, input, output, variable: variable, from: from, to: to, step: step, kind: kind,
        premise: index, origin: rule.origin, mode: mode)
    case .aggregate(let read):
      var inline: InlineGroups?
      if case .inline(let aggregate) = read.source {
        inline = InlineGroups(
          context, aggregate, group: read.group,
          bodies: aggregate.bodies.map { body in
            var planner = Planner(context, body)
            planner.prebound = read.group
            planner.hasPreboundDays = input.isTemporal
            return planner.pipeline(head: nil)
          },
          isTemporal: input.isTemporal || isTemporal(premise))
      }
      return AggregateStep(
        context, input, output, read: read, inline: inline,
        isTemporal: inline?.isTemporal ?? isTemporal(premise),
        premise: index, origin: rule.origin, mode: mode)
    }
  }
}
