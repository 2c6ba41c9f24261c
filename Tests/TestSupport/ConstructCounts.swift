import TemporalDatalog

/// In how many programs each construct changed a result that is not empty.
package struct ConstructCounts: Sendable {
  package private(set) var counts: [Construct: Int] = [:]
  /// Nobody counts further than this.
  package var goal: Int

  package init(goal: Int) {
    self.goal = goal
  }

  /// The constructs that stay below the goal.
  package var missing: [Construct] {
    Construct.allCases.filter { counts[$0, default: 0] < goal }
  }

  package func count(_ construct: Construct) -> Int { counts[construct, default: 0] }

  package mutating func add(_ constructs: Set<Construct>) {
    for construct in constructs { counts[construct, default: 0] += 1 }
  }

  /// The constructs below the goal that matter in a program with a known result.
  package func wanting(_ program: RandomProgram, _ model: NaiveModel) -> Set<Construct> {
    if missing.isEmpty { return [] }
    var seen: Set<Construct> = []
    for variation in program.variations() {
      let construct = variation.construct
      guard counts[construct, default: 0] < goal, !seen.contains(construct) else { continue }
      if Self.matters(variation, program, model) { seen.insert(construct) }
    }
    return seen
  }

  /// Whether a variation changes what the relations concerned hold, where they hold something.
  static func matters(
    _ variation: Variation, _ program: RandomProgram, _ model: NaiveModel
  ) -> Bool {
    let held = variation.relations.filter { relation in
      variation.readings.contains { !model[relation, $0].isEmpty }
    }
    guard !held.isEmpty,
      let altered = try? variation.result(model),
      altered.failures.isEmpty
    else { return false }
    // A wider horizon has more days before the first; only those of both are compared.
    let horizon = program.program.horizon
    let shift = DaySet(horizon.from - variation.altered.program.horizon.from)
    let length = horizon.until - horizon.from
    let common: DaySet = length == 64 ? ~0 : (1 << DaySet(length)) - 1
    return held.contains { relation in
      variation.readings.contains { reading in
        let (before, after) = (model[relation, reading], altered[relation, reading])
        if shift == 0 { return before != after }
        return Set(before.keys).union(after.keys).contains {
          before[$0, default: 0] != (after[$0, default: 0] >> shift) & common
        }
      }
    }
  }
}
