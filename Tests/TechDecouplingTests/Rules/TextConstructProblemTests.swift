import TechDecoupling
import Testing

@Suite("Mistakes in what rule text says") struct TextConstructProblemTests {
  @Test("What is bound inside of an aggregate has no value outside, at each depth")
  func nested() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, chip, other, number in
        Words.partner(maker, maker)
          .when(
            Words.partner(maker, any()),
            count(
              per: chip, where: Words.owns(maker, chip), Words.denser(other, any()),
              count(per: other, where: Words.owns(maker, other)) > 1,
              number > 3, count(per: number, where: Words.denser(chip, number)) > 0) > 2)
      },
      "TD202: variable 'number' in an aggregate of rule 'R' (T:1) is bound only inside of an aggregate, and what is inside has no value outside; add a premise outside that mentions it",
      "TD203: variable 'chip2' in rule 'R' (T:1) is counted or summed inside of an aggregate and bound outside of it, so that each group has one value; use another variable inside"
    )
  }

  @Test("Aggregates inside of others are checked as those outside")
  func nestedExtreme() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, chip, number in
        Words.partner(maker, maker)
          .when(
            Words.partner(maker, any()),
            count(
              per: chip, where: Words.owns(maker, chip),
              unless: least(number, where: Words.denser(chip, number)) > 1) > 2)
      },
      "TD228: a least or greatest value in rule 'R' (T:1) stands in an exception, and an empty group has none to deny; conclude a relation from it in a rule of its own and use that"
    )
  }

  @Test("Stated facts have values of their columns' types, and days that exist")
  func facts() async throws {
    let place = SourceLocation(fileID: "a.dl", line: 3)
    let released = Words.released.signature
    func fact(_ relation: RelationSignature, _ arguments: [Argument]) -> GivenFact {
      GivenFact(Atom(relation: relation, arguments: arguments), location: place)
    }
    let other = RelationSignature(name: "released", columns: [.text])
    #expect(
      problems(
        Rulebook(
          "Test", rules: [],
          facts: [
            fact(released, [.wildcard]), fact(released, [.value(.integer(1))]),
            fact(released, []), fact(other, [.value(.text("x"))]),
            fact(Profile.sameAs.signature, [.value(.entity("a")), .value(.entity("b"))]),
          ])) == [
          "TD206: relation 'released' in the fact at a.dl:3 has the columns (text), and the fact at a.dl:3 has the columns (Model); a name has one signature, so rename one",
          "TD207: 'released' in the fact at a.dl:3 has 0 terms for the columns (Model); write one term for each column",
          "TD208: term 1 of 'released' in the fact at a.dl:3 is of type 'integer', and the column is of type 'Model'; write a term of the column's type",
          "TD214: the fact at a.dl:3 concludes 'same-as', which only a record states, because identity is read before rules run; conclude a relation of another name",
          "TD244: the fact 'released(_)' (a.dl:3) leaves a column open, and a fact states a value in each; write values, or conclude the atom in a rule",
        ])
    let early = GivenFact(
      Words.released(Model("v4")), over: try #require(Period(from: "1850-01-01", until: nil)),
      location: place)
    await #expect {
      try await Facts().findings(under: Rulebook("Test", rules: [], facts: [early]))
    } throws: { error in
      "\(error)"
        == "TD245: the fact 'released(v4)' (a.dl:3) holds on 1850-01-01, and the days that exist are 1900-01-01 to 2099-12-31; leave the end open, or give another horizon"
    }
  }

  @Test("Its functors and ranges take what they can take")
  func functors() {
    func value(_ value: Value) -> Formula { .argument(.value(value)) }
    let (number, text) = (value(.integer(3)), value(.text("a")))
    expect(
      rule(
        Clause(
          head: Words.released(Model("v4")),
          premises: [
            .comparison(.call(.concatenate, [text, number]), .equal, text),
            .comparison(.call(.length, []), .equal, number),
            .comparison(.call(.min, [number, value(.decimal(3.5))]), .equal, number),
            .comparison(
              .arithmetic(value(.decimal(3.5)), .bitAnd, value(.decimal(2.0))), .equal, number),
            .range(VariableID(0), from: number, to: value(.decimal(3.5)), step: nil),
          ], exceptions: [.range(VariableID(0), from: number, to: number, step: nil)]),
        variables: [.integer]),
      "TD225: 'band' in rule 'R' (T:1) is given values of type 'decimal' and 'decimal', and bits and truth values are those of integers; give it two integers",
      "TD238: 'cat' in rule 'R' (T:1) is given values of type 'text', 'integer', and it takes two texts or more; give it that",
      "TD238: 'min' in rule 'R' (T:1) is given values of type 'integer', 'decimal', and it takes two values or more of one type, of numbers, days or text; give it that",
      "TD238: 'strlen' in rule 'R' (T:1) is given nothing, and it takes a text; give it that",
      "TD239: a range in rule 'R' (T:1) gives values of type 'integer' and has a bound of type 'decimal'; a range and its bounds are integers, or decimals, so use one type",
      "TD240: a range in rule 'R' (T:1) stands in an exception, and a range binds its variable to every number; compare with its bounds instead"
    )
  }
}
