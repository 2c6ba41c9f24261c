extension ReportPage {
  /// Writes every finding with its days and proofs, a section for each relation.
  mutating func writeConclusions() throws {
    markup.open(
      "section",
      [("id", "conclusions"), ("class", "long"), ("aria-labelledby", "conclusions-title")])
    markup.element("h2", [("id", "conclusions-title")], text: "Conclusions, with their proofs")
    markup.element(
      "p", [("class", "note")],
      text: "Each opens into its proof: the rule, what it rests on, and who says so. The atom is"
        + " the conclusion's address, to be copied and cited.")
    markup.literal(
      """
      <p class="js-only"><button type="button" id="open-all">Open all shown</button> \
      <button type="button" id="close-all">Close all</button></p>\n
      """)
    for chapter in chapters {
      markup.open("section", [("class", "chapter")])
      markup.element("h3") {
        $0.text(ReportPage.title(chapter.relation))
        $0.literal(" ")
        $0.element("span", [("class", "count")], text: "(\(chapter.conclusions.count))")
      }
      try writeBatches(of: chapter.conclusions, by: 50) { try $0.write($1) }
      markup.close("section")
    }
    markup.element(
      "p", [("class", "none"), ("hidden", "")], text: "No conclusion fits the filter.")
    markup.close("section")
  }

  /// Writes elements, so many together: what is far from what is seen a browser lays out later.
  mutating func writeBatches<Element>(
    of elements: [Element], by size: Int,
    _ write: (inout ReportPage, Element) throws -> Void
  ) rethrows {
    for start in stride(from: 0, to: elements.count, by: size) {
      markup.open("div", [("class", "batch")])
      for element in elements[start..<min(start + size, elements.count)] {
        try write(&self, element)
      }
      markup.close("div")
    }
  }

  private mutating func write(_ conclusion: Conclusion) throws {
    let address = Address.finding(conclusion.atom)
    let proofs = try proved(conclusion).map { run in
      let day = day(in: run)
      return (day: day, proof: try findings.explain(conclusion.atom, on: day))
    }
    markup.open("details", [("class", "finding"), ("id", address)])
    markup.open("summary")
    markup.element("span", [("class", "phrase")], text: phrase(conclusion.atom))
    markup.literal(" ")
    write(sure: conclusion.credibility)
    markup.literal(" ")
    let days = conclusion.surest?.period.words ?? ""
    let others = conclusion.runs.count > 1 ? ", and \(conclusion.runs.count - 1) more" : ""
    markup.text(days + others)
    if let sentence = proofs.first?.proof.sentence {
      markup.element("span", [("class", "why")], text: sentence)
    }
    markup.close("summary")
    // Where scripts run a browser keeps this as text until it is opened, so that a long page is soon
    // there; where none run it is part of the page.
    markup.open("noscript")
    markup.element("p", [("class", "atom")]) {
      $0.element("a", [("href", "#" + address)], text: "\(conclusion.atom)")
    }
    if conclusion.runs.count > 1 {
      markup.open("ul", [("class", "runs")])
      for run in conclusion.runs {
        markup.open("li")
        markup.text(run.period.words + ": ")
        write(sure: run.credibility)
        markup.close("li")
      }
      markup.close("ul")
    }
    for (day, proof) in proofs { write(proof, on: day) }
    markup.close("noscript")
    markup.close("details")
  }

  /// The stretches that are proved: the surest, and one that is only conceivable.
  private func proved(_ conclusion: Conclusion) -> [Run] {
    func first(_ runs: [Run]) -> Run? { runs.first { $0.period.contains(day) } ?? runs.first }
    let best = conclusion.credibility
    let certain = first(conclusion.runs.filter { $0.isCertain && $0.credibility == best })
    return [certain, first(conclusion.runs.filter { !$0.isCertain })].compactMap(\.self)
  }

  /// The page's day if it lies in a stretch, or else the first that it has.
  private func day(in run: Run) -> Day {
    if run.period.contains(day) { return day }
    return run.period.from ?? run.period.until?.advanced(by: -1) ?? findings.horizon.from
  }

  mutating func write(sure credibility: Credibility?) {
    markup.element(
      "span", [("class", credibility == nil ? "sure unsure" : "sure")], text: sure(credibility))
  }
}

extension Explanation {
  /// The sentence of the rule that concludes what is explained.
  fileprivate var sentence: String? {
    guard case .conclusion(let conclusion)? = steps.first?.kind else { return nil }
    return conclusion.sentence
  }
}
