/// A mistake in rule text, or a warning about it, with its place and the line that has it.
///
/// ```
/// exposure.dl:12:11: error TD703: expected ',' or ')' after a term, found ':-'; close the list
/// 12 | path(x, y :- edge(x, y).
///    |           ^~
/// ```
public struct RuleTextProblem: Diagnostic {
  /// What is wrong, by the stage that finds it.
  public enum Mistake: Hashable, Sendable {
    /// A file that cannot be read.
    case file(FileProblem)
    /// The text is not in the form of rules.
    case syntax(RuleSyntaxMistake)
    /// The text is in the form of rules and says something that cannot be meant.
    case meaning(RuleMeaningMistake)
    /// The rules that the text makes are wrong as rules made in Swift can be.
    case rulebook(RulebookProblem)
  }

  /// Whether the program can be used all the same.
  public enum Severity: String, Hashable, Sendable {
    /// The program is not used.
    case error
    /// The program is used, and may not say what was meant.
    case warning
  }

  /// The line of the text that has the mistake, and what stands under it.
  public struct Excerpt: Hashable, Sendable {
    /// The line, cut to the part around the mistake if it is long.
    public let line: String
    /// Spaces, a caret at the mistake's first character and a tilde for each further one.
    public let marker: String
  }

  /// What is wrong.
  public let mistake: Mistake
  /// File, line and column, the last two from 1; a column is a Unicode scalar.
  public let place: Place
  /// The line with the mistake; nil if there is no such line.
  public let excerpt: Excerpt?

  /// The code of the documentation's list.
  public var code: String {
    switch mistake {
    case .file(let problem): problem.code
    case .syntax(let mistake): mistake.code
    case .meaning(let mistake): mistake.code
    case .rulebook(let problem): problem.code
    }
  }

  /// What happened, the law broken and the next step.
  public var message: String {
    switch mistake {
    case .file(let problem): problem.message
    case .syntax(let mistake): mistake.message
    case .meaning(let mistake): mistake.message
    case .rulebook(let problem): problem.message
    }
  }

  /// Whether the program can be used all the same.
  public var severity: Severity {
    let isWarning =
      switch mistake {
      case .syntax(let mistake): mistake.isWarning
      case .meaning(let mistake): mistake.isWarning
      case .file, .rulebook: false
      }
    return isWarning ? .warning : .error
  }

  /// Place, severity, code and message, and under them the line with a caret.
  public var description: String {
    let head = "\(place): \(severity.rawValue) \(code): \(message)"
    guard let excerpt, let line = place.line else { return head }
    let number = String(line)
    let gutter = String(repeating: " ", count: number.utf8.count)
    return "\(head)\n\(number) | \(excerpt.line)\n\(gutter) | \(excerpt.marker)"
  }
}

extension RuleTextProblem: Comparable {
  /// Orders by place, then code, then message.
  public static func < (left: RuleTextProblem, right: RuleTextProblem) -> Bool {
    left.place == right.place
      ? (left.code, left.message) < (right.code, right.message) : left.place < right.place
  }
}

/// All the mistakes of a file of rules, in order of place.
public struct RuleTextError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one error, and the warnings that were found with it.
  public let problems: [RuleTextProblem]

  /// Creates an error; the problems are put in order, each once.
  public init(_ problems: some Sequence<RuleTextProblem>) {
    self.problems = Set(problems).sorted()
  }

  /// Each problem with its line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
