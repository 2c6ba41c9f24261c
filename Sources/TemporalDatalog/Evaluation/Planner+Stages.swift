extension Planner {
  /// Makes the stages, with a head or, without, a place to collect rows.
  func pipeline(head: Relation?) -> Pipeline { pipeline(plan().order, head.map(Target.relation)) }

  /// Where a rule's rows go.
  enum Target {
    case relation(Relation)
    case lane(LaneSink)
  }

  /// Makes the stages of premises in an order.
  func pipeline(_ order: [Int], _ target: Target?) -> Pipeline {
    var needed: [Set<Int>] = Array(repeating: [], count: order.count + 1)
    needed[order.count] = wanted.map(Set.init) ?? Set(rule.operands.compactMap(\.variable))
    for position in order.indices.reversed() {
      needed[position] = needed[position + 1].union(rule.premises[order[position]].mentioned)
    }
    let inputLayout = Layout(variables: prebound, isTemporal: hasPreboundDays)
    var layout = inputLayout
    var steps: [Step] = []
    var bound = Set(prebound)
    for (position, index) in order.enumerated() {
      let premise = rule.premises[index]
      let isReady = premise.needs.isSubset(of: bound)
      bound.formUnion(premise.bindable)
      let isTemporal = layout.isTemporal || isTemporal(premise)
      let output = Layout(
        variables: bound.intersection(needed[position + 1]).sorted(), isTemporal: isTemporal)
      steps.append(
        isReady
          ? step(premise, index, layout, output) : NothingStep(context, output))
      layout = output
    }
    if let target {
      steps.append(HeadStep(context, layout, target, operands: rule.operands))
      return Pipeline(
        context, steps, inputWidth: inputLayout.width, sink: nil, operands: rule.operands,
        order: order)
    }
    let sink = CollectStep(context, layout)
    steps.append(sink)
    return Pipeline(
      context, steps, inputWidth: inputLayout.width, sink: sink, operands: rule.operands,
      order: order)
  }

  private func isTemporal(_ premise: PhysicalPremise) -> Bool {
    premise.relations.contains { context.relations[$0].isTemporal }
  }

  private func step(
    _ premise: PhysicalPremise, _ index: Int, _ input: Layout, _ output: Layout
  ) -> Step {
    let mode: FailureMode =
      index == last ? lastMode : failing.contains(index) ? .failing : .note
    switch premise {
    case .match(let relation, let operands):
      return JoinStep(
        context, input, output, relation: context.relations[relation], operands: operands,
        scope: scope(of: index))
    case .absent(let relation, let operands):
      return ExceptionStep(
        context, input, output, relation: context.relations[relation], operands: operands)
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
