import Testing

@testable import TechDecoupling

@Suite struct ProgramFilesTests {
  /// Runs a body in a folder of its own.
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = Repository.path(".build/rules-\(UInt64.random(in: 0 ... .max))")
    #expect(Repository.makeFolder(folder))
    defer { Repository.removeFolder(folder) }
    try await body(folder)
  }

  private let text = """
    .decl name(x: number, s: symbol)
    .decl mass(s: symbol, m: float) temporal
    .decl more(s: symbol, x: number)
    .input name, mass, more
    .decl known(s: symbol) temporal
    known(s) :- mass(s, _), name(_, s).
    .output known, more
    .printsize known
    """

  @Test func `any number of threads reads the same facts`() async throws {
    try await withFolder { folder in
      var random = SystemRandomNumberGenerator()
      let seed = random.next()
      var state = seed
      func below(_ limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % limit
      }
      var (names, masses, more) = ("", "", "")
      for _ in 0..<500 {
        // Large numbers stand in a pool, as texts do.
        let large = Int64(below(3)) * 1_000_000_000_000 + Int64(below(5))
        names += "\(large)\ts\(below(40))\n"
        masses += "s\(below(40))\t\(below(9_000_000_000)).5\t2025-01-0\(1 + below(9))\t..\n"
        more += "s\(below(400))\t-\(below(4_000_000_000_000))\n"
      }
      try FileAccess.write(Array(names.utf8), to: folder + "/name.facts")
      try FileAccess.write(Array(masses.utf8), to: folder + "/mass.facts")
      try FileAccess.write(Array(more.utf8), to: folder + "/more.facts")
      let program = try RuleProgram(parsing: text)
      let one = try program.facts(from: folder)
      for threads in [1, 2, 3, 64] {
        let several = try await program.facts(from: folder, threads: threads)
        #expect(several.tables == one.tables, "seed \(seed), \(threads) threads")
        for (left, right) in zip(several.tables, one.tables) {
          #expect(Tables.rows(left) == Tables.rows(right), "seed \(seed), \(threads) threads")
        }
      }
    }
  }

  @Test func `any number of threads reports the mistakes of all files in the text's order`()
    async throws
  {
    try await withFolder { folder in
      try FileAccess.write(Array("one\ta\n".utf8), to: folder + "/name.facts")
      try FileAccess.write(Array("a\tx\n".utf8), to: folder + "/more.facts")
      let program = try RuleProgram(parsing: text, name: "p.dl")
      let expected = """
        TD771: 'one' is no whole number in column 1 ('x') of 'name' at \(folder)/name.facts:1:1; \
        write digits, as in 12 or -3
        TD101: cannot read '\(folder)/mass.facts': there is no such file or folder; \
        give the path of a file; p.dl:4 asks for it
        TD771: 'x' is no whole number in column 2 ('x') of 'more' at \(folder)/more.facts:1:3; \
        write digits, as in 12 or -3
        """
      for threads in [1, 2, 8] {
        do {
          _ = try await program.facts(from: folder, threads: threads)
          Issue.record("no error with \(threads) threads")
        } catch {
          #expect("\(error)" == expected, "\(threads) threads")
        }
      }
    }
  }

  @Test func `several files are one program whose mistakes keep their places`() async throws {
    try await withFolder { folder in
      try FileAccess.write(Array(".decl a(x: number)\na(1).".utf8), to: folder + "/a.dl")
      try FileAccess.write(
        Array("\u{FEFF}.output a\n// ü\n  b(2).\n".utf8), to: folder + "/b.dl")
      do throws(RuleTextError) {
        _ = try RuleProgram(contentsOf: [folder + "/a.dl", folder + "/b.dl", folder + "/a.dl"])
        Issue.record("no error")
      } catch {
        #expect(
          error.problems.map { "\($0.place) \($0.code)" } == [
            "\(folder)/a.dl:1:7 TD731", "\(folder)/b.dl:3:3 TD730",
          ])
      }
    }
  }
}
