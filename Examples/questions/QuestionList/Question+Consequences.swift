import TechDecoupling

extension Question {
  /// What follows from withholding.
  static let consequences: [Question] = [
    Question("15", .developer, "Why can Nvidia not tune CUDA for V4 in advance?") {
      let findings = try await $0.findings(.articles)
      let atom = Access.cannotPreTune(nvidia, Platform("cuda"), v4)
      var answer = Answer()
      guard try findings.verdict(atom, on: asked).outcome == .holds else {
        answer.say("it is not on record that it cannot")
        return answer
      }
      let proof = try findings.explain(atom, on: asked)
      proof.sentences.forEach { answer.say($0) }
      answer.cite(proof)
      answer.tellAside(proof, in: findings)
      return answer
    },

    Question("16", .engineer, "What can each US vendor not adapt?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      for (maker, platform, model) in findings.rows(Access.cannotPreTune, on: asked) {
        let atom = Access.cannotPreTune(maker, platform, model)
        try answer.tell(
          "\(maker.name) cannot tune \(platform.name)", atom, on: asked, in: findings)
        answer.tellAside(try findings.explain(atom, on: asked), in: findings)
      }
      return answer
    },

    Question("17", .engineer, "Who gains a head start, and through what?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      for (party, model) in findings.rows(Access.gainsHeadStart, on: asked) {
        try answer.tell(
          "\(party.name) gains a head start", Access.gainsHeadStart(party, model), on: asked,
          in: findings)
      }
      for (maker, platform, model) in findings.rows(Access.canPreTune, on: asked) {
        let atom = Access.canPreTune(maker, platform, model)
        try answer.tell("\(maker.name) can tune \(platform.name)", atom, on: asked, in: findings)
        answer.tellAside(try findings.explain(atom, on: asked), in: findings)
      }
      for (model, part) in findings.rows(Stacks.tunedFor, on: asked) where model.id == v4.id {
        try answer.tell(
          "\(model.name) is tuned for \(part.name)", Stacks.tunedFor(model, part), on: asked,
          in: findings)
      }
      return answer
    },

    Question("25", .engineer, "Which norm was broken, and by what?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      for (norm, lab, model) in findings.rows(Access.normBroken, on: asked) {
        try answer.tell(
          "\(norm.name), by \(lab.name) with \(model.name)",
          Access.normBroken(norm, lab, model), on: asked, in: findings)
      }
      return answer
    },

    Question("28", .journalist, "Has DeepSeek given a reason?") {
      let findings = try await $0.findings(.articles)
      let motive = Motives.motive(Act("v4-withholding"), any())
      var answer = Answer()
      let isStated = try !findings.atoms(matching: motive, conceivable: true).isEmpty
      answer.say(isStated ? "a reason is on record" : "no reason is on record")
      answer.ask(findings.facts.openQuestions(matching: motive), in: findings)
      return answer
    },

    Question("13", .journalist, "Who says that V4 was trained on Blackwell, and how firmly?") {
      let atom = Training.trainedOn(v4, Chip("blackwell"))
      var answer = Answer()
      try answer.tell(
        "trusting what is possible", atom, on: asked, in: try await $0.findings(.articles))
      let findings = try await $0.findings(.articles, trusting: .doubtful)
      try answer.tell("trusting what is doubtful", atom, on: asked, in: findings)
      for support in findings.facts[atom]?.supports ?? [] {
        for root in support.appraisal.asserting {
          let people = root.attributions.map { attribution in
            "\(attribution.sentence)\(attribution.isInterested ? "" : ", not interested")"
          }
          answer.say("by \(root.source?.text ?? "unstated origin"), from \(list(people))")
        }
      }
      return answer
    },

    Question("40", .analyst, "Who accuses whom of distillation, when, and at what scale?") {
      let findings = try await $0.findings(.all)
      var answer = Answer()
      let told = findings.facts.setAside
        .filter { $0.key.relation.name == Training.distilled.name }
        .sorted { $0.key < $1.key }
      for (atom, supports) in told {
        for support in supports {
          for root in support.appraisal.asserting {
            let dates = support.claims.flatMap(\.relays).compactMap(\.reported?.text)
            let accuser = root.source.map { findings.chronicle.sources[$0]?.name ?? $0.text }
            answer.say(
              "\(accuser ?? "unstated origin"), \(root.isInterested ? "interested" : "neutral"),"
                + " on \(list(dates)): \(atom), \(support.credibility?.rawValue ?? "not judged")")
          }
          let entry = support.entry.flatMap { findings.chronicle[$0] }
          for words in support.claims.compactMap(\.words) { answer.say("\"\(words)\"") }
          if let note = entry?.note { answer.say(note) }
          answer.cite(support, entry?.rows ?? [])
        }
      }
      return answer
    },
  ]
}
