extension FactBuilder {
  /// Reads `same-as`: each class of ids to its least one.
  mutating func readIdentities(adopting adopted: Set<EntryID> = []) {
    var links: [(Atom, Support)] = []
    var unclear: [(Atom, Support)] = []
    var parents: [EntityID: EntityID] = [:]
    func root(_ id: EntityID) -> EntityID {
      var id = id
      while let parent = parents[id], parent != id {
        // Each step halves the path, so that long chains of links stay cheap.
        if let above = parents[parent] { parents[id] = above }
        id = parent
      }
      return id
    }
    for entry in record.entries {
      guard case .statement(let statement) = entry.entry.content else { continue }
      let isAdopted = statement.isSupposed && adopted.contains(entry.entry.id)
      guard statement.holding == nil || (isAdopted && entry.period == nil) else { continue }
      for (number, atom) in statement.atoms.enumerated()
      where atom.relation == Profile.sameAs.signature {
        guard let values = atom.values, values.count == 2, case .entity(let first) = values[0],
          case .entity(let second) = values[1]
        else { continue }
        let appraisal = entry.appraisals[number]
        let taking = isAdopted ? .certain : taking(entry, appraisal)
        let support =
          isAdopted
          ? supposition(entry, nil) : support(.states, entry, appraisal, taking, atom, atom)
        switch taking {
        case .certain: links.append((atom, support))
        case .unclear:
          unclear.append((atom, support))
          continue
        case .not:
          facts.setAside[atom, default: []].append(support)
          continue
        }
        let (a, b) = (root(first), root(second))
        if a != b { parents[max(a, b)] = min(a, b) }
        for id in [first, second] where parents[id] == nil { parents[id] = id }
      }
    }
    for id in parents.keys {
      let least = root(id)
      if least != id { facts.identities[id] = least }
    }
    facts.identityRows = links.map { atom, support in
      var support = support
      (support.certain, support.conceivable) = ([.always], [.always])
      return RecordedFact(
        atom: atom, certain: [.always], conceivable: [.always], supports: [support])
    }.sorted { $0.atom < $1.atom }
    for (atom, support) in links {
      state(facts.canonical(atom), support, isCertain: true)
    }
    // What is merely conceivable joins no ids.
    for (atom, support) in unclear { state(facts.canonical(atom), support, isCertain: false) }
  }

  /// Settles every atom, then one-of relations, and returns the facts.
  mutating func finish() -> Facts {
    spreadWildcardEnds()
    var groups: [Atom: [Int]] = [:]
    var days: [(certain: [Days], conceivable: [Days])] = []
    for draft in drafts {
      let (fact, certain, conceivable) = settled(draft)
      guard !conceivable.isEmpty else {
        if !fact.supports.isEmpty { facts.setAside[draft.atom, default: []] += fact.supports }
        continue
      }
      if draft.atom.relation.isOneOf, !draft.atom.arguments.isEmpty {
        var key = draft.atom
        key.arguments[key.arguments.count - 1] = .wildcard
        groups[key, default: []].append(facts.rows.count)
      }
      facts.rows.append(fact)
      days.append((certain, conceivable))
    }
    for (_, rows) in groups.sorted(by: { $0.key < $1.key }) where rows.count > 1 {
      settle(rows, days)
    }
    sortRows()
    return facts
  }

  private mutating func sortRows() {
    let order = facts.rows.indices.sorted { facts.rows[$0].atom < facts.rows[$1].atom }
    facts.rows = order.map { facts.rows[$0] }
    facts.index.reserveCapacity(facts.rows.count)
    for (number, fact) in facts.rows.enumerated() { facts.index[fact.atom] = number }
  }

  // MARK: - One-of

  /// Leaves a value certain only where no other is conceivable.
  mutating func settle(
    _ rows: [Int], _ days: [(certain: [Days], conceivable: [Days])]
  ) {
    let contested = Self.covered(twiceBy: rows.map { days[$0].conceivable })
    guard !contested.isEmpty else { return }
    // Two values that would be certain are a conflict.
    let clash = Self.covered(twiceBy: rows.map { days[$0].certain })
    if !clash.isEmpty {
      let inConflict = rows.filter { !Self.common(days[$0].certain, clash).isEmpty }
        .sorted { left, right in
          let credits = (facts.rows[left].credit, facts.rows[right].credit)
          if credits.0 != credits.1 { return credits.0 > credits.1 }
          return facts.rows[left].atom < facts.rows[right].atom
        }
      facts.side.conflicts.append(
        FactConflict(
          kind: .values, atoms: inConflict.map { facts.rows[$0].atom }, entry: nil,
          days: periods(clash)))
    }
    for row in rows {
      let lost = Self.common(days[row].certain, contested)
      facts.rows[row].marks.removeAll { mark in
        !Self.common([mark.days(in: horizon)], contested).isEmpty
      }
      guard !lost.isEmpty else { continue }
      facts.rows[row].certain = periods(Self.without(days[row].certain, contested))
      // Until every lost day has its rival: a group of very many values would list each for each.
      var unexplained = lost
      for other in rows where other != row && !unexplained.isEmpty {
        let common = Self.common(lost, days[other].conceivable)
        guard !Self.common(common, unexplained).isEmpty else { continue }
        facts.rows[row].rivals.append(Rival(atom: facts.rows[other].atom, days: periods(common)))
        unexplained = Self.without(unexplained, common)
      }
    }
  }

  /// Days that lie in at least two of some sets of days, each coalesced.
  private static func covered(twiceBy sets: [[Days]]) -> [Days] {
    var changes: [(day: Int32, change: Int)] = []
    for days in sets {
      for stretch in days { changes += [(stretch.from, 1), (stretch.until, -1)] }
    }
    changes.sort { ($0.day, $0.change) < ($1.day, $1.change) }
    var result: [Days] = []
    var depth = 0
    var start: Int32 = 0
    for (day, change) in changes {
      let before = depth
      depth += change
      if before < 2 && depth >= 2 { start = day }
      if before >= 2 && depth < 2 { result.append(Days(start, day)) }
    }
    return Days.coalesced(result)
  }

  private static func common(_ first: [Days], _ second: [Days]) -> [Days] {
    var result: [Days] = []
    var (a, b) = (0, 0)
    while a < first.count && b < second.count {
      let both = Days(max(first[a].from, second[b].from), min(first[a].until, second[b].until))
      if !both.isEmpty { result.append(both) }
      if first[a].until < second[b].until { a += 1 } else { b += 1 }
    }
    return result
  }

  private static func without(_ first: [Days], _ second: [Days]) -> [Days] {
    var result: [Days] = []
    var b = 0
    for stretch in first {
      var from = stretch.from
      while b < second.count && second[b].until <= from { b += 1 }
      var next = b
      while next < second.count && second[next].from < stretch.until {
        result.append(Days(from, second[next].from))
        from = max(from, second[next].until)
        next += 1
      }
      result.append(Days(from, stretch.until))
    }
    return result.filter { !$0.isEmpty }
  }
}

extension RecordedFact {
  /// How well the best of its certain supports is credited: the recorder's own word is above all.
  fileprivate var credit: Int {
    supports.filter { !$0.isUnclear && $0.role != .ends }.map { support in
      support.credibility.flatMap { Credibility.allCases.firstIndex(of: $0) } ?? Int.max
    }.max() ?? -1
  }
}
