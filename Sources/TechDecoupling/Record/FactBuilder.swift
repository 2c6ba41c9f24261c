/// Draws the facts of one level out of an appraised record.
struct FactBuilder {
  let record: AppraisedRecord
  let level: Credibility
  let horizon: Days
  var facts: Facts
  /// By atom, in order of appearance.
  var drafts: [Draft] = []
  var draftIndex: [Atom: Int] = [:]
  var wildcardEnds: [WildcardEnd] = []

  /// An atom while its entries are read.
  struct Draft {
    var atom: Atom
    var begins: [Begin] = []
    var ends: [End] = []
    /// Days that no end cuts, with their supports.
    var fixed: [Support] = []
    var marks: [Days] = []
  }

  /// A begin, with its support.
  struct Begin {
    var days: BoundDays
    var support: Support
  }

  /// An end, with its support.
  struct End {
    var days: BoundDays
    var support: Support
  }

  struct WildcardEnd {
    var pattern: Atom
    var end: End
    /// What the entry begins itself: that it does not end.
    var spared: Set<Atom>
  }

  /// What a level has beside its rows.
  struct Side: Hashable {
    var openQuestions: [OpenQuestion] = []
    var conflicts: [FactConflict] = []
    var held: [HeldStatement] = []
  }

  /// What was read so far beside rows.
  var side: Side { facts.side }

  /// How an effect is taken at the level.
  enum Taking { case certain, unclear, not }

  init(record: AppraisedRecord, level: Credibility) {
    self.record = record
    self.level = level
    horizon = Days(record.horizon.from.number, record.horizon.until.number)
    facts = Facts(entities: record.entities)
    facts.trusting = level
    facts.knownBy = record.knownBy
  }

  func taking(_ entry: AppraisedEntry, _ appraisal: Appraisal) -> Taking {
    if record.suppositions[entry.entry.id] == .denied { return .not }
    if entry.entry.isOwnWord { return .certain }
    if let credibility = appraisal.credibility, credibility >= level { return .certain }
    if let credibility = appraisal.unclearCredibility, credibility >= level { return .unclear }
    return .not
  }

  func support(
    _ role: Support.Role, _ entry: AppraisedEntry, _ appraisal: Appraisal, _ taking: Taking,
    _ atom: Atom, _ written: Atom
  ) -> Support {
    let credibility =
      entry.entry.isOwnWord
      ? nil : taking == .unclear ? appraisal.unclearCredibility : appraisal.credibility
    let supposed = role == .ends ? nil : record.suppositions[entry.entry.id]
    return Support(
      role: supposed == .supposed || supposed == .confirmed ? .supposition : role,
      entry: supposed == .supposed ? nil : entry.entry.id, date: entry.date, period: entry.period,
      credibility: credibility, isUnclear: taking == .unclear, claims: appraisal.claims,
      conflictingDates: entry.conflictingDates, appraisal: appraisal,
      writtenAs: atom == written ? nil : written)
  }

  private mutating func draft(_ atom: Atom) -> Int {
    if let known = draftIndex[atom] { return known }
    draftIndex[atom] = drafts.count
    drafts.append(Draft(atom: atom))
    return drafts.count - 1
  }

  // MARK: - Entries

  mutating func read(_ entry: AppraisedEntry, isAdopted: Bool) {
    switch entry.entry.content {
    case .event(let event): read(event, of: entry)
    case .statement(let statement) where statement.holding != nil:
      facts.side.held.append(
        HeldStatement(
          entry: entry.entry.id, statement: statement, period: entry.period, claims: entry.claims,
          isAdopted: isAdopted))
      if isAdopted && statement.isSupposed { adopt(statement, of: entry) }
    case .statement(let statement): read(statement, of: entry)
    }
    if !entry.conflictingDates.isEmpty || !entry.conflictingPeriods.isEmpty {
      facts.side.conflicts.append(
        FactConflict(
          kind: entry.conflictingDates.isEmpty
            ? .periods(entry.conflictingPeriods) : .dates(entry.conflictingDates),
          atoms: entry.entry.effects.filter { $0.values != nil }.map(facts.canonical),
          entry: entry.entry.id, days: []))
    }
  }

