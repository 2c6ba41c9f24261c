import Synchronization
import TemporalDatalog

/// The facts of one level as days of numbered atoms; supports are worked out for those asked for.
///
/// - Complexity: some twenty bytes a row beside the record's ``EffectTable``, which every level
///   shares; a row with its supports costs the weighing of the entries that speak on it.
final class DrawnFacts: Sendable {
  let record: AppraisedRecord
  let level: Credibility
  /// The places of the atoms that hold on some day, ascending.
  private let rows: [UInt32]
  /// For each row where its certain and its conceivable days start, then where the last ones end.
  ///
  /// The highest bit of the second says that both are the same.
  private let starts: [UInt32]
  private let days: [Days]
  /// Ranges of certain marks on imprecise dates, by row.
  private let marks: [Int: [Days]]
  /// Rows whose days other values of a one-of relation take away.
  private let contested: [Int: RecordedFact]
  /// The entries with wildcard ends that end an atom, by atom.
  private let enders: [Int: [UInt32]]
  /// Conflicts of values that exclude each other.
  private let conflicts: [FactConflict]
  /// Held statements, open questions and conflicts, once they were asked for.
  private let besides = Mutex<FactBuilder.Side?>(nil)
  /// All rows with their supports, once they were asked for.
  private let listed = Mutex<[RecordedFact]?>(nil)

  init(_ record: AppraisedRecord, _ level: Credibility) {
    self.record = record
    self.level = level
    var drawing = Drawing(record, level)
    drawing.spreadWildcardEnds()
    drawing.drawAll()
    drawing.settleOneOf()
    rows = drawing.rows
    starts = drawing.starts
    days = drawing.days
    marks = drawing.marks
    contested = drawing.contested
    enders = drawing.enders
    conflicts = drawing.conflicts
  }

  /// The number of atoms that hold on some day.
  var count: Int { rows.count }

  /// The number of a row's atom.
  func atom(ofRow row: Int) -> Int { Int(record.table.atoms.ordered[Int(rows[row])]) }

  // MARK: - Rows

  /// The rows with their supports, in the order of atoms.
  ///
  /// - Complexity: O(*n*) in entries and claims, the first time.
  var all: [RecordedFact] {
    listed.withLock { listed in
      if let listed { return listed }
      let all = (0..<rows.count).map(fact)
      listed = all
      return all
    }
  }

  /// Held statements, open questions and conflicts.
  ///
  /// - Complexity: O(*n*) in the entries and claims that make some, the first time.
  var side: FactBuilder.Side {
    besides.withLock { besides in
      if let besides { return besides }
      var builder = FactBuilder(record: record, level: level)
      for entry in record.table.special { builder.read(record.entry(Int(entry)), isAdopted: false) }
      var side = builder.side
      side.conflicts += conflicts
      besides = side
      return side
    }
  }

  /// The row of an atom, nil if it holds on no day.
  subscript(atom: Atom) -> RecordedFact? {
    guard let number = record.table.atoms.number(of: atom) else { return nil }
    return row(of: number).map(fact)
  }

  private func fact(ofRow row: Int) -> RecordedFact {
    if let fact = contested[row] { return fact }
    let number = atom(ofRow: row)
    return Drawing.settled(number, record, level, enders[number] ?? []).fact
      ?? RecordedFact(atom: record.table.atoms[number], certain: [], conceivable: [])
  }

  private func row(of atom: Int) -> Int? {
    let place = record.table.atoms.places[atom]
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == place ? low : nil
  }

  // MARK: - Set aside

  /// The supports of an atom that are not taken.
  func setAside(_ atom: Atom) -> [Support] {
    guard let number = record.table.atoms.number(of: atom) else { return [] }
    return setAside(number)
  }

  private func setAside(_ number: Int) -> [Support] {
    let settled = Drawing.settled(number, record, level, enders[number] ?? [])
    guard row(of: number) == nil else { return settled.setAside }
    return settled.setAside + (settled.fact?.supports ?? [])
  }

