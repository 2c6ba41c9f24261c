import TechDecoupling

extension Question {
  /// What the record says, by real figures and dates.
  static let chips: [Question] = [
    Question(
      "R1", .complianceEngineer,
      "What stood between H800 and China on 2023-06-01 and on 2024-01-01, by the numbers?"
    ) {
      let findings = try await $0.findings(.elsewhere)
      var answer = Answer()
      for day: Day in ["2023-06-01", "2024-01-01"] {
        try answer.tell(findings.controlAnswer(Chip("h800"), to: china, on: day), in: findings)
        try answer.measure(Chip("h800"), on: day, in: findings)
      }
      return answer
    },

    Question(
      "R2", .complianceEngineer,
      "Which license did H20 need for China on 2025-03-01, 2025-05-01 and 2025-09-01?"
    ) {
      let findings = try await $0.findings(.elsewhere)
      var answer = Answer()
      for day: Day in ["2025-03-01", "2025-05-01", "2025-09-01"] {
        try answer.tell(findings.controlAnswer(Chip("h20"), to: china, on: day), in: findings)
      }
      try answer.measure(Chip("h20"), on: "2025-03-01", in: findings)
      return answer
    },

    Question("R4", .complianceEngineer, "Was B200 reviewed case by case on 2026-01-20?") {
      let findings = try await $0.findings(.elsewhere)
      var answer = Answer()
      try answer.tell(
        findings.controlAnswer(Chip("b200"), to: china, on: "2026-01-20"), in: findings)
      for limit in findings.rows(ExportControls.reviewsBelow, on: "2026-01-20") {
        answer.say("\(limit.1) is for chips below TPP \(plain(limit.2)) and \(plain(limit.3)) GB/s")
        answer.cite(
          try findings.explain(
            ExportControls.reviewsBelow(limit.0, limit.1, limit.2, limit.3), on: "2026-01-20"))
      }
      try answer.measure(Chip("b200"), on: "2026-01-20", in: findings)
      return answer
    },

    Question(
      "R6", .complianceEngineer, "Was the control on model weights in force on 2025-06-01?"
    ) {
      let findings = try await $0.findings(.elsewhere)
      let control = ExportControl("ear-4e091")
      var answer = Answer()
      try answer.tell(
        "in force", ExportControls.inForce(control), on: "2025-06-01", in: findings)
      try answer.tell(
        "not enforced", ExportControls.unenforced(control), on: "2025-06-01", in: findings)
      return answer
    },
  ]
}

extension Answer {
  /// Says the figures of a chip by each reading, and which clauses that reach China they meet.
  mutating func measure(_ chip: Chip, on day: Day, in findings: Findings) throws {
    for row in findings.rows(ExportControls.figures, on: day) where row.0.id == chip.id {
      sayFigures(row.1, tpp: row.2, area: row.3, link: row.4, memory: row.5)
      cite(
        try findings.explain(
          ExportControls.figures(row.0, row.1, row.2, row.3, row.4, row.5), on: day))
    }
    clauses: for row in findings.rows(ExportControls.meets, on: day) where row.0.id == chip.id {
      for atom in [ExportControls.inForce(row.1), ExportControls.reaches(row.1, china)] {
        guard try findings.verdict(atom, on: day).outcome == .holds else { continue clauses }
      }
      say("by \(row.3) it meets \(row.2) of \(row.1.name)")
      cite(try findings.explain(ExportControls.meets(row.0, row.1, row.2, row.3), on: day))
    }
  }

  private mutating func sayFigures(
    _ reading: String, tpp: Fixed, area: Fixed, link: Fixed, memory: Fixed
  ) {
    let (tpp, area) = (plain(tpp), plain(area))
    let (link, memory) = (plain(link), plain(memory))
    say("\(reading): TPP \(tpp), \(area) mm², link \(link) GB/s, memory \(memory) GB/s")
  }
}
