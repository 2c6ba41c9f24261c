import TechDecoupling

extension Question {
  /// What the articles say of export controls.
  static let controls: [Question] = [
    Question(
      "7", .complianceEngineer,
      "Was the sale of H800 to China blocked on 2022-12-31, 2023-06-01 and 2024-01-01?"
    ) {
      let atom = ExportControls.restricted(Party("h800"), china)
      var answer = Answer()
      let told = try await $0.findings(.articles, trusting: .doubtful)
      let real = try await $0.findings(.all)
      for day: Day in ["2022-12-31", "2023-06-01", "2024-01-01"] {
        try answer.tell("as told, on \(day)", atom, on: day, in: told)
        try answer.tell("by the record, on \(day)", atom, on: day, in: real)
      }
      return answer
    },

    Question("9", .analyst, "Which items were restricted at the end of each year?") {
      let findings = try await $0.findings(.articles, trusting: .doubtful)
      var answer = Answer()
      var before: Set<EntityID> = []
      for day: Day in ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"] {
        let rows = findings.rows(ExportControls.restricted, on: day)
        let new = rows.filter { !before.contains($0.0.id) }
        answer.say("\(day): \(before.isEmpty ? "" : "also ")\(list(new.map(\.0.name)))")
        before.formUnion(rows.map(\.0.id))
        for (item, country) in new {
          answer.cite(try findings.explain(ExportControls.restricted(item, country), on: day))
        }
      }
      for row in findings.rows(ExportControls.licensed, on: "2025-12-31") {
        answer.say("\(row.1.name) may go by license of \(row.3.name): \(row.4)")
        answer.cite(
          try findings.explain(
            ExportControls.licensed(row.0, row.1, row.2, row.3, row.4), on: "2025-12-31"))
      }
      return answer
    },

    Question("10", .complianceEngineer, "May H20 go to China on 2026-02-26?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      try answer.tell(findings.controlAnswer(Chip("h20"), to: china, on: asked), in: findings)
      try answer.tell(
        findings.controlAnswer(Chip("h20"), to: china, for: nvidia, on: asked), in: findings)
      return answer
    },

    Question("11", .complianceEngineer, "Did DeepSeek hold an approval for H20 or MI308?") {
      let findings = try await $0.findings(.articles)
      var answer = Answer()
      for chip in ["h20", "mi308"] as [EntityID] {
        let pattern = ExportControls.licenseGranted(
          any(), Party(chip), Party("deepseek"), any())
        let atoms = try findings.atoms(matching: pattern, on: asked, conceivable: true)
        if atoms.isEmpty { answer.say("\(chip): no approval is on record") }
        for atom in atoms { try answer.tell("\(chip)", atom, on: asked, in: findings) }
      }
      return answer
    },
  ]
}
