import Ending
import TechDecoupling

/// What the command line asks for.
struct Options {
  var chips: [String] = []
  var destinations: [Country] = ["CN"]
  var days: [Day] = ["2023-06-01", "2024-01-01", "2026-01-20"]
  var holder: Party?
  var files: [String] = []
  var isHelp = false

  /// Reads arguments: chips, and options with their values after them.
  init(_ arguments: [String]) throws(Failure) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      func next() throws(Failure) -> String {
        guard let value = rest.popFirst() else {
          throw .usage("'\(argument)' needs a value after it")
        }
        return value
      }
      switch argument {
      case "--help", "-h": isHelp = true
      case "--to":
        destinations = []
        for code in try next().split(separator: ",") {
          guard Country.isKnown(String(code)) else {
            throw .usage("'\(code)' is no country code such as CN or HK")
          }
          destinations.append(Country(EntityID(String(code))))
        }
      case "--on":
        days = []
        for text in try next().split(separator: ",") {
          guard let day = try? Day(parsing: String(text)) else {
            throw .usage("'\(text)' is no day of the calendar such as 2024-01-01")
          }
          days.append(day)
        }
      case "--for": holder = Party(EntityID(try next()))
      case "--record": files.append(try next())
      case _ where argument.hasPrefix("-"): throw .usage("unknown option '\(argument)'")
      default: chips.append(argument)
      }
    }
    if files.isEmpty { files = ["seeds/record.json"] }
  }

  static let help = """
    Tells what stands between chips and destinations on days, and why: each provision
    in force with what the chip meets or what names it, and the licenses under it.

    usage: controls [CHIP…] [--to COUNTRY,…] [--on DAY,…] [--for PARTY]
                    [--record FILE] [--help]

      CHIP           the id or name of a chip, such as h20; by default every chip of
                     the record
      --to COUNTRY   ISO codes, such as CN,HK,MO; by default CN
      --on DAY       days; by default 2023-06-01, 2024-01-01 and 2026-01-20, one
                     under each vintage of the US rules
      --for PARTY    whose trade it is: its licenses answer, and listings of it count
      --record FILE  a chronicle, or a folder of them; may be given more than once; by
                     default seeds/record.json
      --help         this text

    Exit codes: 0 answered; 64 the command line, or a chip in it, cannot be
    understood; 66 a chronicle cannot be read; 70 the rules cannot be evaluated; 74
    the answer cannot be written.
    """
}

/// The chips asked about, by id or name; without any, all that the record knows.
func chips(_ options: Options, _ findings: Findings) throws(Failure) -> [Chip] {
  let known = findings.chronicle.entities.all(Chip.self).sorted { $0.id < $1.id }
  if options.chips.isEmpty { return known }
  var chips: [Chip] = []
  for text in options.chips {
    guard let chip = known.first(where: { $0.id.text == text || $0.name == text }) else {
      throw .usage("the record knows no chip '\(text)'")
    }
    chips.append(chip)
  }
  return chips
}

/// Why a chip cannot be classified by figures; nil if it can.
func unclassifiable(_ chip: Chip, _ findings: Findings) throws -> String? {
  let pattern = ExportControls.figures(chip, any(), any(), any(), any(), any())
  guard try findings.atoms(matching: pattern).isEmpty else { return nil }
  let question = findings.facts.openQuestions(matching: pattern).first
  return question.flatMap { findings.chronicle[$0.entry]?.note } ?? "No figures are on record."
}

/// The conclusions that say why: what the chip meets, what names it, how it is reviewed.
let reasons: Set<String> = [
  "covers", "excepted", "meets", "reviewed-as", "restricts-party", "under-limits",
]
