import TechDecoupling
import TestSupport

extension SmallRecord {
  /// What one entry says once everything imprecise about it is settled.
  private enum Settled {
    case nothing
    case event(Int32)
    /// The first and the last day; without a last one it goes on until it is ended.
    case period(Int32, Int32?)
  }

  /// The number of readings.
  var readingCount: Int { entries.map { options($0).count }.reduce(1, *) }

  /// The facts of every reading: each imprecise day settled, each unclear entry true or not.
  func readings() -> [[PlainFact]] {
    var choices: [[Settled]] = [[]]
    for entry in entries {
      choices = choices.flatMap { choice in options(entry).map { choice + [$0] } }
    }
    return choices.map(facts)
  }

  private func options(_ entry: SmallEntry) -> [Settled] {
    var options: [Settled] = entry.isUnclear ? [.nothing] : []
    let first = Self.days.lowerBound
    let last = Self.days.upperBound - 1
    switch entry.content {
    case .event(let date, _, _, _):
      // Of the dates of claims of one grade, the days common to them.
      options += date.filter { day in entry.claimed.allSatisfy { $0.contains(day) } }
        .map { .event($0) }
    case .timeless: options.append(.period(first, last))
    case .statement(_, let start, let end):
      switch (start, end) {
      case (.range(let starts), .range(let ends)):
        for start in starts {
          for end in ends where start <= end { options.append(.period(start, end)) }
        }
      case (.range(let starts), .open): options += starts.map { .period($0, nil) }
      case (.open, .range(let ends)): options += ends.map { .period(first, $0) }
      case (.open, .open): options.append(.period(first, nil))
      // The law has it certain on the known end's last possible day: an unknown end is no earlier.
      case (.range(let starts), .unknown):
        for start in starts {
          for end in starts.upperBound...last { options.append(.period(start, end)) }
        }
      case (.unknown, .range(let ends)):
        for start in first...ends.lowerBound { options += ends.map { .period(start, $0) } }
      case (.open, .unknown): options += (first...last).map { .period(first, $0) }
      case (.unknown, .open): options += (first...last).map { .period($0, nil) }
      case (.unknown, .unknown):
        for start in first...last { options += (start...last).map { .period(start, $0) } }
      }
    }
    return options
  }

  /// The days of each atom in one reading: begun and not ended since, marked, or stated.
  private func facts(_ settled: [Settled]) -> [PlainFact] {
    var held: [SmallAtom: Set<Int32>] = [:]
    func end(of atom: SmallAtom, after begin: Int32, upTo day: Int32) -> Bool {
      zip(entries, settled).contains { entry, settled in
        guard case .event(_, _, let ends, _) = entry.content, case .event(let date) = settled
        else { return false }
        return begin < date && date <= day && ends.contains { $0.matches(atom) }
      }
    }
    func begin(_ atom: SmallAtom, on begin: Int32) {
      for day in Self.days where begin <= day && !end(of: atom, after: begin, upTo: day) {
        held[atom, default: []].insert(day)
      }
    }
    for (entry, settled) in zip(entries, settled) {
      switch (entry.content, settled) {
      case (_, .nothing): break
      case (.event(_, let begins, _, let marks), .event(let date)):
        for atom in begins { begin(atom, on: date) }
        for atom in marks { held[atom, default: []].insert(date) }
      case (.statement(let atoms, _, _), .period(let first, nil)):
        for atom in atoms { begin(atom, on: first) }
      case (.statement(let atoms, _, _), .period(let first, .some(let last))),
        (.timeless(let atoms), .period(let first, .some(let last))):
        for atom in atoms { held[atom, default: []].formUnion(first...last) }
      default: break
      }
    }
    return held.sorted {
      ($0.key.relation, $0.key.description) < ($1.key.relation, $1.key.description)
    }
    .map { atom, days in
      let ranges = Self.ranges(days)
      return PlainFact(
        atom.relation, atom.terms.map { $0 ?? -1 }, certain: ranges, conceivable: ranges)
    }
  }

  private static func ranges(_ days: Set<Int32>) -> [Range<Int32>] {
    var ranges: [Range<Int32>] = []
    for day in days.sorted() {
      if let last = ranges.last, last.upperBound == day {
        ranges[ranges.count - 1] = last.lowerBound..<day + 1
      } else {
        ranges.append(day..<day + 1)
      }
    }
    return ranges
  }
}

extension SmallRecord.SmallAtom: CustomStringConvertible {
  var description: String {
    let name = ["active", "supplies", "ranks"][relation]
    return name + "(" + terms.map { $0.map(String.init) ?? "_" }.joined(separator: ", ") + ")"
  }
}
