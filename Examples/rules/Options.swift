import TechDecoupling

/// What the command line asks for.
struct Options {
  /// The files of one program, `-` for standard input.
  var programs: [String] = []
  var facts = "."
  /// Nil unless it was given: the folder the program is started in.
  var output: String?
  var jobs = 1
  var queries: [String] = []
  var explained: [String] = []
  var day: Day?
  var horizon = Horizon.standard
  var budget = Budget(threads: 1)
  var order = JoinOrder.planned
  /// The values that `--set` gives to parameters, in order.
  var settings: [(name: String, value: String)] = []
  var hasChanges = false
  var isChecked = false
  var isPrinted = false
  var hasProfile = false
  var hasProgress = false
  var hasStandard = false
  var isQuiet = false
  var isHelp = false

  /// Reads arguments; a value may follow its option, an equals sign, or a letter at once.
  init(_ arguments: [String]) throws(Failure) {
    var rest = arguments[...]
    var areOptions = true
    while let argument = rest.popFirst() {
      if argument == "--", areOptions {
        areOptions = false
        continue
      }
      guard areOptions, argument.hasPrefix("-"), argument != "-" else {
        programs.append(argument)
        continue
      }
      let (name, attached) = Options.split(argument)
      guard let option = Option(name) else { throw Failure.unknownOption(name) }
      var value = attached
      if option.takesValue {
        if value == nil { value = rest.popFirst() }
        guard value != nil else {
          throw Failure.usage("'\(name)' needs a value after it; see --help")
        }
      } else if attached != nil {
        throw Failure.usage("'\(name)' takes no value; see --help")
      }
      try set(option, to: value ?? "")
    }
    if !isHelp { try check() }
  }

  /// An option's name, and the value in the same argument.
  private static func split(_ argument: String) -> (String, String?) {
    if !argument.hasPrefix("--") {
      let value = argument.dropFirst(2)
      return (String(argument.prefix(2)), value.isEmpty ? nil : String(value))
    }
    guard let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  private mutating func set(_ option: Option, to value: String) throws(Failure) {
    switch option {
    case .facts: facts = value
    case .output: output = value
    case .jobs:
      jobs = try Options.number(value, of: option, in: 1...Options.mostJobs)
      budget.threads = jobs
    case .query: queries.append(value)
    case .explain: explained.append(value)
    case .on: day = try Options.day(value, of: option)
    case .horizon: horizon = try Options.horizon(value)
    case .budgetOfFacts: budget.facts = try Options.number(value, of: option, in: 0...Int.max)
    case .budgetOfSeconds: budget.duration = try Options.seconds(value)
    case .set: settings.append(try Options.setting(value))
    case .changes: hasChanges = true
    case .check: isChecked = true
    case .print: isPrinted = true
    case .profile: hasProfile = true
    case .writtenOrder: order = .written
    case .progress: hasProgress = true
    case .standard: hasStandard = true
    case .quiet: isQuiet = true
    case .help: isHelp = true
    }
  }

  /// What no single option can tell.
  private func check() throws(Failure) {
    guard !programs.isEmpty else {
      throw Failure.usage("no program is named; give a file of rules, or - for standard input")
    }
    guard programs.filter({ $0 == "-" }).count <= 1 else {
      throw Failure.usage("standard input is named twice; it can be read once")
    }
    if hasChanges && programs.contains("-") {
      throw Failure.usage("--changes reads standard input, which is the program's; name a file")
    }
    guard !programs.contains(""), !facts.isEmpty, output != "" else {
      throw Failure.usage("a path is empty; name a file or folder, such as '.'")
    }
    if let day {
      guard !queries.isEmpty || !explained.isEmpty else {
        throw Failure.usage("'--on' is a day for --query and --explain; give one of them")
      }
      guard day >= horizon.from, day < horizon.until else {
        throw Failure.usage(
          "\(day) lies outside the horizon, \(horizon.from)/\(horizon.until.advanced(by: -1));"
            + " give a wider one by --horizon")
      }
    }
  }

  // MARK: - Values

  /// More threads than this are a slip of the pen.
  private static let mostJobs = 1024

  private static func number(
    _ text: String, of option: Option, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    // Digits alone: Swift would also read a plus sign.
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      range.contains(number)
    else {
      let upper = range.upperBound == Int.max ? "up" : "to \(range.upperBound)"
      let hint = option == .budgetOfFacts ? "; '-F' names the folder of facts" : ""
      throw Failure.usage(
        "'\(option.names[0])' needs a whole number from \(range.lowerBound) \(upper),"
          + " not '\(printable(text))'\(hint)")
    }
    return number
  }

  private static func seconds(_ text: String) throws(Failure) -> Duration {
    guard let value = try? Fixed(parsing: text), value.millionths > 0 else {
      throw Failure.usage(
        "'--seconds' needs a number above 0 such as 2.5, not '\(printable(text))'")
    }
    return .microseconds(value.millionths)
  }

  private static func day(_ text: String, of option: Option) throws(Failure) -> Day {
    guard let day = try? Day(parsing: text) else {
      throw Failure.usage(
        "'\(option.names[0])' needs a day of the calendar such as 2026-02-26,"
          + " not '\(printable(text))'")
    }
    return day
  }

  private static func horizon(_ text: String) throws(Failure) -> Horizon {
    let days = text.split(separator: "/", omittingEmptySubsequences: false)
    guard days.count == 2, let from = try? Day(parsing: String(days[0])),
      let to = try? Day(parsing: String(days[1])),
      let horizon = Horizon(from: from, until: to.advanced(by: 1))
    else {
      throw Failure.usage(
        "'--horizon' needs its first and last day such as 1970-01-01/2099-12-31,"
          + " not '\(printable(text))'")
    }
    return horizon
  }

  private static func setting(_ text: String) throws(Failure) -> (name: String, value: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw Failure.usage(
        "'--set' needs a parameter and its value such as labs=4, not '\(printable(text))'")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}
