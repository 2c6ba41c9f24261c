/// Draws the days of every atom at one level.
struct Drawing {
  private let record: AppraisedRecord
  private let table: EffectTable
  private let level: Credibility
  private let least: UInt8
  private let horizon: Days
  // Of the table, at hand.
  private let effects: [EffectTable.Effect]
  private let atomStarts: [UInt32]
  private let atomEffects: [UInt32]
  private(set) var rows: [UInt32] = []
  private(set) var starts: [UInt32] = []
  private(set) var days: [Days] = []
  private(set) var marks: [Int: [Days]] = [:]
  private(set) var contested: [Int: RecordedFact] = [:]
  private(set) var enders: [Int: [UInt32]] = [:]
  /// Conflicts of values that exclude each other.
  private(set) var conflicts: [FactConflict] = []
  /// The effects of wildcard ends on atoms.
  private var spread: [Int: [Int]] = [:]
  // Of one atom, kept to spare allocations.
  private var begins: [BoundDays] = []
  private var ends: [BoundDays] = []
  private var certain: [Days] = []
  private var conceivable: [Days] = []
  private var marked: [Days] = []

  init(_ record: AppraisedRecord, _ level: Credibility) {
    self.record = record
    self.level = level
    table = record.table
    least = EffectWeight.byte(level)
    horizon = Days(record.horizon.from.number, record.horizon.until.number)
    effects = table.effects
    atomStarts = table.atomStarts
    atomEffects = table.atomEffects
  }

  // MARK: - All atoms

  mutating func drawAll() {
    rows.reserveCapacity(table.atoms.count)
    starts.reserveCapacity(2 * table.atoms.count + 1)
    days.reserveCapacity(table.atoms.count + table.atoms.count / 2)
    for (place, atom) in table.atoms.ordered.enumerated() {
      if drawsAlone(place) { continue }
      draw(Int(atom), at: place)
      guard !conceivable.isEmpty else { continue }
      if !marked.isEmpty { marks[rows.count] = Set(marked).sorted(by: Days.isBefore) }
      rows.append(UInt32(place))
      starts.append(UInt32(days.count))
      let isSame = certain == conceivable
      if !isSame { days += certain }
      starts.append(UInt32(days.count) | (isSame ? DrawnFacts.sameBit : 0))
      days += conceivable
    }
    starts.append(UInt32(days.count))
  }

  /// Draws an atom of which one effect says all, as most are; false if it takes more than a look.
  private mutating func drawsAlone(_ place: Int) -> Bool {
    let start = atomStarts[place]
    guard atomStarts[place + 1] == start + 1, spread.isEmpty else { return false }
    let effect = effects[Int(atomEffects[Int(start)])]
    guard effect.role == .begins else { return false }
    let taking = effect.weight.taking(at: least)
    if taking == .not { return true }
    let date = table.days[Int(effect.entry)]
    let first = date.from == .min ? horizon.from : date.from
    if first >= horizon.until { return true }
    rows.append(UInt32(place))
    starts.append(UInt32(days.count))
    let conceivable = Days(first, horizon.until)
    if taking == .certain, date.until < horizon.until {
      let certain = Days(date.until, horizon.until)
      if certain == conceivable {
        starts.append(UInt32(days.count) | DrawnFacts.sameBit)
      } else {
        days.append(certain)
        starts.append(UInt32(days.count))
      }
    } else {
      starts.append(UInt32(days.count))
    }
    days.append(conceivable)
    return true
  }

