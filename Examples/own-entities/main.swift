import Ending
import TechDecoupling

takeNoArguments("Records what universities do for a lab, and prints the record as a file.")

struct University: Entity {
  static let kind = EntityKind(
    "University", fields: [ProfileField("country", states: Profile.homeCountry.signature)])
  let id: EntityID
  var name: String
  var country: EntityID?

  init(_ id: EntityID, name: String? = nil, country: EntityID? = nil) {
    (self.id, self.name, self.country) = (id, name ?? id.text, country)
  }

  init(record: EntityRecord) {
    self.init(record.id, name: record.name, country: record.entity("country"))
  }

  var profile: [String: [Value]] { country.map { ["country": [.entity($0)]] } ?? [:] }
}

enum Campus {
  /// A university trains people of a lab.
  static let trains = Relation<University, Lab>("trains")
  /// A university gives a lab so many places in its laboratories.
  static let lends = Relation<University, Lab, Int>("lends", oneOf: true)
}

let orchid = Lab("orchid", name: "Orchid", country: "CN")
let (north, lake) = (
  University("north", name: "Northern University", country: "CN"),
  University("lake", name: "Lake College", country: "NL")
)

let chronicle = try Chronicle(
  entities: [orchid, north, lake],
  entries: [
    Entry(
      "north-trains",
      Event("A course begins", on: "2025-09", begins: [Campus.trains(north, orchid)])),
    Entry("lake-trains", Statement([Campus.trains(lake, orchid)], over: "2024-02/2025-06")),
    Entry("north-lends", Statement([Campus.lends(north, orchid, 40)], over: "2025-10/..")),
  ])

// Relations of one's own are asked like the library's, and their rows have the types of the columns.
let findings = try await chronicle.findings()
for (university, lab) in findings.rows(Campus.trains, on: "2025-10-01") {
  print("\(university.name) trains people of \(lab.name).")
}
for (university, lab, places) in findings.rows(Campus.lends, on: "2025-11-01") {
  print("\(university.name) gives \(lab.name) \(places) places.")
}
for run in try findings.runs(of: Campus.trains(lake, orchid)) { print(run) }

// The field of the profile has become a fact beside those of labs and chipmakers.
for (party, country) in findings.rows(Profile.homeCountry, on: "2025-10-01") {
  print("\(party.name): \(country.name)")
}

// A file declares the kind and the relations, so that it is read where this type is unknown.
print(chronicle.json, terminator: "")
end()
