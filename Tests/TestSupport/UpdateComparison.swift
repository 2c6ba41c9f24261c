import TemporalDatalog

/// Updates of random programs held against evaluating anew, and now and then against the naive
/// evaluator.
package struct UpdateComparison: Sendable {
  /// Updates that went through the rules, those that evaluated the rest anew, and those that
  /// evaluated everything.
  package private(set) var carried = 0
  package private(set) var partly = 0
  package private(set) var anew = 0
  /// Updates that were refused like the evaluation of their facts.
  package private(set) var failedAlike = 0
  /// Models that the naive evaluator confirmed.
  package private(set) var confirmed = 0
  /// What was taken out of relations, and what of that came back.
  package private(set) var counts = UpdateCounts()
  package private(set) var reports: [String] = []

  package static func run(
    seeds: Range<UInt64>, changes: Int, disagreements limit: Int = 3
  ) async -> UpdateComparison {
    var run = UpdateComparison()
    for start in stride(from: seeds.lowerBound, to: seeds.upperBound, by: 32) {
      let results = await withTaskGroup(of: UpdateComparison.self) { group in
        for seed in start..<min(start + 32, seeds.upperBound) {
          group.addTask { await result(of: seed, changes: changes) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      for result in results { run.add(result) }
      if run.reports.count >= limit { break }
    }
    return run
  }

  private mutating func add(_ other: UpdateComparison) {
    carried += other.carried
    partly += other.partly
    anew += other.anew
    failedAlike += other.failedAlike
    confirmed += other.confirmed
    counts.takenOut += other.counts.takenOut
    counts.kept += other.counts.kept
    counts.putIn += other.counts.putIn
    counts.rounds += other.counts.rounds
    reports += other.reports
  }

  /// Makes one program's changes one after the other, each from the model before.
  ///
  /// One of eight programs is about what is reached.
  package static func result(of seed: UInt64, changes: Int) async -> UpdateComparison {
    var run = UpdateComparison()
    let origin =
      seed % 8 == 5 ? RandomProgram.reaching(seed: seed) : ProgramGenerator.program(seed: seed)
    let manner = EngineComparison.manner(seed)
    var changing = ChangingProgram(origin)
    guard var model = try? await origin.program.evaluate(changing.store, manner: manner) else {
      return run
    }
    for step in 0..<changes {
      let before = changing
      let isLookedAt = step % 10 == 4
      let first = isLookedAt ? NaiveModel(model, origin.program) : nil
      let facts = changing.change()
      let expected = try? await origin.program.evaluate(
        changing.store(in: model.pools), manner: manner)
      let found = try? await model.updated(with: facts)
      func report(_ lines: [String]) {
        run.reports.append(
          (["\(origin)", "change \(step): \(facts)"] + lines).joined(separator: "\n"))
      }
      guard let expected, let found else {
        if expected != nil { report(["evaluated, but not updated"]) }
        if found != nil { report(["updated, but not evaluated"]) }
        if (expected == nil) != (found == nil) { return run }
        run.failedAlike += 1
        changing.revert(to: before)
        continue
      }
      if let counts = found.updateCounts {
        run.carried += 1
        run.counts.takenOut += counts.takenOut
        run.counts.kept += counts.kept
        run.counts.putIn += counts.putIn
        run.counts.rounds += counts.rounds
      } else if found.reusedCount > 0 {
        run.partly += 1
      } else {
        run.anew += 1
      }
      let (new, old) = (
        NaiveModel(found, origin.program), NaiveModel(expected, origin.program)
      )
      var lines = origin.difference(old, new)
      if isLookedAt {
        if NaiveModel(model, origin.program) != first {
          lines.append("the model before has changed")
        }
        lines += EngineComparison.complaints(found, origin.program)
        if let naive = try? NaiveEvaluator.evaluate(origin.program, changing.store),
          naive.failures.isEmpty
        {
          lines += origin.difference(naive, new)
          run.confirmed += 1
        }
      }
      if !lines.isEmpty {
        report(["facts before:", "\(before.listing)"] + lines)
        return run
      }
      model = found
    }
    return run
  }
}

extension ChangingProgram {
  /// The facts, in the form of a program's description.
  var listing: String {
    var program = origin
    program.program.rules = []
    program.bulk = []
    program.facts = store.facts
    return "\(program)"
  }
}
