/// Atoms that hold, always or over a period; or that somebody holds to be so.
public struct Statement: Hashable, Sendable, Codable {
  /// What is so.
  ///
  /// Wildcards only if nobody asserts it: an open question.
  public var atoms: [Atom]
  /// Nil means on every day.
  public var period: DatePeriod?
  private var held: Box<Holding>
  /// The statement in words, if it has no atoms or beside them: kept, and no fact.
  public var words: String?

  /// Set if this is an opinion, forecast or conditional: kept, shown, and no fact.
  public var holding: Holding? {
    get { held.value }
    set { held = Box(newValue) }
  }

  /// Creates a statement.
  public init(
    _ atoms: [Atom], over period: DatePeriod? = nil, holding: Holding? = nil, words: String? = nil
  ) {
    self.atoms = atoms
    self.period = period
    held = Box(holding)
    self.words = words
  }
}

extension Statement {
  private enum CodingKeys: String, CodingKey {
    case atoms, period, holding, words
  }

  /// Reads an object of the parts.
  public init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try parts.decode([Atom].self, forKey: .atoms),
      over: try parts.decodeIfPresent(DatePeriod.self, forKey: .period),
      holding: try parts.decodeIfPresent(Holding.self, forKey: .holding),
      words: try parts.decodeIfPresent(String.self, forKey: .words))
  }

  /// Writes an object of the parts; what is not given is left out.
  public func encode(to encoder: any Encoder) throws {
    var parts = encoder.container(keyedBy: CodingKeys.self)
    try parts.encode(atoms, forKey: .atoms)
    try parts.encodeIfPresent(period, forKey: .period)
    try parts.encodeIfPresent(holding, forKey: .holding)
    try parts.encodeIfPresent(words, forKey: .words)
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
