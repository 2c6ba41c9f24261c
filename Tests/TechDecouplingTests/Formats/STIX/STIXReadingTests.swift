import Foundation
import Testing

@testable import TechDecoupling

/// What is taken of other programs' bundles, and what is left, with the reason.
@Suite struct STIXReadingTests {
  private static let reader = STIXReader(
    source: Source(id: "platform", name: "A platform", reliability: .b))

  private func id(_ type: String, _ number: Int) -> String {
    "\(type)--00000000-0000-4000-8000-0000000000" + (number < 10 ? "0" : "") + "\(number)"
  }

  /// An object of a type with more members.
  private func object(_ type: String, _ number: Int, _ members: String) -> String {
    #"{"type":"\#(type)","spec_version":"2.1","id":"\#(id(type, number))","#
      + #""modified":"2026-02-01T10:00:00.000Z"\#(members)}"#
  }

  private func party(_ number: Int, _ name: String, _ more: String = "") -> String {
    object("identity", number, #","name":"\#(name)"\#(more)"#)
  }

  private func link(
    _ number: Int, _ name: String, _ from: String, _ to: String, _ more: String = ""
  ) -> String {
    object(
      "relationship", number,
      #","relationship_type":"\#(name)","source_ref":"\#(from)","target_ref":"\#(to)"\#(more)"#)
  }

  private func bundle(_ objects: [String]) -> [UInt8] {
    Array(
      (#"{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":["#
        + "\n" + objects.joined(separator: ",\n") + "\n]}").utf8)
  }

  private func read(
    _ objects: [String], _ reader: STIXReader = Self.reader
  ) throws -> Imported {
    try reader.read(json: bundle(objects), name: "b.json")
  }

  /// The code and the reason of all that was left.
  private func left(_ objects: [String], _ reader: STIXReader = Self.reader) throws -> [String] {
    try read(objects, reader).report.left.map { "\($0.code): \($0.reason)" }
  }

  @Test func `a relationship named as a relation is a statement over its days`() throws {
    let objects = [
      party(1, "Alpha"), party(2, "Beta"), object("location", 3, #","country":"CN""#),
      link(
        4, "depends-on", id("identity", 1), id("identity", 2),
        #","start_time":"2025-01-10T08:00:00Z","stop_time":"2025-06-01T00:00:00.000Z","#
          + #""created_by_ref":"\#(id("identity", 2))","description":"all its chips""#),
      link(5, "exposed-to", id("identity", 1), id("location", 3)),
    ]
    let imported = try read(objects)
    #expect(imported.report.left == [])
    #expect(imported.report.taken == ["entity": 2, "country": 1, "relationship": 2])
    let record = try Chronicle(joining: [imported.document])
    let entry = try #require(record[EntryID(id("relationship", 4))])
    #expect(
      entry.content
        == .statement(
          Statement([
            Dependence.dependsOn(
              Party(EntityID(id("identity", 1))), Party(EntityID(id("identity", 2))))
          ])))
    let claim = try #require(entry.claims.first)
    #expect(claim.source == "platform" && claim.reported == "2026-02-01")
    #expect(claim.period == "2025-01-10/2025-05-31")
    #expect(claim.attribution == Attribution(speaker: "Beta") && claim.words == "all its chips")
    #expect(claim.place?.line == 5)
    #expect(record[EntryID(id("relationship", 5))]?.claims.first?.period == "/")
    #expect(record.entities.name(of: EntityID(id("identity", 1))) == "Alpha")
    // A second reading adds nothing.
    #expect(try Chronicle(joining: [imported.document, read(objects).document]) == record)
  }

  @Test func `ids that are one are so on every day`() throws {
    let objects = [
      party(1, "Alpha"), party(2, "Beta"),
      link(
        3, "same-as", id("identity", 1), id("identity", 2),
        #","start_time":"2025-01-10T08:00:00Z""#),
    ]
    let imported = try read(objects)
    let record = try Chronicle(joining: [imported.document])
    #expect(try record.facts().identityRows.count == 1)
    #expect(imported.report.left.map(\.reason).contains { $0.contains("start_time") })
  }

  @Test func `of two versions within a second the later one is taken`() throws {
    let versions = ["00:00:00Z", "00:00:00.500Z"].map { time in
      party(1, time).replacingOccurrences(of: "10:00:00.000Z", with: time)
    }
    for objects in [versions, versions.reversed()] {
      let record = try Chronicle(joining: [read(objects).document])
      #expect(record.entities.name(of: EntityID(id("identity", 1))) == "00:00:00.500Z")
    }
  }

  @Test func `a mapping says what else is taken`() throws {
    var reader = Self.reader
    reader.mapping.kinds = ["identity": ["Lab"], "infrastructure": ["Model"]]
    reader.mapping.relations["owns"] = Profile.develops.signature
    let imported = try read(
      [
        party(1, "Alpha"), object("infrastructure", 2, #","name":"Alpha 1","aliases":["A1"]"#),
        link(3, "owns", id("identity", 1), id("infrastructure", 2)),
      ], reader)
    #expect(imported.report.left == [])
    let record = try Chronicle(joining: [imported.document])
    #expect(record.entities.all(Model.self).map(\.aliases) == [["A1"]])
    #expect(record.entryCount == 1)
  }

  @Test func `what has no place is left with the reason`() throws {
    #expect(
      try left([object("indicator", 1, #","pattern":"x""#)]) == [
        "TD940: an object of the type 'indicator' has no place in a record; it is left as it is"
      ])
    #expect(
      try left([object("identity", 1, "")]) == [
        "TD941: the object of the type 'identity' needs 'name': a text"
      ])
    #expect(
      try left([object("location", 1, #","country":"CN","city":"Hangzhou""#)]) == [
        "TD941: the object of the type 'location' needs 'country': an ISO 3166 code of two letters, "
          + "and no place within the country"
      ])
    #expect(
      try left([
        party(1, "Alpha", #","identity_class":"class","sectors":["technology"],"confidence":85"#)
      ]) == [
        "TD942: the object of the type 'identity' is taken without 'identity_class', 'sectors' and "
          + "'confidence', which a record has no place for"
      ])
    #expect(
      try left(["{\"type\":\"identity\",\"id\":\"identity--1\"}", "[]"]) == [
        "TD941: the object of the type 'identity' needs 'id': 'identity--' and a UUID",
        "TD941: the object of the type 'unknown' needs 'type': the name of a type",
      ])
  }

  @Test func `a relationship that is no relation between what was taken is left`() throws {
    let parties = [
      object("identity", 1, #","name":"Alpha""#), object("identity", 2, #","name":"Beta""#),
    ]
    let (alpha, beta) = (id("identity", 1), id("identity", 2))
    #expect(
      try left(parties + [link(3, "depend-on", alpha, beta)]) == [
        "TD943: the relationship 'depend-on' is no relation of two entities; did you mean 'depends-on'?"
      ])
    #expect(
      try left(parties + [link(3, "attributed-to", alpha, beta)]) == [
        "TD943: the relationship 'attributed-to' is no relation of two entities; say in the mapping "
          + "which relation it is"
      ])
    #expect(
      try left(parties + [link(3, "depends-on", alpha, id("malware", 9))]) == [
        "TD944: 'target_ref' names '\(id("malware", 9))', which was not taken; see why, or add the "
          + "object to the bundle"
      ])
    #expect(
      try left(parties + [link(3, "develops", alpha, beta)]) == [
        "TD945: '\(alpha)' is no Lab, as 'develops' needs; say in the mapping which kinds the type has"
      ])
    for time in [
      "2025-02-30T00:00:00Z", "2025-02-01", "2025-02-01T00:00:00+01:00", "1850-01-01T00:00:00Z",
    ] {
      #expect(
        try left(parties + [link(3, "depends-on", alpha, beta, #","start_time":"\#(time)""#)]) == [
          "TD941: the object of the type 'relationship' needs 'start_time': a time of UTC from 1900 "
            + "to 2099, such as '2026-02-25T00:00:00Z'"
        ])
    }
    #expect(
      try left(
        parties + [
          link(
            3, "depends-on", alpha, beta,
            #","start_time":"2025-02-01T00:00:00Z","stop_time":"2025-01-01T00:00:00Z""#)
        ]) == [
          "TD941: the object of the type 'relationship' needs 'stop_time': a time that is later than "
            + "'start_time'"
        ])
  }

  @Test func `what is revoked, or older than another version, is left`() throws {
    let old = object("identity", 1, #","name":"Old""#)
    let new = object("identity", 1, #","name":"New""#)
      .replacing("2026-02-01", with: "2026-03-01")
    let revoked = object("identity", 2, #","name":"Gone","revoked":true"#)
    for objects in [[old, new, revoked], [new, old, revoked]] {
      let imported = try read(objects)
      #expect(imported.document.entities.map(\.name) == ["New"])
      #expect(
        imported.report.left.map { "\($0.code): \($0.reason)" } == [
          "TD947: '\(id("identity", 1))' is in the bundle in a version that was modified later; that "
            + "one is taken",
          "TD946: the object of the type 'identity' was revoked by its creator; nothing of it is taken",
        ])
    }
  }

  // MARK: - Bundles of the library's

  private var written: String {
    get throws {
      try Chronicle(
        json: """
          {"format": "techdecoupling/1",
           "entities": [{"id": "lab", "roles": ["Lab"], "name": "A lab", "country": "CN"},
             {"id": "maker", "roles": ["Chipmaker"]}, {"id": "m", "roles": ["Model"], "lab": "lab"}],
           "sources": [{"id": "s", "name": "S", "reliability": "B", "published": "2026-02-25"}],
           "entries": [{"id": "e", "event": "shown", "date": "2026-02-01",
             "begins": ["early-access(m, maker)"], "claims": [{"source": "s"}]}]}
          """
      ).stix(modified: "2026-03-01")
    }
  }

  @Test func `an object that was changed is reported, and its record taken`() throws {
    let named = #""name":"A lab","identity_class""#
    let changed = try written.replacing(named, with: #""name":"B","identity_class""#)
      .replacing(#""opinion":"agree""#, with: #""lang":"en","opinion":"disagree""#)
    let imported = try Self.reader.read(json: Array(changed.utf8), name: "b.json")
    #expect(
      imported.report.left.map(\.description) == [
        "b.json:4:1 ($.objects[2]): TD948: the object of the type 'identity' was changed after it was "
          + "written, in 'name'; the record that it carries is taken as it was, so make the change there",
        "b.json:9:1 ($.objects[7]): TD948: the object of the type 'opinion' was changed after it was "
          + "written, in 'opinion' and 'lang'; the record that it carries is taken as it was, so make "
          + "the change there",
      ])
    #expect(imported.document.entities.first?.name == "A lab")
  }

  @Test func `a part with a mistake is left with all that needs it, at its place`() throws {
    let broken = try written.replacing(#""roles":["Chipmaker"]"#, with: #""roles":["Chipmakr"]"#)
    let imported = try Self.reader.read(json: Array(broken.utf8), name: "b.json")
    let left = imported.report.left.map(\.description)
    let path = "\(STIX.extensionID).entity.roles[0]): TD125: no kind of entity"
    #expect(left.first?.hasPrefix("b.json:6:") == true && left.first?.contains(path) == true)
    #expect(imported.report.left.map(\.code) == ["TD125", "TD302", "TD949", "TD949"])
    #expect(
      left.last?.hasSuffix(
        "TD949: the publication belongs to nothing that was taken; add the object of what it belongs to"
      )
        == true)
    #expect(imported.document.entities.map(\.id) == ["lab", "m"])
    #expect(imported.document.entries == [])
  }

  @Test func `findings are left, as they follow from the record`() async throws {
    let findings = try await Seeds.articles().findings()
    let bundle = try findings.stix(of: [Access.declinedAccess.signature], modified: "2026-03-01")
    let left = try Self.reader.read(json: Array(bundle.utf8)).report.left
    #expect(
      left.first.map { "\($0.code): \($0.reason)" }
        == "TD950: 'declined-access(deepseek, deepseek-v4, amd)' follows from the record, and is not "
        + "recorded; evaluate the rules anew")
  }

  @Test func `a long chain of parts that rest on a broken one is given up`() throws {
    let chips = (0...20).map { number in
      #"{"id":"c\#(number)","roles":["Chip"],"base":"c\#(number + 1)"}"#
    }
    let objects = chips.enumerated().map { number, chip in
      object(
        "infrastructure", number,
        #","name":"c","extensions":{"\#(STIX.extensionID)":{"extension_type":"property-extension","entity":\#(chip)}}"#
      )
    }
    let imported = try read(objects)
    #expect(imported.document == Document())
    #expect(imported.report.leftCount == 21)
    #expect(
      imported.report.left.last?.reason == "the entity needs others that were left; mend those")
    #expect(imported.report.left.last?.code == "TD951")
  }

  @Test func `what is no bundle is an error with a place`() throws {
    func problem(_ text: String) -> String? {
      do throws(ReadingError) {
        _ = try Self.reader.read(json: Array(text.utf8), name: "b.json")
        return nil
      } catch { return error.description }
    }
    #expect(
      problem("[]")
        == "TD122: found a list at b.json:1:1 ($); write a bundle of STIX: an object whose 'type' is "
        + "'bundle'")
    #expect(
      problem(#"{"type":"bundle","objects":{}}"#)
        == "TD122: found an object at b.json:1:28 ($.objects); write a list of objects of STIX")
    #expect(problem(#"{"type":"bundle","objects":[}"#)?.hasPrefix("TD104: ") == true)
    #expect(problem(#"{"type":"bundle","type":"bundle"}"#)?.hasPrefix("TD109: ") == true)
    #expect(problem(#"{"type":"bundle"}"#) == nil)
    #expect(
      throws: ReadingError.self, performing: { try Self.reader.read(contentsOf: "/no/such/file") })
  }

  @Test func `bytes changed at random give an error, or a document that can be joined`() throws {
    let objects = [
      party(1, "Alpha"), party(2, "Beta"), object("location", 3, #","country":"CN""#),
      link(
        4, "depends-on", id("identity", 1), id("identity", 2),
        #","start_time":"2025-01-10T08:00:00Z","stop_time":"2025-06-01T00:00:00.000Z""#),
    ]
    let wholes = [bundle(objects), Array(try written.utf8)]
    var (read, refused) = (0, 0)
    for seed in 1...600 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      var bytes = random.any(wholes)
      for _ in 0...random.below(2) {
        let index = random.below(bytes.count)
        if random.chance(50) {
          bytes[index] = UInt8(random.below(256))
        } else {
          bytes.swapAt(index, random.below(bytes.count))
        }
      }
      do throws(ReadingError) {
        let imported = try Self.reader.read(json: bytes, name: "b")
        read += 1
        let isWhole = (try? Chronicle(joining: [imported.document])) != nil
        #expect(isWhole, "seed \(seed)")
        let codes = imported.report.left.map(\.code)
        #expect(codes.allSatisfy { $0.hasPrefix("TD") }, "seed \(seed)")
      } catch {
        refused += 1
        #expect(!error.problems.isEmpty, "seed \(seed)")
      }
    }
    #expect(read >= 100 && refused >= 100, "\(read) read, \(refused) refused")
  }
}
