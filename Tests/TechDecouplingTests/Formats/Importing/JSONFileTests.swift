import Testing

@testable import TechDecoupling

/// Data sets that are files of JSON: read an element at a time, with progress, and cancelled.
@Suite(.timeLimit(.minutes(60))) struct JSONFileTests {
  private static let tables =
    #""tables": {"licenceRequirements": ["all"], "licencePolicies": ["denied", "case by case"]}"#

  /// An Entity List of so many parties, over a megabyte for each eight thousand.
  private func entityList(_ count: Int) -> String {
    let entries = (0..<count).map { number in
      #"{"n": "Party \#(number)", "a": ["P\#(number), of the long name that nobody uses"], "#
        + #""c": ["CN"], "lr": 0, "lp": \#(number % 2), "fr": "84 FR 22961", "s": 4, "u": 3}"#
    }
    return "{\(Self.tables), \"entries\": [\n\(entries.joined(separator: ",\n"))\n]}\n"
  }

  @Test func `progress is told once for each megabyte, to the file's size`() throws {
    let text = entityList(20_000)
    var told: [TableProgress] = []
    let read = try Imports.withFiles(["entity-list.json": text]) { folder in
      try DataSet.entityList.read(from: folder) { told.append($0) }
    }
    #expect(read.report.taken["lists-party"] == 20_000)
    let size = text.utf8.count
    #expect(told.last == TableProgress(bytes: size, totalBytes: size))
    #expect(told.map(\.bytes) == told.map(\.bytes).sorted())
    #expect(size / 1_048_576...size / 1_048_576 + 3 ~= told.count, "\(told.count) times")
    #expect(zip(told, told.dropFirst()).allSatisfy { $1.bytes - $0.bytes <= 1 << 20 })
  }

  @Test func `a cancelled task stops the reading`() async throws {
    let text = entityList(20_000)
    let task = Task {
      try Imports.withFiles(["entity-list.json": text]) { folder in
        _ = try DataSet.entityList.read(from: folder) { _ in
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `the terms of listings are found in tables that stand after the entries`() throws {
    let entries = """
      "entries": [{"n": "Orchard", "c": ["CN"], "lr": 0, "lp": 1, "fr": "84 FR 22961"},
        {"n": "Vega", "c": ["CN"], "lr": 0, "lp": 7, "fr": "80 FR 5"}]
      """
    func read(_ text: String) throws -> Imported {
      try Imports.withFiles(["entity-list.json": text]) { try DataSet.entityList.read(from: $0) }
    }
    let before = try read("{\(Self.tables), \(entries)}")
    let after = try read("{\(entries), \(Self.tables)}")
    #expect(
      Imports.atoms(after).contains("listing-terms(us-el-orchard, \"all\", \"case by case\")"))
    #expect(try Chronicle(joining: [after.document]) == Chronicle(joining: [before.document]))
    #expect(after.report.taken == before.report.taken)
    #expect(after.report.left.map(\.code) == before.report.left.map(\.code))
    #expect(after.report.left.map(\.place.path) == ["$.entries[1]"])
    let refusal = #expect(throws: ImportError.self) { _ = try read("{\(entries), \"tables\": {}}") }
    #expect(refusal?.description.contains("'licenceRequirements'") == true)
  }

  @Test func `a mistake late in the file refuses it whole`() throws {
    let text = entityList(200).replacing("\"Party 199\"", with: "\"Party 199\" 1")
    let error = #expect(throws: ImportError.self) {
      try Imports.withFiles(["entity-list.json": text]) {
        _ = try DataSet.entityList.read(from: $0)
      }
    }
    #expect(error?.problems.map(\.code) == ["TD104"])
    #expect(error?.problems.first?.place.path == "$.entries[199]")
    #expect(error?.problems.first?.place.line == 201)
  }

  @Test func `lines of groups are those of the file`() throws {
    let text = """
      {"labels": {},
       "groups": {
      "A": ["CN",
      "Nowhere"], "--": ["CN"],
      "B": ["X"]}}
      """
    let read = try Imports.withFiles(["country-groups.json": text]) {
      try DataSet.countryGroups.read(from: $0)
    }
    #expect(
      read.report.left.map { "\($0.place.line ?? 0) \($0.place.path) \($0.code)" } == [
        "4 $.groups TD904", "4 $.groups TD909", "5 $.groups TD904",
      ])
  }
}
