import TechDecoupling

/// The model that the questions are about.
let v4 = Model("deepseek-v4")
/// The maker that every text names.
let nvidia = Chipmaker("nvidia")
/// The destination of the controls.
let china = Country("CN")
/// The day on which most questions are asked.
let asked: Day = "2026-02-26"

extension Question {
  /// Who is refused the model, who is given it, and by whose account.
  static let withholding: [Question] = [
    Question("1", .journalist, "From which chipmakers is V4 withheld, by whose account, and why?") {
      let findings = try await $0.findings(.all)
      var answer = Answer()
      for (model, maker) in findings.rows(Access.withheldFrom, on: asked) {
        let proof = try findings.explain(Access.withheldFrom(model, maker), on: asked)
        let surely = try findings.surely(Access.withheldFrom(model, maker), on: asked)
        // Whom a report tells of a class it does not name.
        let refused = proof.leaves.map(\.atom)
          .filter { $0.relation == Access.declinedAccess.signature }.map(\.values?.last)
        let told = proof.accounts(in: findings)
        if let group = refused.first(where: findings.isClass) {
          answer.say(
            "\(maker.name), \(surely), only as one of \(findings.name(of: group)), of whom it is"
              + " told by \(told)")
        } else {
          answer.say("\(maker.name), \(surely), by \(told)")
        }
        answer.cite(proof)
      }
      let motive = Motives.motive(Act("v4-withholding"), any())
      if try findings.atoms(matching: motive, conceivable: true).isEmpty {
        answer.say("no reason is on record")
      }
      answer.ask(findings.facts.openQuestions(matching: motive), in: findings)
      return answer
    },

    Question("2", .journalist, "Who did get early access, for how long, and who says so?") {
      let findings = try await $0.findings(.all)
      var answer = Answer()
      for (model, maker) in findings.rows(Access.earlyAccess, on: asked) {
        let atom = Access.earlyAccess(model, maker)
        let proof = try findings.explain(atom, on: asked)
        let words = Set(
          proof.leaves.flatMap(\.supports).flatMap(\.support.claims).compactMap(\.words))
        let until = try findings.runs(of: atom).filter(\.isCertain).last?.period.until
        answer.say(
          "\(maker.name), \(list(words.sorted())) ahead, until the release"
            + (until.map { " on \($0)" } ?? "") + ", by \(proof.accounts(in: findings))")
        answer.cite(proof)
      }
      for atom in try findings.atoms(
        matching: Access.grantedAccess(Lab("deepseek"), v4, any()), on: asked)
      {
        guard findings.isClass(atom.values?.last) else { continue }
        answer.say("\(findings.name(of: atom.values?.last)), which is an open set")
        answer.cite(try findings.explain(atom, on: asked))
      }
      return answer
    },

    Question(
      "3", .journalist, "How many independent sources back that V4 is withheld from Nvidia?"
    ) {
      let findings = try await $0.findings(.articles)
      let atom = Access.withheldFrom(v4, nvidia)
      var answer = Answer()
      guard try findings.verdict(atom, on: asked).outcome == .holds else {
        answer.say("none")
        return answer
      }
      let proof = try findings.explain(atom, on: asked)
      let supports = proof.leaves.flatMap(\.supports).map(\.support)
      let claims = supports.flatMap(\.claims).filter { $0.stance == .asserts }
      // What another passes on is a step on its way, and no text of its own.
      let texts = Set(claims.map(\.source)).subtracting(claims.flatMap(\.relays).map(\.source))
      let roots = Set(
        supports.flatMap(\.appraisal.asserting).filter { $0.grade != .f }.map(\.source))
      answer.say(
        "\(texts.count) texts, \(roots.count) at the root: \(proof.accounts(in: findings))")
      answer.cite(proof)
      return answer
    },

    Question("4", .complianceEngineer, "Is V4 withheld from Intel?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      for maker in ["intel", "nvidia", "amd"] as [EntityID] {
        try answer.tell(
          "\(maker)", Access.withheldFrom(v4, Chipmaker(maker)), on: asked, in: findings)
      }
      return answer
    },

    Question("6", .analyst, "What did the record show by 2026-02-24?") {
      var answer = Answer()
      for day: Day in ["2026-02-24", "2026-02-25"] {
        let findings = try await $0.findings(.articles, trusting: .notJudged, knownBy: day)
        let atoms = try findings.atoms(
          matching: Access.withheldFrom(v4, any()), on: asked, conceivable: true)
        if atoms.isEmpty { answer.say("known by \(day): nothing about a withholding") }
        for atom in atoms {
          answer.say("known by \(day): \(atom), \(try findings.surely(atom, on: asked))")
          answer.cite(try findings.explain(atom, on: asked))
        }
      }
      return answer
    },

    Question("R12", .journalist, "Is V4 withheld from Nvidia on 2026-05-01?") {
      let findings = try await $0.findings(.all)
      let atom = Access.withheldFrom(v4, nvidia)
      var answer = Answer()
      try answer.tell("on 2026-04-23", atom, on: "2026-04-23", in: findings)
      let verdict = try findings.verdict(atom, on: "2026-05-01")
      try answer.tell("on 2026-05-01", atom, on: "2026-05-01", in: findings)
      verdict.reasons.forEach { answer.say($0) }
      try answer.tell("V4 is released", Access.released(v4), on: "2026-05-01", in: findings)
      return answer
    },
  ]
}
