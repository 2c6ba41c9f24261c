/// What is given of an atom in place of what rows and tables say.
struct Restatement: Hashable, Sendable {
  var fact: RecordedFact
  /// What was given before the first change.
  let origin: RecordedFact

  /// Whether the changes have undone each other.
  var isUndone: Bool {
    fact.certain == origin.certain && fact.conceivable == origin.conceivable
      && fact.marks == origin.marks
  }

  /// Restatements are the same that give the same, whatever was given before.
  static func == (left: Restatement, right: Restatement) -> Bool { left.fact == right.fact }

  func hash(into hasher: inout Hasher) { hasher.combine(fact) }
}

extension Facts {
  /// States all that is given of an atom from now on, of which something else was given.
  ///
  /// What a table says of an atom whose changes have undone each other counts again, so that nothing
  /// is left of them; it gives what it gave. A row has lost its supports.
  mutating func restate(_ fact: RecordedFact, from before: RecordedFact) {
    let atom = fact.atom
    let new = Restatement(fact: fact, origin: restated[atom]?.origin ?? before)
    restated[atom] = new.isUndone && !hasRow(atom) ? nil : new
  }
}
