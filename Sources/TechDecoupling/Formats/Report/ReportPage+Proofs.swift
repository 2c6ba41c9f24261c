extension ReportPage {
  /// The number of steps above which a proof names other conclusions instead of proving them; on a
  /// page of many findings every proof does.
  private var longestWholeProof: Int { told.count > 2_000 ? 0 : 60 }

  /// Writes a proof as nested lists.
  mutating func write(_ explanation: Explanation, on day: Day) {
    let isLong = explanation.steps.count > longestWholeProof
    markup.element("p", [("class", "proved")], text: "Proof, on \(day)")
    var open = -1
    var hidden = Int.max
    explanation.forEachStep { step, depth, paragraphs in
      if depth > hidden { return }
      hidden = .max
      let nested = min(depth, Explanation.deepest + 1)
      while open > nested {
        markup.close("li")
        markup.close("ul")
        open -= 1
      }
      if open == nested {
        markup.close("li")
      } else {
        markup.open("ul", open < 0 ? [("class", "proof")] : [])
      }
      open = nested
      markup.open("li", step.isDoubt ? [("class", "doubt")] : [])
      if depth > nested { markup.text("[\(depth)] ") }
      let isElsewhere = isLong && depth > 0 && isTold(step)
      write(step, paragraphs, isTop: depth == 0, isElsewhere: isElsewhere)
      if isElsewhere { hidden = depth }
    }
    while open >= 0 {
      markup.close("li")
      markup.close("ul")
      open -= 1
    }
  }

  private func isTold(_ step: Explanation.Step) -> Bool {
    guard case .conclusion(let conclusion) = step.kind else { return false }
    return told.contains(conclusion.atom)
  }

  private mutating func write(
    _ step: Explanation.Step, _ paragraphs: [String], isTop: Bool, isElsewhere: Bool
  ) {
    switch step.kind {
    case .conclusion(let conclusion):
      for (place, paragraph) in paragraphs.enumerated() {
        if place > 0 { markup.literal("<br>") }
        let isFact = place + 1 == paragraphs.count
        markup.element(isFact ? "small" : "strong", text: paragraph)
      }
      guard !isTop, told.contains(conclusion.atom) else { return }
      markup.literal(" ")
      markup.element(
        "a", [("href", "#" + Address.finding(conclusion.atom))],
        text: isElsewhere ? "proved at its own address" : "its own address")
    case .recorded(let recorded), .mark(let recorded):
      markup.text(paragraphs.first ?? "")
      guard step.sameAs == nil else { return }
      for evidence in recorded.supports { write(evidence) }
    case .absence, .comparison, .member, .aggregate, .run, .identity, .doubt:
      for (place, paragraph) in paragraphs.enumerated() {
        if place > 0 { markup.literal("<br>") }
        markup.text(paragraph)
      }
    }
  }

  /// Writes an entry's part in a recorded step, with the way to its claims.
  private mutating func write(_ evidence: Explanation.Evidence) {
    let support = evidence.support
    markup.open("p", [("class", "evidence")])
    switch support.role {
    case .profile: markup.text("from a profile of the record")
    case .supposition: markup.text("supposed")
    case .given: markup.text(support.location.map { "given in \($0)" } ?? "given")
    case .begins, .marks, .states, .ends: markup.text("entry")
    }
    if let id = evidence.entry {
      markup.literal(" ")
      let title = evidence.title ?? id.text
      if findings.chronicle[id] == nil {
        markup.text(title)
      } else {
        markup.element("a", [("href", "#" + Address.entry(id))], text: title)
      }
    }
    if let date = support.date { markup.text(", dated \(date.text)") }
    if let period = support.period { markup.text(", over \(period)") }
    if support.isOwnWord, support.role != .profile { markup.text("; recorded without source") }
    if let credibility = support.credibility {
      markup.text("; \(credibility.rawValue): \(support.appraisal.reason)")
    }
    let claims = evidence.entry.flatMap { findings.chronicle[$0]?.claims } ?? []
    for claim in support.claims {
      markup.text("; ")
      let words = "\(graded(claim.source)) \(claim.stance.words)"
      if let id = evidence.entry, let place = claims.firstIndex(of: claim) {
        markup.element("a", [("href", "#" + Address.claim(id, place))], text: words)
      } else {
        markup.text(words)
      }
      write(particulars: claim)
    }
    markup.close("p")
  }

  /// Writes whom a claim relays, when it was reported and to whom it is attributed.
  mutating func write(particulars claim: Claim) {
    if !claim.relays.isEmpty {
      markup.text(", relaying ")
      for (place, relay) in claim.relays.enumerated() {
        if place > 0 { markup.text(", ") }
        write(source: relay.source, words: name(relay.source))
      }
    }
    if let reported = claim.reported { markup.text(", on \(reported.text)") }
    if let attribution = claim.attribution {
      markup.text("; by the account of \(attribution.sentence)")
    }
  }

  mutating func write(source id: SourceID, words: String) {
    guard findings.chronicle.sources[id] != nil else {
      markup.text(words)
      return
    }
    markup.element("a", [("href", "#" + Address.source(id))], text: words)
  }
}
