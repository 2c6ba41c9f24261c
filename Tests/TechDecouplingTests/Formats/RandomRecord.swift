@testable import TechDecoupling

/// A repeatable source of random numbers.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Makes chronicles at random that use every part of the format.
struct RandomRecord {
  var random: SeededGenerator

  static let university = EntityKind(
    "University",
    fields: [
      ProfileField("country", states: Profile.homeCountry.signature),
      ProfileField("founders", states: founded, entityColumn: 1, isList: true),
      ProfileField("opened", states: opened), ProfileField("motto", states: motto),
      ProfileField("share", states: share),
    ])
  static let founded = RelationSignature(
    name: "founded", columns: [.entity(role: nil), .entity(role: "University")])
  static let opened = RelationSignature(
    name: "opened", columns: [.entity(role: "University"), .day], isOneOf: true)
  static let motto = RelationSignature(
    name: "motto", columns: [.entity(role: "University"), .text])
  static let share = RelationSignature(
    name: "share", columns: [.entity(role: "University"), .decimal])
  static let mixed = RelationSignature(
    name: "mixed", columns: [.entity(role: nil), .integer, .decimal, .day, .text])
  static let plain = RelationSignature(name: "plain", columns: [.entity(role: "Lab")])

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func list<Element>(upTo count: Int, _ make: (inout Self) -> Element) -> [Element] {
    (0..<below(count + 1)).map { _ in make(&self) }
  }

  mutating func maybe<Element>(_ make: (inout Self) -> Element?) -> Element? {
    chance(40) ? make(&self) : nil
  }

  /// A text with the characters that escapes are for.
  mutating func text() -> String {
    let characters = Array("ab 深é\"\\\n\t\r/{}[](),:;'_\u{1}\u{7F}\u{2028}👩‍💻")
    return String((0..<below(8)).map { _ in characters[below(characters.count)] })
  }

  mutating func day() -> Day { Day(number: Int32(below(70_000) - 25_000)) }

  mutating func date() -> DateRange {
    let (first, length) = (day(), below(3) == 0 ? 0 : below(500))
    switch below(5) {
    case 0: return DateRange(from: nil, to: first) ?? DateRange(first)
    case 1: return DateRange(from: first, to: nil) ?? DateRange(first)
    case 2:
      let (year, month, _) = first.components
      let text = "\(year)-" + (month < 10 ? "0" : "") + "\(month)" + ["", "~", "?"][below(3)]
      return (try? DateRange(parsing: text)) ?? DateRange(first)
    default: return DateRange(from: first, to: first.advanced(by: length)) ?? DateRange(first)
    }
  }

  mutating func period() -> DatePeriod? {
    let first = day()
    return switch below(4) {
    case 0: try? DatePeriod(parsing: "\(first)/")
    case 1: DatePeriod(from: nil, to: first)
    case 2: DatePeriod(from: first, to: nil)
    default: DatePeriod(from: first, to: first.advanced(by: below(1_000)))
    }
  }

  // MARK: - The record

  static let labs = ["deepseek", "深度求索", "a.b+c", "x-1"]
  static let universities = ["tsinghua", "mit"]
  static let sources = ["reuters", "article-003", "x"]

  mutating func any<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func atom() -> Atom {
    switch below(3) {
    case 0:
      return Atom(relation: Self.plain, arguments: [.value(.entity(EntityID(any(Self.labs))))])
    case 1:
      return Atom(
        relation: Self.founded,
        arguments: [
          .value(.entity(EntityID(any(Self.labs)))),
          .value(.entity(EntityID(any(Self.universities)))),
        ])
    default:
      return Atom(
        relation: Self.mixed,
        arguments: [
          .value(.entity(EntityID(any(Self.labs)))), .value(.integer(integer())),
          .value(.decimal(Fixed(millionths: Int64(integer())))), .value(.day(day())),
          .value(.text(text())),
        ])
    }
  }

  mutating func integer() -> Int {
    any([0, 1, -1, .min, .max, below(1_000_000), -below(1_000_000_000)])
  }

