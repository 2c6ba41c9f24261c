/// A word of the command line that begins with a hyphen.
enum Option: CaseIterable {
  case peers, souffle, python, runs, threads, growth, upTo
  case small, keep, programs, rules, markdown, json, progress, help

  /// The option that has a name.
  init?(_ name: String) {
    guard let option = Option.allCases.first(where: { $0.names.contains(name) }) else { return nil }
    self = option
  }

  /// What it may be called; the first name is the one that messages use.
  var names: [String] {
    switch self {
    case .peers: ["--peers"]
    case .souffle: ["--souffle"]
    case .python: ["--python"]
    case .runs: ["--runs", "-n"]
    case .threads: ["--threads", "-j"]
    case .growth: ["--growth"]
    case .upTo: ["--up-to"]
    case .small: ["--small"]
    case .keep: ["--keep"]
    case .programs: ["--programs"]
    case .rules: ["--rules"]
    case .markdown: ["--markdown"]
    case .json: ["--json"]
    case .progress: ["--progress"]
    case .help: ["--help", "-h"]
    }
  }

  /// What stands for its value in the help; nil if it takes none.
  var value: String? {
    switch self {
    case .souffle, .python, .rules: "PATH"
    case .runs, .upTo: "N"
    case .threads: "LIST"
    case .keep, .programs: "FOLDER"
    case .peers, .growth, .small, .markdown, .json, .progress, .help: nil
    }
  }

  var takesValue: Bool { value != nil }

  /// What it does, for the help.
  var meaning: String {
    switch self {
    case .peers:
      "run the peers that are installed in turn with ours: Soufflé, compiled; DuckDB and MeTeoR,"
        + " as modules of Python"
    case .souffle: "Soufflé's command; by default the one on the path"
    case .python: "the Python that has the modules; by default python3 on the path"
    case .runs: "how often each runs, 5 by default; MeTeoR runs once, since it takes minutes"
    case .threads:
      "the numbers of threads of ours, 1 by default; of 1,2 the second must be the faster, and"
        + " their output the same"
    case .growth: "run ours on inputs of twice, four times and eight times the size instead"
    case .upTo: "where --growth ends, 8 by default"
    case .small: "small inputs without bounds, to try the bench itself"
    case .keep:
      "the folder of inputs and compiled programs, made if it is missing; what is there is used"
        + " again; by default a temporary one"
    case .programs: "the folder of programs; by default Examples/benchmark/programs"
    case .rules: "the runner; by default 'rules' beside this program"
    case .markdown: "print tables for documentation"
    case .json: "print the tables as JSON"
    case .progress: "say on standard error what is being done; on a terminal this is done anyway"
    case .help: "this text"
    }
  }
}

extension Options {
  static var help: String {
    var text = Text()
    text.add(
      "Measures the rules runner: whole processes that load facts, run a program and count, beside"
        + " other engines.")
    text.blank()
    text.add("usage: benchmark [ROW…] [OPTION…]")
    for subcommand in Subcommand.allCases {
      text.add(subcommand.usage, first: "       ")
    }
    text.blank()
    let rows = Row.all.map(\.name).joined(separator: ", ")
    text.add("what to measure, by default all: \(rows)", first: Options.column("ROW"))
    for option in Option.allCases {
      let name = option.names.joined(separator: ", ") + (option.value.map { " " + $0 } ?? "")
      text.add(option.meaning, first: Options.column(name))
    }
    text.blank()
    for subcommand in Subcommand.allCases {
      text.add(subcommand.meaning, first: Options.column(subcommand.rawValue))
    }
    text.blank()
    text.add("Exit codes:")
    for code in ExitCode.allCases {
      let number = String(code.rawValue)
      text.add(
        code.meaning,
        first: "  " + number + String(repeating: " ", count: max(1, 5 - number.count)))
    }
    return text.string
  }

  /// The left column of the help, as wide for every line.
  private static func column(_ name: String) -> String {
    "  " + name + String(repeating: " ", count: max(2, 22 - name.count))
  }
}

extension Failure {
  static func unknownOption(_ name: String) -> Failure {
    let names = Option.allCases.flatMap(\.names).filter { $0.hasPrefix("--") }
    // The one that begins like it; there are few.
    let near = names.first { $0.hasPrefix(name) || $0.prefix(4) == name.prefix(4) }
    let hint = near.map { "; did you mean '\($0)'?" } ?? ""
    return usage("unknown option '\(printable(name))'\(hint); see --help")
  }
}
