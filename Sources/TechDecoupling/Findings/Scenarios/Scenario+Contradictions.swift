extension Scenario {
  /// Every two changes that contradict each other.
  ///
  /// - Complexity: O(*n*) in the changes: each is compared with the first of each kind that speaks
  ///   of the same.
  var contradictions: [ScenarioProblem] {
    var first: [Subject: [Change]] = [:]
    var problems: [ScenarioProblem] = []
    for change in changes {
      for subject in change.subjects {
        let known = first[subject] ?? []
        for other in known where change.contradicts(other) {
          let problem = ScenarioProblem(
            .contradiction(other, change), place: place(of: change) ?? place(of: other))
          if !problems.contains(problem) { problems.append(problem) }
        }
        if !known.contains(where: { $0.rank == change.rank }) {
          first[subject] = known + [change]
        }
      }
    }
    return problems
  }

  /// What two changes may contradict each other about.
  fileprivate enum Subject: Hashable {
    case entry(EntryID)
    case claims(SourceID, EntryID)
    case source(SourceID)
    case rule(String)
    case parameter(String)
  }
}

extension Scenario.Change {
  fileprivate var subjects: [Scenario.Subject] {
    switch self {
    case .add(let entry):
      [.entry(entry.id)] + Set(entry.claims.map(\.source)).sorted().map { .source($0) }
    case .addClaim(let claim, let id):
      [.entry(id), .claims(claim.source, id), .source(claim.source)]
    case .removeClaims(let source, let id): [.entry(id), .claims(source, id)]
    case .retract(let id), .confirm(let id), .deny(let id), .adopt(let id): [.entry(id)]
    case .withdraw(let source): [.source(source)]
    case .addRule(let rule): [.rule(rule.name)]
    case .removeRule(let name): [.rule(name)]
    case .set(let parameter, _): [.parameter(parameter)]
    case .suppose: []
    }
  }

  /// Whether one change undoes what another one does; both speak of one subject.
  fileprivate func contradicts(_ other: Scenario.Change) -> Bool {
    switch (self, other) {
    case (.retract, .retract): false
    case (.retract, _), (_, .retract): entry == other.entry
    case (.confirm(let id), .deny(let denied)), (.deny(let denied), .confirm(let id)):
      id == denied
    // Two entries of one id would be joined; a scenario says once what it adds.
    case (.add(let one), .add(let two)): one.id == two.id && one != two
    case (.addClaim(let claim, let id), .removeClaims(let source, let from)),
      (.removeClaims(let source, let from), .addClaim(let claim, let id)):
      id == from && claim.source == source
    case (.withdraw(let source), .addClaim(let claim, _)),
      (.addClaim(let claim, _), .withdraw(let source)):
      claim.source == source
    case (.withdraw(let source), .add(let entry)), (.add(let entry), .withdraw(let source)):
      entry.claims.contains { $0.source == source }
    case (.addRule(let one), .addRule(let two)): one.name == two.name && one != two
    case (.addRule(let rule), .removeRule(let name)), (.removeRule(let name), .addRule(let rule)):
      rule.name == name
    case (.set(let one, let first), .set(let two, let second)): one == two && first != second
    default: false
    }
  }
}
