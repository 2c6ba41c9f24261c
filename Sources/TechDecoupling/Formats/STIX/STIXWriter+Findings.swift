extension STIXWriter {
  /// Writes a run of days: a relationship of the first two entities; of an atom with fewer, a note.
  mutating func write(_ run: Run, cited sources: [SourceID]) {
    let entities = (run.atom.values ?? []).compactMap { value -> EntityID? in
      if case .entity(let id) = value { id } else { nil }
    }
    let (from, until) = (run.period.from, run.period.until)
    let name = "finding/\(run.atom)/\(from.map { "\($0)" } ?? "")/\(run.isCertain)"
    let part = (STIXPart.finding, JSONValue.object(run.stixMembers))
    let common: [(String, JSONValue?)] = [
      ("confidence", run.credibility.flatMap(STIX.confidence).map(JSONValue.integer)),
      ("labels", [.string(run.isCertain ? "certain" : "conceivable")]),
      ("external_references", .list(sources.map { reference(to: $0) })),
    ]
    guard entities.count > 1 else {
      let days = Self.words(run.period)
      add(
        "note", STIX.id("note", name), part,
        [
          ("content", .string("\(run.atom)\(days)")),
          ("object_refs", .texts(references(in: [run.atom]))),
        ] + common)
      return
    }
    let ends = entities.prefix(2).map { JSONValue.string(reference(to: $0)) }
    add(
      "relationship", STIX.id("relationship", name), part,
      [
        ("relationship_type", .string(Self.relationshipType(run.atom.relation.name))),
        ("description", .string("\(run.atom)")),
        ("source_ref", ends[0]), ("target_ref", ends[1]),
        ("start_time", .text(from.flatMap { STIX.time($0) })),
        ("stop_time", .text(until.flatMap { STIX.time($0) })),
      ] + common)
  }

  private static func words(_ period: Period) -> String {
    (period.from.map { " from \($0)" } ?? "")
      + (period.until.map { " to \($0.advanced(by: -1))" } ?? "")
  }

  /// A relation's name if STIX can have it; its types are of letters, digits and hyphens.
  private static func relationshipType(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isPlain && !name.isEmpty ? name : "related-to"
  }
}

extension Run {
  fileprivate var stixMembers: [JSONValue.Member] {
    [JSONValue.Member("atom", .string("\(atom)"))] + period.members + [
      JSONValue.Member("certain", .boolean(isCertain)),
      JSONValue.Member("credibility", credibility.map { .string($0.rawValue) } ?? .null),
    ]
  }
}
