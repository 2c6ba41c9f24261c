import TechDecoupling

/// Relations and shorthand for tests of the record.
enum RecordWords {
  static let funds = Relation<Agency, Lab>("funds")
  static let holds = Relation<Lab>("holds-office")
  static let wears = Relation<Lab, String>("wears", oneOf: true)

  static let lab = Lab("lab")
  static let other = Lab("other")
  static let agency = Agency("agency")

  static let entities: [any Entity] = [lab, other, agency, Lab("third"), Chip("chip")]

  /// Sources named after their grade: `a1`, `b2`, `f1`; `d9` is an interested B.
  static let sources: [Source] =
    Reliability.allCases.flatMap { grade in
      (1...3).map { number in
        Source(id: SourceID("\(grade.rawValue.lowercased())\(number)"), reliability: grade)
      }
    } + [Source(id: "interested", reliability: .b, isInterested: true)]

  static func chronicle(_ entries: [Entry], sources: [Source] = RecordWords.sources) throws
    -> Chronicle
  {
    try Chronicle(entities: entities, sources: sources, entries: entries)
  }

  static func facts(
    _ entries: [Entry], knownBy: Day? = nil, trusting: Credibility = .possible
  ) throws -> Facts {
    try chronicle(entries).facts(from: Viewpoint(knownBy: knownBy, trusting: trusting))
  }

  /// An event that begins one atom, on a day, by claims.
  static func event(
    _ id: EntryID = "event", on date: DateRange? = "2026-02-01", begins: [Atom] = [holds(lab)],
    ends: [Atom] = [], marks: [Atom] = [], claims: [Claim] = []
  ) -> Entry {
    Entry(
      id, Event("it happens", on: date, begins: begins, ends: ends, marks: marks), claims: claims)
  }

  /// The credibility of an event that some claims assert, deny and so on.
  static func credibility(_ claims: [Claim], knownBy: Day? = nil) throws -> Credibility? {
    try appraisal(claims, knownBy: knownBy)?.credibility
  }

  static func appraisal(_ claims: [Claim], knownBy: Day? = nil) throws -> Appraisal? {
    let facts = try facts([event(claims: claims)], knownBy: knownBy, trusting: .notJudged)
    let supports = (facts[holds(lab)]?.supports ?? []) + facts.setAside(holds(lab))
    return supports.first?.appraisal
  }
}

extension Claim {
  /// A first-hand claim.
  static func own(
    _ source: SourceID, _ stance: Stance = .asserts, reported: DateRange? = nil,
    date: DateRange? = nil, effects: [Atom] = []
  ) -> Claim {
    Claim(
      source: source, stance: stance, reported: reported, date: date, effects: effects,
      isFirstHand: true)
  }

  /// A claim that passes on others.
  static func relay(
    _ source: SourceID, _ relayed: SourceID..., stance: Stance = .asserts,
    reported: DateRange? = nil, of day: DateRange? = nil
  ) -> Claim {
    Claim(
      source: source, stance: stance, relays: relayed.map { Relay($0, reported: day) },
      reported: reported)
  }
}

extension Period {
  /// Both days included, as written; nil for an open end.
  static func days(_ first: Day?, _ last: Day?) -> Period? {
    Period(from: first, until: last?.advanced(by: 1))
  }
}
