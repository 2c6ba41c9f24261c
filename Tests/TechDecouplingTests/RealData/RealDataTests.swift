import TechDecoupling
import Testing

/// Reading the public data sets as they are.
///
/// The figures were counted with Python's `csv` and `json` on the same files.
@Suite(
  .enabled(if: RealData.isPresent, "the public data sets are not in ../shared/data"),
  .timeLimit(.minutes(60)))
struct RealDataTests {
  /// What a set gives, how much is left by code, and a reading of it twice.
  @Test(arguments: [
    // 403 providers of which 3 places are none of ISO 3166; 1,300 rows, 69 of them of such places;
    // 139 links; 246 shares are empty, 1 of them of such a place.
    (
      DataSet.etoSupplyChain,
      [
        "Country": 21, "Party": 373, "Technology": 129, "goes-into": 53, "home-country": 372,
        "kind-of": 86, "named": 422, "national-share": 441, "part-of-stage": 11,
        "provided-from": 511, "provides": 720, "share-provided": 544,
      ], ["TD904": 3, "TD907": 69]
    ),
    // 633 entries; 14 reasons are no single code, as 'MT NP' and 'foreign policy'.
    (
      .commerceControlList,
      [
        "ExportControl": 633, "chart-column": 1_257, "effective": 633, "heading": 633,
        "license-requirement": 1_536, "reason-for-control": 1_422,
      ], ["TD912": 14]
    ),
    // 14 groups; the table misspells Côte d'Ivoire once, and Kosovo has no code.
    (.countryGroups, ["Group": 14, "member-of": 495], ["TD904": 2]),
    // 175 chips, one without a maker, 14 without a date and 14 without a total.
    (
      .epochChips,
      [
        "Chip": 175, "Chipmaker": 20, "Party": 3, "fabricated-by": 110, "figures": 331,
        "launched": 161, "makes": 174, "named": 20,
      ], ["TD903": 29]
    ),
    // 322 events, one of them twice; JAP, ITL and others are codes of no country.
    (
      .ploverEvents, ["Party": 38, "acted": 33, "acted-toward": 279],
      ["TD903": 1, "TD904": 7, "TD910": 1, "TD912": 2]
    ),
  ])
  func `a set is read whole, and what is left is told`(
    set: DataSet, taken: [String: Int], left: [String: Int]
  ) throws {
    let read = try RealData.read(set)
    #expect(read.report.taken == taken)
    let codes = Dictionary(grouping: read.report.left, by: \.code).mapValues(\.count)
    #expect(codes == left)
    #expect(read.report.left.allSatisfy { ($0.place.line ?? 0) > 0 && $0.place.file != nil })
    var chronicle = try Chronicle(joining: [read.document])
    let once = chronicle
    try chronicle.add(RealData.read(set).document)
    #expect(chronicle == once, "reading twice adds nothing")
  }

  @Test func `all models are taken, and what does not pair is told`() throws {
    let report = try RealData.read(.epochModels).report
    #expect(report.taken["Model"] == 976)
    #expect(report.taken["published"] == 976)
    #expect(report.taken["trained-on"] == 368)
    #expect(report.taken["stated-confidence"] == 901)
    // 74 rows have other numbers of organizations and countries, 46 of them one organization; 6 give
    // a number of chips of two kinds, and others one of no chip.
    #expect(report.left.filter { $0.code == "TD908" }.count == 57)
    #expect(
      report.left.filter { $0.code == "TD904" }.allSatisfy { $0.reason.contains("Multinational") })
  }

  @Test func `all listings are taken, also those of one name`() throws {
    let read = try RealData.read(.entityList)
    #expect(read.report.taken["Party"] == 3_318)
    #expect(read.report.taken["lists-party"] == 3_410)
    // 24 have no notice and one a misprinted one; 3 have no address and 2 one in no country.
    let codes = Dictionary(grouping: read.report.left, by: \.code).mapValues(\.count)
    #expect(codes == ["TD903": 27, "TD904": 2, "TD906": 1, "TD910": 1])
  }

  @Test func `Hysol Huawei is not Huawei`() async throws {
    let findings = try await RealData.findings.value
    let names = findings.rows(DataSet.named, on: "2026-07-01").filter { $0.1.contains("huawei") }
    let hysol = try #require(names.first { $0.0.id.text.hasPrefix("eto-") })
    #expect(hysol.1 == "hysol-huawei")
    let listed = findings.rows(RealDataQuestions.listedProvider, on: "2026-07-01")
    #expect(!listed.contains { $0.1.id == hysol.0.id })
  }
}

/// Questions on real data, answered by rules; each was counted apart from the library as well.
@Suite(
  .enabled(if: RealData.isPresent, "the public data sets are not in ../shared/data"),
  .timeLimit(.minutes(60)))
