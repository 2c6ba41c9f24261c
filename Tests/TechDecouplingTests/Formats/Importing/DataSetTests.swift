import Testing

@testable import TechDecoupling

/// The readers of public data sets, on small files of the same layout with invented content.
@Suite struct DataSetTests {
  @Test func `countries are found by code and name, and never guessed`() {
    let names = [
      "KR", "KOR", "South Korea", "Korea, South", "korea (republic of)", "Republic of Korea",
    ]
    #expect(names.map { Country.code(named: $0) } == names.map { _ in "KR" })
    #expect(Country.code(named: "Bosnia & Herzegovina") == "BA")
    #expect(Country.code(named: "Hong Kong") == "HK")
    #expect(Country.code(named: "Macau") == "MO")
    #expect(
      ["EUR", "JAP", "kor", "Various countries", "", "Koria"].allSatisfy {
        Country.code(named: $0) == nil
      })
    // No name of another country is taken over.
    for code in Country.codes {
      #expect(Country.names[code].flatMap { Country.code(named: $0) } == code)
    }
  }

  @Test(arguments: [
    ("DeepSeek-V3", "deepseek-v3"), ("  A & B. Co., Ltd. ", "a-b-co-ltd"), ("C++", "c-plus-plus"),
    ("DiT-XL/2 + CADS", "dit-xl-2-plus-cads"), ("", ""), ("--", ""), ("Tongyi 通义 2", "tongyi-通义-2"),
    ("Æther", "æther"), ("a_b{c}", "a-b-c"),
  ])
  func `an id has the letters and digits of a text`(text: String, id: String) {
    #expect(EntityID.slug(text) == id)
    // Text in ASCII is read in another way than text of which some is not, with the same result.
    #expect(EntityID.slug(text + " é") == (id.isEmpty ? "é" : id + "-é"))
  }

  @Test func `the supply chain has shares of a year, and leaves what is no country`() throws {
    let files = [
      "stages.csv": "stage_id,stage_name\nS1,Design\n",
      "inputs.csv": "input_id,input_name,stage_id\nN1,Etching,S1\nN2,Etch tools,\nN3,Odd,S9\n",
      "sequence.csv": "input_id,goes_into_id,is_type_of_id\nN2,N1,\nN3,,N2\nN7,N1,\n",
      "providers.csv": """
      provider_name,alias,provider_id,provider_type,country
      USA,United States,P1,country,
      EUR,Europe,P2,country,
      Orchard,Orchard Tools,P3,organization,CHN
      Vega,,P4,organization,EUR
      Else,,P5,robot,
      """,
      "provision.csv": """
      provider_id,provided_id,share_provided,year
      P1,N1,65.0,2022
      P2,N1,5,2022
      P3,N2,,2019
      P4,N2,1.5,2025
      P3,S1,2,20x5
      P3,N8,2,2025
      """,
    ]
    let read = try Imports.withFiles(files) { try DataSet.etoSupplyChain.read(from: $0) }
    #expect(
      Imports.atoms(read) == [
        "goes-into(eto-n2, eto-n1)", "home-country(eto-p3, CN)", "kind-of(eto-n3, eto-n2)",
        "named(eto-p3, \"orchard\")", "named(eto-p3, \"orchard-tools\")", "named(eto-p4, \"vega\")",
        "national-share(US, eto-n1, 65.0)", "part-of-stage(eto-n1, eto-s1)",
        "provided-from(US, eto-n1)", "provides(eto-p3, eto-n2)", "provides(eto-p4, eto-n2)",
        "share-provided(eto-p4, eto-n2, 1.5)",
      ])
    #expect(
      Imports.left(read.report) == [
        "4: TD907: 'S9' in the column 'stage_id' names a stage that was not taken; see why above, or"
          + " add it",
        "4: TD907: 'N7' in the column 'input_id' names an input that was not taken; see why above, or"
          + " add it",
        "3: TD904: 'EUR' in the column 'provider_name' is no country; write an ISO 3166 code of two"
          + " or three letters, or an English name",
        "5: TD904: 'EUR' in the column 'country' is no country; write an ISO 3166 code of two or"
          + " three letters, or an English name",
        "6: TD912: found the provider type 'robot' where country or organization is read; it is left"
          + " as it is",
        "3: TD907: 'P2' in the column 'provider_id' names a provider that was not taken; see why"
          + " above, or add it",
        "6: TD906: '20x5' in the column 'year' is no number that fits; write a year",
        "7: TD907: 'N8' in the column 'provided_id' names an input or a stage that was not taken; see"
          + " why above, or add it",
      ])
    let chronicle = try Chronicle(joining: [read.document])
    let share = try #require(chronicle["eto-national-share-p1-n1-2022"])
    #expect(share.claims.map(\.period) == [try DatePeriod(parsing: "2022-01-01/2022-12-31")])
    #expect(share.rows == ["provision.csv: P1 N1 2022"])
  }

  private static let chipColumns =
    "Hardware name,Manufacturer,Release date,Foundry,Total processing performance (bit-OP/s),"
    + "Die Size (mm^2),Intranode bandwidth (byte/s),Memory bandwidth (byte/s),"
    + "FP64 (double precision) performance (FLOP/s),FP32 (single precision) performance (FLOP/s),"
    + "TF32 (TensorFloat-32) performance (FLOP/s),Tensor-FP16/BF16 performance (FLOP/s),"
    + "FP16 (half precision) performance (FLOP/s),INT16 performance (OP/s),"
    + "FP8 performance (FLOP/s),INT8 performance (OP/s),FP4 performance (FLOP/s),"
    + "INT4 performance (OP/s)\n"

  @Test func `chips have their figures in two readings, and what is not given is 0`() throws {
    let text =
      Self.chipColumns
      + "Orchard 1,Orchard,2024-05,\"One, Two\",1.6e+16,800,900000000000,3350000000000.0,,,,9.89e14,,,1979000000000000.0,,,\n"
      + "Orchard 2,,soon,,,,,,,,,,,,,,,\n"
    let read = try Imports.withFiles(["ml_hardware.csv": text]) {
      try DataSet.epochChips.read(from: $0 + "/ml_hardware.csv")
    }
    #expect(
      Imports.atoms(read) == [
        "fabricated-by(epoch-chip-orchard-1, epoch-one)",
        "fabricated-by(epoch-chip-orchard-1, epoch-two)",
        "figures(epoch-chip-orchard-1, \"by format\", 15832.0, 800.0, 900.0, 3350.0)",
        "figures(epoch-chip-orchard-1, \"own total\", 16000.0, 800.0, 900.0, 3350.0)",
        "launched(epoch-chip-orchard-1)", "makes(epoch-orchard, epoch-chip-orchard-1)",
        "named(epoch-orchard, \"orchard\")",
      ])
    #expect(read.report.left.map(\.code) == ["TD903", "TD905", "TD903"])
  }

  @Test func `models pair organizations with countries, or leave them`() throws {
    let text = """
      Model,Organization,Publication date,Training hardware,Hardware quantity,Confidence,Country (of organization),Training compute (FLOP)
      "M 1
      ",Orchard,2024-12-24,Chip A,2048.0,Confident,"Japan,France",3.4078e+24
      M 2,"Orchard,Vega",2024-12,"Chip A,Chip B",8,,"Japan,Multinational",
      M 3,"Orchard,Vega",2024,,8,,Japan,1e2
      """
    let read = try Imports.withFiles(["notable_ai_models.csv": text]) {
      try DataSet.epochModels.read(from: $0)
    }
    #expect(
      Imports.atoms(read).filter { !$0.hasPrefix("named") && !$0.hasPrefix("develops") } == [
        "based-in(epoch-orchard, FR)", "based-in(epoch-orchard, JP)",
        "hardware-count(epoch-model-m-1, epoch-chip-chip-a, 2048)", "published(epoch-model-m-1)",
        "published(epoch-model-m-2)", "published(epoch-model-m-3)",
        "stated-confidence(epoch-model-m-1, \"Confident\")",
        "trained-on(epoch-model-m-1, epoch-chip-chip-a)",
        "trained-on(epoch-model-m-2, epoch-chip-chip-a)",
        "trained-on(epoch-model-m-2, epoch-chip-chip-b)",
        "training-compute(epoch-model-m-1, 3407800.0)",
      ])
    #expect(
      Imports.left(read.report).map { $0.prefix(9) } == [
        "4: TD904:", "4: TD908:", "5: TD908:", "5: TD908:", "5: TD906:",
      ])
    let trained = try #require(
      read.document.entries.first { $0.id == "epoch-models-trained-on-m-1-chip-a" })
    guard case .statement(let statement) = trained.content else { return }
    #expect(statement.period == (try DatePeriod(parsing: "[..2024-12-24]/..")))
  }

  @Test func `a listing begins in the year of its first notice`() throws {
    let text = """
      {"fieldKey": {}, "tables": {"licenceRequirements": ["all"], "licencePolicies": ["denied"]},
       "entries": [
        {"n": "Orchard Co., Ltd.", "a": ["Orchard"], "c": ["CN", "HK"], "lr": 0, "lp": 0, "fr": "84 FR 22961; 76 FR 1"},
        {"n": "Orchard Co. Ltd", "c": ["CN"], "lr": 0, "lp": 0, "fr": "89 FR 5"},
        {"n": "Vega", "c": ["CRIMEA (OCCUPIED)"], "lr": 0, "lp": 7, "fr": "80FR 5"},
        {"n": "Rigel", "lr": 0, "lp": 0}
      ]}
      """
    let read = try Imports.withFiles(["entity-list.json": text]) {
      try DataSet.entityList.read(from: $0)
    }
    let chronicle = try Chronicle(joining: [read.document])
    let listings = chronicle.entries.filter { $0.id.text.contains("-lists-party-") }
    #expect(
      listings.map { "\($0.id) \($0.claims.compactMap(\.period).map(\.description))" } == [
        "us-entity-list-lists-party-orchard-co-ltd-84-fr-22961-76-fr-1 [\"2011/..\"]",
        "us-entity-list-lists-party-orchard-co-ltd-89-fr-5 [\"2024/..\"]",
        "us-entity-list-lists-party-rigel-undated [\"/2026-07-31\"]",
        "us-entity-list-lists-party-vega-80fr-5 [\"/2026-07-31\"]",
      ])
    #expect(
      read.report.left.map { "\($0.place.line ?? 0) \($0.place.path) \($0.code)" } == [
        "5 $.entries[2] TD906", "5 $.entries[2] TD903", "5 $.entries[2] TD904",
        "6 $.entries[3] TD903", "6 $.entries[3] TD903",
      ])
    #expect(chronicle.entities["us-el-orchard-co-ltd"]?.aliases == ["Orchard", "Orchard Co. Ltd"])
  }

  @Test func `the control list is taken in its words, and as columns of the chart`() throws {
    let text = """
      {"entries": [{"eccn": "3A090", "heading": "Circuits", "reasonForControl": "RS, AT., MT NP",
        "countryChart": [{"control": "RS applies", "countryChart": "Worldwide."},
                         {"control": "AT applies", "countryChart": "AT Column 1."}]}]}
      """
    let read = try Imports.withFiles(["ccl.json": text]) {
      try DataSet.commerceControlList.read(from: $0)
    }
    #expect(
      Imports.atoms(read) == [
        "chart-column(us-ccl-3a090, \"AT 1\")", "effective(us-ccl-3a090)",
        "heading(us-ccl-3a090, \"Circuits\")",
        "license-requirement(us-ccl-3a090, \"AT applies\", \"AT Column 1.\")",
        "license-requirement(us-ccl-3a090, \"RS applies\", \"Worldwide.\")",
        "reason-for-control(us-ccl-3a090, \"AT\")", "reason-for-control(us-ccl-3a090, \"RS\")",
      ])
    #expect(
      Imports.left(read.report) == [
        "1: TD912: found the reason 'MT NP' where a code such as NS or AT is read; it is left as it is"
      ])
  }

  @Test func `groups have members, and events have actors on both sides`() throws {
    let groups = #"{"labels": {"D:5": "Embargoed"}, "groups": {"D:5": ["China (PRC)", "Kosovo"]}}"#
    let read = try Imports.withFiles(["country-groups.json": groups]) {
      try DataSet.countryGroups.read(from: $0)
    }
    #expect(Imports.atoms(read) == ["member-of(CN, us-group-d-5)"])
    #expect(read.report.left.map(\.code) == ["TD904"])
    let events = """
      [{"id": "D", "event": "DOCUMENT"},
       {"id": "A-1", "date": "2000-01-01", "event": "AGREE", "eventText": "agreed",
        "source": [{"actorText": "Hungarian", "code": "HUN"}, {"actorText": "The Club", "code": "IGO"}],
        "target": [{"actorText": "Tokyo", "code": "JPN"}]},
       {"id": "A-2", "date": "2000", "event": "AGREE", "source": [{"code": "HUN"}], "target": ""},
       {"id": "A-3", "date": "2000", "event": "AGREE", "source": [{"code": "JAP"}]},
       {"id": "A-4", "date": "2000", "event": "AGREE", "target": "diplomatic"},
       {"id": "A-5", "date": "2000", "event": "AGREE"}]
      """
    let told = try Imports.withFiles(["gold_standard_records.json": events]) {
      try DataSet.ploverEvents.read(from: $0)
    }
    #expect(
      Imports.atoms(told) == [
        "acted(HU, \"AGREE\")", "acted-toward(HU, \"AGREE\", JP)",
        "acted-toward(plover-the-club, \"AGREE\", JP)",
      ])
    #expect(told.report.left.map(\.code) == ["TD912", "TD904", "TD912", "TD903"])
    let chronicle = try Chronicle(joining: [told.document])
    #expect(chronicle.entryCount == 2)
  }

  @Test func `a file of another layout is refused`() throws {
    func refusal(_ set: DataSet, _ file: String, _ text: String) throws -> String {
      try Imports.withFiles([file: text]) { folder in
        do {
          _ = try set.read(from: folder)
          return "none"
        } catch {
          return "\(error)".replacing(folder, with: "F")
        }
      }
    }
    #expect(
      try refusal(.epochChips, "ml_hardware.csv", "Hardware,Manufacturer\n").split(separator: "\n")[
        0]
        == "F/ml_hardware.csv:1: TD901: the file has no column 'Hardware name'; its columns are"
        + " 'Hardware' and 'Manufacturer'")
    #expect(
      try refusal(.commerceControlList, "ccl.json", "{}")
        == "TD121: the control list lacks the key 'entries' at F/ccl.json:1 ($); add it")
    #expect(
      try refusal(.ploverEvents, "gold_standard_records.json", "{}")
        == "TD122: found no list at F/gold_standard_records.json:1; write a list of records in"
        + " brackets")
    #expect(
      try refusal(.entityList, "entity-list.json", "[1").hasPrefix("TD104: "))
  }

  @Test func `a report counts all, and keeps the first of many`() {
    var report = ImportReport()
    report.take("chip", count: 2)
    report.take("chip")
    report.take("nothing", count: 0)
    for line in 1...(ImportReport.limit + 5) {
      report.leave(
        ImportProblem(.empty(column: "a"), at: Place()), at: Place(file: "f.csv", line: line))
    }
    #expect(report.leftCount == ImportReport.limit + 5)
    #expect(report.left.count == ImportReport.limit)
    let lines = report.description.split(separator: "\n")
    #expect(lines.first == "taken: 3 × chip")
    #expect(lines[1] == "f.csv:1: TD903: the column 'a' is empty; what needs it is not taken")
    #expect(lines.last == "… and 5 more were left")
    var sum = ImportReport()
    sum.merge(report)
    sum.merge(report)
    #expect(sum.taken == ["chip": 6])
    #expect(sum.leftCount == 2 * report.leftCount)
    #expect(ImportReport().description == "taken: nothing")
  }
}
