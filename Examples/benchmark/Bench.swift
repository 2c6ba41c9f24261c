/// A bench to measure on: the commands, and a folder for inputs and results.
struct Bench {
  let options: Options
  let commands: Commands
  /// Where inputs and compiled programs are kept.
  let folder: String
  /// Where what runs writes.
  let scratch: String
  var progress: Progress
  /// What went wrong, for the end: what has been measured is shown all the same.
  var problems: [String] = []

  /// Measures what the options ask for, and prints it.
  static func measure(_ options: Options) throws(Failure) -> ExitCode {
    Child.ignoreInterrupts()
    let scratch = try makeTemporaryFolder()
    defer {
      // Safe: the name is that of a folder which this process has made.
      _ = try? Child.run(["/bin/rm", "-r", scratch], output: "/dev/null", errors: "/dev/null")
    }
    if let keep = options.keep { try makeFolder(keep) }
    var bench = Bench(
      options: options, commands: try Commands(options, scratch: scratch),
      folder: options.keep ?? scratch, scratch: scratch,
      progress: Progress(isForced: options.hasProgress))
    try makeFolder(scratch + "/results")
    let report = options.isGrowth ? try bench.growth() : try bench.comparison()
    bench.progress.clear()
    print(report.rendered(as: options.format))
    for problem in bench.problems { say(problem) }
    return !bench.problems.isEmpty ? .mistake : report.holds ? .success : .bound
  }

  // MARK: - Steps

  /// Makes a row's inputs, unless they are there; returns their folder.
  func makeInputs(_ row: Row, times factor: Int = 1) throws(Failure) -> String {
    let own = commandPath(CommandLine.arguments[0]) ?? CommandLine.arguments[0]
    try Child.run(
      [own, "inputs", folder, row.name, "--times", "\(factor)"]
        + (options.isSmall ? ["--small"] : []),
      output: scratch + "/output.txt", errors: scratch + "/errors.txt")
    return "\(folder)/\(row.inputs.times(factor).name)"
  }

  /// Keeps a mistake for the end; whatever else went wrong ends the program.
  mutating func note(_ failure: Failure) throws(Failure) {
    guard failure.code == .mistake else { throw failure }
    progress.clear()
    problems.append(failure.message)
  }

  /// Runs a command of ours or of a peer; returns what it took, and the counts that it printed.
  func run(
    _ contender: Contender, _ row: Row, inputs: String
  ) throws(Failure) -> (sample: Sample, counts: [String: Int]) {
    let (results, output) = (scratch + "/results", scratch + "/output.txt")
    let command = commands.command(
      contender, row, inputs: inputs, compiled: folder, results: results)
    let sample = try Child.run(command, output: output, errors: scratch + "/errors.txt")
    var counts: [String: Int] = [:]
    if row.isTemporal, case .rules = contender {
      // Its results are files of periods.
      for name in row.counts.keys { counts[name] = try lineCount(of: "\(results)/\(name).csv") }
    } else {
      counts = Bench.counts(try text(of: output))
    }
    return (sample, counts)
  }

  /// The numbers in lines of a name and a number, separated by a tab.
  static func counts(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: "\t")
      if fields.count == 2, let number = Int(fields[1]) { counts[String(fields[0])] = number }
    }
    return counts
  }

  /// Refuses counts that differ from those expected; those of a peer may be fewer.
  func check(
    _ counts: [String: Int], of contender: Contender, _ row: Row
  ) throws(Failure) {
    let isOurs = if case .rules = contender { true } else { false }
    let compared = row.counts.keys.filter { isOurs || !row.isTemporal || counts[$0] != nil }
    // An engine without periods may leave some open, but not all.
    let wrong = compared.filter { counts[$0] != row.counts[$0] }.sorted()
    guard !wrong.isEmpty || compared.isEmpty else { return }
    let list = wrong.map { name in
      "\(name) \(counts[name].map(grouped) ?? "none"), not \(grouped(row.counts[name] ?? 0))"
    }
    throw Failure(
      code: .mistake,
      message: "benchmark: \(row.name): the counts of \(contender.title) are wrong: "
        + (list.isEmpty ? "there are none" : list.joined(separator: "; ")))
  }
}
