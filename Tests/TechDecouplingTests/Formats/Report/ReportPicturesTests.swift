import TestSupport
import Testing

@testable import TechDecoupling

/// What the pictures of a page are drawn from, against what the findings say day by day.
@Suite struct ReportPicturesTests {
  private static func days(_ count: Int) -> [Day] {
    var random = RepeatableRandom(seed: 3)
    let first: Day = "2022-06-01"
    return (0..<count).map { _ in first.advanced(by: random.number(0...1_700)) }
  }

  @Test func `the matrix has the state of each chip on each day`() async throws {
    let findings = try await Seeds.all().findings(under: ExportControls.rulebook)
    let matrix = try #require(try ChipMatrix.any(in: findings))
    #expect(matrix.rows.count > 10 && matrix.destinations.joined().count > 2)
    for day in Self.days(3) {
      for row in matrix.rows {
        for (countries, changes) in zip(matrix.destinations, row.cells) {
          let change = try #require(changes.last { $0.from.map { $0 <= day } ?? true })
          for country in countries {
            let answer = try findings.controlAnswer(row.chip, to: country, on: day)
            #expect(
              change.lenient == answer.lenient && change.strict == answer.strict,
              "\(row.chip.name) to \(country.name) on \(day): \(change.words), not \(answer)")
          }
        }
      }
    }
    for chip in matrix.uncovered {
      for country in matrix.destinations.joined() {
        #expect(
          try findings.controlAnswer(chip, to: country, on: "2025-06-01").state == .notCovered)
      }
    }
  }

  @Test func `an index line has the least and the greatest value of each day`() async throws {
    let findings = try await Seeds.all().findings()
    let lines = try IndexLine.all(in: findings)
    #expect(lines.count > 1)
    for day in Self.days(40) {
      let atoms = try findings.atoms(
        matching: Interdependence.index.signature.pattern, on: day, conceivable: true)
      for line in lines {
        let values = atoms.compactMap(\.values).filter { Array($0.dropLast()) == line.terms }
          .compactMap { if case .integer(let value)? = $0.last { value } else { nil } }
        let step = try #require(line.steps.last { $0.from.map { $0 <= day } ?? true })
        #expect(step.least == values.min() && step.greatest == values.max(), "\(line.terms) \(day)")
      }
    }
  }

  @Test func `what is drawn between actors has its days and its address`() async throws {
    let findings = try await Seeds.documents(["article-003"]).findings(under: Access.rulebook)
    let page = try PageReader(
      try findings.html(
        of: Report(
          relations: [Access.withheldFrom.signature],
          flows: [
            Report.Flow(.relation(Access.withheldFrom), isWithheld: true),
            Report.Flow(.relation(Access.grantedAccess, to: 2)),
          ])))
    let data = try #require(page.elements.first { $0.attributes["id"] == "data" }?.text)
    let withheld = """
      {"from":"DeepSeek-V4","to":"Nvidia","relation":"withheld from","what":"","withheld":true,\
      "address":"finding.withheld-from.deepseek-v4.nvidia","runs":[[null,20509,null],\
      [20509,null,"probable"]]}
      """
    let granted = """
      {"from":"DeepSeek","to":"Huawei","relation":"granted access","what":"DeepSeek-V4",\
      "withheld":false,"address":"entry.
      """
    #expect(data.contains(withheld), "\(data)")
    #expect(data.contains(granted), "\(data)")
  }
}
