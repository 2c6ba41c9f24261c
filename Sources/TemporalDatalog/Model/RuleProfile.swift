/// What one rule cost in one reading.
package struct RuleProfile: Sendable, Hashable {
  /// The caller's number for the rule.
  package var origin: Int
  package var reading: Reading
  /// The place of the rule's relations in the order of evaluation, from 0.
  package var stratum: Int
  /// How often the rule ran.
  package var rounds: Int
  /// Rows that the rule derived, known ones included.
  package var derived: Int
  /// Rows that were new to the head's relation.
  package var new: Int
  package var duration: Duration
  /// The rule's premises, by index, in the order in which they last ran.
  package var plan: [Int]
  /// What each premise cost.
  package var steps = StepCosts()

  package init(
    origin: Int, reading: Reading, stratum: Int, rounds: Int = 0, derived: Int = 0, new: Int = 0,
    duration: Duration = .zero, plan: [Int] = []
  ) {
    self.origin = origin
    self.reading = reading
    self.stratum = stratum
    self.rounds = rounds
    self.derived = derived
    self.new = new
    self.duration = duration
    self.plan = plan
  }
}

/// What one premise of a rule cost.
package struct StepCost: Sendable, Hashable {
  /// Rows that the premise handed on.
  package var rows = 0
  /// Time spent on the premise alone, of all threads together.
  package var duration = Duration.zero
}

/// What the premises of one rule cost, by index, and the writing of the head's rows.
package struct StepCosts: Sendable, Hashable {
  /// The index of the head among the premises.
  package static let head = -1
  /// The head's cost, then those of the premises that have run.
  private var costs: [StepCost] = []

  /// What a premise cost; nothing if it has not run.
  package subscript(premise: Int) -> StepCost {
    costs.indices.contains(premise + 1) ? costs[premise + 1] : StepCost()
  }

  /// Makes room for so many premises and the head.
  mutating func makeRoom(for count: Int) {
    if costs.count > count { return }
    costs.append(contentsOf: repeatElement(StepCost(), count: count + 1 - costs.count))
  }

  /// Adds to what a premise has cost.
  mutating func add(_ cost: StepCost, to premise: Int) {
    makeRoom(for: premise + 1)
    costs[premise + 1].rows += cost.rows
    costs[premise + 1].duration += cost.duration
  }
}
