import TechDecoupling

extension Question {
  /// Who says what, how well, and what nobody says.
  static let evidence: [Question] = [
    Question("27", .journalist, "Which motives are proposed, by whom, how firmly?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      try answer.tell(
        heldOn: Motives.motive(Act("v4-withholding"), any()), in: findings
      ) { values in findings.name(of: values.last) }
      return answer
    },

    Question("30", .journalist, "Which effect on Nvidia is expected, by when, and by whom?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      for frame in Assessments.TimeFrame.allCases {
        try answer.tell(
          heldOn: Assessments.impact(
            Act("v4-withholding"), Party("nvidia"), any(), frame.rawValue, any()),
          in: findings
        ) { values in
          "\(frame.rawValue), \(findings.name(of: values[2])): \(findings.name(of: values[4]))"
        }
      }
      return answer
    },

    Question("32", .journalist, "Which statements have a named speaker?") {
      var answer = Answer()
      for speaker in $0.articles.speakers() {
        let interest = speaker.isInterested ? ", interested" : ""
        answer.say("\(speaker.name)\(interest): \(list(speaker.testimonies.map(\.entry.text)))")
        for testimony in speaker.testimonies {
          answer.cite(testimony.entry, [testimony.claim], in: $0.articles)
        }
      }
      return answer
    },

    Question("34", .complianceEngineer, "Is \"68 billion dollars Q4 earnings\" usable as it is?") {
      let findings = try await $0.findings(.all)
      let day: Day = "2026-01-01"
      var answer = Answer()
      for row in findings.rows(Indicators.mislabeled, on: day) {
        answer.say("\(plain(row.3)) \(row.4), told as \(row.1) of \(row.0.name), are its \(row.2)")
        answer.cite(
          try findings.explain(
            Indicators.mislabeled.fact(row.0, row.1, row.2, row.3, row.4), on: day))
      }
      return answer
    },

    Question("35", .journalist, "Rank the five texts by reliability, and say why.") {
      let chronicle = $0.articles
      let texts = chronicle.sources.keys.filter { $0.text.hasPrefix("article-") }
      var answer = Answer()
      for text in chronicle.ranking(of: texts) {
        answer.say("\(text)")
        for entry in chronicle.entries {
          let claims = entry.claims.filter { $0.source == text.source.id }
          if !claims.isEmpty { answer.cite(entry.id, claims, in: chronicle) }
        }
      }
      return answer
    },

    Question("36", .analyst, "What is explicitly unknown?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      answer.ask(findings.facts.openQuestions, in: findings)
      return answer
    },
  ]
}

extension Answer {
  /// Says who holds what on a question, how firmly, and cites who tells it.
  fileprivate mutating func tell(
    heldOn pattern: Atom, in findings: Findings, _ words: ([Value]) -> String
  ) throws {
    for held in findings.facts.held(matching: pattern) {
      guard let holding = held.statement.holding else { continue }
      let firmly = holding.likelihood.map { ", \"\($0)\"" } ?? ""
      for atom in held.statement.atoms where atom.matches(pattern) {
        say("\(words(atom.values ?? [])): \(holding.holder)\(firmly)")
      }
      cite(held.entry, held.claims, in: findings.chronicle)
    }
  }
}

extension Findings {
  /// A value in words: an entity's name, or text.
  func name(of value: Value?) -> String {
    switch value {
    case .entity(let id)?: chronicle.entities.name(of: id)
    case .text(let text)?: text
    default: "?"
    }
  }
}