  private mutating func read(_ event: Event, of entry: AppraisedEntry) {
    let first = entry.date?.first?.number
    let last = entry.date?.last?.number
    let begun = event.begins.map(facts.canonical)
    let spared = event.ends.isEmpty ? [] : Set(begun)
    for (number, written) in event.begins.enumerated() {
      let (atom, appraisal) = (begun[number], entry.appraisals[number])
      let taking = taking(entry, appraisal)
      let support = support(.begins, entry, appraisal, taking, atom, written)
      guard taking != .not else {
        facts.setAside[atom, default: []].append(support)
        continue
      }
      let at = draft(atom)
      drafts[at].begins.append(
        Begin(
          days: BoundDays(
            first: first ?? horizon.from, last: last ?? .max, isCertain: taking == .certain),
          support: support))
    }
    for (number, written) in event.ends.enumerated() {
      let appraisal = entry.appraisals[event.begins.count + number]
      let atom = facts.canonical(written)
      let taking = taking(entry, appraisal)
      var support = support(.ends, entry, appraisal, taking, atom, written)
      if written.arguments.contains(.wildcard) { support.writtenAs = written }
      let end = End(
        days: BoundDays(
          first: first ?? .min, last: last ?? .max, isCertain: taking == .certain),
        support: support)
      if atom.arguments.contains(.wildcard) {
        if taking != .not {
          wildcardEnds.append(WildcardEnd(pattern: atom, end: end, spared: spared))
        }
      } else if taking == .not {
        facts.setAside[atom, default: []].append(support)
      } else if !spared.contains(atom) {
        // Ids read as one may make an entry begin and end one atom: the begin wins.
        let at = draft(atom)
        drafts[at].ends.append(end)
      }
    }
    for (number, written) in event.marks.enumerated() {
      let appraisal = entry.appraisals[event.begins.count + event.ends.count + number]
      mark(written, appraisal, entry)
    }
  }

  private mutating func mark(
    _ written: Atom, _ appraisal: Appraisal, _ entry: AppraisedEntry
  ) {
    let atom = facts.canonical(written)
    let taking = taking(entry, appraisal)
    var support = support(.marks, entry, appraisal, taking, atom, written)
    guard taking != .not else {
      facts.setAside[atom, default: []].append(support)
      return
    }
    let days = Days(
      entry.date?.first?.number ?? horizon.from,
      entry.date?.last.map { $0.number + 1 } ?? horizon.until)
    support.conceivable = periods([days])
    let at = draft(atom)
    if taking == .certain {
      if entry.date?.isExact == true {
        support.certain = periods([days])
      } else if entry.date?.first != nil, entry.date?.last != nil {
        drafts[at].marks.append(days)
      }
    }
    drafts[at].fixed.append(support)
  }

  private mutating func read(_ statement: Statement, of entry: AppraisedEntry) {
    if entry.isOpenQuestion, record.suppositions[entry.entry.id] != .denied {
      facts.side.openQuestions.append(
        OpenQuestion(
          entry: entry.entry.id, atoms: statement.atoms.map(facts.canonical),
          words: statement.words, period: entry.period, claims: entry.claims))
    }
    for (number, written) in statement.atoms.enumerated() {
      guard written.values != nil, written.relation != Profile.sameAs.signature else { continue }
      let (atom, appraisal) = (facts.canonical(written), entry.appraisals[number])
      let taking = taking(entry, appraisal)
      let support = support(.states, entry, appraisal, taking, atom, written)
      guard taking != .not else {
        facts.setAside[atom, default: []].append(support)
        continue
      }
      state(atom, support, isCertain: taking == .certain)
    }
  }

  private mutating func adopt(_ statement: Statement, of entry: AppraisedEntry) {
    for written in statement.atoms where written.values != nil {
      // Ids that are supposed to be one are joined before.
      if entry.period == nil, written.relation == Profile.sameAs.signature { continue }
      let atom = facts.canonical(written)
      state(atom, supposition(entry, atom == written ? nil : written), isCertain: true)
    }
  }

  /// Takes what a rulebook states: no end cuts it.
  mutating func give(_ fact: GivenFact) {
    guard let support = Support(fact, facts) else { return }
    let at = draft(facts.canonical(fact.atom))
    drafts[at].fixed.append(support)
  }

  func supposition(_ entry: AppraisedEntry, _ written: Atom?) -> Support {
    Support(
      role: .supposition, entry: entry.entry.id, period: entry.period, claims: entry.claims,
      writtenAs: written)
  }

  /// Takes a Statement over its support's period.
  mutating func state(_ atom: Atom, _ support: Support, isCertain: Bool) {
    let at = draft(atom)
    var support = support
    guard let period = support.period else {
      support.conceivable = [.always]
      if isCertain { support.certain = [.always] }
      drafts[at].fixed.append(support)
      return
    }
    let span = StatedSpan(period, in: horizon)
    if span.isStillSo {
      // Still so: a begin, which an event may end.
      drafts[at].begins.append(
        Begin(
          days: BoundDays(
            first: span.conceivable.from, last: span.startLast, isCertain: isCertain),
          support: support))
      return
    }
    support.conceivable = periods([span.conceivable])
    if isCertain, let certain = span.certain { support.certain = periods([certain]) }
    drafts[at].fixed.append(support)
  }

