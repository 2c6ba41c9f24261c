/// A word of the command line that begins with a hyphen.
enum Option: CaseIterable {
  case facts, output, jobs, check, print, query, explain, on, changes, horizon, set, standard
  case budgetOfFacts, budgetOfSeconds, writtenOrder, profile, progress, quiet, help

  /// The option that has a name.
  init?(_ name: String) {
    guard let option = Option.allCases.first(where: { $0.names.contains(name) }) else { return nil }
    self = option
  }

  /// What it may be called; the first name is the one that messages use.
  var names: [String] {
    switch self {
    case .facts: ["-F", "--fact-dir"]
    case .output: ["-D", "--output-dir"]
    case .jobs: ["-j", "--jobs"]
    case .check: ["--check"]
    case .print: ["--print"]
    case .query: ["--query"]
    case .explain: ["--explain"]
    case .on: ["--on"]
    case .changes: ["--changes"]
    case .horizon: ["--horizon"]
    case .set: ["--set"]
    case .standard: ["--standard"]
    case .budgetOfFacts: ["--facts"]
    case .budgetOfSeconds: ["--seconds"]
    case .writtenOrder: ["--written-order"]
    case .profile: ["--profile"]
    case .progress: ["--progress"]
    case .quiet: ["--quiet", "-q"]
    case .help: ["--help", "-h"]
    }
  }

  /// What stands for its value in the help; nil if it takes none.
  var value: String? {
    switch self {
    case .facts, .output: "DIR"
    case .jobs, .budgetOfFacts, .budgetOfSeconds: "N"
    case .query, .explain: "ATOM"
    case .on: "DAY"
    case .horizon: "FROM/TO"
    case .set: "NAME=VALUE"
    case .changes, .check, .print, .standard, .writtenOrder, .profile, .progress, .quiet, .help: nil
    }
  }

  var takesValue: Bool { value != nil }

  /// What it does, for the help.
  var meaning: String {
    switch self {
    case .facts: "the folder of fact files; by default the one started in"
    case .output:
      "the folder, which must exist, of output files, or - for standard output; by default"
        + " the one started in"
    case .jobs: "threads at work, 1 by default; the output is the same for any number"
    case .check: "read and check the program, and do nothing with it"
    case .print: "print the program as text, in one form, and do nothing with it"
    case .query:
      "print the rows that match, such as 'path(1, _)', each with its period if it has one;"
        + " may be given several times"
    case .explain:
      "print the proof of an atom, such as 'path(1, 3)'; may be given several times"
    case .on: "the day that --query and --explain ask about; by default any"
    case .changes:
      "read changes of facts from standard input and print what they change of the outputs: lines"
        + " '+ edge(1, 2)' and '- edge(1, 2)', in blocks with an empty line after each"
    case .horizon: "the first and last day that exist; by default 1900-01-01/2099-12-31"
    case .set: "give a parameter of the program another value"
    case .standard: "add the library's own rules to the program's"
    case .budgetOfFacts: "stop with code 3 when more than N facts are held"
    case .budgetOfSeconds: "stop with code 3 after N seconds"
    case .writtenOrder:
      "join the premises of a rule in the order in which they are written, not in the one that"
        + " seems cheapest"
    case .profile: "print on standard error what each rule and each of its premises cost"
    case .progress:
      "say on standard error every second what is being done; on a terminal this is done"
        + " anyway after two seconds"
    case .quiet: "no warnings and no progress"
    case .help: "this text"
    }
  }
}

extension Options {
  static var help: String {
    var text = Text()
    text.add(
      "Runs a program of rules on files of facts: Datalog as Soufflé writes it, with periods of"
        + " days.")
    text.blank()
    text.add("usage: rules PROGRAM… [OPTION…]")
    text.blank()
    text.add(
      "a file of rules, or - for standard input; several are read as one program",
      first: Options.column("PROGRAM"))
    for option in Option.allCases {
      let name = option.names.joined(separator: ", ") + (option.value.map { " " + $0 } ?? "")
      text.add(option.meaning, first: Options.column(name))
    }
    text.blank()
    text.add(
      "With --query or --explain output files are written only if -D is given.")
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
    "  " + name + String(repeating: " ", count: max(2, 26 - name.count))
  }
}

extension Failure {
  static func usage(_ message: String) -> Failure {
    Failure(code: .usage, message: "rules: " + message)
  }

  static func unknownOption(_ name: String) -> Failure {
    let names = Option.allCases.flatMap(\.names).filter { $0.hasPrefix("--") }
    let near = nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return usage("unknown option '\(printable(name))'\(near); see --help")
  }
}

/// The nearest of some names, if it is near.
private func nearest(to name: String, among names: [String]) -> String? {
  let ranked = names.map { (distance(Array(name.utf8), Array($0.utf8)), $0) }
  guard let best = ranked.min(by: <), best.0 <= max(1, min(3, name.utf8.count / 3)) else {
    return nil
  }
  return best.1
}

/// The number of letters to add, remove or change to make one word of another.
private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let next = x == y ? diagonal : 1 + min(diagonal, row[j], row[j + 1])
      diagonal = row[j + 1]
      row[j + 1] = next
    }
  }
  return row[b.count]
}