  /// All supports that are not taken, by atom.
  var allSetAside: [Atom: [Support]] {
    let table = record.table
    let least = EffectWeight.byte(level)
    var result: [Atom: [Support]] = [:]
    for atom in 0..<table.atoms.count {
      let isWhole =
        table.effects(on: atom).allSatisfy {
          table.effects[Int($0)].weight.taking(at: least) != .not
        } && row(of: atom) != nil
      if isWhole { continue }
      let supports = setAside(atom)
      if !supports.isEmpty { result[table.atoms[atom]] = supports }
    }
    return result
  }

  // MARK: - Days

  /// The days on which a row certainly and conceivably holds.
  func days(ofRow row: Int) -> (certain: ArraySlice<Days>, conceivable: ArraySlice<Days>) {
    let (start, mark) = (Int(starts[2 * row]), starts[2 * row + 1])
    let (middle, end) = (Int(mark & ~DrawnFacts.sameBit), Int(starts[2 * row + 2]))
    if mark & DrawnFacts.sameBit != 0 { return (days[start..<end], days[start..<end]) }
    return (days[start..<middle], days[middle..<end])
  }

  /// Whether a row holds on the days of a row of other facts, certainly and conceivably.
  func hasDays(_ row: Int, of former: Int, in other: DrawnFacts) -> Bool {
    let (start, end) = (starts[2 * row], starts[2 * row + 2])
    let (formerStart, formerEnd) = (other.starts[2 * former], other.starts[2 * former + 2])
    // The bit of the marks has to be the same too: it is set wherever it can be.
    guard end - start == formerEnd - formerStart,
      starts[2 * row + 1] - start == other.starts[2 * former + 1] - formerStart
    else { return false }
    for place in 0..<Int(end - start)
    where days[Int(start) + place] != other.days[Int(formerStart) + place] {
      return false
    }
    return true
  }

  /// The days of an atom as a row with supports has them, nil if it holds on no day.
  func periods(
    of atom: Atom
  ) -> (certain: [Period], conceivable: [Period], marks: [Period])? {
    guard let number = record.table.atoms.number(of: atom), let row = row(of: number) else {
      return nil
    }
    if let fact = contested[row] { return (fact.certain, fact.conceivable, fact.marks) }
    let horizon = Days(record.horizon.from.number, record.horizon.until.number)
    func periods(_ days: some Sequence<Days>) -> [Period] {
      days.compactMap { $0.period(in: horizon) }
    }
    let (certain, conceivable) = days(ofRow: row)
    return (periods(certain), periods(conceivable), periods(marks[row] ?? []))
  }

  /// Ranges of a row's certain marks on imprecise dates.
  func marks(ofRow row: Int) -> [Days] { marks.isEmpty ? [] : marks[row] ?? [] }

  /// The row as other values of a one-of relation leave it, nil if there are none.
  func contestedFact(_ row: Int) -> RecordedFact? { contested[row] }

  /// Whether other values of a one-of relation take days away.
  func isContested(_ row: Int) -> Bool { !contested.isEmpty && contested[row] != nil }

  static let sameBit: UInt32 = 1 << 31

  /// Whether two levels of one record have the same facts; nil for two records.
  ///
  /// They do if they take the same effects alike, but for wildcard ends that end nothing.
  func isEqual(_ other: DrawnFacts) -> Bool? {
    guard record.table === other.record.table else { return nil }
    if level == other.level { return true }
    let (least, second) = (EffectWeight.byte(level), EffectWeight.byte(other.level))
    var enders: Set<UInt32>?
    for effect in record.table.effects where effect.role != .none {
      let (taking, theirs) = (effect.weight.taking(at: least), effect.weight.taking(at: second))
      if taking == theirs { continue }
      guard effect.atom == EffectTable.noAtom else { return false }
      let ending =
        enders ?? Set(self.enders.values.joined()).union(other.enders.values.joined())
      if ending.contains(effect.entry) { return false }
      enders = ending
    }
    return true
  }

  // MARK: - For the engine

