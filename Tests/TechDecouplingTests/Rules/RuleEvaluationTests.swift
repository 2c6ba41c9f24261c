import TechDecoupling
import TemporalDatalog
import Testing

@Suite("What rules conclude") struct RuleEvaluationTests {
  /// The rows of a relation with their periods, in words, sorted.
  private func conclusions(
    _ relation: String, of book: Rulebook, on facts: Facts, at level: Credibility = .possible,
    _ reading: Reading = .certain
  ) async throws -> [String] {
    let compiled = try book.compiled(at: level, with: facts, horizon: .standard)
    let model = try await compiled.evaluate(at: level)
    guard let number = compiled.relationNumbers[relation] else { return [] }
    var rows: [String] = []
    let pattern = [UInt32?](repeating: nil, count: compiled.relations[number].columns.count)
    model.forEach(number, matching: pattern, reading) { tuple, days in
      let values = compiled.values(tuple, relation: number, in: model.pools)
      let atom = Atom(relation: compiled.relations[number], arguments: values.map(Argument.value))
      let periods = days.map { span in
        let period = compiled.period(span)
        return "\(period.from?.description ?? "")..\(period.until?.description ?? "")"
      }
      rows.append("\(atom) \(periods.joined(separator: " "))")
    }
    return rows.sorted()
  }

  private func period(_ from: Day?, _ until: Day?) throws -> Period {
    try #require(Period(from: from, until: until))
  }

  @Test("The rule of the design holds from the first briefing until release")
  func design() async throws {
    let (deepseek, v4) = (Lab("deepseek"), TechDecoupling.Model("v4"))
    let (nvidia, huawei) = (Chipmaker("nvidia"), Chipmaker("huawei"))
    let book = Rulebook("Access") {
      Rule("Left out while others are briefed", strength: .possible) { lab, model, maker, rival in
        Words.withheldFrom(model, maker)
          .when(
            Words.develops(lab, model), Words.customaryPartner(lab, maker),
            Words.earlyAccess(model, rival), maker != rival
          )
          .unless(Words.earlyAccess(model, maker), Words.released(model))
          .because("\(lab) briefed \(rival) on \(model), but not \(maker)")
      }
    }
    var facts = Facts()
    facts.insert(Words.develops(deepseek, v4))
    facts.insert(Words.customaryPartner(deepseek, nvidia))
    facts.insert(Words.customaryPartner(deepseek, huawei))
    facts.insert(Words.earlyAccess(v4, huawei), over: try period("2026-02-01", nil))
    facts.insert(Words.released(v4), over: try period("2026-04-24", nil))
    let rows = try await conclusions("withheld-from", of: book, on: facts)
    #expect(rows == ["withheld-from(v4, nvidia) 2026-02-01..2026-04-24"])
    #expect(try await conclusions("withheld-from", of: book, on: facts, at: .probable).isEmpty)
  }

  @Test("Numbers, days and roles are calculated and joined")
  func calculation() async throws {
    let due = Relation<Chip, Day>("due")
    let late = Relation<Chip, Int>("late")
    let own = Relation<CloudProvider, Chip>("own-chip")
    let runs = Relation<CloudProvider, Chip>("runs")
    let made = Relation<Chipmaker, Chip>("made")
    let (a, b) = (Chip("a"), Chip("b"))
    let book = Rulebook("Test") {
      Rule("Dense") { chip, tpp, density, next in
        Words.denser(chip, next)
          .when(
            Words.figures(chip, tpp, density), tpp >= 4800, density >= 5.92, next == tpp / 2 + 1)
      }
      Rule("Late") { chip, day, days in
        late(chip, days).when(due(chip, day), days == day - "2026-01-01", day > "2026-01-15")
      }
      Rule("Own") { cloud, maker, chip in
        own(cloud, chip).when(runs(cloud, chip), made(maker, chip), cloud.is(maker))
      }
    }
    var facts = Facts()
    facts.insert(Words.figures.fact(a, 4800, 5.92))
    facts.insert(Words.figures.fact(b, 4800, 5.919_999))
    facts.insert(due.fact(a, "2026-02-01"))
    facts.insert(due.fact(b, "2026-01-15"))
    facts.insert(runs(CloudProvider("alibaba"), a))
    facts.insert(runs(CloudProvider("other"), b))
    facts.insert(made(Chipmaker("alibaba"), a))
    facts.insert(made(Chipmaker("alibaba"), b))
    #expect(try await conclusions("denser", of: book, on: facts) == ["denser(a, 2401) .."])
    #expect(try await conclusions("late", of: book, on: facts) == ["late(a, 31) .."])
    #expect(try await conclusions("own-chip", of: book, on: facts) == ["own-chip(alibaba, a) .."])
  }

