/// What is taken to be so: ground atoms, with the days on which they certainly and conceivably hold.
///
/// Made from a chronicle at a viewpoint, or loaded in bulk. Carries what a verdict needs beside the
/// days: who says so, what ends it, conflicts, open questions, and ids read as one.
public struct Facts: Hashable, Sendable {
  /// The recorded atoms, sorted; those that hold on no day are in ``setAside``.
  public internal(set) var rows: [RecordedFact]
  /// Entities read as one: each member of a `same-as` class to the class's least id.
  public internal(set) var identities: [EntityID: EntityID]
  /// The `same-as` atoms that were taken, with what they rest on.
  public internal(set) var identityRows: [RecordedFact]
  /// Atoms of entries that are not taken at this level, or only denied or declined.
  public internal(set) var setAside: [Atom: [Support]]
  /// Statements that nobody asserts.
  public internal(set) var openQuestions: [OpenQuestion]
  /// Where two values exclude each other, or the best claims on a date have no day in common.
  public internal(set) var conflicts: [FactConflict]
  /// Opinions, forecasts and conditionals: no facts.
  public internal(set) var held: [HeldStatement]
  /// What was loaded in bulk.
  var bulk = FactTables()
  /// The entities, for their names.
  public internal(set) var entities: Entities
  private var level = Incidental<Credibility>(nil)
  /// The day by which claims were known, nil if all counted.
  public internal(set) var knownBy: Day?
  var index: [Atom: Int]

  /// Creates an empty set of facts.
  public init(entities: Entities = Entities()) {
    rows = []
    identities = [:]
    identityRows = []
    setAside = [:]
    openQuestions = []
    conflicts = []
    held = []
    self.entities = entities
    index = [:]
  }

  /// The level that was trusted, nil for facts that were loaded without a chronicle; takes no part
  /// in equality.
  public internal(set) var trusting: Credibility? {
    get { level.value }
    set { level.value = newValue }
  }

  // MARK: - Looking up

  /// The id by which the rules know an entity.
  public func identity(of id: EntityID) -> EntityID { identities[id] ?? id }

  /// Returns an atom with every id read as the rules read it.
  public func canonical(_ atom: Atom) -> Atom {
    guard !identities.isEmpty else { return atom }
    return atom.mapping { identities[$0] }
  }

  /// The rows that were loaded in bulk, a table for each relation.
  public var tables: [FactTable] { bulk.all }

  /// The recorded atom with its days, nil if it is not taken.
  ///
  /// A row of a table is found as an atom that is given.
  public subscript(atom: Atom) -> RecordedFact? {
    let atom = canonical(atom)
    let recorded = index[atom].map { rows[$0] }
    guard !bulk.isEmpty, let days = bulk.days(of: atom, identities: identities) else {
      return recorded
    }
    var fact = recorded ?? RecordedFact(atom: atom, certain: [], conceivable: [])
    fact.certain = Period.coalesced(fact.certain + days)
    fact.conceivable = Period.coalesced(fact.conceivable + days)
    fact.supports.append(Support(role: .given, certain: days, conceivable: days))
    return fact
  }

  /// The supports of an atom that are not taken at this level.
  public func setAside(_ atom: Atom) -> [Support] { setAside[canonical(atom)] ?? [] }

  /// The open questions that an atom or pattern matches.
  public func openQuestions(matching pattern: Atom) -> [OpenQuestion] {
    let pattern = canonical(pattern)
    return openQuestions.filter { $0.atoms.contains { $0.matches(pattern) } }
  }

  /// The conflicts in which an atom stands.
  public func conflicts(with atom: Atom) -> [FactConflict] {
    let atom = canonical(atom)
    return conflicts.filter { $0.atoms.contains(atom) }
  }

  /// The denials of an atom, whether it is taken or not.
  public func denials(of atom: Atom) -> [Claim] { claims(on: atom, .denies) }

  /// The claims that decline to speak on an atom, whether it is taken or not.
  public func refusals(on atom: Atom) -> [Claim] { claims(on: atom, .declines) }

  private func claims(on atom: Atom, _ stance: Claim.Stance) -> [Claim] {
    let supports = (self[atom]?.supports ?? []) + setAside(atom)
    var found: [Claim] = []
    for claim in supports.flatMap(\.claims) where claim.stance == stance && !found.contains(claim) {
      found.append(claim)
    }
    return found
  }
}

extension Atom {
  /// The atom with entities put for others.
  func mapping(_ entity: (EntityID) -> EntityID?) -> Atom {
    var atom = self
    for (index, argument) in arguments.enumerated() {
      if case .value(.entity(let id)) = argument, let other = entity(id) {
        atom.arguments[index] = .value(.entity(other))
      }
    }
    return atom
  }

  /// Whether two atoms or patterns have a ground atom in common; wildcards and variables match
  /// anything.
  public func matches(_ other: Atom) -> Bool {
    guard relation.name == other.relation.name, arguments.count == other.arguments.count else {
      return false
    }
    for (first, second) in zip(arguments, other.arguments) {
      if case .value(let a) = first, case .value(let b) = second, a != b { return false }
    }
    return true
  }
}
