import TechDecoupling
import TemporalDatalog
import Testing

@Suite("Rules as the engine runs them") struct RuleLoweringTests {
  private func compiled(
    _ rule: Rule, at level: Credibility = .confirmed
  ) throws -> CompiledRules {
    try Rulebook("Test", rules: [rule]).compiled(at: level, with: Facts(), horizon: .standard)
  }

  @Test("Relations are numbered in order of appearance, with the kinds of their columns")
  func relations() throws {
    let compiled = try compiled(
      Rule("R") { chip, tpp, density in
        Words.denser(chip, tpp).when(Words.figures(chip, tpp, density))
      })
    #expect(
      Set(compiled.program.relations) == [
        RelationDeclaration(name: "figures", columns: [.symbol, .integer, .decimal]),
        RelationDeclaration(name: "denser", columns: [.symbol, .integer]),
      ])
    for (number, relation) in compiled.relations.enumerated() {
      #expect(compiled.relationNumbers[relation.name] == number)
    }
  }

  @Test(
    "Premises keep their order, and one that needs a variable comes after the one that binds it")
  func order() throws {
    let compiled = try compiled(
      Rule("R") { chip, tpp, next in
        Words.denser(chip, next)
          .when(next == tpp + 1, Words.figures(chip, tpp, any()), next > 3)
      })
    let rule = try #require(compiled.program.rules.first)
    let number = try #require(compiled.relationNumbers["figures"])
    let numbers = compiled.facts.numbers
    func code(_ value: Int64) throws -> UInt32 { try #require(numbers.code(existing: value)) }
    #expect(
      rule.premises == [
        .holds(Literal(number, [.variable(0), .variable(2), .any])),
        .assign(
          1, .arithmetic(.add, .variable(2), .constant(try code(1)), .integer), .integer),
        .compare(.variable(1), .greater, .constant(try code(3)), .integer),
      ])
    #expect(compiled.origins == [[.premise(1), .premise(0), .premise(2)]])
    #expect(rule.variableCount == 3)
  }

  @Test("Windows are offsets from the day asked")
  func windows() throws {
    let released = Words.released
    let compiled = try Rulebook("Test") {
      Rule("R") { model in
        Words.withheldFrom(model, Chipmaker("x"))
          .when(
            released(model).sometime(.past(30)), released(model).always(.next(Parameter("d", 5))),
            released(model).always(.days(-3, 4))
          )
          .unless(released(model).sometime(.before))
      }
    }.setting("d", to: 6).compiled(at: .possible, with: Facts(), horizon: .standard)
    let windows = compiled.program.rules[0].premises.map { premise -> TemporalDatalog.Window? in
      switch premise {
      case .holds(let literal), .absent(let literal): literal.window
      default: nil
      }
    }
    #expect(
      windows == [
        .sometime(first: -30, last: 0), .always(first: 0, last: 6), .always(first: -3, last: 4),
        .sometime(first: .min, last: -1),
      ])
  }

  @Test("An aggregate has the group that the other premises bind, and locals of its own")
  func aggregates() throws {
    let compiled = try compiled(
      Rule("R") { maker, chip, n in
        Words.counted(maker, n)
          .when(
            n == count(per: chip, where: Words.owns(maker, chip)), Words.partner(maker, any()),
            count(per: chip, where: Words.owns(maker, chip), unless: Words.denser(chip, any())) > 2)
      })
    let aggregates = compiled.program.rules[0].premises.compactMap {
      premise -> TemporalDatalog.Aggregate? in
      if case .aggregate(let aggregate, _) = premise { aggregate } else { nil }
    }
    #expect(aggregates.map(\.group) == [[0], [0]])
    #expect(aggregates.map(\.per) == [[2], [3]])
    #expect(compiled.program.rules[0].variableCount == 4)
  }

  @Test("A comparison in an exception is denied")
  func exceptions() throws {
    let compiled = try compiled(
      Rule("R") { chip, tpp in
        Words.denser(chip, tpp).when(Words.figures(chip, tpp, any())).unless(tpp >= 3, tpp == 1)
      })
    let comparisons = compiled.program.rules[0].premises.compactMap {
      premise -> TemporalDatalog.Comparison? in
      if case .compare(_, let comparison, _, _) = premise { comparison } else { nil }
    }
    #expect(comparisons == [.less, .notEqual])
  }

  @Test("A rule takes part at its strength and below")
  func strength() throws {
    let rule = Rule("R", strength: .possible) { model in
      Words.released(model).when(Words.withheldFrom(model, any()))
    }
    #expect(try compiled(rule, at: .probable).rules.isEmpty)
    #expect(try compiled(rule, at: .possible).rules == [rule])
    #expect(try compiled(rule, at: .doubtful).rules == [rule])
  }

  @Test("Facts of one name and two signatures are refused")
  func twoSignatures() {
    var facts = Facts()
    facts.insert(Words.released(TechDecoupling.Model("v4")))
    facts.insert(Relation<Int>("released")(3))
    let error = #expect(throws: RulebookError.self) {
      try Rulebook("Test", rules: []).compiled(at: .possible, with: facts, horizon: .standard)
    }
    #expect(
      error?.description
        == "TD237: relation 'released' has the columns (integer) in some facts and the columns (Model) in others; a name has one signature, so rename one"
    )
  }
}
