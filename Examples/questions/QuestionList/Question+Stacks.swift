import TechDecoupling

extension Question {
  /// Which stacks there are, what they share, and what a market demands.
  ///
  /// One interested article lists the stacks, so these questions trust what is doubtful.
  static let stacks: [Question] = [
    Question("18", .engineer, "List each stack's members by layer.") {
      let findings = try await $0.findings(.articles, trusting: .doubtful)
      let rows = findings.rows(Stacks.inStack, on: asked)
      var answer = Answer()
      var stacks: [Group] = []
      for row in rows where !stacks.contains(row.1) { stacks.append(row.1) }
      for stack in stacks.sorted(by: { $0.id > $1.id }) {
        for layer in Layer.allCases {
          let members = rows.filter { $0.1 == stack && $0.2 == layer.rawValue }
          answer.say("\(stack.name), \(layer.rawValue): \(list(members.map(\.0.name)))")
          for row in members {
            answer.cite(
              try findings.explain(Stacks.inStack.fact(row.0, row.1, row.2), on: asked))
          }
        }
      }
      return answer
    },

    Question("19", .analyst, "Do the two stacks share any member?") {
      let findings = try await $0.findings(.articles, trusting: .doubtful)
      var answer = Answer()
      for day: Day in ["2022-09-30", asked] {
        let shared = findings.rows(Stacks.shared, on: day).filter { $0.1.id < $0.2.id }
        answer.say("on \(day) they share: \(list(shared.map(\.0.name)))")
        for row in shared {
          answer.cite(try findings.explain(Stacks.shared(row.0, row.1, row.2), on: day))
        }
        for (one, other) in findings.rows(Stacks.split, on: day) where one.id < other.id {
          try answer.tell(
            "on \(day) \(one.name) and \(other.name) have split", Stacks.split(one, other),
            on: day, in: findings)
        }
      }
      return answer
    },

    Question("21", .engineer, "What must a product do to run in China?") {
      // A product that is built on Nvidia, PyTorch and AWS, in a copy of the record.
      var fork = $0.articles
      let product = Technology("product")
      try fork.add(product)
      try fork.add(
        Entry(
          "product-as-built",
          Statement(
            ["nvidia", "pytorch", "aws"].map {
              Dependence.dependsOn(Party(product.id), Party(EntityID($0)))
            })))
      let findings = try await fork.findings(from: Viewpoint(trusting: .doubtful))
      var answer = Answer()
      let accepted = findings.rows(Stacks.accepts, on: asked)
      for layer in Layer.allCases {
        let rows = accepted.filter { $0.1 == layer.rawValue }
        if rows.isEmpty { continue }
        answer.say("\(layer.rawValue): \(list(rows.map(\.2.name)))")
        for row in rows {
          answer.cite(try findings.explain(Stacks.accepts.fact(row.0, row.1, row.2), on: asked))
        }
      }
      for row in findings.rows(Stacks.mustReplace, on: asked) where row.0.id == product.id {
        answer.say("what is built on \(row.2.name) replaces it")
        answer.cite(
          try findings.explain(Stacks.mustReplace(row.0, row.1, row.2), on: asked),
          known: $0.articles)
      }
      return answer
    },

    Question("22", .engineer, "What does supporting both stacks cost?") {
      let findings = try await $0.findings(.articles, trusting: .doubtful)
      var answer = Answer()
      for row in findings.rows(Stacks.parallelCost, on: asked) {
        answer.say("\(row.0.name) and \(row.1.name): infrastructure times \(plain(row.2))")
        answer.cite(
          try findings.explain(Stacks.parallelCost.fact(row.0, row.1, row.2), on: asked))
      }
      for row in findings.rows(Stacks.portingCost, on: asked) {
        answer.say("from \(row.0.name) to \(row.1.name): \(row.2)")
        answer.cite(
          try findings.explain(Stacks.portingCost.fact(row.0, row.1, row.2), on: asked))
      }
      // Told by reports without a name, which nothing grades.
      let hearsay = try await $0.findings(.articles, trusting: .notJudged)
      let pattern = Indicators.indicator(
        Party("huawei"), any(), any(), any(), any(), any(), any())
      for atom in try hearsay.atoms(matching: pattern) {
        answer.say("\(atom), which has no baseline")
        for support in hearsay.facts[atom]?.supports ?? [] {
          answer.cite(support, support.entry.flatMap { hearsay.chronicle[$0]?.rows } ?? [])
        }
      }
      return answer
    },
  ]
}
