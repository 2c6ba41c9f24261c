import TechDecoupling
import TestSupport

/// A record of a few imprecise entries over a few days, small enough to list all its readings.
struct SmallRecord: Sendable {
  /// An atom of one of three relations; nil is a wildcard, in `ends` alone.
  struct SmallAtom: Hashable, Sendable {
    var relation: Int
    var terms: [Int?]

    func matches(_ other: SmallAtom) -> Bool {
      relation == other.relation && zip(terms, other.terms).allSatisfy { $0 == nil || $0 == $1 }
    }
  }

  /// An end of a Statement's period.
  enum End: Hashable, Sendable {
    case range(ClosedRange<Int32>)
    case open, unknown
  }

  enum Content: Hashable, Sendable {
    case event(
      date: ClosedRange<Int32>, begins: [SmallAtom], ends: [SmallAtom], marks: [SmallAtom])
    case statement([SmallAtom], start: End, end: End)
    case timeless([SmallAtom])
  }

  struct SmallEntry: Hashable, Sendable {
    var content: Content
    /// Whether its only claim calls it unclear; otherwise it is the recorder's own word.
    var isUnclear: Bool
    /// Dates that two sources of one grade give the event instead, with some days in common.
    var claimed: [ClosedRange<Int32>] = []
  }

  var entries: [SmallEntry]

  /// The days that exist.
  static let days: Range<Int32> = 20_000..<20_006
  static let symbolCount = 3
  static let uses = Relation<Lab>("active")
  static let supplies = Relation<Lab, Lab>("supplies")
  static let ranks = Relation<Lab, Int>("ranks")
}

// MARK: - As a chronicle

extension SmallRecord {
  func chronicle() throws -> Chronicle {
    let labs = (0..<Self.symbolCount).map { Lab(EntityID("lab-\($0)")) }
    return try Chronicle(
      entities: labs,
      sources: [
        Source(id: "witness", name: "Witness", reliability: .a),
        Source(id: "second-witness", name: "Second witness", reliability: .a),
      ],
      entries: entries.enumerated().map { index, entry in
        var claims =
          entry.isUnclear ? [Claim(source: "witness", stance: .unclear, isFirstHand: true)] : []
        for (source, date) in zip(["witness", "second-witness"], entry.claimed) {
          claims.append(
            Claim(source: SourceID(source), date: Self.date(date), isFirstHand: true))
        }
        let id = EntryID("entry-\(index)")
        switch entry.content {
        case .event(let date, let begins, let ends, let marks):
          let event = Event(
            "something happens", on: claims.count > 1 ? nil : Self.date(date),
            begins: begins.map(\.atom),
            ends: ends.map(\.atom), marks: marks.map(\.atom))
          return Entry(id, event, claims: claims)
        case .statement(let atoms, let start, let end):
          let text = "\(Self.text(start))/\(Self.text(end))"
          let period = try DatePeriod(parsing: text)
          return Entry(id, Statement(atoms.map(\.atom), over: period), claims: claims)
        case .timeless(let atoms):
          return Entry(id, Statement(atoms.map(\.atom)), claims: claims)
        }
      })
  }

  private static func date(_ range: ClosedRange<Int32>) -> DateRange? {
    DateRange(from: Day(number: range.lowerBound), to: Day(number: range.upperBound))
  }

  private static func text(_ end: End) -> String {
    switch end {
    case .open: ".."
    case .unknown: ""
    case .range(let range): date(range)?.text ?? ""
    }
  }

  /// The facts that the library draws from the record.
  func facts() throws -> [PlainFact] {
    let horizon = Horizon(
      from: Day(number: Self.days.lowerBound), until: Day(number: Self.days.upperBound))
    let facts = try chronicle().facts(from: Viewpoint(), horizon: horizon ?? .standard)
    func ranges(_ periods: [Period]) -> [Range<Int32>] {
      periods.map {
        ($0.from?.number ?? Self.days.lowerBound)..<($0.until?.number ?? Self.days.upperBound)
      }
    }
    return facts.rows.compactMap { row in
      let relation = [Self.uses.name, Self.supplies.name, Self.ranks.name]
        .firstIndex(of: row.atom.relation.name)
      guard let relation else { return nil }
      let tuple = (row.atom.values ?? []).map { value -> Int in
        switch value {
        case .entity(let id): Int(id.text.suffix(1)) ?? -1
        case .integer(let number): number
        default: -1
        }
      }
      return PlainFact(
        relation, tuple, certain: ranges(row.certain), conceivable: ranges(row.conceivable),
        marks: ranges(row.marks))
    }
  }
}

extension SmallRecord.SmallAtom {
  fileprivate var atom: Atom {
    func argument(_ column: Int) -> Argument {
      guard let term = terms[column] else { return .wildcard }
      return .value(
        relation == 2 && column == 1 ? .integer(term) : .entity(EntityID("lab-\(term)")))
    }
    let signature = [
      SmallRecord.uses.signature, SmallRecord.supplies.signature, SmallRecord.ranks.signature,
    ][relation]
    return Atom(relation: signature, arguments: terms.indices.map(argument))
  }
}
