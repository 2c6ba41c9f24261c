extension Elaborator {
  /// Checks the orders of premises that a clause is given; they change no result.
  mutating func checkPlans(_ items: [ItemSyntax]) {
    var planned: [(ClauseSyntax, PlanSyntax)] = []
    for case .clause(let clause) in items {
      if let plan = clause.plan { planned.append((clause, plan)) }
    }
    guard !planned.isEmpty else { return }
    var needs: [String: Set<String>] = [:]
    for case .clause(let clause) in items {
      let names = Set((clause.body?.positiveAtoms ?? []).map(\.name.text))
      for head in clause.heads { needs[head.name.text, default: []].formUnion(names) }
    }
    for (clause, plan) in planned {
      guard let body = clause.body, let head = clause.heads.first else { continue }
      let atoms = body.positiveAtoms
      let recursive = atoms.count { Elaborator.reaches(head.name.text, from: $0.name.text, needs) }
      if recursive == 0 {
        report(.plan(.notRecursive), plan.range)
        continue
      }
      for order in plan.orders {
        if let version = order.version, (Int(version.text) ?? .max) >= recursive {
          report(.plan(.version(version.text, count: recursive)), order.range)
        }
        let numbers = order.premises.compactMap { Int($0.text) }.sorted()
        if numbers != Array(1..<(atoms.count + 1)) {
          report(.plan(.order(premises: atoms.count)), order.range)
        }
      }
    }
  }

  /// Whether a relation is concluded from another, directly or not.
  private static func reaches(
    _ goal: String, from start: String, _ needs: [String: Set<String>]
  ) -> Bool {
    var seen: Set<String> = [start]
    var waiting = [start]
    while let name = waiting.popLast() {
      if name == goal { return true }
      for next in needs[name] ?? [] where seen.insert(next).inserted { waiting.append(next) }
    }
    return false
  }
}

extension BodySyntax {
  /// The atoms that must hold, those of aggregates left out.
  fileprivate var positiveAtoms: [AtomSyntax] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.positiveAtoms)
    case .atom(let atom), .window(_, let atom), .run(let atom, _): [atom]
    case .not, .comparison, .test, .same, .constant: []
    }
  }
}
