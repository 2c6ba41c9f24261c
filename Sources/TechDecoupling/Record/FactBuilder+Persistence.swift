extension FactBuilder {
  /// Ends by which begins are cut, ready to be searched.
  struct Cuts {
    /// Sorted by last day; with the least first day of each and all after it.
    private var allLasts: [Int32]
    private var leastFirst: [Int32]
    /// Certain ends sorted by first day; with the least last day of each and all after it.
    private var certainFirsts: [Int32]
    private var leastLast: [Int32]

    init(_ ends: [BoundDays]) {
      let byLast = ends.sorted { $0.last < $1.last }
      allLasts = byLast.map(\.last)
      leastFirst = Self.leastFromEnd(byLast.map(\.first))
      let byFirst = ends.filter(\.isCertain).sorted { $0.first < $1.first }
      certainFirsts = byFirst.map(\.first)
      leastLast = Self.leastFromEnd(byFirst.map(\.last))
    }

    private static func leastFromEnd(_ values: [Int32]) -> [Int32] {
      var result = values
      for index in values.indices.dropLast().reversed() {
        result[index] = min(values[index], result[index + 1])
      }
      return result
    }

    /// The first day on which a begin may have been ended: the least first day of ends that may
    /// come after its first possible day.
    func certainUntil(_ begin: BoundDays) -> Int32 {
      let index = Self.firstIndex(allLasts, above: begin.first)
      return index < leastFirst.count ? leastFirst[index] : .max
    }

    /// The first day on which a begin has certainly been ended: the least last day of certain ends
    /// that come after its last possible day.
    func conceivableUntil(_ begin: BoundDays) -> Int32 {
      guard begin.last != .max else { return .max }
      let index = Self.firstIndex(certainFirsts, above: begin.last)
      return index < leastLast.count ? leastLast[index] : .max
    }

    private static func firstIndex(_ sorted: [Int32], above value: Int32) -> Int {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] > value { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  /// The recorded fact of a draft: its begins cut by its ends, beside what no end cuts.
  ///
  /// - Complexity: O((*b* + *e*) log *e*) in begins and ends.
  func settled(_ draft: Draft) -> (fact: RecordedFact, certain: [Days], conceivable: [Days]) {
    let cuts = Cuts(draft.ends.map(\.days))
    var certain: [Days] = []
    var conceivable: [Days] = []
    var supports: [Support] = []
    for (begin, support) in draft.begins.map({ ($0.days, $0.support) }) {
      var support = support
      // For a begin before its last possible day no end can have come after it and passed.
      let possible = Days(begin.first, min(cuts.conceivableUntil(begin), horizon.until))
      conceivable.append(possible)
      support.conceivable = periods([possible])
      if begin.isCertain && begin.last != .max {
        let sure = Days(begin.last, min(cuts.certainUntil(begin), horizon.until))
        if !sure.isEmpty {
          certain.append(sure)
          support.certain = periods([sure])
        }
      }
      supports.append(support)
    }
    for support in draft.fixed {
      supports.append(support)
      certain += support.certain.map { $0.days(in: horizon) }
      conceivable += support.conceivable.map { $0.days(in: horizon) }
    }
    supports += draft.ends.map(\.support)
    certain = Days.coalesced(certain)
    conceivable = Days.coalesced(conceivable)
    let fact = RecordedFact(
      atom: draft.atom, certain: periods(certain), conceivable: periods(conceivable),
      marks: periods(Set(draft.marks).sorted(by: Days.isBefore)),
      supports: supports.sorted(by: Support.isBefore))
    return (fact, certain, conceivable)
  }

  // MARK: - Wildcard ends

  /// Gives each wildcard end to the atoms that it matches and that something begins.
  ///
  /// Atoms are looked up by the columns that a pattern fixes, so that many patterns of one form
  /// cost what they match.
  mutating func spreadWildcardEnds() {
    struct Form: Hashable {
      var relation: String
      var fixed: [Int]
    }
    var indexes: [Form: [[Argument]: [Int]]] = [:]
    var byRelation: [String: [Int]] = [:]
    for (number, draft) in drafts.enumerated() where !draft.begins.isEmpty {
      byRelation[draft.atom.relation.name, default: []].append(number)
    }
    for wildcard in wildcardEnds {
      let pattern = wildcard.pattern
      let fixed = pattern.arguments.indices.filter { pattern.arguments[$0] != .wildcard }
      let form = Form(relation: pattern.relation.name, fixed: fixed)
      if indexes[form] == nil {
        var index: [[Argument]: [Int]] = [:]
        for number in byRelation[form.relation] ?? [] {
          let arguments = drafts[number].atom.arguments
          index[fixed.map { arguments[$0] }, default: []].append(number)
        }
        indexes[form] = index
      }
      for number in indexes[form]?[fixed.map { pattern.arguments[$0] }] ?? []
      where !wildcard.spared.contains(drafts[number].atom) {
        drafts[number].ends.append(wildcard.end)
      }
    }
  }
}

extension Support {
  /// By the first day of its date or period, then by entry and role.
  static func isBefore(_ left: Support, _ right: Support) -> Bool {
    let days = (left.orderDay, right.orderDay)
    if days.0 != days.1 { return days.0 < days.1 }
    let entries = (left.entry?.text ?? "", right.entry?.text ?? "")
    if entries.0 != entries.1 { return entries.0 < entries.1 }
    return left.role.rawValue < right.role.rawValue
  }

  private var orderDay: Day {
    if let date { return date.first ?? .distantPast }
    if case .date(let date)? = period?.start { return date.first ?? .distantPast }
    return .distantPast
  }
}

extension Period {
  /// The days by number, open ends at the horizon's edges.
  func days(in horizon: Days) -> Days {
    Days(from?.number ?? horizon.from, until?.number ?? horizon.until)
  }
}
