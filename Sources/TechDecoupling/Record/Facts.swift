/// What is taken to be so: ground atoms, with the days on which they certainly and conceivably hold.
///
/// Made from a chronicle at a viewpoint, or loaded in bulk. Carries what a verdict needs beside the
/// days: who says so, what ends it, conflicts, open questions, and ids read as one.
public struct Facts: Hashable, Sendable {
  /// The facts as a chronicle gave them; nil once they are changed, or if they came without one.
  private(set) var drawn: DrawnFacts?
  private var listedRows: [RecordedFact]
  private var listedIndex: [Atom: Int]
  private var listedSetAside: [Atom: [Support]]
  private var listedSide = FactBuilder.Side()
  /// What is given of atoms that were changed after findings were made of the facts, whatever rows
  /// and tables say of them; without days for those that are given no more.
  var restated: [Atom: Restatement] = [:]

  /// The recorded atoms, sorted, those of ``FactChanges`` last; those that hold on no day are in ``setAside``.
  ///
  /// - Complexity: O(1); for facts of a chronicle O(*n*) in its entries and claims the first time.
  ///   ``subscript(_:)`` finds one atom for less.
  public internal(set) var rows: [RecordedFact] {
    get {
      let rows = drawn?.all ?? listedRows
      if restated.isEmpty { return rows }
      return rows.filter { restated[$0.atom] == nil }
        + restated.values.map(\.fact).filter { !$0.conceivable.isEmpty }
        .sorted { $0.atom < $1.atom }
    }
    _modify {
      list()
      yield &listedRows
    }
  }
  /// Entities read as one: each member of a `same-as` class to the class's least id.
  public internal(set) var identities: [EntityID: EntityID]
  /// The `same-as` atoms that were taken, with what they rest on.
  public internal(set) var identityRows: [RecordedFact]
  /// Atoms of entries that are not taken at this level, or only denied or declined.
  ///
  /// - Complexity: O(1); for facts of a chronicle O(*n*) in its entries and claims.
  ///   ``setAside(_:)`` finds one atom for less.
  public internal(set) var setAside: [Atom: [Support]] {
    get { drawn?.allSetAside ?? listedSetAside }
    _modify {
      list()
      yield &listedSetAside
    }
  }
  /// Held statements, open questions and conflicts.
  ///
  /// - Complexity: O(1); for facts of a chronicle O(*n*) in the entries that make some, the first
  ///   time.
  var side: FactBuilder.Side {
    get { drawn?.side ?? listedSide }
    _modify {
      list()
      yield &listedSide
    }
  }
  /// Statements that nobody asserts.
  public var openQuestions: [OpenQuestion] { side.openQuestions }
  /// Where two values exclude each other, or the best claims on a date have no day in common.
  public var conflicts: [FactConflict] { side.conflicts }
  /// Opinions, forecasts and conditionals: no facts.
  public var held: [HeldStatement] { side.held }
  /// What was loaded in bulk.
  var bulk = FactTables()
  /// The entities, for their names.
  public internal(set) var entities: Entities
  private var level = Incidental<Credibility>(nil)
  /// The day by which claims were known, nil if all counted.
  public internal(set) var knownBy: Day?

  /// The place of each atom in ``rows``.
  var index: [Atom: Int] {
    get {
      guard let drawn else { return listedIndex }
      return Dictionary(uniqueKeysWithValues: zip(drawn.all.map(\.atom), 0...))
    }
    _modify {
      list()
      yield &listedIndex
    }
  }

  /// Creates an empty set of facts.
  public init(entities: Entities = Entities()) {
    listedRows = []
    listedIndex = [:]
    listedSetAside = [:]
    identities = [:]
    identityRows = []
    self.entities = entities
  }

  /// The facts of one level of a chronicle.
  init(_ drawn: DrawnFacts) {
    self.init(entities: drawn.record.entities)
    trusting = drawn.level
    knownBy = drawn.record.knownBy
    self.drawn = drawn
  }

  /// Writes the rows out, so that they can be changed.
  private mutating func list() {
    guard let drawn else { return }
    listedRows = drawn.all
    listedIndex = index
    listedSetAside = drawn.allSetAside
    listedSide = drawn.side
    self.drawn = nil
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

  /// The rows that were loaded in bulk, a table for each relation, whatever was changed since.
  public var tables: [FactTable] { bulk.all }

  /// The recorded atom with its days, nil if it is not taken.
  ///
  /// A row of a table is found as an atom that is given.
  public subscript(atom: Atom) -> RecordedFact? {
    let atom = canonical(atom)
    if let fact = restated[atom]?.fact { return fact.conceivable.isEmpty ? nil : fact }
    let recorded = drawn.map { $0[atom] } ?? listedIndex[atom].map { listedRows[$0] }
    guard !bulk.isEmpty, let days = bulk.days(of: atom, identities: identities) else {
      return recorded
    }
    var fact = recorded ?? RecordedFact(atom: atom, certain: [], conceivable: [])
    fact.certain = Period.coalesced(fact.certain + days)
    fact.conceivable = Period.coalesced(fact.conceivable + days)
    fact.supports.append(Support(role: .given, certain: days, conceivable: days))
    return fact
  }

  /// Whether a row says something of an atom, whatever was changed since.
  func hasRow(_ atom: Atom) -> Bool {
    drawn.map { $0.periods(of: atom) != nil } ?? (listedIndex[atom] != nil)
  }

  /// The days of a recorded atom, without the supports that ``subscript(_:)`` gives; nil if it is
  /// not taken.
  ///
  /// - Complexity: O(log *n*) in the rows of a chronicle's facts.
  func days(
    of atom: Atom
  ) -> (certain: [Period], conceivable: [Period], marks: [Period])? {
    if bulk.isEmpty, restated.isEmpty, let drawn { return drawn.periods(of: canonical(atom)) }
    return self[atom].map { ($0.certain, $0.conceivable, $0.marks) }
  }

  /// The supports of an atom that are not taken at this level.
  public func setAside(_ atom: Atom) -> [Support] {
    let atom = canonical(atom)
    return drawn.map { $0.setAside(atom) } ?? listedSetAside[atom] ?? []
  }

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

extension Facts {
  /// Whether the same atoms hold on the same days for the same reasons.
  ///
  /// - Complexity: O(*n*); levels of one record are compared by what they take, without supports.
  public static func == (left: Facts, right: Facts) -> Bool {
    guard left.identities == right.identities, left.knownBy == right.knownBy,
      left.bulk == right.bulk, left.restated == right.restated
    else { return false }
    if let first = left.drawn, let second = right.drawn, let isEqual = first.isEqual(second) {
      return isEqual
    }
    return left.rows == right.rows && left.identityRows == right.identityRows
      && left.side == right.side && left.entities == right.entities
      && left.setAside == right.setAside
  }

  /// Hashes what tells most facts apart: their days, identities and atoms.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(identities)
    hasher.combine(knownBy)
    hasher.combine(drawn?.count ?? listedRows.count)
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
