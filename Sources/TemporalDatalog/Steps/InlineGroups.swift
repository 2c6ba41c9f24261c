/// An aggregate whose group is bound only outside: evaluated for the groups of a batch.
final class InlineGroups {
  private let context: Context
  private let rules: [JoinRule]
  private let bodies: [Pipeline]
  private let group: [Int]
  private let sweep: Sweep
  private let arity: Int
  let isTemporal: Bool

  init(
    _ context: Context, _ inline: InlineAggregate, group: [Int], bodies: [Pipeline],
    isTemporal: Bool
  ) {
    self.context = context
    self.group = group
    self.bodies = bodies
    rules = inline.bodies
    sweep = inline.sweep
    arity = inline.bodies[0].operands.count
    self.isTemporal = isTemporal
  }

  /// Lets go of what the bodies look into.
  func letGoOfRelations() { for body in bodies { body.letGoOfRelations() } }

  /// Lets go of that, and of room that only few runs need.
  func letGo() { for body in bodies { body.letGo() } }

  /// What the groups of a batch come to, on the days on which they are asked.
  struct Found {
    /// Rows (group…, low, high), sorted, with days if temporal.
    var values: Rows
    /// Whether an operation failed in a body on the way; whether it counts is not said.
    var hasFailed = false
    /// If asked, rows (group…, days) for which an operation in a body fails that counts; sorted.
    var failing: Rows?
  }

  func evaluate(
    _ layout: Layout, _ input: Rows, _ mode: FailureMode
  ) throws(EvaluationFailure) -> Found {
    var slots = group.compactMap(layout.slot)
    if layout.isTemporal { slots += [layout.from, layout.until] }
    var keys = try input.sorted(by: slots, context.watch)
    if layout.isTemporal { keys = keys.coalesced() }
    var found = Found(values: Rows(width: sweep.groupCount + (isTemporal ? 4 : 2), capacity: 0))
    let failing = Rows(width: group.count + 2, capacity: 0)
    var members: [Rows] = []
    let noted = context.failedPremises
    for (number, body) in bodies.enumerated() {
      context.failedPremises = []
      try body.prepare()
      try body.run(keys)
      if !context.failedPremises.isEmpty {
        found.hasFailed = true
        if mode != .note {
          var look = CloserLook(context, rules[number])
          look.prebound = group
          look.hasPreboundDays = layout.isTemporal
          failing.append(contentsOf: try look.look(mode, keys))
        }
      }
      let projected = body.collected(isTemporal: isTemporal, context.horizon)
      var rows = try projected.sorted(by: Array(0..<projected.width), context.watch)
      if isTemporal { rows = rows.coalesced() }
      members.append(rows)
    }
    context.failedPremises = noted
    if mode == .failing {
      found.failing = try failing.sorted(by: Array(0..<failing.width), context.watch)
    }
    let sweeper = Sweeper(context, sweep, isTemporal: isTemporal, target: nil)
    try sweeper.sweep(
      certain: members[0], conceivable: members[members.count - 1], arity: arity,
      into: found.values)
    found.values = try found.values.sorted(by: Array(0..<found.values.width), context.watch)
    return found
  }
}
