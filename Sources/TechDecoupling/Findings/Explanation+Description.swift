extension Explanation: CustomStringConvertible {
  /// The proof as an indented tree, no line longer than 80 columns.
  ///
  /// Each step begins with `-`, what keeps the one above from certain with `?`. Below the twelfth
  /// step from the top the indentation stays and the depth is printed instead.
  public var description: String {
    var lines: [String] = []
    forEachStep { step, depth, paragraphs in
      write(step, paragraphs, depth: depth, into: &lines)
    }
    return lines.joined(separator: "\n")
  }

  /// The depth below which the indentation stays.
  static let deepest = 12

  /// Calls a function with each step in the order of the tree, its depth and its paragraphs.
  func forEachStep(_ body: (Step, _ depth: Int, _ paragraphs: [String]) -> Void) {
    guard !steps.isEmpty else { return }
    var stack: [(step: Int, depth: Int, day: Day?)] = [(0, 0, nil)]
    while let (index, depth, day) = stack.popLast() {
      let step = steps[index]
      var paragraphs = text(of: step, day: day)
      if step.sameAs != nil { paragraphs = [(paragraphs.first ?? "") + " (proved above)"] }
      if step.isDoubt, step.isProof { paragraphs[0] = "not certain, since: " + paragraphs[0] }
      body(step, depth, paragraphs)
      guard step.sameAs == nil else { continue }
      let below = step.day ?? day
      for child in step.children.reversed() { stack.append((child, depth + 1, below)) }
    }
  }

  private func write(
    _ step: Step, _ paragraphs: [String], depth: Int, into lines: inout [String]
  ) {
    let margin = String(repeating: "  ", count: min(depth, Explanation.deepest))
    let bullet = depth == 0 ? "" : step.isDoubt ? "? " : "- "
    let level = depth > Explanation.deepest ? "[\(depth)] " : ""
    let indent = margin + "  "
    for (number, paragraph) in paragraphs.enumerated() {
      Printing.wrap(
        Printing.safe(paragraph), first: number == 0 ? margin + bullet + level : indent,
        indent: indent + (number == 0 ? "" : "  "), into: &lines)
    }
  }

  /// The paragraphs of a step.
  private func text(of step: Step, day: Day?) -> [String] {
    let window = step.window.map { ", \($0)" } ?? ""
    switch step.kind {
    case .conclusion(let conclusion):
      let days = conclusion.day == day ? "" : " on \(conclusion.day)"
      let sure = conclusion.credibility.map { ", \($0.rawValue)" } ?? ", only conceivable"
      let facts =
        "\(conclusion.atom)\(days)\(window)\(sure); holds \(conclusion.period.words);"
        + " rule '\(conclusion.rule)'"
      return conclusion.sentence.map { [$0, facts] } ?? [facts]
    case .recorded(let recorded):
      return text(of: recorded, title: "recorded", day: day, window: window)
    case .mark(let recorded):
      return text(of: recorded, title: "marked", day: day, window: window)
    case .absence(let absence):
      let days = absence.window.map { " \($0)" } ?? ""
      return absence.isConceivable
        ? ["not certain: \(absence.atom)\(days) on \(absence.day)"]
        : ["absent: no \(absence.atom)\(days) on \(absence.day)"]
    case .comparison(let words), .member(let words), .doubt(let words):
      return [words]
    case .aggregate(let aggregate):
      return [aggregate.sentence]
    case .run(let run):
      return ["the run of \(run.atom): \(run.period.words)"]
    case .identity(let id, let other):
      return ["'\(id)' and '\(other)' are read as one"]
    }
  }

  private func text(
    of recorded: Recorded, title: String, day: Day?, window: String
  ) -> [String] {
    let days = recorded.day == day ? "" : " on \(recorded.day)"
    // The recorder's own word has no credibility to name: it counts whatever is trusted.
    let isOwnWord = recorded.supports.contains { $0.support.isOwnWord && $0.support.role != .ends }
    let sure =
      isOwnWord && recorded.credibility == .confirmed
      ? ", taken at every level"
      : recorded.credibility.map { ", \($0.rawValue)" } ?? ", only conceivable"
    let period = recorded.period == .always ? "" : ", \(recorded.period.words)"
    var lines = ["\(title): \(recorded.atom)\(days)\(window)\(sure)\(period)"]
    for evidence in recorded.supports { lines += text(of: evidence) }
    return lines
  }

  private func text(of evidence: Evidence) -> [String] {
    let support = evidence.support
    var head: String
    switch support.role {
    case .profile: head = "from a profile of the record"
    case .supposition: head = "supposed"
    case .given: return support.location.map { ["given in \($0)"] } ?? []
    case .begins, .marks, .states, .ends: head = "entry"
    }
    if let entry = evidence.entry { head += " \(entry)" }
    if let title = evidence.title { head += ": \(title)" }
    if let date = support.date { head += ", dated \(date.text)" }
    if let period = support.period { head += ", over \(period)" }
    if support.isOwnWord {
      if support.role != .profile { head += "; recorded without source" }
      return [head]
    }
    var lines = [head]
    if let credibility = support.credibility {
      lines.append("\(credibility.rawValue): \(support.appraisal.reason)")
    }
    lines += support.claims.map(text(of:))
    return lines
  }

  private func text(of claim: Claim) -> String {
    var words = "\(name(claim.source)) \(claim.stance.words)"
    if !claim.relays.isEmpty {
      words += ", relaying " + claim.relays.map { name($0.source) }.joined(separator: ", ")
    }
    if let reported = claim.reported { words += ", on \(reported.text)" }
    if let attribution = claim.attribution {
      words += "; by the account of \(attribution.sentence)"
    }
    return words
  }

  private func name(_ id: SourceID) -> String {
    guard let source = names.sources[id] else { return id.text }
    let interested = source.isInterested ? ", interested" : ""
    return "\(source.name) (\(source.reliability.rawValue)\(interested))"
  }
}

extension Explanation.Step {
  /// The day of the step, if it has one of its own.
  fileprivate var day: Day? {
    switch kind {
    case .conclusion(let conclusion): conclusion.day
    case .recorded(let recorded), .mark(let recorded): recorded.day
    case .absence, .comparison, .member, .aggregate, .run, .identity, .doubt: nil
    }
  }

  fileprivate var isProof: Bool {
    switch kind {
    case .conclusion, .recorded: true
    case .mark, .absence, .comparison, .member, .aggregate, .run, .identity, .doubt: false
    }
  }
}

extension Claim.Stance {
  /// What a source does with a claim: `asserts it`.
  var words: String {
    switch self {
    case .asserts: "asserts it"
    case .denies: "denies it"
    case .declines: "declines to speak on it"
    case .unclear: "calls it unclear"
    case .withdraws: "withdraws it"
    }
  }
}

extension Attribution {
  /// Whom a source names, in words: `2 people familiar with the matter`.
  public var sentence: String {
    var parts: [String] = []
    if let speaker { parts.append(speaker) }
    if let people { parts.append(people == 1 ? "one person" : "\(people) people") }
    if let role { parts.append(role) }
    var words = parts.isEmpty ? "somebody" : parts.joined(separator: ", ")
    if isInterested { words += ", who is interested" }
    if let said = self.words { words += ", in the words \"\(said)\"" }
    return words
  }
}
