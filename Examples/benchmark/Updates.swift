import TechDecoupling

/// Measures how long findings take to be updated by one changed fact, beside evaluating them anew.
struct Updates {
  static let usage = "benchmark updates PROGRAM FOLDER RELATION [CHANGES [LAST [FORKS]]]"

  let relation: String
  let count: Int
  /// How many rows at the end of the table are chosen from; nil for all.
  let last: Int?
  /// How many forks are then made of the findings, with ten changes each.
  let forkCount: Int

  /// Takes random rows of a relation out and puts them back, one at a time.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    if let first = arguments.first, ["--help", "-h"].contains(first) {
      print("usage: \(usage)")
      return .success
    }
    let numbers = arguments.dropFirst(3).compactMap { Int($0) }
    guard 3...6 ~= arguments.count, numbers.count == arguments.count - 3,
      numbers.allSatisfy({ 1...1_000_000 ~= $0 })
    else {
      throw Failure.usage(
        "'updates' needs a program, a folder of facts and a relation; usage: \(usage)")
    }
    do {
      let program = try RuleProgram(contentsOf: arguments[0])
      let facts = try program.facts(from: arguments[1])
      let updates = Updates(
        relation: arguments[2], count: numbers.first ?? 100,
        last: numbers.count > 1 ? numbers[1] : nil, forkCount: numbers.count > 2 ? numbers[2] : 0)
      return try await updates.run(facts, program)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(code: .mistake, message: "\(error)")
    }
  }

  private func run(_ facts: Facts, _ program: RuleProgram) async throws -> ExitCode {
    guard let table = facts.tables.first(where: { $0.relation.name == relation }),
      table.count > 0
    else {
      throw Failure.usage("no rows of '\(printable(relation))' are given; usage: \(Self.usage)")
    }
    let clock = ContinuousClock()
    let start = clock.now
    var findings = try await facts.findings(under: program.rulebook, within: Budget(threads: 1))
    let anew = (clock.now - start) / .seconds(1)
    print("evaluating anew: \(milliseconds(anew))")
    let before = sizes(findings, program)
    var random = SplitMix(state: 7)
    var (removals, additions) = ([Double](), [Double]())
    let memory = heldMemory()
    for _ in 0..<count {
      let (removal, addition) = change(table, &random)
      for (changes, isRemoval) in [(removal, true), (addition, false)] {
        let start = clock.now
        findings = try await findings.updated(with: changes)
        let taken = (clock.now - start) / .seconds(1)
        if isRemoval { removals.append(taken) } else { additions.append(taken) }
      }
    }
    report("what goes", removals, anew)
    report("what comes back", additions, anew)
    let after = heldMemory()
    print(
      "memory: \(decimal(Double(memory) / 1_048_576)) MiB before,"
        + " \(decimal(Double(after) / 1_048_576)) MiB after:"
        + " \(decimal(100 * Double(after - memory) / Double(memory))) % more")
    guard sizes(findings, program) == before else {
      throw Failure(code: .mistake, message: "benchmark: what was undone has left a trace")
    }
    if forkCount > 0 {
      findings = try await facts.findings(under: program.rulebook, within: Budget(threads: 1))
      try await fork(findings, table, program, &random)
    }
    return .success
  }

  /// A random row that goes, and comes back; of a row with days the last one.
  private func change(
    _ table: FactTable, _ random: inout SplitMix
  ) -> (removal: FactChanges, addition: FactChanges) {
    let row = table.count - 1 - random.below(min(last ?? table.count, table.count))
    let atom = Atom(
      relation: table.relation, arguments: table.values(ofRow: row).map { .value($0) })
    let period = table.period(ofRow: row)
    let day = period.until.flatMap { Period(from: $0.advanced(by: -1), until: $0) } ?? period
    var (removal, addition) = (FactChanges(), FactChanges())
    removal.remove(atom, over: day)
    addition.add(atom, over: day)
    return (removal, addition)
  }

  /// Makes forks of findings, and ten changes in each.
  private func fork(
    _ first: Findings, _ table: FactTable, _ program: RuleProgram, _ random: inout SplitMix
  ) async throws {
    let before = sizes(first, program)
    let unforked = heldMemory()
    let clock = ContinuousClock()
    let start = clock.now
    var forks = [Findings](repeating: first, count: forkCount)
    let forked = (clock.now - start) / .seconds(1)
    let unchanged = heldMemory()
    for index in forks.indices {
      for _ in 0..<10 {
        forks[index] = try await forks[index].updated(with: change(table, &random).removal)
      }
    }
    let changed = heldMemory()
    print(
      "\(forkCount) forks: \(decimal(forked * 1e6 / Double(forkCount))) µs and"
        + " \((unchanged - unforked) / forkCount / 1_024) KiB each; after ten changes in each"
        + " \((changed - unchanged) / forkCount / 1_024) KiB each")
    guard sizes(first, program) == before else {
      throw Failure(code: .mistake, message: "benchmark: a fork has changed what it was made of")
    }
    // A few are evaluated anew, and must agree.
    for index in stride(from: 0, to: forkCount, by: max(1, forkCount / 4)) {
      let anew = try await forks[index].facts.findings(
        under: program.rulebook, within: Budget(threads: 1))
      guard sizes(forks[index], program) == sizes(anew, program) else {
        throw Failure(code: .mistake, message: "benchmark: a fork comes to different findings")
      }
    }
  }

  /// The numbers of rows that the program prints.
  private func sizes(_ findings: Findings, _ program: RuleProgram) -> [Int] {
    program.transfers.filter { $0.direction == .printSize }
      .map { findings.count(of: Relation<Int>($0.relation)) }
  }

  private func report(_ name: String, _ seconds: [Double], _ anew: Double) {
    let sorted = seconds.sorted()
    guard let longest = sorted.last else { return }
    let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    print(
      "\(name): \(milliseconds(median)) (median of \(sorted.count)), at most"
        + " \(milliseconds(longest)); \(decimal(100 * median / anew)) % of evaluating anew")
  }

  private func milliseconds(_ seconds: Double) -> String { "\(decimal(seconds * 1_000)) ms" }

  private func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    return (value < 0 ? "-" : "") + decimals(abs(value), 3)
  }
}
