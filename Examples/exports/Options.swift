import Ending
import TechDecoupling

/// What is written.
enum Format: String, CaseIterable {
  case dot, mermaid
  case graphML = "graphml"
  case csv
  case jsonLines = "json-lines"
  case jsonLD = "json-ld"
  case stix
  case followTheMoney = "followthemoney"
  case statements
  case leftOut = "left-out"
  case facts, proof
}

/// What the command line asks for.
struct Options {
  var format = Format.dot
  var names: [String] = []
  var day: Day = "2026-03-01"
  var record = "seeds"
  var isHelp = false

  init(_ arguments: [String]) throws(Failure) {
    var words: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": isHelp = true
      case "--on", "--record":
        guard let value = rest.popFirst() else {
          throw .usage("'\(argument)' needs a value after it")
        }
        if argument == "--record" {
          record = value
          continue
        }
        do { day = try Day(parsing: value) } catch { throw .usage("\(error)") }
      case _ where argument.hasPrefix("-"): throw .usage("unknown option '\(argument)'")
      default: words.append(argument)
      }
    }
    if isHelp { return }
    guard let first = words.first else { throw .usage("say in which format") }
    guard let format = Format(rawValue: first) else {
      let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("there is no format '\(first)', only \(known)")
    }
    self.format = format
    names = Array(words.dropFirst())
    switch format {
    case .dot, .mermaid, .graphML, .csv, .proof:
      if names.isEmpty { throw .usage("'\(first)' needs a name after it") }
    case .facts:
      if !names.isEmpty { throw .usage("'facts' takes no names, and was given '\(names[0])'") }
    default: break
    }
  }

  static let help = """
    Writes findings for other programs.

    usage: exports FORMAT [NAME…] [--on DAY] [--record FILE] [--help]

      dot, mermaid, graphml  relations as a graph of entities, on a day
      csv                    relations as tables, one row a run of days
      json-lines, json-ld    relations as JSON Lines and linked data; all if none is
                             named
      stix                   the record as a bundle of STIX 2.1, with runs of days
                             of relations
      followthemoney         entities, events and runs of days as entities of
                             FollowTheMoney
      statements             the same as statements, in a table
      left-out               what FollowTheMoney cannot say of them, and why
      facts                  the facts as JSON Lines
      proof                  atoms, each with its proof in Markdown, on a day
      --on DAY               by default 2026-03-01
      --record FILE          a chronicle, or a folder of them; by default seeds
      --help                 this text

    Exit codes: 0 written; 64 the command line, or a name in it, cannot be
    understood; 66 a chronicle cannot be read; 70 the rules cannot be evaluated; 74
    the text cannot be written.
    """
}