  /// Adds the rows to rules: those whose readings are one as columns, the others one by one.
  func insert(into compiled: inout CompiledRules) {
    let atoms = record.table.atoms
    var next = 0
    var spans = SharedSpans()
    while next < rows.count {
      let relation = atoms.relation(of: atom(ofRow: next))
      let signature = atoms.relations[relation]
      let number = compiled.number(of: signature)
      var columns = [[UInt32]](repeating: [], count: signature.columns.count)
      var (from, until): ([Int32], [Int32]) = ([], [])
      while next < rows.count, atoms.relation(of: atom(ofRow: next)) == relation {
        let codes = atoms.codes(of: atom(ofRow: next))
        if starts[2 * next + 1] & DrawnFacts.sameBit != 0,
          marks.isEmpty || marks[next] == nil, !isContested(next)
        {
          for days in days(ofRow: next).certain {
            for (column, code) in codes.enumerated() { columns[column].append(code) }
            from.append(days.from)
            until.append(days.until)
          }
        } else {
          compiled.facts.insert(fact(next, relation: number, Array(codes), &spans))
        }
        next += 1
      }
      let horizon = record.horizon
      let hasDays =
        from.contains { $0 > horizon.from.number } || until.contains { $0 < horizon.until.number }
      compiled.facts.insert(
        FactBlock(
          count: from.count, columns: columns, from: hasDays ? from : [],
          until: hasDays ? until : []),
        relation: number)
    }
  }

  private func fact(
    _ row: Int, relation: Int, _ tuple: [UInt32], _ shared: inout SharedSpans
  ) -> Fact {
    if let fact = contested[row] {
      let horizon = Days(record.horizon.from.number, record.horizon.until.number)
      func spans(_ periods: [Period]) -> [Span] {
        periods.map { $0.days(in: horizon) }.map { Span($0.from, $0.until) }
      }
      return Fact(
        relation: relation, tuple: tuple, certain: spans(fact.certain),
        conceivable: spans(fact.conceivable), marks: spans(fact.marks))
    }
    let (certain, conceivable) = days(ofRow: row)
    return Fact(
      relation: relation, tuple: tuple, certain: shared.spans(certain),
      conceivable: shared.spans(conceivable), marks: shared.spans((marks[row] ?? [])[...]))
  }

  /// Lists of spans, one for all rows of the same single stretch of days: there are few of those.
  private struct SharedSpans {
    private var single: [Days: [Span]] = [:]

    mutating func spans(_ days: ArraySlice<Days>) -> [Span] {
      guard days.count == 1, let only = days.first else {
        return days.map { Span($0.from, $0.until) }
      }
      if let known = single[only] { return known }
      let spans = [Span(only.from, only.until)]
      single[only] = spans
      return spans
    }
  }

  /// The relations of the rows, each once.
  var relations: [RelationSignature] {
    let atoms = record.table.atoms
    var result: [RelationSignature] = []
    var last = -1
    for row in 0..<rows.count {
      let relation = atoms.relation(of: atom(ofRow: row))
      if relation != last { result.append(atoms.relations[relation]) }
      last = relation
    }
    return result
  }

  /// The codes of entities that stand in columns of the rows, each once, by the type of the column.
  ///
  /// - Complexity: O(*n*) in values, and for each type of column a byte for each text.
  func entityCodes() -> [ColumnType: [UInt32]] {
    let atoms = record.table.atoms
    let count = atoms.pools.symbols.count
    var numbers: [ColumnType: Int] = [:]
    /// For each type, whether each text is there.
    var seen: [Bool] = []
    var next = 0
    while next < rows.count {
      let relation = atoms.relation(of: atom(ofRow: next))
      // Each column that has entities, and where its type begins.
      var lists: [(column: Int, start: Int)] = []
      for (column, type) in atoms.relations[relation].columns.enumerated() {
        guard case .entity = type else { continue }
        if numbers[type] == nil {
          numbers[type] = seen.count
          seen.append(contentsOf: repeatElement(false, count: count))
        }
        if let start = numbers[type] { lists.append((column, start)) }
      }
      while next < rows.count {
        let atom = atom(ofRow: next)
        if atoms.relation(of: atom) != relation { break }
        let codes = atoms.codes(of: atom)
        for (column, start) in lists { seen[start + Int(codes[codes.startIndex + column])] = true }
        next += 1
      }
    }
    return numbers.mapValues { start in
      (0..<count).filter { seen[start + $0] }.map { UInt32($0) }
    }
  }
}
