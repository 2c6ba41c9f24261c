/// What a rule says, with types erased: the form that validation, evaluation, explanation and
/// printing read.
public struct Clause: Hashable, Sendable {
  /// The conclusion.
  public var head: Atom
  /// What must hold on the day, all of it.
  public var premises: [Premise]
  /// "Unless": the rule does not fire on days on which any of these holds.
  public var exceptions: [Premise]
  /// The rule's own sentence.
  public var reason: Reason?

  /// Creates a clause from its parts.
  public init(
    head: Atom, premises: [Premise] = [], exceptions: [Premise] = [], reason: Reason? = nil
  ) {
    self.head = head
    self.premises = premises
    self.exceptions = exceptions
    self.reason = reason
  }

  /// Adds premises, all of which must hold.
  public func when(_ premises: any Condition...) -> Clause {
    var clause = self
    clause.premises += premises.map(\.premise)
    return clause
  }

  /// Adds exceptions, any one of which keeps the rule from firing.
  public func unless(_ exceptions: any Condition...) -> Clause {
    var clause = self
    clause.exceptions += exceptions.map(\.premise)
    return clause
  }

  /// Gives the rule its own sentence, with variables and parameters in it.
  public func because(_ reason: Reason) -> Clause {
    var clause = self
    clause.reason = reason
    return clause
  }
}

extension Atom {
  /// Returns the clause that concludes the atom when all premises hold.
  public func when(_ premises: any Condition...) -> Clause {
    Clause(head: self, premises: premises.map(\.premise))
  }
}
