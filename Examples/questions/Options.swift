import Ending
import QuestionList

/// What the command line asks for.
struct Options {
  var folder = "seeds"
  var numbers: Set<String>?
  var isHelp = false

  /// Reads arguments: numbers of questions, and options.
  init(_ arguments: [String]) throws(Failure) {
    let known = Set(Question.all.map(\.number))
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": isHelp = true
      case "--seeds":
        guard let value = rest.popFirst() else {
          throw .usage("'--seeds' needs a folder after it")
        }
        folder = value
      case _ where argument.hasPrefix("-"):
        throw .usage("unknown option '\(argument)'")
      default:
        guard known.contains(argument) else {
          throw .usage("there is no question '\(argument)'")
        }
        numbers = (numbers ?? []).union([argument])
      }
    }
  }

  static let help = """
    Puts questions to the chronicles of the seeds, and prints each with its answer
    and the entries on which that rests: [rows] of the list of facts, and by whom.

    usage: questions [NUMBER…] [--seeds FOLDER] [--help]

      NUMBER          the questions to ask, such as 12 or R2; by default all
      --seeds FOLDER  where the chronicles are; by default 'seeds'
      --help          this text

    Exit codes: 0 answered; 64 the command line cannot be understood; 66 the
    chronicles cannot be read; 70 a question cannot be answered; 74 the answer
    cannot be written.
    """
}
