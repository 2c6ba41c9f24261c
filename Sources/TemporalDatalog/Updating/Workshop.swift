/// What an update works with, and leaves to those after it: a context, and pipelines for rules.
///
/// To make the stages of a rule takes longer than most updates need to run them. They are kept by
/// where the rule starts, without what they have looked into and without rows.
final class Workshop {
  let context: Context
  private var kept: [Kept?]

  /// A pipeline, and the sizes of its relations when its order was chosen.
  private struct Kept {
    let pipeline: Pipeline
    let sizes: [Int]
  }

  init(_ context: Context) {
    self.context = context
    kept = [Kept?](repeating: nil, count: context.updateGraph.startCount)
  }

  /// The stages of a rule from a start on: planned anew once a relation has grown or shrunk by much
  /// more than fourfold.
  func pipeline(_ rule: JoinRule, _ start: UpdateStart) -> Pipeline {
    if let known = kept[start.number], isCurrent(known, start) { return known.pipeline }
    let sizes = start.sized.map(size)
    var planner = Planner(context, rule)
    planner.prebound = start.variables
    planner.hasPreboundDays = start.hasDays
    if let met = start.met { planner.omitted = [met] }
    let stages = context.stages(start.number, sizes: sizes) { planner.stages(planner.plan().order) }
    let pipeline = planner.pipeline(stages, nil)
    kept[start.number] = Kept(pipeline: pipeline, sizes: sizes)
    return pipeline
  }

  private func isCurrent(_ known: Kept, _ start: UpdateStart) -> Bool {
    // By one more or less, so that nothing is planned for a relation that wavers.
    for index in start.sized.indices
    where abs(size(start.sized[index]) - known.sizes[index]) > 1 {
      return false
    }
    return true
  }

  /// How large a relation is: half the number of its count's binary digits.
  private func size(_ relation: Int) -> Int {
    (Int.bitWidth - context.relations[relation].count.leadingZeroBitCount) / 2
  }
}
