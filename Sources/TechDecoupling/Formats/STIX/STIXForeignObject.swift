/// Takes of an object of another program what a mapping says, without looking at others.
struct STIXForeignObject {
  private let mapping: STIXMapping

  init(_ mapping: STIXMapping) { self.mapping = mapping }

  /// What an object says, or why it is left.
  func content(of object: JSONDocument, _ id: String, _ type: String) -> STIXObject.Content {
    if let node = object.member("revoked", of: 0), object.nodes[node].kind == .true {
      return .revoked
    }
    switch type {
    case "relationship": return relationship(object, id)
    case "location": return country(object, id)
    default: return mapping.kinds[type] == nil ? .notPlaced : entity(object, id)
    }
  }

  private func entity(_ object: JSONDocument, _ id: String) -> STIXObject.Content {
    guard let name = object.string("name", of: 0) else {
      return .left(.property("name", expected: "a text"))
    }
    let aliases = object.strings(object.member("aliases", of: 0))
    let taken = aliases == nil ? ["name"] : ["name", "aliases"]
    return .entity(
      STIXEntity(
        id: id, name: name, aliases: aliases ?? [], rest: rest(of: object, except: taken)))
  }

  private func country(_ object: JSONDocument, _ id: String) -> STIXObject.Content {
    let within = ["administrative_area", "city", "street_address", "postal_code", "latitude"]
    guard let code = object.string("country", of: 0), Country.isKnown(code),
      within.allSatisfy({ object.member($0, of: 0) == nil })
    else {
      return .left(
        .property(
          "country",
          expected: "an ISO 3166 code of two letters, and no place within the country"))
    }
    return .country(
      STIXCountry(
        id: id, code: code, rest: rest(of: object, except: ["country", "name", "region"])))
  }

  // MARK: - Relationships

  private func relationship(_ object: JSONDocument, _ id: String) -> STIXObject.Content {
    guard let name = object.string("relationship_type", of: 0) else {
      return .left(.property("relationship_type", expected: "the name of a relationship"))
    }
    guard let relation = mapping.relations[name], relation.isOfTwoEntities else {
      return .left(.unknownRelationship(name))
    }
    // Ids are one on every day; days that are given all the same are reported with the rest.
    let isSameAs = relation == Profile.sameAs.signature
    let taken = ["relationship_type", "source_ref", "target_ref", "description"]
    return .relationship(
      STIXLink(
        id: id, relation: relation, source: object.string("source_ref", of: 0),
        target: object.string("target_ref", of: 0),
        period: isSameAs ? .success(nil) : period(of: object),
        creator: object.string("created_by_ref", of: 0),
        reported: object.string("modified", of: 0).flatMap(Self.day)?.day,
        words: object.string("description", of: 0),
        rest: rest(of: object, except: isSameAs ? taken : taken + ["start_time", "stop_time"])))
  }

  /// The days from `start_time` to `stop_time`, or why they cannot be told.
  private func period(of object: JSONDocument) -> Result<DatePeriod?, STIXLinkFlaw> {
    func flaw(_ property: String, _ expected: String) -> Result<DatePeriod?, STIXLinkFlaw> {
      .failure(STIXLinkFlaw(property: property, expected: expected))
    }
    var times: [(day: Day, isMidnight: Bool)?] = []
    for property in ["start_time", "stop_time"] {
      guard let node = object.member(property, of: 0) else {
        times.append(nil)
        continue
      }
      guard let time = object.string(node).flatMap(Self.day) else {
        return flaw(property, "a time of UTC from 1900 to 2099, such as '2026-02-25T00:00:00Z'")
      }
      times.append(time)
    }
    let last = times[1].map { $0.isMidnight ? $0.day.advanced(by: -1) : $0.day }
    if let first = times[0]?.day, let last, last < first {
      return flaw("stop_time", "a time that is later than 'start_time'")
    }
    if let last, !Horizon.standard.contains(last) {
      return flaw("stop_time", "a time that is later than the first day of 1900")
    }
    func end(_ day: Day?) -> DatePeriod.End { day.map { .date(DateRange($0)) } ?? .unknown }
    return .success(DatePeriod(start: end(times[0]?.day), end: end(last)))
  }

  /// The day of a timestamp, and whether that is its first instant.
  private static func day(_ text: String) -> (day: Day, isMidnight: Bool)? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 10, let day = Day(plain: parts[0].utf8),
      Horizon.standard.contains(day), parts[1].hasSuffix("Z")
    else { return nil }
    let clock = parts[1].dropLast()
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    let limits = [23, 59, 60]
    guard fields.count == 3 else { return nil }
    for (field, limit) in zip(fields, limits) {
      let whole = field.prefix { $0 != "." }
      guard whole.utf8.count == 2, let number = UInt8(whole), number <= limit,
        field.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") })
      else { return nil }
    }
    return (day, clock.utf8.allSatisfy { !(0x31...0x39 ~= $0) })
  }

  // MARK: - Properties without a place

  private static let common = [
    "type", "spec_version", "id", "created", "modified", "created_by_ref", "revoked",
  ]

  private func rest(of object: JSONDocument, except taken: [String]) -> [String] {
    var names: [String] = []
    var key = object.firstChild(of: 0)
    while key < object.endOfChildren(of: 0) {
      let name = object.text(of: key)
      if !taken.contains(name), !Self.common.contains(name) { names.append(name) }
      key = object.next(after: key + 1)
    }
    return names
  }
}