  /// Finds the days of one atom, given with its place in the order.
  private mutating func draw(_ atom: Int, at place: Int) {
    // To empty what is empty takes as long.
    if !begins.isEmpty { begins.removeAll(keepingCapacity: true) }
    if !ends.isEmpty { ends.removeAll(keepingCapacity: true) }
    if !certain.isEmpty { certain.removeAll(keepingCapacity: true) }
    if !conceivable.isEmpty { conceivable.removeAll(keepingCapacity: true) }
    if !marked.isEmpty { marked.removeAll(keepingCapacity: true) }
    for number in Int(atomStarts[place])..<Int(atomStarts[place + 1]) {
      let effect = effects[Int(atomEffects[number])]
      let taking = effect.weight.taking(at: least)
      if taking != .not { take(effect, isCertain: taking == .certain) }
    }
    if !spread.isEmpty {
      for number in spread[atom] ?? [] {
        let effect = effects[number]
        take(effect, isCertain: effect.weight.taking(at: least) == .certain)
      }
    }
    if begins.isEmpty {
    } else if ends.isEmpty {
      // Each runs on: from the first that may, and from the first that must have begun.
      var (first, last) = (Int32.max, Int32.max)
      for begin in begins {
        first = min(first, begin.first)
        if begin.isCertain { last = min(last, begin.last) }
      }
      conceivable.append(Days(first, horizon.until))
      if last < horizon.until { certain.append(Days(last, horizon.until)) }
    } else {
      let cuts = FactBuilder.Cuts(ends)
      for begin in begins {
        conceivable.append(Days(begin.first, min(cuts.conceivableUntil(begin), horizon.until)))
        if begin.isCertain && begin.last != .max {
          certain.append(Days(begin.last, min(cuts.certainUntil(begin), horizon.until)))
        }
      }
    }
    Days.coalesce(&certain)
    Days.coalesce(&conceivable)
  }

  private mutating func take(_ effect: EffectTable.Effect, isCertain: Bool) {
    if effect.role == .profile {
      certain.append(horizon)
      conceivable.append(horizon)
      return
    }
    let date = table.days[Int(effect.entry)]
    switch effect.role {
    case .begins:
      begins.append(
        BoundDays(
          first: date.from == .min ? horizon.from : date.from, last: date.until,
          isCertain: isCertain))
    case .ends: ends.append(BoundDays(first: date.from, last: date.until, isCertain: isCertain))
    case .marks: mark(date, isCertain)
    case .states:
      guard date.from >= 0 else {
        conceivable.append(horizon)
        if isCertain { certain.append(horizon) }
        return
      }
      let span = table.spans[Int(date.from)]
      if span.isStillSo {
        begins.append(
          BoundDays(
            first: span.conceivable.from, last: span.startLast, isCertain: isCertain))
        return
      }
      conceivable.append(span.conceivable.clipped(to: horizon))
      if isCertain, let sure = span.certain { certain.append(sure.clipped(to: horizon)) }
    case .profile, .none: break
    }
  }

  /// A mark on the days of a date, both included.
  private mutating func mark(_ date: Days, _ isCertain: Bool) {
    let days = Days(
      date.from == .min ? horizon.from : date.from,
      date.until == .max ? horizon.until : date.until + 1)
    conceivable.append(days.clipped(to: horizon))
    guard isCertain else { return }
    if date.from == date.until {
      certain.append(days.clipped(to: horizon))
    } else if date.from != .min, date.until != .max {
      marked.append(days)
    }
  }

  // MARK: - Wildcard ends

  /// Gives each wildcard end to the atoms that it matches and that something begins.
  ///
  /// Atoms are looked up by the columns that a pattern fixes, so that many patterns of one form
  /// cost what they match.
  mutating func spreadWildcardEnds() {
    struct Form: Hashable {
      var relation: Int
      var fixed: [Int]
    }
    var indexes: [Form: [[UInt32]: [Int]]] = [:]
    for wildcard in table.wildcardEnds {
      let effect = table.effects[wildcard.effect]
      guard effect.weight.taking(at: least) != .not else { continue }
      let fixed = wildcard.pattern.indices.filter { wildcard.pattern[$0] != nil }
      let form = Form(relation: wildcard.relation, fixed: fixed)
      if indexes[form] == nil {
        var index: [[UInt32]: [Int]] = [:]
        for atom in 0..<table.atoms.count
        where table.atoms.relation(of: atom) == form.relation && isBegun(atom) {
          let codes = Array(table.atoms.codes(of: atom))
          index[fixed.map { codes[$0] }, default: []].append(atom)
        }
        indexes[form] = index
      }
      let key = fixed.compactMap { wildcard.pattern[$0] }
      for atom in indexes[form]?[key] ?? [] where !isBegun(atom, by: effect.entry) {
        spread[atom, default: []].append(wildcard.effect)
        enders[atom, default: []].append(effect.entry)
      }
    }
  }

