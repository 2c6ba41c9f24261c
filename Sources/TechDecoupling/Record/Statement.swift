/// Atoms that hold, always or over a period; or that somebody holds to be so.
public struct Statement: Hashable, Sendable, Codable {
  /// What is so.
  ///
  /// Wildcards only if nobody asserts it: an open question.
  public var atoms: [Atom]
  /// Nil means on every day.
  public var period: DatePeriod?
  /// Set if this is an opinion, forecast or conditional: kept, shown, and no fact.
  public var holding: Holding?
  /// A held statement in words, if it has no atoms or beside them.
  public var words: String?

  /// Creates a statement.
  public init(
    _ atoms: [Atom], over period: DatePeriod? = nil, holding: Holding? = nil, words: String? = nil
  ) {
    self.atoms = atoms
    self.period = period
    self.holding = holding
    self.words = words
  }
}

/// Who holds a statement, how surely, and under which conditions.
public struct Holding: Hashable, Sendable, Codable {
  /// A source, an entity or a person, in words.
  public var holder: String
  /// The word of likelihood as it was said, such as "almost certain".
  public var likelihood: String?
  /// The condition, if there is one: "if these, then those".
  public var given: [Atom]

  /// Creates a holding.
  public init(holder: String, likelihood: String? = nil, given: [Atom] = []) {
    self.holder = holder
    self.likelihood = likelihood
    self.given = given
  }
}
