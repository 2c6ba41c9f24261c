import TechDecoupling
import Testing

@Suite("A rule in words") struct RuleDescriptionTests {
  @Test("Variables are named after the types of their columns")
  func names() {
    let rule = Rule("R") { lab, model, maker, rival, density, day, text, party in
      Words.withheldFrom(model, maker)
        .when(
          Words.develops(lab, model), Words.earlyAccess(model, rival),
          Relation<Fixed, Day, String, Party>("mixed")(density, day, text, party))
    }
    #expect(
      rule.variableNames == [
        "model", "chipmaker", "lab", "chipmaker2", "decimal", "day", "text", "party",
      ])
  }

  @Test("Rules are equal if they say the same, wherever they stand and whatever they call it")
  func equality() {
    func rule(
      _ types: [ColumnType], _ names: [String]?, line: Int, _ a: Int, _ b: Int
    ) -> Rule {
      let (x, y) = (Argument.variable(VariableID(a)), Argument.variable(VariableID(b)))
      return Rule(
        "R", location: SourceLocation(fileID: "T", line: line), variableTypes: types,
        variableNames: names,
        clause: Clause(
          head: Atom(relation: Words.denser.signature, arguments: [x, y]),
          premises: [.atom(Atom(relation: Words.denser.signature, arguments: [x, y]))],
          reason: Reason(parts: [.text("since "), .argument(y)])))
    }
    let chip = ColumnType.entity(role: "Chip")
    let one = rule([chip, .integer], nil, line: 1, 0, 1)
    let other = rule([.integer, .text, chip], ["n", "unused", "c"], line: 2, 2, 0)
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(other.variableTypes == [chip, .integer])
    #expect(other.variableNames == ["c", "n"])
    #expect(other.description == "denser(c, n) when denser(c, n)")
    #expect(one != rule([chip, .integer], nil, line: 1, 0, 0))
    #expect((Rulebook("A", rules: [one]) + Rulebook("B", rules: [other])).rules.count == 1)
  }

  @Test("Functors, ranges, bits and aggregates in aggregates are written out")
  func calculations() {
    let relation = RelationSignature(name: "p", columns: [.integer, .text])
    func number(_ id: Int) -> Formula { .argument(.variable(VariableID(id))) }
    func value(_ value: Int) -> Formula { .argument(.value(.integer(value))) }
    let inner = AggregateFormula(
      function: .count, value: nil, per: [VariableID(3)],
      body: [
        .atom(
          Atom(
            relation: relation,
            arguments: [.variable(VariableID(3)), .variable(VariableID(1))]))
      ])
    let outer = AggregateFormula(
      function: .max, value: VariableID(2), per: [],
      body: [
        .atom(
          Atom(
            relation: relation,
            arguments: [.variable(VariableID(2)), .variable(VariableID(1))])),
        .aggregate(inner, .greater, value(1)),
      ])
    let rule = Rule(
      "R", location: SourceLocation(fileID: "T", line: 1),
      variableTypes: [.integer, .text, .integer, .integer], variableNames: ["n", "t", "m", "k"],
      clause: Clause(
        head: Atom(
          relation: relation, arguments: [.variable(VariableID(0)), .variable(VariableID(1))]),
        premises: [
          .atom(Atom(relation: relation, arguments: [.wildcard, .variable(VariableID(1))])),
          .range(VariableID(0), from: value(0), to: .call(.length, [number(1)]), step: value(2)),
          .comparison(
            .arithmetic(number(0), .bitAnd, .call(.negate, [number(0)])), .greater,
            .call(.min, [number(0), value(7)])),
          .aggregate(outer, .less, value(9)),
        ]))
    #expect(
      rule.description
        == "p(n, t) when p(_, t), n in range(0, strlen(t), 2), n band -n > min(n, 7),"
        + " greatest(m where p(m, t), count(per k where p(k, t)) > 1) < 9")
  }

  @Test("Premises, exceptions, windows, runs and aggregates are written out")
  func everything() {
    let rule = Rule("R") { model, maker, rival, days, chip in
      Words.withheldFrom(model, maker)
        .when(
          Words.earlyAccess(model, rival).run(length: days), days * 2 + 1 > Parameter("days", 7),
          Words.released(model).always(.days(-3, 4)), maker.is(rival),
          count(per: chip, where: Words.owns(maker, chip), unless: Words.denser(chip, any())) >= 2
        )
        .unless(Words.released(model).sometime(.past(30)), Words.released(model).sometime(.before))
    }
    #expect(
      rule.description
        == "withheld-from(model, chipmaker) when run of early-access(model, chipmaker2) with"
        + " length number, (number * 2) + 1 > $days, released(model) on every day from day -3 to"
        + " day 4, chipmaker is chipmaker2, count(per chip where owns(chipmaker, chip) unless"
        + " denser(chip, _)) >= 2 unless released(model) on some day of the past 30 days,"
        + " released(model) on some day before")
  }

  @Test("A rule may have more variables than there are initializers for")
  func manyVariables() throws {
    let wide = Relation<Int, Int, Int, Int, Int, Int, Int>("wide")
    let rule = Rule("R") { a, b, c, d, e, f, g, h, i, j, k, l, m, n in
      Words.released(Model("v4")).when(wide(a, b, c, d, e, f, g), wide(h, i, j, k, l, m, n), a < n)
    }
    #expect(rule.variableTypes.count == 14)
    try Rulebook("Test", rules: [rule]).validated()
  }
}

