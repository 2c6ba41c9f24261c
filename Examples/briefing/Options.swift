import Ending
import TechDecoupling

/// What the command line asks for.
struct Options {
  var files: [String] = []
  var day: Day?
  var knownBy: Day?
  var trusting = Credibility.possible
  var explained: String?
  var isJSON = false
  var page: String?
  var isHelp = false

  private static let names = [
    "--on", "--known-by", "--trusting", "--explain", "--json", "--html", "--help",
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
        files.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      var value = parts.count > 1 ? String(parts[1]) : nil
      func next() throws(Failure) -> String {
        if let value { return value }
        guard let following = rest.popFirst(), !following.hasPrefix("--") else {
          throw .usage("'\(name)' needs a value after it")
        }
        value = following
        return following
      }
      switch name {
      case "--on": day = try Options.day(next(), of: name)
      case "--known-by": knownBy = try Options.day(next(), of: name)
      case "--trusting": trusting = try Options.credibility(next())
      case "--explain": explained = try next()
      case "--json": isJSON = true
      case "--html":
        guard page == nil else { throw .usage("'--html' is given twice; it writes one page") }
        page = try next()
      case "--help", "-h": isHelp = true
      default:
        let near = nearest(to: name, among: Options.names).map { "; did you mean '\($0)'?" } ?? ""
        throw .usage("unknown option '\(printable(name))'\(near)")
      }
      if ["--json", "--help", "-h"].contains(name), parts.count > 1 {
        throw .usage("'\(name)' takes no value")
      }
    }
    if let page, page.hasSuffix(".json") || files.contains(page) {
      throw .usage(
        "'--html' would write over '\(printable(page))'; name a page, such as report.html")
    }
    guard page == nil || explained == nil && !isJSON else {
      throw .usage(
        "'--html' writes the whole page; leave out '\(isJSON ? "--json" : "--explain")'")
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
    let names = Credibility.allCases.map(\.rawValue)
    let name = text.split(separator: "-").joined(separator: " ")
    if let level = Credibility(rawValue: name) { return level }
    let near = nearest(to: text, among: names).map { "did you mean '\($0)'? " } ?? ""
    throw .usage(
      "'--trusting' knows no level '\(printable(text))'; \(near)the levels are"
        + " \(names.reversed().joined(separator: ", "))")
  }

  static var help: String {
    """
    Tells who is denied which model before its release, since when, how surely, by
    whose account and why; and what the record holds beside it.

    usage: briefing [FILE…] [--on DAY] [--known-by DAY] [--trusting LEVEL]
                    [--explain ATOM] [--json] [--html FILE] [--help]

      FILE              a chronicle in JSON, a folder of them, or - for standard
                        input; by default the folder 'seeds', here or further up
      --on DAY          what holds on a day, such as 2026-02-26; by default whole
                        periods
      --known-by DAY    only what had been reported by a day, so nothing that is
                        reported without one; by default all
      --trusting LEVEL  what is taken to be so: confirmed, probable, possible,
                        doubtful, improbable, not-judged, and all above it; by
                        default possible
      --explain ATOM    the proof of one conclusion, down to claims and sources:
                        --explain 'withheld-from(deepseek-v4, nvidia)'; on the day
                        of --on, by default the first on which it holds
      --json            the same for machines: an object with 'format' equal to
                        'techdecoupling-briefing/1'; a key for each section of the
                        text; days as 2026-02-26, 'until' included, null for open
      --html FILE       all conclusions with their proofs, the record and its sources
                        as one page for a browser, with pictures; it opens on the
                        day of --on; - for standard output
      --help            this text

    Exit codes:
      0   answered
      64  the command line, or the question in it, cannot be understood
      65  a file is not a chronicle, or says what cannot be
      66  a file or the seeds cannot be read
      70  the rules cannot be evaluated
      74  the answer cannot be written
    """
  }
}

/// The nearest of some names, if it is near.
func nearest(to name: String, among names: some Sequence<String>) -> String? {
  var best: (distance: Int, name: String)?
  for candidate in names {
    let distance = distance(Array(name.unicodeScalars), Array(candidate.unicodeScalars))
    if distance <= max(2, name.count / 3), best.map({ (distance, candidate) < $0 }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.name
}

/// The number of letters to add, remove or change to make one word of another.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
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
