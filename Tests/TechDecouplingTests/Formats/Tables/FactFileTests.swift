import TemporalDatalog
import Testing

@testable import TechDecoupling

@Suite("Files of facts") struct FactFileTests {
  private static let edge = Relation<Int, Int>("edge")
  private static let name = Relation<Int, String>("long-name")

  /// Calls a test with a folder of its own.
  private func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = Repository.path(".build/formats-\(UInt64.random(in: 0 ... .max))")
    #expect(Repository.makeFolder(folder))
    defer { Repository.removeFolder(folder) }
    try await body(folder)
  }

  private func write(_ text: String, to path: String) throws {
    try FileAccess.write(Array(text.utf8), to: path)
  }

  private func mistake(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no mistake"
    } catch {
      return "\(error)"
    }
  }

  @Test func `rows of a file are given facts, found by verdicts and proofs`() async throws {
    try await inFolder { folder in
      try write("1\t2\r\n2\t3\r\n1\t2", to: folder + "/edge.facts")
      var facts = Facts()
      var progress: [TableProgress] = []
      let count = try facts.insert(
        fileAt: folder + "/edge.facts", as: Self.edge.signature
      ) { progress.append($0) }
      #expect(count == 3)
      #expect(progress.last == TableProgress(bytes: 13, totalBytes: 13))
      #expect(facts[Self.edge(1, 2)]?.supports.map(\.role) == [.given])
      #expect(facts[Self.edge(2, 1)] == nil)
      let path = Relation<Int, Int>("path")
      let rules = Rulebook("Paths") {
        Rule("One") { from, to in path(from, to).when(Self.edge(from, to)) }
        Rule("More") { from, by, to in path(from, to).when(path(from, by), Self.edge(by, to)) }
      }
      let findings = try await facts.findings(under: rules)
      #expect(try findings.verdict(path(1, 3), on: "2026-01-01").outcome == .holds)
      let proof = try findings.explain(path(1, 3), on: "2026-01-01").description
      #expect(proof.contains("edge(1, 2)"), "\(proof)")
      try findings.write(path.signature, to: folder + "/path.csv")
      #expect(try Repository.text(of: folder + "/path.csv") == "1\t2\n1\t3\n2\t3\n")
      #expect(findings.rowCount(of: path.signature) == 3)
      #expect(try FileAccess.list(folder) == ["edge.facts", "path.csv"])
    }
  }

  @Test func `rows with periods stand beside recorded atoms`() async throws {
    try await inFolder { folder in
      try write(
        "1\t2\t2025-01-01\t2025-01-31\n1\t2\t2025-03-01\t..\n3\t4\t..\t..\n",
        to: folder + "/edge.facts")
      var format = TableFormat()
      format.periods = .dates
      var facts = Facts()
      facts.insert(Self.edge(1, 2), over: .days("2025-02-01", "2025-02-11"))
      try facts.insert(fileAt: folder + "/edge.facts", as: Self.edge.signature, format: format)
      #expect(facts[Self.edge(1, 2)]?.certain.count == 2)
      #expect(facts[Self.edge(3, 4)]?.certain == [.always])
      let findings = try await facts.findings(under: Rulebook("None") {})
      #expect(try findings.verdict(Self.edge(1, 2), on: "2025-02-11").outcome == .holds)
      #expect(try findings.verdict(Self.edge(1, 2), on: "2025-02-12").outcome == .doesNotHold)
      try findings.write(Self.edge.signature, to: folder + "/out.csv", format: format)
      #expect(
        try Repository.text(of: folder + "/out.csv")
          == "1\t2\t2025-01-01\t2025-02-11\n1\t2\t2025-03-01\t..\n3\t4\t..\t..\n")
      format.periods = .none
      try findings.write(Self.edge.signature, to: folder + "/out.csv", format: format)
      #expect(try Repository.text(of: folder + "/out.csv") == "1\t2\n3\t4\n")
    }
  }

  @Test func `all facts written to a folder read back as equal facts`() async throws {
    try await inFolder { folder in
      var facts = Facts()
      facts.insert(Self.edge(7, 8), over: .days("2025-02-01", "2025-02-11"))
      facts.insert(Self.edge, columns: [3, 1], [4, 2])
      facts.insert(Self.name(1, "caf\u{E9}, \u{65E5}"))
      let relations = try facts.write(to: folder)
      #expect(relations.map(\.name) == ["edge", "long-name"])
      #expect(
        try Repository.text(of: folder + "/edge.facts")
          == "1\t2\t..\t..\n3\t4\t..\t..\n7\t8\t2025-02-01\t2025-02-11\n")
      #expect(
        try Repository.text(of: folder + "/long_name.facts") == "1\tcaf\u{E9}, \u{65E5}\t..\t..\n")
      var format = TableFormat()
      format.periods = .dates
      var read = Facts()
      for relation in relations {
        let name = relation.name == "edge" ? "edge" : "long_name"
        try read.insert(fileAt: folder + "/\(name).facts", as: relation, format: format)
      }
      for atom in [Self.edge(7, 8), Self.edge(3, 4), Self.edge(1, 2)] {
        #expect(read[atom]?.certain == facts[atom]?.certain)
      }
      #expect(read.tables.reduce(0) { $0 + $1.count } == 4)
      #expect(
        mistake { try facts.write(to: folder + "/none") }
          == "TD101: cannot write '\(folder)/none/edge.facts': "
          + "there is no such file or folder; give the path of a file")
    }
  }

  @Test func `two relations are not written to one file`() async throws {
    try await inFolder { folder in
      var facts = Facts()
      facts.insert(Relation<Int>("x-y")(1))
      facts.insert(Relation<Int>("x_y")(2))
      #expect(
        mistake { try facts.write(to: folder) }
          == "TD794: 'x_y' and 'x-y' would both be written to 'x_y.facts'; "
          + "a file holds the rows of one relation, so rename one")
      let files = try FileAccess.list(folder)
      #expect(files.isEmpty)
    }
  }

  @Test func `a period that leaves the horizon is an error`() async throws {
    try await inFolder { folder in
      var format = TableFormat()
      format.periods = .dates
      for (row, day) in [
        ("1\t2\t1850-01-01\t..", "1850-01-01"), ("1\t2\t..\t2100-01-01", "2100-01-01"),
        ("1\t2\t..\t1899-12-31", "1899-12-31"), ("1\t2\t1900-01-01\t2099-12-31", nil),
      ] {
        try write(row, to: folder + "/edge.facts")
        var facts = Facts()
        try facts.insert(fileAt: folder + "/edge.facts", as: Self.edge.signature, format: format)
        do {
          _ = try await facts.findings(under: Rulebook("None") {})
          #expect(day == nil)
        } catch {
          #expect(
            "\(error)"
              == "TD793: a row of 'edge' names the day \(day ?? ""), and the horizon is "
              + "1900-01-01 to 2099-12-31; evaluate under a wider one, "
              + "or write '..' for an open end")
        }
      }
    }
  }

  @Test func `imprecise days are written only if it is said which`() async throws {
    try await inFolder { folder in
      var facts = Facts()
      let period = Period.days("2025-01-01", "2025-02-01")
      let wide = Period.days("2024-12-01", "2025-03-01")
      facts.insert(RecordedFact(atom: Self.edge(1, 2), certain: [period], conceivable: [wide]))
      #expect(
        mistake { try facts.write(to: folder) }
          == "TD791: the days of 'edge(1, 2)' are imprecise, and a file of rows gives one period; "
          + "choose the certain or the conceivable days")
      #expect(try FileAccess.list(folder).isEmpty)
      try facts.write(to: folder, days: .certain)
      #expect(
        try Repository.text(of: folder + "/edge.facts") == "1\t2\t2025-01-01\t2025-02-01\n")
      try facts.write(to: folder, days: .conceivable)
      #expect(
        try Repository.text(of: folder + "/edge.facts") == "1\t2\t2024-12-01\t2025-03-01\n")
    }
  }

  @Test func `a file that fails leaves nothing behind, and the old one as it was`() async throws {
    try await inFolder { folder in
      var facts = Facts()
      facts.insert(Self.name, columns: [1, 2], ["a", "b\tc"])
      try write("old\n", to: folder + "/name.csv")
      let findings = try await facts.findings(under: Rulebook("None") {})
      #expect(throws: TableError.self) {
        try findings.write(Self.name.signature, to: folder + "/name.csv")
      }
      #expect(try Repository.text(of: folder + "/name.csv") == "old\n")
      #expect(try FileAccess.list(folder) == ["name.csv"])
    }
  }

  @Test func `reading and writing stop when their task is cancelled`() async throws {
    try await inFolder { folder in
      try write("1\t2\n", to: folder + "/edge.facts")
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        var facts = Facts()
        try facts.insert(fileAt: folder + "/edge.facts", as: Self.edge.signature)
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `names stay in their folder`() async throws {
    try await inFolder { folder in
      try write("", to: folder + "/inside.facts")
      #expect(Repository.link(folder + "/in", to: folder + "/inside.facts"))
      #expect(Repository.link(folder + "/out", to: "/dev/null"))
      #expect(Repository.link(folder + "/up", to: ".."))
      #expect(Repository.link(folder + "/lost", to: "/nowhere/at/all"))
      for name in ["inside.facts", "in", "new.csv", "new/new.csv"] {
        #expect(FileAccess.path(of: name, inside: folder) == folder + "/" + name)
      }
      for name in [
        "", "/dev/null", "../secret", "a/../../b", "a//b", "out", "up/secret", "up", "lost", "a\0b",
      ] {
        #expect(FileAccess.path(of: name, inside: folder) == nil, "\(name)")
      }
      let problem = TableProblem(
        .outside(name: "../secret.csv", folder: "results"), relation: "edge")
      #expect(
        "\(problem)"
          == "TD792: '../secret.csv' leads out of the folder 'results'; name a file inside of it")
    }
  }

  @Test func `a table shows its values and is found by them, however often it is asked`() {
    var facts = Facts()
    facts.insert(Self.edge, columns: Array(0..<200_000), Array(1...200_000))
    facts.insert(Self.edge, columns: [5, 5], [6, 7])
    let table = facts.tables[0]
    #expect(table.count == 200_002)
    #expect(table[199_999, 1] == .integer(200_000))
    #expect(table.values(ofRow: 200_001) == [.integer(5), .integer(7)])
    #expect(table.period(ofRow: 3) == .always)
    #expect(table.atoms.first { _ in true }?.atom == Self.edge(0, 1))
    for number in stride(from: 0, to: 200_000, by: 9_973) {
      #expect(facts[Self.edge(number, number + 1)]?.certain == [.always])
      #expect(facts[Self.edge(number, number)] == nil)
    }
    var copy = facts
    copy.insert(Self.edge, columns: [-1], [-2])
    #expect(copy != facts)
    #expect(copy[Self.edge(-1, -2)] != nil)
    #expect(facts[Self.edge(-1, -2)] == nil)
  }
}
