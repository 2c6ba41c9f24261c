/// What runs a row.
enum Contender: Hashable, Sendable {
  case rules(threads: Int)
  case souffle
  /// Soufflé with a program that drops periods which lie in others, for the temporal row.
  case souffleSubsuming
  case duckDB, meteor

  /// The peers, in the order in which they are shown.
  static let peers: [Contender] = [.souffle, .souffleSubsuming, .duckDB, .meteor]

  var title: String {
    switch self {
    case .rules(1): "ours"
    case .rules(let threads): "ours, \(threads) threads"
    case .souffle: "Soufflé"
    case .souffleSubsuming: "Soufflé, subsuming"
    case .duckDB: "DuckDB"
    case .meteor: "MeTeoR"
    }
  }

  /// Whether it has a program for the row.
  func runs(_ row: Row) -> Bool {
    switch self {
    case .rules, .souffle: true
    case .souffleSubsuming, .meteor: row.isTemporal
    // There is no SQL for two relations that need each other.
    case .duckDB: row.program != "andersen" && !row.isTemporal
    }
  }

  /// Whether its program is compiled by Soufflé.
  var isCompiled: Bool { self == .souffle || self == .souffleSubsuming }

  /// The least ratio of its time to ours, if there is one.
  func bound(_ row: Row) -> Double? {
    switch self {
    case .rules, .souffleSubsuming: nil
    case .souffle: row.bounds?.souffle
    case .duckDB: row.bounds?.duckDB
    case .meteor: row.bounds?.meteor
    }
  }
}

/// The commands of what is installed.
struct Commands {
  var rules: String
  var souffle: String?
  var python: String?
  /// The programs' folder.
  var programs: String
  /// The peers that can run, with the words for what they are.
  var versions: [Contender: String] = [:]

  /// Finds the runner, and the peers if they are asked for.
  init(_ options: Options, scratch: String) throws(Failure) {
    let own = commandPath(CommandLine.arguments[0]) ?? CommandLine.arguments[0]
    let beside = own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./"
    rules = options.rules ?? beside + "rules"
    guard isProgram(rules) else {
      throw Failure.missing(
        "there is no runner '\(printable(rules))'; build it with"
          + " 'swift build -c release --product rules', or name another by --rules")
    }
    programs = options.programs
    guard isFolder(programs) else {
      throw Failure.missing(
        "there is no folder '\(printable(programs))' of programs; start in the repository's root,"
          + " or name it by --programs")
    }
    guard options.arePeersAsked else { return }
    if let path = options.souffle, !isProgram(path) {
      throw Failure.missing("'--souffle' names no command: '\(printable(path))'")
    }
    if let path = options.python, commandPath(path) == nil {
      throw Failure.missing("'--python' names no command: '\(printable(path))'")
    }
    souffle = options.souffle ?? commandPath("souffle")
    python = commandPath(options.python ?? "python3")
    try findVersions(scratch)
  }

  /// Asks the peers what they are; those that do not answer are left out, and named.
  private mutating func findVersions(_ scratch: String) throws(Failure) {
    let output = scratch + "/version.txt"
    func answer(_ command: [String?]) -> String? {
      let words = command.compactMap(\.self)
      guard words.count == command.count,
        (try? Child.run(words, output: output, errors: scratch + "/errors.txt")) != nil
      else { return nil }
      return try? text(of: output)
    }
    if let said = answer([souffle, "--version"]) {
      // 'Version: 2.5' stands on a line of its own or among other words.
      let words = said.split(whereSeparator: \.isWhitespace)
      let version = words.drop { !$0.hasPrefix("Version") }.dropFirst().first ?? ""
      versions[.souffle] = "Soufflé \(version), compiled"
      // The same once more, which needs no words of its own.
      versions[.souffleSubsuming] = ""
    } else {
      say("benchmark: there is no Soufflé; name its command by --souffle")
    }
    if let said = answer([python, "-c", "import duckdb; print(duckdb.__version__)"]) {
      let version = said.split(whereSeparator: \.isNewline).first ?? ""
      versions[.duckDB] = "DuckDB \(version), one thread"
    } else {
      say("benchmark: there is no DuckDB; name a Python that has it by --python")
    }
    if answer([python, "-c", "import meteor_reasoner"]) != nil {
      versions[.meteor] = "MeTeoR"
    } else {
      say("benchmark: there is no MeTeoR; name a Python that has it by --python")
    }
  }

  /// Our program for a row.
  func program(_ row: Row) -> String {
    row.isTemporal
      ? "\(programs)/../../rules/programs/temporal.dl" : "\(programs)/\(row.program).dl"
  }

  /// The folder of facts that our program reads; days stand twice as far apart in the temporal one.
  func facts(_ row: Row, in inputs: String) -> String {
    row.isTemporal ? inputs + "/doubled" : inputs
  }

  /// Compiles a row's program with Soufflé, unless that was done.
  func compile(
    _ row: Row, for contender: Contender, to folder: String, scratch: String
  ) throws(Failure) {
    let source = "\(programs)/\(row.isTemporal ? "temporal-intervals" : row.program).dl"
    let compiled = compiledPath(row, for: contender, in: folder)
    guard !isFile(compiled, noOlderThan: source) else { return }
    let macros = contender == .souffleSubsuming ? ["-M", "SUBSUMING=1"] : []
    try Child.run(
      [souffle ?? "", "-w"] + macros + ["-o", compiled, source],
      output: scratch + "/output.txt", errors: scratch + "/errors.txt")
  }

  private func compiledPath(
    _ row: Row, for contender: Contender, in folder: String
  ) -> String {
    "\(folder)/\(row.program)\(contender == .souffleSubsuming ? "-subsuming" : "").souffle"
  }

  /// The command that loads a row's inputs, runs its program and counts.
  func command(
    _ contender: Contender, _ row: Row, inputs: String, compiled: String, results: String
  ) -> [String] {
    switch contender {
    case .rules(let threads):
      [
        rules, program(row), "-F", facts(row, in: inputs), "-D", results, "-j", "\(threads)",
        "--quiet",
      ]
    case .souffle, .souffleSubsuming:
      [compiledPath(row, for: contender, in: compiled), "-F", inputs, "-j1"]
    case .duckDB:
      [python ?? "", "\(programs)/run-sql.py", "\(programs)/\(row.program).sql", inputs, "1"]
    case .meteor:
      [python ?? "", "\(programs)/run-mtl.py", "\(programs)/temporal.mtl", inputs + "/data.txt"]
    }
  }
}