  @Test("Counts are compared with a parameter, and an empty group counts zero")
  func counts() async throws {
    let few = Relation<Chipmaker>("few")
    let book = Rulebook("Test") {
      Rule("Counted") { maker, chip, n in
        Words.counted(maker, n)
          .when(
            Words.partner(maker, any()),
            n == count(per: chip, where: Words.owns(maker, chip), unless: Words.denser(chip, any()))
          )
      }
      Rule("Few") { maker, chip in
        few(maker)
          .when(Words.partner(maker, any()))
          .unless(count(per: chip, where: Words.owns(maker, chip)) >= Parameter("few", 2))
      }
    }
    var facts = Facts()
    let (x, y) = (Chipmaker("x"), Chipmaker("y"))
    facts.insert(Words.partner(x, y))
    facts.insert(Words.partner(y, x))
    facts.insert(Words.owns(x, Chip("a")))
    facts.insert(Words.owns(x, Chip("b")), over: try period("2026-01-01", "2026-02-01"))
    facts.insert(Words.owns(x, Chip("c")))
    facts.insert(Words.denser(Chip("c"), 3))
    #expect(
      try await conclusions("counted", of: book, on: facts) == [
        "counted(x, 1) ..2026-01-01 2026-02-01..", "counted(x, 2) 2026-01-01..2026-02-01",
        "counted(y, 0) ..",
      ])
    #expect(try await conclusions("few", of: book, on: facts) == ["few(y) .."])
    #expect(
      try await conclusions("few", of: book.setting("few", to: 3), on: facts) == [
        "few(x) ..2026-01-01 2026-02-01..", "few(y) ..",
      ])
  }

  @Test("Windows look back and ahead, and runs are measured")
  func time() async throws {
    let lately = Relation<TechDecoupling.Model>("lately")
    let lasted = Relation<TechDecoupling.Model, Day, Day, Int>("lasted")
    let book = Rulebook("Test") {
      Rule("Lately") { model in
        lately(model).when(Words.released(model).sometime(.past(2)))
      }
      Rule("Lasted") { model, start, end, days in
        lasted(model, start, end, days)
          .when(Words.released(model).run(start: start, end: end, length: days), days > 1)
      }
    }
    var facts = Facts()
    facts.insert(
      Words.released(TechDecoupling.Model("a")), over: try period("2026-01-01", "2026-01-04"))
    facts.insert(Words.released(TechDecoupling.Model("b")), over: try period("2026-01-01", nil))
    #expect(
      try await conclusions("lately", of: book, on: facts) == [
        "lately(a) 2026-01-01..2026-01-06", "lately(b) 2026-01-01..",
      ])
    #expect(
      try await conclusions("lasted", of: book, on: facts) == [
        "lasted(a, 2026-01-01, 2026-01-04, 3) 2026-01-01..2026-01-04"
      ])
  }

  @Test("Restricted owners that together hold half restrict, however deep")
  func ownership() async throws {
    let restricted = Relation<Party>("restricted")
    let listed = Relation<Party>("listed")
    let share = Relation<Party, Party, Fixed>("share")
    let book = Rulebook("Test") {
      Rule("Listed") { party in restricted(party).when(listed(party)) }
      Rule("Half") { party, owner, part in
        restricted(party)
          .when(
            share(any(), party, any()),
            sum(part, per: owner, where: share(owner, party, part), restricted(owner))
              >= Parameter("half", Fixed(50)))
      }
    }
    var facts = Facts()
    let (a, b, c, d) = (Party("a"), Party("b"), Party("c"), Party("d"))
    facts.insert(listed(a))
    facts.insert(listed(b))
    facts.insert(share.fact(a, c, 25))
    facts.insert(share.fact(b, c, 25))
    facts.insert(share.fact(c, d, 50))
    #expect(
      try await conclusions("restricted", of: book, on: facts).map { $0.prefix(13) } == [
        "restricted(a)", "restricted(b)", "restricted(c)", "restricted(d)",
      ])
    #expect(
      try await conclusions(
        "restricted", of: book.setting("half", to: Fixed(50.000_001)), on: facts
      )
      .count == 2)
  }

  @Test("Ids of one class are one value, in facts and in rules")
  func identity() async throws {
    let out = Relation<TechDecoupling.Model>("out")
    let book = Rulebook("Test") {
      Rule("Out") { model in
        out(model).when(Words.withheldFrom(model, Chipmaker("nvidia-corp")))
      }
    }
    let chronicle = try Chronicle(
      entities: [
        Chipmaker("nvidia"), Chipmaker("nvidia-corp"), TechDecoupling.Model("v4"),
      ],
      entries: [
        Entry(
          id: "same",
          content: .statement(
            Statement([Profile.sameAs(Party("nvidia-corp"), Party("nvidia"))]))),
        Entry(
          id: "held",
          content: .statement(
            Statement([Words.withheldFrom(TechDecoupling.Model("v4"), Chipmaker("nvidia"))]))),
      ])
    let facts = try chronicle.facts(from: Viewpoint())
    #expect(try await conclusions("out", of: book, on: facts) == ["out(v4) .."])
  }

  @Test("An overflow names the rule, the values and the day")
  func overflow() async throws {
    let book = Rulebook("Test") {
      Rule("More", fileID: "T", line: 1) { chip, n, next in
        Words.denser(chip, next).when(Words.figures(chip, n, any()), next == n + 1)
      }
    }
    var facts = Facts()
    facts.insert(Words.figures.fact(Chip("a"), .max, 1), over: try period("2026-01-01", nil))
    let error = await #expect(throws: EvaluationError.self) {
      try await self.conclusions("denser", of: book, on: facts)
    }
    #expect(
      error?.description
        == "TD504: '9223372036854775807 + 1' in rule 'More' (T:1) on 2026-01-01 does not fit 64 bits; numbers are 64 bits wide; use a coarser unit"
    )
  }

  @Test("Rows are taken in by column")
  func bulk() async throws {
    let edge = Relation<Int, Int>("edge")
    var facts = Facts()
    facts.insert(edge, columns: Array(0..<10_000), Array(1..<10_001))
    let compiled = try Rulebook("Test", rules: []).compiled(
      at: .possible, with: facts, horizon: .standard)
    let model = try await compiled.evaluate(at: .possible)
    #expect(model.count(try #require(compiled.relationNumbers["edge"]), .certain) == 10_000)
  }
}
