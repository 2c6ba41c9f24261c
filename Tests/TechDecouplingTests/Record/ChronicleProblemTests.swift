import TechDecoupling
import Testing

@Suite("Problems of a record")
struct ChronicleProblemTests {
  private let lab = RecordWords.lab
  private let atom = RecordWords.holds(RecordWords.lab)

  /// The problems of a record of the test's entities and sources with some entries, one a line.
  private func problems(
    _ entries: [Entry] = [], entities: [any Entity] = [], sources: [Source] = []
  ) -> String {
    do throws(ChronicleError) {
      _ = try Chronicle(
        entities: RecordWords.entities + entities, sources: RecordWords.sources + sources,
        entries: entries)
      return ""
    } catch {
      return error.description
    }
  }

  private func problems(_ documents: [Document]) -> String {
    do throws(ChronicleError) {
      _ = try Chronicle(joining: documents)
      return ""
    } catch {
      return error.description
    }
  }

  private func place(_ file: String, _ path: String) -> Place {
    Place(file: file, line: 3, column: 5, path: path)
  }

  // MARK: - Ids and atoms

  @Test("TD301: an id of no character")
  func malformedID() {
    #expect(
      problems([RecordWords.event(" x")])
        == "TD301: ' x' is not an id in entry ' x', id; an id has a character or more, none of them a control character, and no space at its ends; rename it"
    )
  }

  @Test("TD302: an unknown entity, with the nearest and its place")
  func unknownEntity() {
    var entry = RecordWords.event(begins: [RecordWords.holds(Lab("thirds"))])
    entry.place = place("a.json", "entries[0]")
    #expect(
      problems([entry])
        == "TD302: unknown entity 'thirds' in entry 'event', begins[0], at a.json:3:5 (entries[0].begins[0]); atoms, profiles and sources name entities of the record; did you mean 'third'?"
    )
  }

  @Test("TD303: the wrong kind of entity for a column")
  func wrongKind() {
    #expect(
      problems([RecordWords.event(begins: [RecordWords.holds(Lab("agency"))])])
        == "TD303: 'agency' is an Agency in entry 'event', begins[0]; 'holds-office' takes a Lab there; name another entity, or give 'agency' the role Lab"
    )
  }

  @Test("TD304: a value of another type")
  func wrongType() {
    let atom = Atom(relation: RecordWords.holds.signature, arguments: [.value(.integer(3))])
    #expect(
      problems([RecordWords.event(begins: [atom])])
        == "TD304: '3' is not the id of a Lab in entry 'event', begins[0]; each column of 'holds-office' takes values of one type; write the id of a Lab"
    )
  }

  @Test("TD305: more terms than columns")
  func wrongArity() {
    let atom = Atom(
      relation: RecordWords.holds.signature,
      arguments: [.value(.entity("lab")), .value(.entity("lab"))])
    #expect(
      problems([RecordWords.event(begins: [atom])])
        == "TD305: 'holds-office' has 2 terms in entry 'event', begins[0]; the relation has 1 column, each with one term; write as many"
    )
  }

  @Test("TD306: two signatures of one relation")
  func relationDiffers() {
    let other = Relation<Agency>("holds-office")
    #expect(
      problems([
        RecordWords.event("a"), RecordWords.event("b", begins: [other(RecordWords.agency)]),
      ])
        == "TD306: the relation is 'holds-office(Agency)' in entry 'b', begins[0], but 'holds-office(Lab)' elsewhere; a relation has one signature; make them equal, or rename one"
    )
  }

  @Test("TD319: a rule's variable in a record")
  func ruleTerm() {
    let atom = Atom(
      relation: RecordWords.holds.signature, arguments: [.variable(VariableID(0))])
    #expect(
      problems([RecordWords.event(begins: [atom])])
        == "TD319: 'holds-office(?0)' has a variable or a parameter in entry 'event', begins[0]; a record holds values; name the value, or write a rule"
    )
  }

  // MARK: - Kinds and profiles

  @Test("TD307, TD309: kinds that differ, and a field whose relation cannot hold it")
  func kinds() {
    let kind = EntityKind(
      "Lab", fields: [ProfileField("chief", states: RecordWords.wears.signature)])
    #expect(
      problems([Document(kinds: [kind])])
        == "TD307: the kind has the fields 'chief' (wears(Lab, text) one-of) in kind 'Lab', but the fields 'country' (home-country(entity, Country) one-of) elsewhere; a kind is declared alike everywhere; make the declarations equal, or rename one"
    )
    let school = EntityKind(
      "School", fields: [ProfileField("office", states: RecordWords.holds.signature)])
    #expect(
      problems([Document(kinds: [school])])
        == "TD309: field 'office' states 'holds-office(Lab)' in kind 'School', office; a field states a relation of two columns, one of which takes the entity; state another"
    )
  }

  @Test("TD308, TD310, TD311: roles and fields that no kind has, and too many values")
  func profiles() {
    let record = EntityRecord(
      id: "x", roles: ["Lab", "Labb"],
      profile: ["county": [.entity("CN")], "country": [.entity("CN"), .entity("US")]])
    #expect(
      problems([Document(entities: [record])]) == """
        TD311: field 'country' has 2 values in entity 'x', country; it takes one; leave one, and write the others as Statements with their sources
        TD310: unknown field 'county' in entity 'x', county; no role of the entity (Lab, Labb) has it; did you mean 'country'?
        TD308: unknown kind 'Labb' in entity 'x', roles; a role is a kind of the library or one that is declared; did you mean 'Lab'?
        """)
    #expect(
      problems([Document(entities: [EntityRecord(id: "y", roles: [], profile: ["chief": []])])])
        == "")
  }

  @Test("TD312: a country that ISO 3166 does not have")
  func unknownCountry() {
    #expect(
      problems(entities: [Lab("x", country: "CHN")])
        == "TD312: unknown country 'CHN' in entity 'x', country; a country's id is its ISO 3166 code of two letters; did you mean 'CN'?"
    )
    #expect(
      problems(entities: [Country("XX")])
        == "TD312: unknown country 'XX' in entity 'XX', id; a country's id is its ISO 3166 code of two letters; write that, or give the entity another role"
    )
  }

  // MARK: - Claims

  @Test("TD313: an unknown source, of a claim and of a relay")
  func unknownSource() {
    #expect(
      problems(
        [RecordWords.event(claims: [.relay("b1", "reuterz")])],
        sources: [Source(id: "reuters", reliability: .b)])
        == "TD313: unknown source 'reuterz' in entry 'event', claims[0].relays[0]; claims and relays name sources of the record; did you mean 'reuters'?"
    )
  }

  @Test("TD314: sources that relay each other in a circle")
  func cyclicRelays() {
    #expect(
      problems([
        RecordWords.event(claims: [.relay("b1", "b2"), .relay("b2", "b3"), .relay("b3", "b1")])
      ])
        == "TD314: a circle of relays (b1 relays b2 relays b3 relays b1) in entry 'event'; what is relayed comes from somewhere; remove the relay that is wrong"
    )
    #expect(problems([RecordWords.event(claims: [.relay("b1", "b1")])]).hasPrefix("TD314"))
  }

  @Test("Relays on different effects make no circle, and neither do two ways to one source")
  func noCircle() {
    let (first, second) = (atom, RecordWords.holds(RecordWords.other))
    var (one, two) = (Claim.relay("b1", "b2"), Claim.relay("b2", "b1"))
    (one.effects, two.effects) = ([first], [second])
    #expect(problems([RecordWords.event(begins: [first, second], claims: [one, two])]) == "")
    #expect(
      problems([RecordWords.event(claims: [.relay("b1", "b2", "b3"), .relay("b2", "b3")])]) == "")
  }

  @Test("A chain of a hundred thousand relays is no problem", .timeLimit(.minutes(60)))
  func longChain() throws {
    let count = 10_000
    let sources = (0...count).map { Source(id: SourceID("s\($0)"), reliability: .b) }
    let claims = (0..<count).map { Claim.relay(SourceID("s\($0)"), SourceID("s\($0 + 1)")) }
    let chronicle = try Chronicle(
      entities: RecordWords.entities, sources: sources, entries: [RecordWords.event(claims: claims)]
    )
    let appraisal = try chronicle.facts()[atom]?.supports.first?.appraisal
    #expect(appraisal?.asserting.map(\.source) == ["s10000"])
    #expect(appraisal?.asserting.first?.relayedBy.count == count)
  }

  @Test("TD315: a first-hand claim that relays")
  func firstHandRelay() {
    var claim = Claim.relay("b1", "b2")
    claim.isFirstHand = true
    #expect(
      problems([RecordWords.event(claims: [claim])])
        == "TD315: first-hand knowledge and a relay of 'b2' in entry 'event', claims[0]; who knows first-hand relays nobody; write two claims"
    )
  }

  @Test("TD316: a claim on an effect that its entry has not")
  func foreignEffect() {
    #expect(
      problems([
        RecordWords.event(claims: [.own("b1", effects: [RecordWords.holds(RecordWords.other)])])
      ])
        == "TD316: 'holds-office(other)' is no effect in entry 'event', claims[0].effects[0]; a claim covers effects of its own entry; name one of them, or write another entry"
    )
  }

  @Test("TD322: an attribution to no people")
  func impossibleCount() {
    var claim = Claim.own("b1")
    claim.attribution = Attribution(people: 0)
    #expect(
      problems([RecordWords.event(claims: [claim])])
        == "TD322: '0' is no number of people in entry 'event', claims[0].attribution.people; an attribution is to one person or more; leave the number out if it is not said"
    )
  }

  // MARK: - What stands where

  @Test("TD317: an entry that begins and ends one atom")
  func beginsAndEnds() {
    #expect(
      problems([RecordWords.event(begins: [atom], ends: [atom])])
        == "TD317: 'holds-office(lab)' both begins and ends in entry 'event', begins[0]; one event cannot do both to one atom; write two entries, or mark the atom if it held on that day alone"
    )
  }

  @Test("TD318: a wildcard outside of ends and open questions")
  func wildcard() {
    let pattern = RecordWords.holds(any())
    let law =
      "; wildcards stand in 'ends' alone, and in Statements whose claims are all unclear or declines; name the value"
    #expect(
      problems([RecordWords.event(begins: [pattern])])
        == "TD318: 'holds-office(_)' has a wildcard in entry 'event', begins[0]" + law)
    #expect(
      problems([Entry("s", Statement([pattern]), claims: [.own("b1", .unclear), .own("b2")])])
        == "TD318: 'holds-office(_)' has a wildcard in entry 's', states[0]" + law)
    #expect(problems([Entry("s", Statement([pattern]), claims: [.own("b1", .unclear)])]) == "")
    #expect(problems([RecordWords.event(begins: [], ends: [pattern])]) == "")
  }

  @Test("TD320: a period on an event, a date on a statement")
  func wrongDating() {
    var claim = Claim.own("b1")
    claim.period = "2022/2023"
    #expect(
      problems([RecordWords.event(claims: [claim])])
        == "TD320: the period '2022/2023' stands on an event in entry 'event', claims[0].period; an event happens on a date; write one day out of a range"
    )
    #expect(
      problems([Entry("s", Statement([atom]), claims: [.own("b1", date: "2022")])])
        == "TD320: the date '2022' stands on a statement in entry 's', claims[0].date; a statement holds over a period; write an interval, as in 2022-10/.."
    )
  }

  @Test("TD321: ids that are one for a time")
  func datedIdentity() {
    let same = Profile.sameAs(Party("lab"), Party("other"))
    let law = "; two ids name one entity always or never; write a Statement without a period"
    #expect(
      problems([RecordWords.event(begins: [same])])
        == "TD321: 'same-as(lab, other)' is dated in entry 'event', begins[0]" + law)
    #expect(
      problems([Entry("s", Statement([same], over: "2022/2023"))])
        == "TD321: 'same-as(lab, other)' is dated in entry 's', states[0]" + law)
  }

  @Test("TD323: a date on an entry that none of its claims takes")
  func unusedDate() {
    #expect(
      problems([RecordWords.event(on: "2026", claims: [.own("b1", date: "2025")])])
        == "TD323: '2026' dates nothing in entry 'event'; a date on an entry is that of its claims without one, and each claim has its own; remove one of them"
    )
  }

  // MARK: - Documents that differ

  private func documents(_ first: Entry, _ second: Entry) -> [Document] {
    var (a, b) = (first, second)
    a.place = place("a.json", "entries[0]")
    b.place = place("b.json", "entries[7]")
    return [
      Document(
        entities: RecordWords.entities.map { EntityRecord($0) }, sources: RecordWords.sources,
        entries: [a]), Document(entries: [b]),
    ]
  }

  @Test("TD324: one entry that is an event here and a statement there")
  func entryKindDiffers() {
    #expect(
      problems(documents(RecordWords.event("x"), Entry("x", Statement([atom]))))
        == "TD324: the entry is a statement in entry 'x', at b.json:3:5 (entries[7]), but an event at a.json:3:5 (entries[0]); entries with one id are one entry; rename one of them"
    )
    let held = Entry("x", Statement([atom], holding: Holding(holder: "someone")))
    #expect(problems(documents(held, Entry("x", Statement([atom])))).hasPrefix("TD324"))
  }

  @Test("TD325: one entry with other effects")
  func effectsDiffer() {
    let more = RecordWords.event(begins: [atom, RecordWords.holds(RecordWords.other)])
    #expect(
      problems(documents(RecordWords.event(), more))
        == "TD325: begins 'holds-office(other)' in entry 'event', at b.json:3:5 (entries[7]), but begins nothing more at a.json:3:5 (entries[0]); entries with one id have the same effects; rename one, or let a claim cover some of the effects"
    )
  }

  @Test("TD326: one entry held by others")
  func holdingDiffers() {
    let first = Entry("x", Statement([atom], holding: Holding(holder: "someone")))
    let second = Entry(
      "x", Statement([atom], holding: Holding(holder: "someone", likelihood: "likely")))
    #expect(
      problems(documents(first, second))
        == "TD326: held by 'someone' as 'likely' in entry 'x', at b.json:3:5 (entries[7]), but by 'someone' at a.json:3:5 (entries[0]); entries with one id are one entry; rename one of them"
    )
  }

  @Test("TD327: two dates of the recorder's own")
  func ownDateDiffers() {
    #expect(
      problems(documents(RecordWords.event(on: "2025"), RecordWords.event(on: "2026")))
        == "TD327: dated '2026' by the recorder in entry 'event', at b.json:3:5 (entries[7]), but '2025' at a.json:3:5 (entries[0]); the recorder has one word on an entry; make the dates equal, or give each to a claim"
    )
  }

  @Test("TD328: two profiles of one id")
  func fieldDiffers() {
    var (first, second) = (
      EntityRecord(Lab("x", country: "CN")), EntityRecord(Lab("x", country: "US"))
    )
    first.place = place("a.json", "entities[0]")
    second.place = place("b.json", "entities[2]")
    #expect(
      problems([Document(entities: [first]), Document(entities: [second])])
        == "TD328: 'US' in entity 'x', country, at b.json:3:5 (entities[2].country), but 'CN' at a.json:3:5 (entities[0]); a profile is the recorder's one word; make them equal, or write Statements with their sources"
    )
  }

  @Test("TD329: two descriptions of one source")
  func sourceDiffers() {
    var (first, second) = (Source(id: "x", reliability: .b), Source(id: "x", reliability: .c))
    first.place = place("a.json", "sources[0]")
    second.place = place("b.json", "sources[2]")
    #expect(
      problems([Document(sources: [first]), Document(sources: [second])])
        == "TD329: 'C' in source 'x', reliability, at b.json:3:5 (sources[2].reliability), but 'B' at a.json:3:5 (sources[0]); a source is described alike everywhere; make them equal, or rename one"
    )
  }

  @Test("All problems are reported, by place, and nothing is taken")
  func all() throws {
    var chronicle = try RecordWords.chronicle([RecordWords.event()])
    let before = chronicle
    var (first, second) = (
      RecordWords.event("one", begins: [RecordWords.holds(Lab("nobody"))]),
      RecordWords.event("two", claims: [.own("nowhere")])
    )
    first.place = place("b.json", "entries[0]")
    second.place = place("a.json", "entries[0]")
    let entries = [first, second, RecordWords.event("three")]
    let error = #expect(throws: ChronicleError.self) { try chronicle.add(entries: entries) }
    #expect(error?.problems.map(\.code) == ["TD313", "TD302"])
    #expect(chronicle == before)
  }
}
