/// A change that cannot be made, or that contradicts another.
public struct ScenarioProblem: Diagnostic {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// Two changes of which one undoes the other.
    case contradiction(Scenario.Change, Scenario.Change)
    /// A change names an entry that the record does not have.
    case unknownEntry(EntryID, change: Scenario.Change, nearest: String?)
    /// A change names a source that the record does not have.
    case unknownSource(SourceID, change: Scenario.Change, nearest: String?)
    /// Claims are removed that the entry does not have.
    case noClaims(of: SourceID, EntryID)
    /// A statement is adopted that nobody holds: it is no opinion, forecast or conditional.
    case notHeld(EntryID)
    /// A held statement is confirmed or denied.
    case held(EntryID, change: Scenario.Change)
  }

  /// What is wrong.
  public let kind: Kind
  /// Where the change was read, nil if it was not read.
  public let place: Place?

  init(_ kind: Kind, place: Place?) {
    self.kind = kind
    self.place = place
  }

  /// The code.
  public var code: String {
    switch kind {
    case .contradiction: "TD801"
    case .unknownEntry: "TD802"
    case .unknownSource: "TD803"
    case .noClaims: "TD804"
    case .notHeld: "TD805"
    case .held: "TD806"
    }
  }

  /// What is wrong, where, the law broken and the next step.
  public var message: String {
    let place = place.map { " at \($0)" } ?? ""
    switch kind {
    case .contradiction(let first, let second):
      return "\(second) contradicts \(first)\(place); the changes of a scenario are made together;"
        + " remove one of them"
    case .unknownEntry(let id, let change, let nearest):
      return "cannot \(change)\(place): the record has no entry '\(id)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "name an entry of the record")
    case .unknownSource(let id, _, let nearest):
      return "'\(id)' cannot withdraw\(place): the record has no such source; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "name a source of the record")
    case .noClaims(let source, let id):
      return "'\(id)' has no claim of '\(source)' to remove\(place); name a source that claims it"
    case .notHeld(let id):
      return "cannot adopt '\(id)'\(place): nobody holds it, it is claimed; confirm it"
    case .held(let id, let change):
      return "cannot \(change)\(place): it is an opinion, forecast or conditional, and no fact;"
        + " adopt '\(id)', or retract it"
    }
  }
}

/// Every problem that keeps a scenario from being one, or from being applied.
public struct ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one problem, by the order of the scenario's changes.
  public let problems: [ScenarioProblem]

  init(_ problems: [ScenarioProblem]) { self.problems = problems }

  /// One problem a line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
