extension WhyNot: CustomStringConvertible {
  /// The answer as an indented tree, no line longer than 80 columns.
  ///
  /// What holds begins with `+`, what fails with `-`, an exception that stops the rule with `!`, and
  /// a condition on a value that nothing gives yet with `?`. A question that stands above is not
  /// answered twice, nor is a proof printed twice.
  public var description: String {
    var written = Written()
    write(0, margin: "", &written)
    return written.lines.joined(separator: "\n")
  }

  /// The lines so far, and what they hold.
  private struct Written {
    var lines: [String] = []
    var questions: Set<Int> = []
    var proofs: Set<[Explanation.Step]> = []

    mutating func add(_ text: String, _ margin: String, _ further: String) {
      Printing.wrap(Printing.safe(text), first: margin, indent: margin + further, into: &lines)
    }

    /// Adds a proof; one that stands above is named alone.
    mutating func add(_ proof: Explanation, _ margin: String) {
      guard proofs.insert(proof.steps).inserted else {
        lines.append(margin + "(proved above)")
        return
      }
      for line in proof.description.split(separator: "\n") {
        let own = margin + String(line.prefix { $0 == " " })
        Printing.wrap(String(line), first: own, indent: own + "  ", into: &lines)
      }
    }
  }

  private func write(_ number: Int, margin: String, _ written: inout Written) {
    guard questions.indices.contains(number) else { return }
    let question = questions[number]
    if number == 0 {
      written.add("\(question.atom) does not hold on \(question.day)", margin, "  ")
      for gap in question.gaps { written.add(gap.words, margin + "  ", "  ") }
    }
    guard written.questions.insert(number).inserted else {
      written.lines.append(margin + "(asked above)")
      return
    }
    if number == 0 && !question.isConcluded {
      written.add("no rule concludes '\(question.atom.relation.name)'", margin + "  ", "  ")
    }
    if question.isConcluded && question.nearMisses.isEmpty {
      written.add("no rule could conclude it", margin, "  ")
    }
    for miss in question.nearMisses {
      let missing = miss.missing.count
      written.add("rule '\(miss.rule)', \(missing) of \(miss.parts.count) missing", margin, "  ")
      for part in miss.holding { written.add("+ \(part.sentence)", margin + "  ", "    ") }
      for part in miss.missing {
        written.add("\(part.bullet) \(part.sentence)", margin + "  ", "    ")
        for gap in part.gaps { written.add(gap.words, margin + "    ", "  ") }
        if let proof = part.proof { written.add(proof, margin + "    ") }
        if let below = part.question { write(below, margin: margin + "    ", &written) }
      }
    }
  }

  /// The near misses of all questions as a table in Markdown, a row for each.
  public var markdown: String {
    let columns = ["atom", "day", "rule", "holds", "missing"]
    var rows = [columns, columns.map { _ in "---" }]
    for question in questions {
      if question.nearMisses.isEmpty {
        rows.append(
          ["\(question.atom)", "\(question.day)", "", "", question.gaps.words])
      }
      for miss in question.nearMisses {
        rows.append([
          "\(question.atom)", "\(question.day)", miss.rule,
          miss.holding.map(\.sentence).joined(separator: "; "),
          miss.missing.map { part in
            part.sentence + (part.gaps.isEmpty ? "" : " (\(part.gaps.words))")
          }.joined(separator: "; "),
        ])
      }
    }
    return rows.map { "| " + $0.map(Printing.cell).joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}

extension WhyNot.Part {
  /// The part in words: `unless released(v4), on some day of the past 30 days`.
  public var sentence: String {
    (isException ? "unless " : "") + words + (window.map { ", \($0)" } ?? "")
  }

  fileprivate var bullet: String {
    switch state {
    case .holds: "+"
    case .fails: isException ? "!" : "-"
    case .waits: "?"
    }
  }
}

extension [WhyNot.Gap] {
  fileprivate var words: String { map(\.words).joined(separator: "; ") }
}

extension WhyNot.Gap: CustomStringConvertible {
  /// The gap in words: `held-by(a, b) held, but until 2025-03-01`.
  public var description: String { words }

  /// The gap in words: `held-by(a, b) held, but until 2025-03-01`.
  public var words: String {
    switch self {
    case .never: return "there is no such fact"
    case .until(let atom, let period, let entry):
      let last = period.until.map { "\($0.advanced(by: -1))" } ?? period.words
      return "\(atom) held, but until \(last)" + (entry.map { ": entry '\($0)' ends it" } ?? "")
    case .from(let atom, let period):
      return "\(atom) holds, but only from \(period.from.map { "\($0)" } ?? period.words)"
    case .partly(let atom, let period):
      return "\(atom) holds, but not on every day asked: \(period.words)"
    case .untrusted(let atom, let entry, let credibility, let reason):
      let source = entry.map { "entry '\($0)'" } ?? "the record"
      return "\(source) has \(atom), but below the trusted credibility:"
        + " \(credibility.rawValue), \(reason)"
    case .denied(let atom, let entry):
      return "entry '\(entry)' has \(atom), and the scenario denies it"
    case .conceivable(let atom, let reasons):
      return "\(atom) is only conceivable"
        + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    case .values(let words): return words
    case .exception(let atom, let period, let isConceivable):
      return "\(atom) \(isConceivable ? "is conceivable" : "holds"), \(period.words)"
    }
  }
}