@Suite("Rulebooks") struct RulebookTests {
  private let out = Rule("Out") { chip, n in
    Words.denser(chip, n).when(Words.figures(chip, n, any()), n > Parameter("least", 3))
  }
  private let other = Rule("Other") { model in
    Words.released(model).when(Words.withheldFrom(model, any()))
  }

  @Test("Parameters are listed by name with their values and defaults")
  func parameters() throws {
    let book = Rulebook("Test") {
      out
      Rule("Window") { model in
        Words.released(model).when(Words.released(model).sometime(.past(Parameter("days", 30))))
      }
    }
    let parameters = book.setting("least", to: 5).parameters
    #expect(parameters.map(\.name) == ["days", "least"])
    #expect(parameters.map(\.value) == [.integer(30), .integer(5)])
    #expect(parameters.map(\.defaultValue) == [.integer(30), .integer(3)])
    #expect(book != book.setting("least", to: 5))
  }

  @Test("Books are joined, and rules left out or replaced, without changing the original")
  func editing() throws {
    let book = Rulebook("A", rules: [out]) + Rulebook("B", rules: [other])
    #expect(book.name == "A + B")
    #expect(book.rules.map(\.name) == ["Out", "Other"])
    #expect(book.removing(rule: "Out").rules.map(\.name) == ["Other"])
    let stronger = Rule("Other", strength: .possible) { model in
      Words.released(model).when(Words.earlyAccess(model, any()))
    }
    let replaced = book.replacing(with: stronger)
    #expect(replaced.rules.map(\.strength) == [.confirmed, .possible])
    #expect(book.rules.map(\.strength) == [.confirmed, .confirmed])
  }

  @Test("A builder takes rules, books, conditions and loops, and keeps settings")
  func builder() {
    let inner = Rulebook("Inner", rules: [out]).setting("least", to: 9)
    func book(_ isWide: Bool) -> Rulebook {
      Rulebook("Outer") {
        inner
        if isWide { other }
        for name in ["x", "y"] {
          Rule(name) { model in Words.released(model).when(Words.withheldFrom(model, any())) }
        }
      }
    }
    #expect(book(true).rules.map(\.name) == ["Out", "Other", "x", "y"])
    #expect(book(false).rules.map(\.name) == ["Out", "x", "y"])
    #expect(book(true).parameters.map(\.value) == [.integer(9)])
    #expect(book(true).name == "Outer")
  }

  @Test("Rows are decoded with their types, and others are not")
  func decoding() throws {
    let entities = try Chronicle(entities: [Chip("a", name: "Chip A")]).entities
    let row = try #require(
      Words.figures.decode(
        [.entity("a"), .integer(3), .decimal(5.5)], entities))
    #expect(row.0.name == "Chip A")
    #expect(row.1 == 3)
    #expect(row.2 == 5.5)
    #expect(Words.figures.decode([.entity("a"), .integer(3)], entities) == nil)
    #expect(Words.figures.decode([.entity("a"), .integer(3), .integer(5)], entities) == nil)
    #expect(Words.released.decode([.entity("unknown")], entities)?.name == "unknown")
  }
}
