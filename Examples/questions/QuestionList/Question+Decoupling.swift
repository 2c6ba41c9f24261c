import TechDecoupling

extension Question {
  /// How interdependence changes, and what follows from a pattern of withholding.
  static let decoupling: [Question] = [
    Question("23", .analyst, "How did interdependence change per year?") {
      let findings = try await $0.findings(.articles, trusting: .doubtful)
      var answer = Answer()
      let ends: [Day] = [
        "2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-02-28",
      ]
      var before: Set<Atom> = []
      for day in ends {
        let rows = findings.rows(Interdependence.index, on: day, conceivable: true)
          .filter { $0.0.id == "US" }
        for dimension in Dimension.allCases {
          let values = rows.filter { $0.2 == dimension.rawValue }.map(\.3)
          guard let least = values.min(), let most = values.max() else { continue }
          answer.say("\(day), \(dimension.rawValue): \(least == most ? "" : "\(least) to ")\(most)")
        }
        // A class is no party that is counted.
        for cut in findings.rows(Interdependence.tieCut, on: day)
        where cut.0.id == "US" && !findings.isClass(.entity(cut.3.id))
          && !findings.isClass(.entity(cut.4.id))
        {
          let atom = Interdependence.tieCut.fact(cut.0, cut.1, cut.2, cut.3, cut.4)
          let proof = try findings.explain(atom, on: day)
          answer.cite(proof)
          // What is cut for one is cut for both: the reason is that of the first.
          let reasons = proof.steps.compactMap { step in
            if case .conclusion(let conclusion) = step.kind,
              conclusion.atom.relation == atom.relation
            {
              conclusion.sentence
            } else {
              nil
            }
          }
          guard before.insert(atom).inserted, let reason = reasons.last else { continue }
          answer.say("  \(try findings.surely(atom, on: day)): \(reason)")
        }
      }
      for row in findings.rows(ExportControls.licensed, on: "2025-12-31") {
        answer.say("\(row.1.name) may go by license of \(row.3.name) since 2025")
        answer.cite(
          try findings.explain(
            ExportControls.licensed(row.0, row.1, row.2, row.3, row.4), on: "2025-12-31"))
      }
      return answer
    },

    Question("29", .analyst, "If more Chinese labs withhold, what follows?") {
      let known = $0.articles
      var fork = known
      var answer = Answer()
      for lab in ["baidu", "bytedance"] as [EntityID] {
        let model = Model(EntityID("model-of-\(lab)"), lab: lab)
        try fork.add(model)
        try fork.add(
          Entry(
            EntryID("\(model.id)-withheld"),
            Event(
              "\(lab) withholds its model", on: "2026-02-27",
              begins: [Access.declinedAccess(Lab(lab), model, Party("nvidia"))])))
        let findings = try await fork.findings(from: Viewpoint(trusting: .notJudged))
        answer.say("if \(lab) withholds its model from Nvidia as well:")
        let day: Day = "2026-02-28"
        var follows = false
        for (maker, benefit) in findings.rows(Norms.loses, on: day) {
          answer.say("\(maker.name) loses \(benefit)")
          answer.cite(
            try findings.explain(Norms.loses.fact(maker, benefit), on: day), known: known)
          follows = true
        }
        for (country, other) in findings.rows(Norms.fragmenting, on: day) {
          answer.say("the industries of \(country.name) and \(other.name) fragment")
          answer.cite(
            try findings.explain(Norms.fragmenting(country, other), on: day), known: known)
        }
        for maker in findings.rows(Norms.spurred, on: day) {
          answer.say("\(maker.name) builds faster")
          answer.cite(try findings.explain(Norms.spurred(maker), on: day), known: known)
        }
        if !follows { answer.say("nothing yet; how many labs it takes is a parameter") }
      }
      return answer
    },
  ]
}