  /// Whether some entry that is taken begins an atom, or states that it is still so.
  private func isBegun(_ atom: Int) -> Bool {
    table.effects(on: atom).contains { number in
      let effect = table.effects[Int(number)]
      guard effect.weight.taking(at: least) != .not else { return false }
      if effect.role == .begins { return true }
      guard effect.role == .states else { return false }
      let span = table.days[Int(effect.entry)].from
      return span >= 0 && table.spans[Int(span)].isStillSo
    }
  }

  private func isBegun(_ atom: Int, by entry: UInt32) -> Bool {
    table.effects(on: atom).contains { number in
      let effect = table.effects[Int(number)]
      return effect.entry == entry && effect.role == .begins
    }
  }

  // MARK: - One-of

  /// Leaves a value of a one-of relation certain only where no other is conceivable.
  mutating func settleOneOf() {
    let atoms = table.atoms
    var builder = FactBuilder(record: record, level: level)
    var next = 0
    while next < rows.count {
      let start = next
      let first = atom(ofRow: start)
      let relation = atoms.relation(of: first)
      next += 1
      guard atoms.relations[relation].isOneOf, !atoms.relations[relation].columns.isEmpty else {
        continue
      }
      let key = atoms.codes(of: first).dropLast()
      while next < rows.count, atoms.relation(of: atom(ofRow: next)) == relation,
        atoms.codes(of: atom(ofRow: next)).dropLast().elementsEqual(key)
      {
        next += 1
      }
      guard next - start > 1 else { continue }
      builder.facts.rows = []
      var days: [(certain: [Days], conceivable: [Days])] = []
      for row in start..<next {
        let number = atom(ofRow: row)
        let settled = Drawing.settled(number, record, level, enders[number] ?? [])
        guard let fact = settled.fact else { continue }
        builder.facts.rows.append(fact)
        days.append((settled.certain, settled.conceivable))
      }
      builder.settle(Array(days.indices), days)
      for (index, fact) in builder.facts.rows.enumerated() { contested[start + index] = fact }
    }
    conflicts = builder.facts.conflicts
  }

  private func atom(ofRow row: Int) -> Int { Int(table.atoms.ordered[Int(rows[row])]) }

  // MARK: - One atom with its supports

  /// What the entries that speak on one atom make of it, alone.
  struct Settled {
    var fact: RecordedFact?
    var certain: [Days] = []
    var conceivable: [Days] = []
    var setAside: [Support] = []
  }

  /// Draws one atom out of the entries that speak on it, and those that end it by wildcards.
  static func settled(
    _ number: Int, _ record: AppraisedRecord, _ level: Credibility, _ enders: [UInt32]
  ) -> Settled {
    let table = record.table
    let atom = table.atoms[number]
    var builder = FactBuilder(record: record, level: level)
    var entries = enders
    for effect in table.effects(on: number) {
      if table.effects[Int(effect)].role == .profile {
        builder.state(atom, Support(role: .profile), isCertain: true)
      } else {
        entries.append(table.effects[Int(effect)].entry)
      }
    }
    entries.sort()
    var last = UInt32.max
    for entry in entries where entry != last {
      builder.read(record.entry(Int(entry)), isAdopted: false)
      last = entry
    }
    builder.spreadWildcardEnds()
    var result = Settled(setAside: builder.facts.setAside[atom] ?? [])
    if let draft = builder.draftIndex[atom] {
      let (fact, certain, conceivable) = builder.settled(builder.drafts[draft])
      (result.fact, result.certain, result.conceivable) = (fact, certain, conceivable)
    }
    return result
  }
}
