import Ending
import TechDecoupling

/// What the command line asks for.
struct Options {
  /// How differences are printed.
  enum Form { case text, markdown, json }

  var scenarios: [String] = []
  var files: [String] = []
  var against: String?
  var day: Day?
  var knownBy: Day?
  var trusting = Credibility.possible
  var explained: String?
  var missed: String?
  var turned: String?
  var candidates: [String] = []
  var form = Form.text
  var isTogether = false
  var isAll = false
  var isHelp = false

  private static let flags = ["--together", "--all", "--markdown", "--json", "--help", "-h"]
  private static let names =
    flags + [
      "--record", "--against", "--explain", "--why-not", "--change", "--by", "--on", "--known-by",
      "--trusting",
    ]

  /// Reads arguments; a value may follow its option or an equals sign.
  init(_ arguments: [String]) throws(Failure) {
    var rest = arguments[...]
    var areOptions = true
    while let argument = rest.popFirst() {
      if argument == "--", areOptions {
        areOptions = false
        continue
      }
      guard areOptions, argument.hasPrefix("-"), argument != "-" else {
        scenarios.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard Options.names.contains(name) else {
        throw .usage("unknown option '\(printable(name))'")
      }
      if Options.flags.contains(name) {
        guard parts.count == 1 else { throw .usage("'\(name)' takes no value") }
        set(name)
      } else {
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw .usage("'\(name)' needs a value after it")
        }
        try set(name, to: value)
      }
    }
  }

  private mutating func set(_ flag: String) {
    switch flag {
    case "--together": isTogether = true
    case "--all": isAll = true
    case "--markdown": form = .markdown
    case "--json": form = .json
    default: isHelp = true
    }
  }

  private mutating func set(_ name: String, to value: String) throws(Failure) {
    switch name {
    case "--record": files.append(value)
    case "--against": against = value
    case "--explain": explained = value
    case "--why-not": missed = value
    case "--change": turned = value
    case "--by": candidates.append(value)
    case "--on": day = try Options.day(value, of: name)
    case "--known-by": knownBy = try Options.day(value, of: name)
    default: trusting = try Options.credibility(value)
    }
  }

  private static func day(_ text: String, of option: String) throws(Failure) -> Day {
    guard let day = try? Day(parsing: text) else {
      throw .usage(
        "'\(option)' needs a day of the calendar such as 2026-02-26, not '\(printable(text))'")
    }
    return day
  }

  private static func credibility(_ text: String) throws(Failure) -> Credibility {
    let name = text.split(separator: "-").joined(separator: " ")
    if let level = Credibility(rawValue: name) { return level }
    throw .usage(
      "'--trusting' knows no level '\(printable(text))'; the levels are"
        + " \(Credibility.allCases.map(\.rawValue).reversed().joined(separator: ", "))")
  }

  static var help: String {
    """
    Tells what would be different if some things were otherwise: what begins, ends,
    moves in time, becomes more or less certain, and because of what.

    usage: what-if SCENARIO… [OPTION…]
           what-if --why-not ATOM --on DAY
           what-if --change ATOM --by CANDIDATE… --on DAY

      SCENARIO          a file of changes in JSON, or - for standard input; each is
                        compared by itself with the record as it is
      --together        make the changes of all scenarios together
      --against SCENARIO
                        compare with this scenario, not with the record as it is
      --record PATH     a chronicle in JSON, or a folder of them; may be given
                        several times; by default the folder 'seeds', here or
                        further up
      --known-by DAY    only what had been reported by a day; by default all
      --trusting LEVEL  what is taken to be so: confirmed, probable, possible,
                        doubtful, improbable, not-judged, and all above it; by
                        default possible
      --all             what is on record too, not only what rules conclude
      --explain ATOM    the verdict on one atom under each scenario, the changes
                        that it rests on (those in its proof) and those that it
                        needs (without any one of which it fails), and its proof
      --why-not ATOM    what is missing for an atom that does not hold on a day, or
                        for a pattern such as 'withheld-from(_, nvidia)'; without a
                        scenario in the record as it is
      --change ATOM     the least sets of changes, three at most, that make an atom
                        hold on a day, or cease to
      --by CANDIDATE    what --change may change: an atom that is recorded from the
                        day on, which may have wildcards, or 'confirm', 'deny' or
                        'withdraw' for any entry or source; may be given several
                        times
      --on DAY          the day for --explain, --why-not and --change; for
                        --explain by default the first on which the atom holds
      --markdown        differences and other answers as tables in Markdown
      --json            differences and other answers as documents of JSON
      --help            this text

    Exit codes:
      0   answered
      64  the command line, or the question in it, cannot be understood
      65  a file is not a chronicle or scenario, or says what cannot be
      66  a file or the seeds cannot be read
      70  the rules cannot be evaluated
      74  the answer cannot be written
    """
  }
}

/// Text of unknown origin without characters that would act on a terminal.
func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
