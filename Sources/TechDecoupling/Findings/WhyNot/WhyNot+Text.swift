extension WhyNot: CustomStringConvertible {
  /// The answer as an indented tree, no line longer than 80 columns.
  ///
  /// What holds begins with `+`, what fails with `-`, an exception that stops the rule with `!`, and
  /// a condition on a value that nothing gives yet with `?`. A question that stands above is not
  /// answered twice.
  public var description: String {
    var lines: [String] = []
    var written: Set<Int> = []
    write(0, margin: "", written: &written, into: &lines)
    return lines.joined(separator: "\n")
  }

  private func write(
    _ number: Int, margin: String, written: inout Set<Int>, into lines: inout [String]
  ) {
    guard questions.indices.contains(number) else { return }
    let question = questions[number]
    if number == 0 {
      add("\(question.atom) does not hold on \(question.day)", margin, "  ", into: &lines)
      for gap in question.gaps { add(gap.words, margin + "  ", "  ", into: &lines) }
    }
    guard written.insert(number).inserted else {
      if question.isConcluded { lines.append(margin + "(asked above)") }
      return
    }
    if number == 0 && !question.isConcluded {
      add("no rule concludes '\(question.atom.relation.name)'", margin + "  ", "  ", into: &lines)
    }
    if question.isConcluded && question.nearMisses.isEmpty {
      add("no rule could conclude it", margin, "  ", into: &lines)
    }
    for miss in question.nearMisses {
      let missing = miss.missing.count
      add(
        "rule '\(miss.rule)', \(missing) of \(miss.parts.count) missing", margin, "  ",
        into: &lines)
      for part in miss.holding {
        add("+ \(part.sentence)", margin + "  ", "    ", into: &lines)
      }
      for part in miss.missing {
        add("\(part.bullet) \(part.sentence)", margin + "  ", "    ", into: &lines)
        for gap in part.gaps { add(gap.words, margin + "    ", "  ", into: &lines) }
        if let proof = part.proof {
          lines += proof.description.split(separator: "\n").map { margin + "    " + $0 }
        }
        if let below = part.question {
          write(below, margin: margin + "    ", written: &written, into: &lines)
        }
      }
    }
  }

  private func add(
    _ text: String, _ margin: String, _ further: String, into lines: inout [String]
  ) {
    Printing.wrap(Printing.safe(text), first: margin, indent: margin + further, into: &lines)
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