  /// Atoms of an entry; none twice.
  mutating func atoms() -> [Atom] {
    var seen: Set<Atom> = []
    return list(upTo: 3) { $0.atom() }.filter { seen.insert($0).inserted }
  }

  mutating func entities() -> [EntityRecord] {
    Self.labs.map { id in
      EntityRecord(
        id: EntityID(id), roles: chance(30) ? ["Lab", "Chipmaker"] : ["Lab"],
        name: maybe { $0.text() }, aliases: list(upTo: 2) { $0.text() },
        profile: chance(50) ? ["country": [.entity("CN")]] : [:])
    }
      + Self.universities.map { id in
        var profile: [String: [Value]] = [:]
        if chance(50) { profile["founders"] = [.entity("deepseek"), .entity("x-1")] }
        if chance(50) { profile["opened"] = [.day(day())] }
        if chance(50) { profile["motto"] = [.text(text())] }
        if chance(50) { profile["share"] = [.decimal(Fixed(millionths: Int64(integer())))] }
        return EntityRecord(id: EntityID(id), roles: ["University"], profile: profile)
      }
  }

  mutating func source(_ id: String) -> Source {
    Source(
      id: SourceID(id), name: text(), reliability: any(Reliability.allCases),
      isInterested: chance(30), published: maybe { $0.date() }, url: maybe { $0.text() },
      entity: maybe { EntityID($0.any(Self.labs)) })
  }

  mutating func claim(of effects: [Atom], ofEvent isEvent: Bool) -> Claim {
    // The order of sources keeps relays from going in a circle.
    let number = below(Self.sources.count)
    var relays: [Relay] = []
    for id in Self.sources[..<number] where chance(30) {
      relays.append(Relay(SourceID(id), reported: maybe { $0.date() }))
    }
    return Claim(
      source: SourceID(Self.sources[number]),
      stance: any([.asserts, .asserts, .denies, .declines]),
      relays: relays,
      attribution: maybe {
        Attribution(
          speaker: $0.maybe { $0.text() }, people: $0.maybe { 1 + $0.below(9) },
          role: $0.maybe { $0.text() }, words: $0.maybe { $0.text() }, isInterested: $0.chance(30))
      },
      reported: maybe { $0.date() }, date: isEvent ? maybe { $0.date() } : nil,
      period: isEvent ? nil : maybe { $0.period() },
      effects: chance(30) ? effects.filter { _ in chance(50) } : [],
      isFirstHand: relays.isEmpty && chance(30), words: maybe { $0.text() })
  }

  mutating func entry(_ number: Int) -> Entry {
    let isEvent = chance(50)
    let content: Entry.Content
    let effects = atoms()
    if isEvent {
      let cut = below(effects.count + 1)
      content = .event(
        Event(
          text(), on: maybe { $0.date() }, begins: Array(effects[..<cut]),
          ends: list(upTo: 1) { record in
            Atom(
              relation: Self.founded,
              arguments: [.wildcard, .value(.entity(EntityID(record.any(Self.universities))))])
          }, marks: Array(effects[cut...])))
    } else {
      content = .statement(
        Statement(
          effects, over: maybe { $0.period() },
          holding: maybe {
            Holding(
              holder: $0.text(), likelihood: $0.maybe { $0.text() }, given: $0.atoms())
          }, words: maybe { $0.text() }))
    }
    return Entry(
      id: EntryID("e\(number)"), content: content,
      claims: list(upTo: 3) { $0.claim(of: effects, ofEvent: isEvent) }, isOwnWord: chance(20),
      rows: list(upTo: 2) { $0.text() }, note: maybe { $0.text() })
  }

  mutating func document(entries: Range<Int> = 0..<8) -> Document {
    Document(
      kinds: [Self.university],
      relations: [
        Self.founded, Self.opened, Self.motto, Self.share, Self.mixed, Self.plain,
      ],
      entities: entities(), sources: Self.sources.map { source($0) },
      entries: entries.map { entry($0) })
  }
}
