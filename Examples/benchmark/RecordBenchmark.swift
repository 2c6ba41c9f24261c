import TechDecoupling

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Measures the library's own path: from recording to findings, and from and to JSON.
///
/// Times are of the processor, so that they tell the same on a machine that others use too.
struct RecordBenchmark {
  let events: Int
  let seed: UInt64

  /// Generates a record of so many events over 10,000 entities.
  init(events: Int, seed: UInt64) {
    self.events = max(1, events)
    self.seed = seed
  }

  static let usage = "benchmark record [EVENTS] [SEED]"

  /// Measures as many events as the arguments say, by default a million.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    if arguments == ["--help"] || arguments == ["-h"] {
      print("usage: \(usage)")
      return .success
    }
    let numbers = arguments.compactMap { Int($0) }
    guard numbers.count == arguments.count, numbers.count <= 2,
      1...10_000_000 ~= numbers.first ?? 1
    else { throw Failure.usage("'record' needs a number of events; usage: \(usage)") }
    do {
      try await RecordBenchmark(
        events: numbers.first ?? 1_000_000,
        seed: UInt64(truncatingIfNeeded: numbers.count == 2 ? numbers[1] : 1)
      ).run()
      return .success
    } catch {
      throw Failure(code: .mistake, message: "benchmark: \(error)")
    }
  }

  /// Measures, and prints a line for each step.
  func run() async throws {
    try await measureSeeds()
    var generator = RecordGenerator(seed: seed)
    var chronicle = Chronicle()
    try chronicle.add(entities: generator.world.entities, sources: generator.world.sources)
    let base = Self.memory("VmRSS")
    var (generating, recording) = (0.0, 0.0)
    var left = events
    while left > 0 {
      var batch: [Entry] = []
      generating += seconds {
        batch = (0..<min(left, 10_000)).map { _ in generator.next() }
      }
      left -= batch.count
      recording += try seconds { try chronicle.add(entries: batch) }
    }
    report("generating the events", generating)
    report("recording them", recording)
    let recorded = Self.memory("VmRSS")
    var findings: Findings?
    let concluding = try await seconds {
      findings = try await chronicle.findings(within: Budget(threads: 1))
    }
    report("facts and findings", concluding)
    let total = generating + recording + concluding
    print(
      "from recording to findings: \(number(total)) s,"
        + " \(Int(Double(events) / total)) events/s"
        + " (\(Int(Double(events) / (recording + concluding))) without generating)")
    print(
      "resident: \((recorded - base) / events) bytes an event in the record,"
        + " \((Self.memory("VmRSS") - base) / events) with the findings,"
        + " \((Self.memory("VmHWM") - base) / events) at most meanwhile")
    if let findings {
      print("findings: \(Self.count(findings)) of \(events) events")
      printDearestRules(findings.profile)
    }
    findings = nil
    try measureJSON(chronicle)
  }

  /// Prints which rules took most of the time of the findings.
  private func printDearestRules(_ profile: [RuleProfile]) {
    let total = profile.reduce(.zero) { $0 + $1.duration }
    print("rules: \(number(total / .seconds(1))) s, most of them in")
    for rule in profile.sorted(by: { $0.duration > $1.duration }).prefix(12) {
      print(
        "  \(number(rule.duration / .seconds(1))) s \(rule.rule)"
          + " (\(rule.level), \(rule.isConceivable ? "conceivable" : "certain"),"
          + " \(rule.derivedCount) rows)")
    }
  }

  private func measureJSON(_ chronicle: Chronicle) throws {
    var bytes: [UInt8] = []
    let writing = seconds { bytes = chronicle.jsonBytes }
    print("JSON written: \(bytes.count) bytes, \(rate(bytes.count, writing))")
    var copy = Chronicle()
    let reading = try seconds { copy = try Chronicle(json: bytes) }
    print("JSON read: \(rate(bytes.count, reading))")
    if copy != chronicle { print("the record that was read is another") }
  }

  /// The seeds from file to findings, if they are in the current folder.
  private func measureSeeds() async throws {
    guard access("seeds/record.json", F_OK) == 0 else { return }
    var times: [Double] = []
    for _ in 0..<11 {
      times.append(
        try await seconds { _ = try await Chronicle(contentsOf: "seeds").findings() } * 1_000)
    }
    print(
      "seeds from file to findings: first \(number(times[0])) ms, median"
        + " \(number(times.sorted()[5])) ms")
  }

  /// How many conclusions hold on some day.
  private static func count(_ findings: Findings) -> Int {
    let access = [
      findings.count(of: Access.earlyAccess), findings.count(of: Access.withheldFrom),
      findings.count(of: Access.aheadOf), findings.count(of: Access.gainsHeadStart),
      findings.count(of: Access.headStartInDays), findings.count(of: Access.cannotPreTune),
      findings.count(of: Access.canPreTune), findings.count(of: Access.normBroken),
    ]
    let controls = [
      findings.count(of: ExportControls.inForce), findings.count(of: ExportControls.reaches),
      findings.count(of: ExportControls.meets), findings.count(of: ExportControls.outside),
      findings.count(of: ExportControls.covers), findings.count(of: ExportControls.restricts),
      findings.count(of: ExportControls.restricted),
      findings.count(of: ExportControls.restrictsParty),
      findings.count(of: ExportControls.prohibited), findings.count(of: ExportControls.reviewedAs),
      findings.count(of: ExportControls.licenseNeeded),
      findings.count(of: ExportControls.excepted), findings.count(of: ExportControls.licensed),
    ]
    return access.reduce(0, +) + controls.reduce(0, +)
  }

  // MARK: - Measuring

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = processorTime()
    try body()
    return processorTime() - start
  }

  private func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = processorTime()
    try await body()
    return processorTime() - start
  }

  /// A line of `/proc/self/status` in bytes; 0 where there is no such file.
  static func memory(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix(name + ":") else { continue }
      return (text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0) * 1_024
    }
    return 0
  }

  private func report(_ step: String, _ seconds: Double) {
    print("\(step): \(number(seconds)) s")
  }

  private func rate(_ bytes: Int, _ seconds: Double) -> String {
    "\(number(seconds)) s, \(number(Double(bytes) / seconds / 1e6)) MB/s"
  }

  private func number(_ value: Double) -> String {
    let thousandths = Int(value * 1_000 + 0.5)
    let places = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - places.count) + places
  }
}
