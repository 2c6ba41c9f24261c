import TechDecoupling

/// Relations for tests of findings and proofs.
enum P {
  static let edge = Relation<String, String>("edge")
  static let path = Relation<String, String>("path")
  static let a = Relation<String>("a")
  static let b = Relation<String>("b")
  static let c = Relation<String>("c")
  static let d = Relation<String>("d")
  static let size = Relation<String, Int>("size")
  static let length = Relation<String, Int>("length")
}

extension Period {
  /// The days from one to another, both included.
  static func days(_ first: Day, _ last: Day) -> Period {
    Period(from: first, until: last.advanced(by: 1)) ?? .always
  }
}

extension Explanation {
  /// The height that the root's proof has by definition.
  var height: Int {
    guard case .conclusion(let conclusion) = steps[0].kind else { return 0 }
    return conclusion.height
  }

  /// The conclusions, in the order of the tree, as `atom day rule`.
  var conclusions: [String] {
    steps.compactMap { step in
      guard case .conclusion(let conclusion) = step.kind else { return nil }
      return "\(conclusion.atom) \(conclusion.day) \(conclusion.rule)"
    }
  }

  /// The recorded steps, in the order of the tree, as `atom day`.
  var recorded: [String] {
    steps.compactMap { step in
      guard case .recorded(let recorded) = step.kind else { return nil }
      return "\(recorded.atom) \(recorded.day)"
    }
  }
}

/// Facts and the findings under rules.
func findings(
  _ rulebook: Rulebook, horizon: Horizon = .standard, _ fill: (inout Facts) -> Void
) async throws -> Findings {
  var facts = Facts()
  fill(&facts)
  return try await facts.findings(under: rulebook, horizon: horizon)
}
