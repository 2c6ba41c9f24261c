import TechDecoupling
import TestSupport

extension SmallRecord {
  /// The record of a seed, with at most the given number of readings.
  static func random(seed: UInt64, readings limit: Int) -> SmallRecord {
    var random = RepeatableRandom(seed: seed)
    while true {
      var record = SmallRecord(entries: [])
      for _ in 0..<random.number(3...6) { record.entries.append(entry(&random)) }
      if (2...limit).contains(record.readingCount) { return record }
    }
  }

  private static func entry(_ random: inout RepeatableRandom) -> SmallEntry {
    let isUnclear = random.chance(20)
    switch random.number(0...9) {
    case 0:
      return SmallEntry(content: .timeless([atom(&random)]), isUnclear: isUnclear)
    case 1...3:
      let first = range(&random)
      let start: End = random.chance(12) ? .open : random.chance(12) ? .unknown : .range(first)
      var end = End.open
      if random.chance(55) {
        let last = range(&random)
        end = last.lowerBound >= first.upperBound ? .range(last) : .range(first)
        if random.chance(15) { end = .unknown }
      }
      return SmallEntry(
        content: .statement([atom(&random)], start: start, end: end), isUnclear: isUnclear)
    default:
      let date = range(&random)
      var begins: [SmallAtom] = []
      var ends: [SmallAtom] = []
      var marks: [SmallAtom] = []
      switch random.number(0...6) {
      case 0...2: begins = [atom(&random)]
      case 3: ends = [atom(&random, wildcards: true)]
      case 4: marks = [atom(&random)]
      case 5:
        begins = [atom(&random)]
        ends = [atom(&random, wildcards: true)].filter { !$0.matches(begins[0]) }
      default:
        begins = [atom(&random)]
        marks = [atom(&random)]
      }
      var entry = SmallEntry(
        content: .event(date: date, begins: begins, ends: ends, marks: marks),
        isUnclear: isUnclear)
      if !isUnclear, random.chance(25) {
        let other = range(&random)
        if other.overlaps(date) { entry.claimed = [date, other] }
      }
      return entry
    }
  }

  /// One to three days.
  private static func range(_ random: inout RepeatableRandom) -> ClosedRange<Int32> {
    let first = Int32(random.number(Int(days.lowerBound)...Int(days.upperBound - 1)))
    return first...min(days.upperBound - 1, first + Int32(random.pick([0, 0, 1, 1, 2])))
  }

  private static func atom(
    _ random: inout RepeatableRandom, wildcards: Bool = false
  ) -> SmallAtom {
    func lab() -> Int? { wildcards && random.chance(35) ? nil : random.number(0...symbolCount - 1) }
    switch random.number(0...2) {
    case 0: return SmallAtom(relation: 0, terms: [lab()])
    case 1: return SmallAtom(relation: 1, terms: [lab(), lab()])
    default:
      let lab = lab()
      return SmallAtom(
        relation: 2, terms: [lab, wildcards && random.chance(35) ? nil : random.number(1...3)])
    }
  }
}