  // MARK: - Profiles

  mutating func readProfiles() {
    for record in record.entities.records.values.sorted(by: { $0.id < $1.id }) {
      guard !record.profile.isEmpty else { continue }
      // A field of a kind that no document declared may state what cannot hold it.
      for field in record.profileFields(self.record.vocabulary.kinds) where field.valueType != nil {
        for value in record.profile[field.name] ?? [] {
          let written = field.atom(of: record.id, value)
          let atom = facts.canonical(written)
          state(
            atom,
            Support(role: .profile, writtenAs: atom == written ? nil : written), isCertain: true)
        }
      }
    }
  }

  func periods(_ days: [Days]) -> [Period] { days.compactMap { $0.period(in: horizon) } }
}

extension Statement {
  /// Whether it makes facts if it is adopted: it is held, and nothing is given.
  var isSupposed: Bool { holding?.given.isEmpty == true }
}

/// A day out of a range on which something begins or ends.
struct BoundDays {
  var first: Int32
  /// The last possible day; `Int32.max` if there is none.
  var last: Int32
  var isCertain: Bool
}

/// Days `[from, until)` by number.
struct Days: Hashable {
  var from: Int32
  var until: Int32

  init(_ from: Int32, _ until: Int32) {
    self.from = from
    self.until = until
  }

  var isEmpty: Bool { from >= until }

  /// The days as a period: what reaches an edge of the horizon is open there.
  func period(in horizon: Days) -> Period? {
    let (from, until) = (max(from, horizon.from), min(until, horizon.until))
    guard from < until else { return nil }
    return Period(
      unchecked: from == horizon.from ? nil : Day(number: from),
      until == horizon.until ? nil : Day(number: until))
  }

  /// The days that a horizon has.
  func clipped(to horizon: Days) -> Days {
    Days(max(from, horizon.from), min(until, horizon.until))
  }

  static func isBefore(_ left: Days, _ right: Days) -> Bool {
    (left.from, left.until) < (right.from, right.until)
  }

  /// Makes a list the same days in as few stretches as possible, ascending.
  static func coalesce(_ days: inout [Days]) {
    if days.count == 1, !days[0].isEmpty { return }
    if !days.isEmpty { days = coalesced(days) }
  }

  /// The same days in as few stretches as possible, ascending.
  static func coalesced(_ days: [Days]) -> [Days] {
    var result: [Days] = []
    for next in days.filter({ !$0.isEmpty }).sorted(by: { $0.from < $1.from }) {
      if let last = result.last, next.from <= last.until {
        result[result.count - 1].until = max(last.until, next.until)
      } else {
        result.append(next)
      }
    }
    return result
  }
}

/// The days of a Statement's period: certain from the last possible first day to the first possible
/// last day, conceivable from the first to the last.
struct StatedSpan {
  var conceivable: Days
  /// Nil if no day is certain.
  var certain: Days?
  /// The last possible first day, `Int32.max` if there is none.
  var startLast: Int32
  /// Whether the end is open: a begin, which an event may end.
  var isStillSo: Bool

  init(_ period: DatePeriod, in horizon: Days) {
    let last = horizon.until - 1
    var (startFirst, startLast, startIsKnown) = (horizon.from, horizon.from, true)
    switch period.start {
    case .open: break
    case .unknown: (startLast, startIsKnown) = (last, false)
    case .date(let date):
      startFirst = date.first?.number ?? horizon.from
      startLast = date.last?.number ?? .max
    }
    var (endFirst, endLast, endIsKnown) = (last, last, true)
    switch period.end {
    case .open: break
    case .unknown: (endFirst, endIsKnown) = (horizon.from, false)
    case .date(let date):
      endFirst = date.first?.number ?? .min
      endLast = date.last?.number ?? last
    }
    conceivable = Days(startFirst, endLast + 1)
    self.startLast = startLast
    if case .open = period.end { isStillSo = true } else { isStillSo = false }
    switch (startIsKnown, endIsKnown) {
    case (true, true):
      certain = startLast <= endFirst ? Days(startLast, endFirst + 1) : nil
    case (true, false):
      // It began by then, and had not ended before it began.
      certain = startLast == .max ? nil : Days(startLast, startLast + 1)
    case (false, true):
      certain = endFirst == .min ? nil : Days(endFirst, endFirst + 1)
    case (false, false): certain = nil
    }
  }
}
