extension Facts {
  /// Adds what a rulebook states; what does not fit its relation is left to validation.
  mutating func state(_ stated: [GivenFact]) {
    guard !stated.isEmpty else { return }
    rows.reserveCapacity(rows.count + stated.count)
    index.reserveCapacity(rows.count + stated.count)
    for fact in stated {
      guard let support = Support(fact, self) else { continue }
      let atom = canonical(fact.atom)
      guard let row = index[atom] else {
        index[atom] = rows.count
        rows.append(
          RecordedFact(
            atom: atom, certain: support.certain, conceivable: support.conceivable,
            supports: [support]))
        continue
      }
      rows[row].certain = Period.coalesced(rows[row].certain + support.certain)
      rows[row].conceivable = Period.coalesced(rows[row].conceivable + support.conceivable)
      rows[row].supports.append(support)
    }
  }
}

extension Support {
  /// What a rulebook's fact adds to some facts; nil if it does not fit its relation.
  init?(_ fact: GivenFact, _ facts: Facts) {
    let columns = fact.atom.relation.columns
    guard let values = fact.atom.values, values.count == columns.count,
      zip(values, columns).allSatisfy({ $0.stands(in: $1) })
    else { return nil }
    let canonical = facts.canonical(fact.atom)
    self.init(
      role: .given, certain: [fact.period], conceivable: [fact.period],
      writtenAs: canonical == fact.atom ? nil : fact.atom, location: fact.location)
  }
}
