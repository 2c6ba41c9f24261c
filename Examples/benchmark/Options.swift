/// What the command line asks for.
struct Options {
  /// How the results are printed.
  enum Format { case text, markdown, json }

  var rows: [Row] = []
  var arePeersAsked = false
  var souffle: String?
  var python: String?
  var runs = 5
  var threads = [1]
  var isGrowth = false
  var largest = 8
  var isSmall = false
  var keep: String?
  var programs = "Examples/benchmark/programs"
  var rules: String?
  var format = Format.text
  var hasProgress = false
  var isHelp = false

  /// Reads arguments; a value may follow its option or an equals sign.
  init(_ arguments: [String]) throws(Failure) {
    var names: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        names.append(argument)
        continue
      }
      let (name, attached) = Options.split(argument)
      guard let option = Option(name) else { throw Failure.unknownOption(name) }
      var value = attached
      if option.takesValue {
        if value == nil { value = rest.popFirst() }
        guard let value, !value.isEmpty else {
          throw Failure.usage("'\(name)' needs a value after it; see --help")
        }
      } else if attached != nil {
        throw Failure.usage("'\(name)' takes no value; see --help")
      }
      try set(option, to: value ?? "")
    }
    if !isHelp { rows = try Row.named(names, areSmall: isSmall) }
  }

  /// An option's name, and the value in the same argument.
  private static func split(_ argument: String) -> (String, String?) {
    guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else {
      return (argument, nil)
    }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  private mutating func set(_ option: Option, to value: String) throws(Failure) {
    switch option {
    case .peers: arePeersAsked = true
    case .souffle: souffle = value
    case .python: python = value
    case .runs: runs = try Options.number(value, of: "--runs", in: 1...1000)
    case .threads:
      threads = []
      for word in value.split(separator: ",", omittingEmptySubsequences: false) {
        threads.append(try Options.number(String(word), of: "--threads", in: 1...1024))
      }
    case .growth: isGrowth = true
    case .upTo: largest = try Options.number(value, of: "--up-to", in: 1...64)
    case .small: isSmall = true
    case .keep: keep = value
    case .programs: programs = value
    case .rules: rules = value
    case .markdown: format = .markdown
    case .json: format = .json
    case .progress: hasProgress = true
    case .help: isHelp = true
    }
  }

  /// A whole number, as the value of an option.
  static func number(
    _ text: String, of option: String, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    // Digits alone: Swift would also read a plus sign.
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      range.contains(number)
    else {
      throw Failure.usage(
        "'\(option)' needs a whole number from \(range.lowerBound) to \(range.upperBound),"
          + " not '\(printable(text))'")
    }
    return number
  }
}
