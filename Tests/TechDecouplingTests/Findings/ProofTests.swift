import TechDecoupling
import Testing

/// Proofs computed by hand.
@Suite struct ProofTests {
  static let closure = Rulebook("Closure") {
    Rule("Step") { (x: Variable<String>, y: Variable<String>) in
      P.path(x, y).when(P.edge(x, y)).because("\(x) leads to \(y)")
    }
    Rule("Further") {
      (x: Variable<String>, y: Variable<String>, z: Variable<String>) in
      P.path(x, z).when(P.path(x, y), P.edge(y, z)).because("\(x) leads by \(y) to \(z)")
    }
  }

  @Test func `A proof by recursion takes the shortest way`() async throws {
    let findings = try await findings(Self.closure) { facts in
      for (x, y) in [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("d", "a")] {
        facts.insert(P.edge(x, y))
      }
    }
    let direct = try findings.explain(P.path("a", "d"), on: "2026-01-01")
    #expect(direct.height == 1)
    #expect(direct.conclusions == ["path(\"a\", \"d\") 2026-01-01 Step"])
    // Of two ways of one height, through 'b' and through 'd', the values decide.
    let loop = try findings.explain(P.path("a", "a"), on: "2026-01-01")
    #expect(loop.height == 2)
    #expect(loop.recorded == ["edge(\"a\", \"d\") 2026-01-01", "edge(\"d\", \"a\") 2026-01-01"])
    #expect(
      "\(loop)" == """
        a leads by d to a
          path("a", "a") on 2026-01-01, confirmed; holds always; rule 'Further'
          - a leads to d
            path("a", "d"), confirmed; holds always; rule 'Step'
            - recorded: edge("a", "d"), confirmed
          - recorded: edge("d", "a"), confirmed
        """)
  }

  @Test func `Among instances of one height the first rule wins, then the least values`()
    async throws
  {
    let book = Rulebook("Ties") {
      Rule("First") { (x: Variable<String>, y: Variable<String>) in
        P.c(x).when(P.edge(x, y))
      }
      Rule("Second") { (x: Variable<String>) in P.c(x).when(P.a(x)) }
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.a("x"))
      for y in ["z", "m", "n"] { facts.insert(P.edge("x", y)) }
    }
    let all = try findings.explanations(of: P.c("x"), on: "2026-01-01")
    #expect(
      all.map(\.recorded) == [
        ["edge(\"x\", \"m\") 2026-01-01"], ["edge(\"x\", \"n\") 2026-01-01"],
        ["edge(\"x\", \"z\") 2026-01-01"], ["a(\"x\") 2026-01-01"],
      ])
    #expect(try findings.explain(P.c("x"), on: "2026-01-01") == all[0])
  }

  @Test func `A window takes the nearest day among those of least height`() async throws {
    let book = Rulebook("Window") {
      Rule("Lately") { (x: Variable<String>) in
        P.c(x).when(P.a(x).sometime(.days(-10, 10))).because("\(x) was there")
      }
      Rule("By b") { (x: Variable<String>) in P.a(x).when(P.b(x)) }
    }
    let findings = try await findings(book) { facts in
      // Concluded on the day itself, recorded three days before and four after.
      facts.insert(P.b("x"), over: .days("2026-01-10", "2026-01-10"))
      facts.insert(P.a("x"), over: .days("2026-01-02", "2026-01-07"))
      facts.insert(P.a("x"), over: .days("2026-01-14", "2026-01-14"))
    }
    let proof = try findings.explain(P.c("x"), on: "2026-01-10")
    #expect(proof.height == 1)
    #expect(proof.recorded == ["a(\"x\") 2026-01-07"])
    #expect(
      "\(proof)" == """
        x was there
          c("x") on 2026-01-10, confirmed; holds 2025-12-23 to 2026-01-24; rule 'Lately'
          - recorded: a("x") on 2026-01-07, on some day from -10 to 10 days away,
            confirmed, 2026-01-02 to 2026-01-07
        """)
  }

  @Test func `Always is proved once for each stretch of days that share a proof`() async throws {
    let book = Rulebook("Always") {
      Rule("Steady") { (x: Variable<String>) in P.c(x).when(P.a(x).always(.past(9))) }
      Rule("By b") { (x: Variable<String>) in P.a(x).when(P.b(x)) }
      Rule("By d") { (x: Variable<String>) in P.a(x).when(P.d(x)) }
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.b("x"), over: .days("2026-01-01", "2026-01-06"))
      facts.insert(P.d("x"), over: .days("2026-01-05", "2026-01-10"))
    }
    let proof = try findings.explain(P.c("x"), on: "2026-01-10")
    #expect(
      proof.conclusions == [
        "c(\"x\") 2026-01-10 Steady", "a(\"x\") 2026-01-01 By b", "a(\"x\") 2026-01-07 By d",
      ])
  }

  @Test func `Recursion through a window climbs day by day`() async throws {
    let book = Rulebook("Growing") {
      Rule("Next day") { (x: Variable<String>) in
        P.a(x).when(P.a(x).sometime(.days(-1, -1)), P.b(x))
      }
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.a("x"), over: .days("2026-01-01", "2026-01-01"))
      facts.insert(P.b("x"), over: .days("2026-01-01", "2026-01-20"))
    }
    #expect(try findings.explain(P.a("x"), on: "2026-01-05").height == 4)
    #expect(try findings.explain(P.a("x"), on: "2026-01-01").height == 0)
    #expect(try findings.verdict(P.a("x"), on: "2026-01-21").outcome == .doesNotHold)
  }

  @Test func `An exception shows what is absent, and adds no height`() async throws {
    let book = Rulebook("Exception") {
      Rule("Unless b") { (x: Variable<String>) in P.c(x).when(P.a(x)).unless(P.b(x)) }
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.a("x"))
      facts.insert(P.b("x"), over: .days("2026-01-05", "2026-01-06"))
    }
    let proof = try findings.explain(P.c("x"), on: "2026-01-01")
    #expect(proof.height == 1)
    #expect("\(proof)".contains("- absent: no b(\"x\") on 2026-01-01"))
    let verdict = try findings.verdict(P.c("x"), on: "2026-01-05")
    #expect(verdict.outcome == .doesNotHold)
    #expect(
      verdict.reasons == [
        "the nearest days on which it holds: up to 2026-01-04",
        "rule 'Unless b' is stopped by b(\"x\"), 2026-01-05 to 2026-01-06",
      ])
  }

  @Test func `A count with a bound lists the least tall members that meet it`() async throws {
    let book = Rulebook("Counting") {
      Rule("Many") { (x: Variable<String>, y: Variable<String>) in
        P.c(x).when(P.a(x), count(per: y, where: P.path(x, y)) >= 2)
      }
      Rule("All") { (x: Variable<String>, y: Variable<String>) in
        P.d(x).when(P.a(x), count(per: y, where: P.path(x, y)) == 3)
      }
      ProofTests.closure
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.a("s"))
      for (x, y) in [("s", "p"), ("p", "q"), ("q", "r")] { facts.insert(P.edge(x, y)) }
    }
    let many = try findings.explain(P.c("s"), on: "2026-01-01")
    #expect(many.height == 3)
    #expect("\(many)".contains("count is 3, and 3 >= 2; 2 of 3 suffice"))
    #expect(
      many.conclusions == [
        "c(\"s\") 2026-01-01 Many", "path(\"s\", \"p\") 2026-01-01 Step",
        "path(\"s\", \"q\") 2026-01-01 Further", "path(\"s\", \"p\") 2026-01-01 Step",
      ])
    // Without such a bound all members count, the tallest decides.
    #expect(try findings.explain(P.d("s"), on: "2026-01-01").height == 4)
  }

  @Test func `A run is as tall as its tallest day`() async throws {
    let book = Rulebook("Runs") {
      Rule("Length") { (x: Variable<String>, n: Variable<Int>) in
        P.length(x, n).when(P.a(x).run(length: n)).because("\(x) lasted \(n) days")
      }
      Rule("By b") { (x: Variable<String>) in P.a(x).when(P.b(x)) }
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.a("x"), over: .days("2026-01-01", "2026-01-03"))
      facts.insert(P.b("x"), over: .days("2026-01-04", "2026-01-05"))
    }
    let proof = try findings.explain(P.length("x", 5), on: "2026-01-02")
    #expect(proof.height == 2)
    #expect(
      "\(proof)" == """
        x lasted 5 days
          length("x", 5) on 2026-01-02, confirmed; holds 2026-01-01 to 2026-01-05; rule
            'Length'
          - the run of a("x"): 2026-01-01 to 2026-01-05
            - recorded: a("x") on 2026-01-01, confirmed, 2026-01-01 to 2026-01-03
            - a("x") on 2026-01-04, confirmed; holds 2026-01-01 to 2026-01-05; rule 'By
              b'
              - recorded: b("x"), confirmed, 2026-01-04 to 2026-01-05
        """)
  }

  @Test(.timeLimit(.minutes(60))) func `A proof ten thousand steps deep is found and printed`()
    async throws
  {
    let depth = 10_000
    let book = Rulebook("Line") {
      Rule("On") { (x: Variable<String>, y: Variable<String>) in
        P.a(y).when(P.a(x), P.edge(x, y))
      }
    }
    let findings = try await findings(book) { facts in
      facts.insert(P.a("0"))
      for number in 0..<depth { facts.insert(P.edge("\(number)", "\(number + 1)")) }
    }
    let proof = try findings.explain(P.a("\(depth)"), on: "2026-01-01")
    #expect(proof.height == depth)
    #expect(proof.steps.count == 2 * depth + 1)
    let lines = "\(proof)".split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 80 })
    #expect(lines.contains { $0.contains("[9999]") })
  }

  @Test func `A step that is needed twice is proved once`() async throws {
    let book = Rulebook("Twice") {
      Rule("Both") { (x: Variable<String>) in P.d(x).when(P.b(x), P.c(x)) }
      Rule("Left") { (x: Variable<String>) in P.b(x).when(P.path(x, x)) }
      Rule("Right") { (x: Variable<String>) in P.c(x).when(P.path(x, x)) }
      ProofTests.closure
    }
    let findings = try await findings(book) { facts in facts.insert(P.edge("x", "x")) }
    let text = "\(try findings.explain(P.d("x"), on: "2026-01-01"))"
    #expect(text.contains("- x leads to x (proved above)"))
    #expect(text.split(separator: "\n").count == 7)
  }
}
