import TemporalDatalog

extension Findings {
  /// What is taken at the trusted level.
  var trusted: Level { levels[0] }

  /// The relations that the record, the rules or the vocabulary know, by name.
  public var relations: [String: RelationSignature] {
    var known = chronicle.vocabulary.relations
    for rule in rulebook.rules {
      for relation in rule.clause.relations { known[relation.name] = relation }
    }
    for relation in rulebook.facts.relations { known[relation.name] = relation }
    for relation in trusted.facts.relations { known[relation.name] = relation }
    return known
  }

  /// Returns the rows of a relation that hold on a day.
  ///
  /// - Parameters:
  ///   - relation: The relation; one row is one tuple of its columns.
  ///   - day: A calendar day; outside the horizon nothing holds.
  ///   - conceivable: Whether rows that are only conceivable are returned too.
  /// - Returns: One tuple per row, sorted by column from left to right: entities by id, text,
  ///   numbers and days by value.
  /// - Complexity: O(*n* + *k* log *k*) for *n* tuples of the relation, *k* of which hold.
  public func rows<each C: Column>(
    _ relation: Relation<repeat each C>, on day: Day, conceivable: Bool = false
  ) -> [(repeat each C)] {
    let pattern = Atom(
      relation: relation.signature,
      arguments: relation.signature.columns.map { _ in .wildcard })
    return matches(pattern, on: day, conceivable ? .conceivable : .certain)
      .compactMap { relation.decode($0.values ?? [], chronicle.entities) }
  }

  /// Returns the atoms that match a pattern and hold on a day, or on any day.
  ///
  /// - Parameters:
  ///   - pattern: An atom that may have wildcards: `withheld-from(_, nvidia)`.
  ///   - day: A calendar day inside the horizon, or nil for any day.
  ///   - conceivable: Whether atoms that are only conceivable are returned too.
  /// - Returns: Ground atoms, sorted by column from left to right.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put.
  /// - Complexity: O(log *n* + *m* + *k* log *k*) for *m* matches among *n* tuples, *k* of which
  ///   hold on the day; the first search on a set of columns sorts the relation.
  public func atoms(
    matching pattern: Atom, on day: Day? = nil, conceivable: Bool = false
  ) throws(QueryError) -> [Atom] {
    try check(pattern, isGround: false)
    if let day { try check(day) }
    return matches(pattern, on: day, conceivable ? .conceivable : .certain)
  }

  /// Returns the stretches of days on which an atom holds or is conceivable.
  ///
  /// - Parameter atom: An atom, which may have wildcards: then the runs of each that matches.
  /// - Returns: Runs sorted by atom, then first day; certain and merely conceivable stretches are
  ///   apart, and so are certain ones of different credibility. Two that touch are one if they
  ///   agree in both. An end that the horizon cuts is open.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put.
  /// - Complexity: as ``atoms(matching:on:conceivable:)``, at each level.
  public func runs(of atom: Atom) throws(QueryError) -> [Run] {
    try check(atom, isGround: false)
    return matches(atom, on: nil, .conceivable).flatMap(runs(ofGround:))
  }

  /// The runs of a ground atom, in order.
  func runs(ofGround atom: Atom) -> [Run] {
    pieces(ofGround: atom).map { piece in
      Run(
        atom: atom, period: trusted.period(piece.span), isCertain: piece.credibility != nil,
        credibility: piece.credibility)
    }
  }

  /// The stretches of days on which a ground atom is certain, each with how far up it is, and those
  /// on which it is only conceivable; in order.
  func pieces(ofGround atom: Atom) -> [(span: Span, credibility: Credibility?)] {
    var pieces: [(span: Span, credibility: Credibility?)] = []
    var certain = trusted.days(atom, .certain)
    let conceivable = SpanSet.subtracting(trusted.days(atom, .conceivable), certain)
    pieces += conceivable.map { ($0, nil) }
    for (index, level) in levels.enumerated() {
      let further =
        index + 1 < levels.count
        ? SpanSet.intersection(certain, levels[index + 1].days(atom, .certain)) : []
      pieces += SpanSet.subtracting(certain, further).map { ($0, level.highest) }
      certain = further
    }
    return pieces.sorted { $0.span < $1.span }
  }

  /// The ground atoms that match a pattern on a day, or any, sorted.
  func matches(_ pattern: Atom, on day: Day?, _ reading: Reading) -> [Atom] {
    var found: [Atom] = []
    trusted.forEach(matching: trusted.facts.canonical(pattern), reading) { coded, days in
      if let day, !SpanSet.contains(day.number, in: days) { return }
      found.append(trusted.atom(coded))
    }
    return found.sorted()
  }

  /// How far up an atom is certain on a day, without a gap from the trusted level.
  func credibility(of atom: Atom, on day: Day) -> Credibility? {
    var highest: Credibility?
    for level in levels {
      guard SpanSet.contains(day.number, in: level.days(atom, .certain)) else { break }
      highest = level.highest
    }
    return highest
  }

  // MARK: - Checking questions

  func check(_ day: Day) throws(QueryError) {
    guard day >= horizon.from, day < horizon.until else {
      throw .outsideHorizon(day: day, horizon: horizon)
    }
  }

  func check(_ atom: Atom, isGround: Bool) throws(QueryError) {
    let known = relations
    guard let relation = known[atom.relation.name] else {
      throw .unknownRelation(
        name: atom.relation.name, nearest: nearest(to: atom.relation.name, among: known.keys))
    }
    guard atom.arguments.count == relation.columns.count else {
      throw .wrongArity(
        atom: "\(atom)", expected: relation.columns.count, found: atom.arguments.count)
    }
    for (index, (argument, column)) in zip(atom.arguments, relation.columns).enumerated() {
      guard case .value(let value) = argument else {
        if isGround { throw .notGround(atom: "\(atom)") }
        continue
      }
      if !value.fits(column) {
        throw .wrongType(
          atom: "\(atom)", column: index, expected: column.words, found: value.words)
      }
    }
  }
}

extension Value {
  fileprivate func fits(_ column: ColumnType) -> Bool {
    switch (self, column) {
    case (.entity, .entity), (.integer, .integer), (.decimal, .decimal), (.day, .day),
      (.text, .text):
      true
    default: false
    }
  }

  fileprivate var words: String {
    switch self {
    case .entity: "an entity"
    case .integer: "an integer"
    case .decimal: "a decimal"
    case .day: "a day"
    case .text: "text"
    }
  }
}

extension ColumnType {
  fileprivate var words: String {
    switch self {
    case .entity(let role): role.map { "an entity of kind \($0)" } ?? "an entity"
    case .integer: "an integer"
    case .decimal: "a decimal"
    case .day: "a day"
    case .text: "text"
    }
  }
}
