import TechDecoupling

extension Question {
  /// What would follow: asked on a copy of the record.
  static let suppositions: [Question] = [
    Question("12", .analyst, "If the Blackwell claim were substantiated, what would follow?") {
      var answer = Answer()
      let base = $0.articles
      var fork = base
      try answer.suppose("v4-trained-on-blackwell", in: &fork)
      for (words, chronicle) in [("as it is", base), ("if it were so", fork)] {
        let findings = try await chronicle.findings()
        try answer.tellTraining(words, findings)
      }
      // That it will be claimed is a forecast; here it is supposed to be so.
      let claim: EntryID = "deepseek-may-claim-huawei"
      if case .statement(let told)? = base[claim]?.content, let holding = told.holding {
        answer.say("\(holding.holder), \"\(holding.likelihood ?? "")\": \(told.words ?? "")")
      }
      try answer.suppose(claim, in: &fork)
      try answer.tellTraining(
        "if DeepSeek claimed Huawei's alone", try await fork.findings(), known: base)
      return answer
    },

    Question("38", .developer, "Nvidia is given access on 2026-03-10: which conclusions stop?") {
      let base = $0.all
      var fork = base
      let grant = Event(
        "DeepSeek gives Nvidia V4", on: "2026-03-10",
        begins: [Access.grantedAccess(Lab("deepseek"), v4, nvidia.as(Party.self))])
      try fork.add(Entry("nvidia-given-access", grant))
      let (before, after) = (try await base.findings(), try await fork.findings())
      var answer = Answer()
      for day: Day in ["2026-03-09", "2026-03-10"] {
        var stopped: [String] = []
        for pattern in [
          Access.withheldFrom(v4, any()), Access.cannotPreTune(any(), any(), v4),
          Access.aheadOf(any(), any(), v4),
        ] {
          let remaining = Set(try after.atoms(matching: pattern, on: day))
          for atom in try before.atoms(matching: pattern, on: day) {
            if !remaining.contains(atom) {
              stopped.append("\(atom) (\(try before.surely(atom, on: day)))")
            }
            answer.cite(try before.explain(atom, on: day))
          }
        }
        answer.say("\(day): \(stopped.isEmpty ? "nothing stops" : list(stopped) + " stop")")
        let kept = try after.rows(Access.withheldFrom, on: day).map { model, maker in
          "\(maker.name) (\(try after.surely(Access.withheldFrom(model, maker), on: day)))"
        }
        answer.say("\(day): it stays withheld from \(list(kept))")
      }
      return answer
    },
  ]
}

extension Answer {
  /// Takes what an entry says as the recorder's own word, in a copy of the record.
  mutating func suppose(_ id: EntryID, in fork: inout Chronicle) throws {
    guard let entry = fork[id], case .statement(let told) = entry.content else { return }
    cite(id, entry.claims, in: fork)
    let period = told.period ?? entry.claims.compactMap(\.period).first
    try fork.replace(
      Entry(id: id, content: .statement(Statement(told.atoms, over: period)), rows: entry.rows))
  }

  /// Says which questions the training of models raises, and what erodes.
  fileprivate mutating func tellTraining(
    _ words: String, _ findings: Findings, known: Chronicle? = nil
  ) throws {
    var followed = false
    for (model, chip, country, control) in findings.rows(Training.complianceQuestion, on: asked) {
      try tell(
        "\(words): a question of compliance on \(model.name) and \(chip.name)",
        Training.complianceQuestion(model, chip, country, control), on: asked, in: findings,
        known: known)
      followed = true
    }
    for (model, chip, other) in findings.rows(Training.trainingDisputed, on: asked) {
      try tell(
        "\(words): a dispute between \(chip.name) and \(other.name)",
        Training.trainingDisputed(model, chip, other), on: asked, in: findings, known: known)
      followed = true
    }
    for (control, country) in findings.rows(Training.controlErodes, on: asked) {
      try tell(
        "\(words): \(control.name) erode", Training.controlErodes(control, country), on: asked,
        in: findings, known: known)
      followed = true
    }
    if !followed { say("\(words): nothing follows") }
  }
}
