import TechDecoupling

/// Measures how long many scenarios over one record take, on one thread and on two.
struct ScenarioBenchmark {
  static let usage = "benchmark scenarios FOLDER [COUNT [SEED]]"

  let chronicle: Chronicle
  let scenarios: [Scenario]

  /// Supposes random scenarios of one change, by default a thousand.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    if let first = arguments.first, ["--help", "-h"].contains(first) {
      print("usage: \(usage)")
      return .success
    }
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    guard 1...3 ~= arguments.count, numbers.count == arguments.count - 1,
      1...1_000_000 ~= numbers.first ?? 1
    else { throw Failure.usage("'scenarios' needs a folder of chronicles; usage: \(usage)") }
    do {
      let benchmark = try ScenarioBenchmark(
        Chronicle(contentsOf: arguments[0]), count: numbers.first ?? 1_000,
        seed: UInt64(truncatingIfNeeded: numbers.count == 2 ? numbers[1] : 1))
      return try await benchmark.run()
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(code: .mistake, message: "\(error)")
    }
  }

  init(_ chronicle: Chronicle, count: Int, seed: UInt64) throws {
    self.chronicle = chronicle
    var random = SplitMix(state: seed)
    // What is only held cannot be confirmed.
    let entries = chronicle.entries.filter {
      if case .event = $0.content { true } else { false }
    }.map(\.id)
    let sources = chronicle.sources.keys.sorted()
    guard !entries.isEmpty, !sources.isEmpty else {
      throw Failure.usage("the record has no events or no sources; usage: \(Self.usage)")
    }
    scenarios = try (1...count).map { number in
      let entry = random.one(of: entries)
      let change: Scenario.Change =
        switch random.below(4) {
        case 0: .retract(entry)
        case 1: .deny(entry)
        case 2: .confirm(entry)
        default: .withdraw(random.one(of: sources))
        }
      return try Scenario("\(number)", [change])
    }
  }

  private func run() async throws -> ExitCode {
    let findings = try await chronicle.findings()
    _ = try await findings.supposing(scenarios[0])
    var results: [[Int]] = []
    for threads in 1...2 {
      let clock = ContinuousClock()
      let (start, processor) = (clock.now, processorTime())
      let counts = try await conclude(from: findings, onThreads: threads)
      let seconds = (clock.now - start) / .seconds(1)
      let used = processorTime() - processor
      print(
        "\(scenarios.count) scenarios, \(threads) at a time: \(Int(seconds * 1_000)) ms;"
          + " \(Int(used * 1e6) / scenarios.count) µs of the processor each")
      results.append(counts)
    }
    // A few are evaluated anew, and must agree.
    for index in stride(from: 0, to: scenarios.count, by: max(1, scenarios.count / 20)) {
      let anew = try await chronicle.findings(supposing: scenarios[index])
      results[1][index] = Self.count(anew)
    }
    guard results[0] == results[1] else {
      throw Failure(code: .mistake, message: "benchmark: scenarios come to different findings")
    }
    return .success
  }

  /// What follows under each scenario, counted.
  private func conclude(from findings: Findings, onThreads threads: Int) async throws -> [Int] {
    try await withThrowingTaskGroup(of: [(Int, Int)].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var counts: [(Int, Int)] = []
          for index in stride(from: thread, to: scenarios.count, by: threads) {
            let supposed = try await findings.supposing(
              scenarios[index], within: Budget(threads: 1))
            counts.append((index, Self.count(supposed)))
          }
          return counts
        }
      }
      var counts = [Int](repeating: 0, count: scenarios.count)
      for try await part in group {
        for (index, count) in part { counts[index] = count }
      }
      return counts
    }
  }

  private static func count(_ findings: Findings) -> Int {
    [
      findings.count(of: Access.withheldFrom), findings.count(of: ExportControls.licenseNeeded),
      findings.count(of: Access.earlyAccess),
    ].reduce(0, +)
  }
}
