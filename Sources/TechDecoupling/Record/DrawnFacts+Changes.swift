extension DrawnFacts {
  /// What is given of an atom: its days by number, and the ranges of its certain marks.
  struct Given {
    let atom: Atom
    var certain: [Days] = []
    var conceivable: [Days] = []
    var marks: [Days] = []
  }

  /// The atoms of which something else is given than by other facts, as it is given here.
  ///
  /// The record is one that was weighed by its changes since the other's was, so that atoms have the
  /// numbers that they had.
  ///
  /// - Complexity: O(*n*) in atoms, some nanoseconds each.
  func changes(from other: DrawnFacts) -> [Given] {
    var former = [Int32](repeating: -1, count: record.table.atoms.count)
    for row in 0..<other.count { former[other.atom(ofRow: row)] = Int32(row) }
    var changes: [Given] = []
    for row in 0..<count {
      let atom = atom(ofRow: row)
      let place = Int(former[atom])
      if place < 0 || !isSame(row, as: place, in: other) {
        changes.append(given(row))
      }
      former[atom] = -1
    }
    for (atom, row) in former.enumerated() where row >= 0 {
      changes.append(Given(atom: record.table.atoms[atom]))
    }
    return changes
  }

  private func isSame(_ row: Int, as former: Int, in other: DrawnFacts) -> Bool {
    if isContested(row) || other.isContested(former) {
      let (new, old) = (given(row), other.given(former))
      return new.certain == old.certain && new.conceivable == old.conceivable
        && new.marks == old.marks
    }
    return hasDays(row, of: former, in: other) && marks(ofRow: row) == other.marks(ofRow: former)
  }

  private func given(_ row: Int) -> Given {
    let atom = record.table.atoms[self.atom(ofRow: row)]
    if let fact = contestedFact(row) {
      let horizon = Days(record.horizon.from.number, record.horizon.until.number)
      func days(_ periods: [Period]) -> [Days] { periods.map { $0.days(in: horizon) } }
      return Given(
        atom: atom, certain: days(fact.certain), conceivable: days(fact.conceivable),
        marks: days(fact.marks))
    }
    let (certain, conceivable) = days(ofRow: row)
    return Given(
      atom: atom, certain: Array(certain), conceivable: Array(conceivable),
      marks: marks(ofRow: row))
  }
}
