import TechDecoupling

extension Question {
  /// Who says what, how well, and what nobody says.
  static let evidence: [Question] = [
    Question("27", .journalist, "Which motives are proposed, by whom, how firmly?") {
      let findings = try await $0.findings(.articles)
      let pattern = Motives.motive(Act("v4-withholding"), any())
      var answer = Answer()
      for held in findings.facts.held {
        guard let holding = held.statement.holding,
          let atom = held.statement.atoms.first(where: { $0.matches(pattern) }),
          case .entity(let motive)? = atom.values?.last
        else { continue }
        let name = findings.chronicle.entities.name(of: motive)
        let firmly = holding.likelihood.map { ", \"\($0)\"" } ?? ""
        answer.say("\(name): \(holding.holder)\(firmly)")
        answer.cite(held.entry, held.claims, in: findings.chronicle)
      }
      return answer
    },

    Question("32", .journalist, "Which statements have a named speaker?") {
      var answer = Answer()
      for entry in $0.articles.entries {
        let named = entry.claims.filter { $0.attribution?.speaker != nil }
        for claim in named {
          answer.say("\(claim.attribution?.sentence ?? ""): \(entry.id), told by \(claim.source)")
        }
        if !named.isEmpty { answer.cite(entry.id, named, in: $0.articles) }
      }
      return answer
    },

    Question("35", .journalist, "Rank the five texts by reliability, and say why.") {
      let chronicle = $0.articles
      let texts = chronicle.sources.values.filter { $0.id.text.hasPrefix("article-") }
      var answer = Answer()
      for text in texts.sorted(by: { ($1.reliability, $0.id) < ($0.reliability, $1.id) }) {
        let told = chronicle.entries.map { entry in
          (entry: entry, claims: entry.claims.filter { $0.source == text.id })
        }.filter { !$0.claims.isEmpty }
        let relaying = told.filter { $0.claims.contains { !$0.relays.isEmpty } }
        let relayed = Set(told.flatMap(\.claims).flatMap(\.relays).map(\.source.text))
        let speakers = Set(told.flatMap(\.claims).compactMap(\.attribution?.speaker))
        answer.say(
          "\(text.name): \(text.reliability.rawValue)\(text.isInterested ? ", interested" : "");"
            + " names \(list(relayed.sorted())) in \(relaying.count) of \(told.count) entries;"
            + " speakers by name: \(list(speakers.sorted()))")
        for (entry, claims) in told { answer.cite(entry.id, claims, in: chronicle) }
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