struct RealDataQuestionsTests {
  @Test func `R9: the shares of logic chip design in 2022`() async throws {
    let findings = try await RealData.findings.value
    let shares = findings.rows(SupplyChain.nationalShare, on: "2022-07-01")
      .filter { $0.1.name == "Logic chip design" }
    #expect(shares.first { $0.0.id == "US" }?.2 == 65)
    #expect(shares.first { $0.0.id == "CN" }?.2 == 5)
    // awk -F, '$3 == "Logic chip design" && $6 == 2022' provision.csv: seven rows, two of no country.
    #expect(shares.count == 5)
  }

  @Test func `R10: the hardware of DeepSeek-V3`() async throws {
    let findings = try await RealData.findings.value
    let model: EntityID = "epoch-model-deepseek-v3"
    let hardware = findings.rows(DataSet.hardwareCount, on: "2026-01-01").filter {
      $0.0.id == model
    }
    #expect(hardware.map(\.1.name) == ["NVIDIA H800 SXM5"])
    #expect(hardware.map(\.2) == [2_048])
    let confidence = findings.rows(DataSet.statedConfidence, on: "2026-01-01")
    #expect(confidence.first { $0.0.id == model }?.1 == "Confident")
  }

  @Test func `R4: B200 is not below the limits of January 2026`() async throws {
    let findings = try await RealData.findings.value
    let b200 = Chip("epoch-chip-nvidia-b200")
    let figures = findings.rows(ExportControls.figures, on: "2026-01-20").filter {
      $0.0.id == b200.id
    }
    #expect(figures.map(\.2) == [36_000, 36_000])
    let below = findings.rows(ExportControls.underLimits, on: "2026-01-20").map(\.2.id)
    #expect(!below.contains(b200.id))
    #expect(below.contains("epoch-chip-nvidia-h800-sxm5"))
    let answer = try findings.controlAnswer(b200, to: "CN", on: "2026-01-20")
    #expect(
      "\(answer)".hasPrefix("NVIDIA B200 to China on 2026-01-20: license needed (denial presumed)"))
  }

  /// Python on `provision.csv`: 82 rows of providers of type country have a share above 50.
  ///
  /// Two of them are of 'Various countries', and one is of the stage Design.
  @Test func `what one country provides more than half of`() async throws {
    let findings = try await RealData.findings.value
    let years: [(Day, Int)] = [
      ("2019-07-01", 4), ("2021-07-01", 1), ("2022-07-01", 4), ("2025-07-01", 71),
    ]
    var countries: [String: Int] = [:]
    for (day, count) in years {
      let rows = findings.rows(SupplyChain.dominates, on: day)
      #expect(rows.count == count, "\(day)")
      for row in rows { countries[row.0.id.text, default: 0] += 1 }
    }
    #expect(countries["US"] == 37)
    #expect(countries["JP"] == 22)
    #expect(countries["NL"] == 6)
    #expect(countries.values.reduce(0, +) == 80)
  }

  /// Python on `ml_hardware.csv`, with the thresholds of domain.md: how many chips meet a clause by
  /// the set's own total, and by the greatest product of a format's rate and bits.
  @Test func `every chip under each vintage of 3A090`() async throws {
    let findings = try await RealData.findings.value
    var counts: [String: Int] = [:]
    var vintages: [String: Set<EntityID>] = [:]
    for (chip, control, clause, reading) in findings.rows(ExportControls.meets, on: "2026-02-01")
    where chip.id.text.hasPrefix("epoch-") && control.id.text.hasPrefix("ear-3a090") {
      counts["\(clause), \(reading)", default: 0] += 1
      vintages[control.id.text, default: []].insert(chip.id)
    }
    #expect(
      counts == [
        "3A090, own total": 8, "3A090, by format": 9, "a.1, own total": 46, "a.1, by format": 55,
        "a.2, own total": 24, "a.2, by format": 25, "b.1, own total": 3, "b.1, by format": 3,
        "b.2, own total": 10, "b.2, by format": 10,
      ])
    #expect(
      vintages.mapValues(\.count) == ["ear-3a090-2022": 9, "ear-3a090-a": 61, "ear-3a090-b": 10])
    // R1, with this set's figures: outside the first rule, since the set gives no link, inside the
    // second.
    let h800: EntityID = "epoch-chip-nvidia-h800-sxm5"
    #expect(vintages["ear-3a090-2022"]?.contains(h800) == false)
    #expect(vintages["ear-3a090-a"]?.contains(h800) == true)
    let differing = findings.rows(RealDataQuestions.totalDiffers, on: "2026-02-01")
    #expect(
      differing.map { "\($0.0.name): \($0.1), \($0.2)" } == [
        "AMD Instinct MI325X: 20800.0, 20918.4", "AMD Instinct MI355X: 37440.0, 40265.6",
        "Google TPU v2: 720.0, 736.0", "Meta MTIA 300: 2832.0, 9600.0",
        "NVIDIA A800 PCIe 80 GB: 4988.8, 4992.0", "NVIDIA A800 SXM: 4988.8, 4992.0",
        "NVIDIA GB300 (Blackwell Ultra): 61120.0, 60000.0",
      ])
  }

  /// Python on both files: Biren, Cambricon and Hygon have a listed party of the same letters and
  /// digits, among names and aliases; the other three are known to be listed by other names.
  @Test func `listed organizations with an address in China that make chips`() async throws {
    let findings = try await RealData.findings.value
    let rows = findings.rows(RealDataQuestions.listedMaker, on: "2026-07-31")
    #expect(
      Set(rows.map(\.1.name)) == [
        "Biren", "Cambricon", "Hygon", "Huawei", "Moore Threads (Tencent)",
        "National University of Defense Technology",
      ])
    let biren = try #require(rows.first { $0.1.name == "Biren" })
    #expect(biren.0.name == "Shanghai Biren Intelligent Technology Co., Ltd.")
    // Listed in 2023: not yet a listed maker before.
    #expect(findings.rows(RealDataQuestions.listedMaker, on: "2022-12-31").count < rows.count)
  }

  /// Python on both files, with the days and destinations of the seeds: 25 cases of a model, a chip
  /// and a country, of 22 models with the cases that the first rule no longer covers.
  ///
  /// One more is of Korea, after the diffusion rule, which stands in the code though it is not
  /// enforced.
  @Test func `models trained on chips that were controlled on their day`() async throws {
    let findings = try await RealData.findings.value
    var cases: [String: Int] = [:]
    var models: Set<String> = []
    let pattern = RealDataQuestions.controlledAtPublication(any(), any(), any(), any())
    for atom in try findings.atoms(matching: pattern) {
      guard case .entity(let model)? = atom.values?[0],
        case .entity(let country)? = atom.values?[2],
        case .entity(let control)? = atom.values?[3]
      else { continue }
      models.insert(findings.chronicle.entities[model]?.name ?? model.text)
      cases["\(country) \(control)", default: 0] += 1
    }
    #expect(
      cases == [
        "CN ear-3a090-2022": 9, "HK ear-3a090-2022": 3, "CN ear-3a090-a": 12,
        "HK ear-3a090-a": 1, "KR ear-diffusion-2025": 1,
      ])
    #expect(models.isSuperset(of: ["DeepSeek-V3", "Kimi K2", "Yi-34B", "InternLM"]))
    #expect(models.count == 23)
    // Made where the lab is: no export.
    #expect(!models.contains("Pangu Ultra"))
    let v3 = RealDataQuestions.controlledAtPublication(
      Model("epoch-model-deepseek-v3"), Chip("epoch-chip-nvidia-h800-sxm5"), Country("CN"),
      ExportControl("ear-3a090-a"))
    #expect(try findings.verdict(v3, on: "2024-12-24").outcome == .holds)
    let proof = try "\(findings.explain(v3, on: "2024-12-24"))"
    #expect(proof.contains("Epoch AI, Notable AI Models"))
    #expect(proof.contains("Epoch AI, Machine Learning Hardware"))
  }

  /// Breadth-first search in Python over `sequence.csv` from what providers with the name of a
  /// listed party provide; a step for the providing and one for the part of a stage.
  @Test func `the shortest chains from a listed party to a stage`() async throws {
    let findings = try await RealData.findings.value
    let rows = findings.rows(RealDataQuestions.shortestChain, on: "2025-12-31")
    let found = rows.map { "\($0.0.name) \($0.1.id.text.suffix(2)) \($0.2)" }.sorted()
    #expect(
      found == [
        "AccoTEST s3 3", "Cambricon s1 4", "Cambricon s2 5", "Cambricon s3 10",
        "Huada Empyrean s1 3", "Huada Empyrean s2 5", "Huada Empyrean s3 10", "Intellifusion s1 4",
        "Intellifusion s2 5", "Intellifusion s3 10", "Kingsemi s3 4", "NAURA s2 3", "NAURA s3 3",
        "Phytium s1 4", "Phytium s2 5", "Phytium s3 10", "Piotech s2 3", "Piotech s3 5",
        "SMEE s2 4", "SMEE s3 8", "ZingSEMI s2 3", "ZingSEMI s3 5",
      ])
    let smee = try #require(rows.first { $0.0.name == "SMEE" && $0.2 == 4 })
    let proof = try
      "\(findings.explain(RealDataQuestions.shortestChain.fact(smee.0, smee.1, smee.2), on: "2025-12-31"))"
    #expect(proof.contains("US Entity List (A) asserts it"))
    #expect(proof.contains("ETO Supply Chain Explorer (B) asserts it"))
  }
}
