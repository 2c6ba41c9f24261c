/// What a test of findings expects and they do not say, with the reason.
public enum UnmetExpectation: Diagnostic {
  /// An atom has to hold and does not, with what is missing, or not as far up, with its proof.
  case unmet(Verdict, atLeast: Credibility, proof: Explanation?, whyNot: WhyNot?)
  /// An atom must not hold, and does or is conceivable.
  case unrefuted(Verdict, proof: Explanation)
  /// A difference is another than a table says; lines as the table has them.
  case otherDifference(missing: [String], unexpected: [String])
  /// A line of a table is none, or names a column that there is not.
  case unreadableTable(line: String, columns: [String])

  /// The code.
  public var code: String {
    switch self {
    case .unmet: "TD811"
    case .unrefuted: "TD812"
    case .otherDifference: "TD813"
    case .unreadableTable: "TD814"
    }
  }

  /// What was expected, and below it why it is not so.
  public var message: String {
    switch self {
    case .unmet(let verdict, let level, let proof, let whyNot):
      return [
        "expected to hold, \(level.rawValue) at least", "\(verdict)", proof?.description,
        whyNot?.description,
      ].compactMap(\.self).joined(separator: "\n")
    case .unrefuted(let verdict, let proof):
      return ["expected not to hold", "\(verdict)", proof.description].joined(separator: "\n")
    case .otherDifference(let missing, let unexpected):
      let lines = missing.map { "missing:    \($0)" } + unexpected.map { "unexpected: \($0)" }
      return (["the difference is another than the table says"] + lines).joined(separator: "\n")
    case .unreadableTable(let line, let columns):
      return "'\(line)' is no line of a table of the columns \(ReadingProblem.list(columns));"
        + " a line has a cell for each column of the first line, between bars"
    }
  }
}
