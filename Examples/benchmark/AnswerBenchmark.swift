import TechDecoupling

/// Measures why-not and what-would-change-it: on the seeds, and on a million facts without a record.
///
/// Times are of the processor, the median of several answers.
struct AnswerBenchmark {
  let facts: Int

  static let usage = "benchmark answers [FACTS]"

  /// Measures on as many facts as the argument says, by default a million.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    if arguments == ["--help"] || arguments == ["-h"] {
      print("usage: \(usage)")
      return .success
    }
    let numbers = arguments.compactMap { Int($0) }
    guard numbers.count == arguments.count, numbers.count <= 1,
      100...10_000_000 ~= numbers.first ?? 100
    else { throw Failure.usage("'answers' needs a number of facts; usage: \(usage)") }
    do {
      let benchmark = AnswerBenchmark(facts: numbers.first ?? 1_000_000)
      try await benchmark.measureSeeds()
      try await benchmark.measureFacts()
      return .success
    } catch {
      throw Failure(code: .mistake, message: "benchmark: \(error)")
    }
  }

  // MARK: - The seeds

  /// Questions about the seeds, if they are in the current folder.
  private func measureSeeds() async throws {
    guard isFile("seeds/record.json") else { return }
    let findings = try await Chronicle(contentsOf: "seeds").findings()
    let questions: [(atom: String, day: Day, candidates: [Candidate])] = [
      ("withheld-from(deepseek-v4, nvidia)", "2026-02-26", [.withdrawals]),
      ("withheld-from(deepseek-v4, nvidia)", "2026-05-01", [.denials, .withdrawals]),
      ("withheld-from(deepseek-v4, huawei)", "2026-02-26", [.confirmations, .denials]),
      ("cannot-pre-tune(nvidia, cuda, deepseek-v4)", "2026-05-01", [.denials]),
      (
        "compliance-question(deepseek-v4, blackwell, CN, us-training-chip-controls)",
        "2026-03-01", [.confirmations]
      ),
      (
        "training-disputed(deepseek-v4, ascend, blackwell)", "2026-03-01",
        [
          .confirmations,
          .recording(try Atom(parsing: "trained-only-on(deepseek-v4, _)", in: findings)),
        ]
      ),
    ]
    for (text, day, candidates) in questions {
      let atom = try Atom(parsing: text, in: findings)
      if try findings.verdict(atom, on: day).outcome != .holds {
        try await measure("why not \(text) on \(day)", repeating: 11) {
          let why = try findings.whyNot(atom, on: day)
          return "\(why.questions.count) questions"
        }
      }
      try await measure("what would change \(text) on \(day)", repeating: 11) {
        let answer = try await findings.whatWouldChange(atom, on: day, among: candidates)
        return "\(answer.sets.count) sets, \(answer.evaluatedCount) evaluated"
          + " of \(answer.candidateCount) candidates"
      }
    }
  }

  // MARK: - A million facts

  private static let owns = Relation<Int, Int, Int>("owns")
  private static let listed = Relation<Int, Int>("listed")
  private static let licensed = Relation<Int>("licensed")
  private static let exposed = Relation<Int, Int>("exposed")

  private static let rules = Rulebook("Exposure") {
    Rule("Holds half of what is listed") {
      (owner: Variable<Int>, company: Variable<Int>, share: Variable<Int>, list: Variable<Int>) in
      exposed(owner, list)
        .when(owns(owner, company, share), listed(company, list), share >= 50)
        .unless(licensed(owner))
    }
  }

  private func measureFacts() async throws {
    var random = SplitMix(state: 1)
    let companies = facts / 20
    func number(_ bound: Int) -> Int { random.below(bound) }
    var (owners, owned, shares) = ([Int](), [Int](), [Int]())
    for _ in 0..<(facts * 9 / 10) {
      owners.append(number(companies))
      owned.append(number(companies))
      shares.append(number(60))
    }
    var (members, lists) = ([Int](), [Int]())
    for _ in 0..<(facts / 20) {
      members.append(number(companies))
      lists.append(number(40))
    }
    var record = Facts()
    record.insert(Self.owns, columns: owners, owned, shares)
    record.insert(Self.listed, columns: members, lists)
    record.insert(Self.licensed, columns: (0..<facts / 20).filter { $0 % 3 == 0 })
    let findings = try await record.findings(under: Self.rules)
    let day: Day = "2026-01-01"
    // Owner 4 has no license, and 3 has one; nothing is on list 41.
    let questions: [(String, Atom, [Candidate])] = [
      (
        "one owner, any list", Self.exposed(4, 41),
        [.recording(Self.owns(4, any(), 60)), .recording(Self.listed(any(), 41))]
      ),
      (
        "a licensed owner", Self.exposed(3, 7),
        [.recording(Self.owns(3, any(), 60)), .recording(Self.listed(any(), 7))]
      ),
    ]
    for (words, atom, candidates) in questions {
      try await measure("\(facts) facts, why not, \(words)", repeating: 3) {
        let why = try findings.whyNot(atom, on: day)
        return "\(why.nearMisses.count) near misses"
      }
      try await measure("\(facts) facts, what would change, \(words)", repeating: 3) {
        let answer = try await findings.whatWouldChange(atom, on: day, among: candidates)
        return "\(answer.sets.count) sets, \(answer.evaluatedCount) evaluated"
          + " of \(answer.candidateCount) candidates"
      }
    }
    try await measure("\(facts) facts, why not, a pattern", repeating: 3) {
      "\(try findings.whyNot(Self.exposed(any(), 41), on: day).nearMisses.count) near misses"
    }
  }

  // MARK: - Measuring

  private func measure(
    _ words: String, repeating count: Int, _ answer: () async throws -> String
  ) async throws {
    var times: [Double] = []
    var found = ""
    for _ in 0..<count {
      let start = processorTime()
      found = try await answer()
      times.append((processorTime() - start) * 1_000)
    }
    let median = times.sorted()[count / 2]
    print("\(words): \(decimals(median, 1)) ms (\(found))")
  }
}
