/// What runs a row.
enum Contender: Hashable, Sendable {
  case rules(threads: Int)
  case souffle, duckDB, meteor

  /// The peers, in the order in which they are shown.
  static let peers: [Contender] = [.souffle, .duckDB, .meteor]

  var title: String {
    switch self {
    case .rules(1): "ours"
    case .rules(let threads): "ours, \(threads) threads"
    case .souffle: "Soufflé"
    case .duckDB: "DuckDB"
    case .meteor: "MeTeoR"
    }
  }

  /// The least ratio of its time to ours; nil if it does not run the row.
  func bound(_ row: Row) -> Double? {
    switch self {
    case .rules: nil
    case .souffle: row.bounds.souffle
    case .duckDB: row.bounds.duckDB
    case .meteor: row.bounds.meteor
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
  func compile(_ row: Row, to folder: String, scratch: String) throws(Failure) -> String {
    let program = row.isTemporal ? "temporal-intervals" : row.program
    let (source, compiled) = ("\(programs)/\(program).dl", "\(folder)/\(program).souffle")
    guard !isFile(compiled, noOlderThan: source) else { return compiled }
    try Child.run(
      [souffle ?? "", "-w", "-o", compiled, source],
      output: scratch + "/output.txt", errors: scratch + "/errors.txt")
    return compiled
  }

  /// The command that loads a row's inputs, runs its program and counts.
  func command(
    _ contender: Contender, _ row: Row, inputs: String, compiled: String?, results: String
  ) -> [String] {
    switch contender {
    case .rules(let threads):
      [
        rules, program(row), "-F", facts(row, in: inputs), "-D", results, "-j", "\(threads)",
        "--quiet",
      ]
    case .souffle: [compiled ?? "", "-F", inputs, "-j1"]
    case .duckDB:
      [python ?? "", "\(programs)/run-sql.py", "\(programs)/\(row.program).sql", inputs, "1"]
    case .meteor:
      [python ?? "", "\(programs)/run-mtl.py", "\(programs)/temporal.mtl", inputs + "/data.txt"]
    }
  }
}
