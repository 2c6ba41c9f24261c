import TechDecoupling
import Testing

@Suite("Mistakes in a rulebook") struct RulebookProblemTests {
  @Test("The library's own rulebooks have none")
  func ownRulebooks() throws {
    try (Access.rulebook + ExportControls.rulebook).validated()
  }

  @Test("All mistakes of all rules are reported together, in the order of places")
  func together() {
    let book = Rulebook("Test") {
      Rule("Second", fileID: "Test/B.swift", line: 2) { (lab: Variable<Lab>, model) in
        Words.develops(lab, model).when(Words.released(model)).because("\(lab) has \(model)")
      }
      Rule("First", fileID: "Test/A.swift", line: 9) { (maker: Variable<Chipmaker>, model) in
        Words.withheldFrom(model, maker)
          .when(Words.released(model).sometime(.past(-1)))
          .unless(Words.earlyAccess(model, maker))
      }
    }
    #expect(
      problems(book.setting("labs", to: 4)) == [
        "TD234: parameter 'labs' is set, and no rule of the book has it; it has none",
        "TD201: variable 'chipmaker' in an exception of rule 'First' (Test/A.swift:9) is bound by no premise; add a premise that mentions it",
        "TD201: variable 'chipmaker' in the conclusion of rule 'First' (Test/A.swift:9) is bound by no premise; add a premise that mentions it",
        "TD218: a window in rule 'First' (Test/A.swift:9) is -1 days long, and a length is 0 or more; use 'past' for days before and 'next' for days after",
        "TD201: variable 'lab' in the conclusion of rule 'Second' (Test/B.swift:2) is bound by no premise; add a premise that mentions it",
        "TD201: variable 'lab' in the reason of rule 'Second' (Test/B.swift:2) is bound by no premise; add a premise that mentions it",
      ])
  }

  // MARK: - Variables

  @Test("A variable of a comparison is bound by a premise")
  func comparison() {
    expect(
      Rule("R", fileID: "T", line: 1) { model, number in
        Words.released(model).when(Words.withheldFrom(model, any()), number > 3)
      },
      "TD201: variable 'number' in a comparison of rule 'R' (T:1) is bound by no premise; add a premise that mentions it"
    )
  }

  @Test("What only an aggregate's body binds has no value outside")
  func boundOnlyInside() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, chip in
        Words.owns(maker, chip)
          .when(Words.partner(maker, any()), count(per: chip, where: Words.owns(maker, chip)) > 2)
      },
      "TD202: variable 'chip' in the conclusion of rule 'R' (T:1) is bound only inside of an aggregate, and what is inside has no value outside; add a premise outside that mentions it"
    )
  }

  @Test("A group that only the body binds is refused")
  func group() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, chip in
        Words.partner(maker, maker)
          .when(count(per: chip, where: Words.owns(maker, chip)) > 2)
      },
      "TD202: variable 'chipmaker' in the conclusion of rule 'R' (T:1) is bound only inside of an aggregate, and what is inside has no value outside; add a premise outside that mentions it"
    )
  }

  @Test("A counted variable that a premise outside fixes is refused")
  func fixedMember() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, chip in
        Words.owns(maker, chip)
          .when(Words.owns(maker, chip), count(per: chip, where: Words.owns(maker, chip)) > 2)
      },
      "TD203: variable 'chip' in rule 'R' (T:1) is counted or summed inside of an aggregate and bound outside of it, so that each group has one value; use another variable inside"
    )
  }

  @Test("A counted variable that the body does not mention is refused")
  func unboundMember() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, chip, other in
        Words.partner(maker, maker)
          .when(
            Words.partner(maker, any()),
            count(per: chip, where: Words.owns(maker, other), unless: Words.owns(maker, chip)) > 2)
      },
      "TD201: variable 'chip2' in an aggregate of rule 'R' (T:1) is bound by no premise; add a premise that mentions it"
    )
  }

  @Test("Aggregates that wait for one another are a circle")
  func circle() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, one, other, chip in
        Words.counted(maker, one)
          .when(
            Words.partner(maker, any()),
            one == count(per: chip, where: Words.owns(maker, chip), Words.denser(chip, other)),
            other == count(per: chip, where: Words.owns(maker, chip), Words.denser(chip, one)))
      },
      "TD204: variables 'number', 'number2' in rule 'R' (T:1) are bound only in a circle, each by a premise that needs another; add an atom that mentions one of them"
    )
  }

  @Test("A variable that waits for an unbound one is not reported beside it")
  func waiting() {
    expect(
      Rule("R", fileID: "T", line: 1) { maker, one, other in
        Words.counted(maker, one).when(Words.partner(maker, any()), one == other + 1)
      },
      "TD201: variable 'number2' in a comparison of rule 'R' (T:1) is bound by no premise; add a premise that mentions it"
    )
  }

  // MARK: - Names and signatures

  @Test("Two rules have two names")
  func duplicate() {
    let book = Rulebook("Test") {
      Rule("R", fileID: "T", line: 1) { model in
        Words.released(model).when(Words.withheldFrom(model, any()))
      }
      Rule("R", fileID: "T", line: 7) { model in
        Words.released(model).when(Words.earlyAccess(model, any()))
      }
    }
    #expect(
      problems(book) == [
        "TD205: rule 'R' (T:7) has the name of the rule at T:1, and a name is one rule's; rename one"
      ])
  }

  @Test("A rule that two books share counts once")
  func sharedRule() throws {
    let book = Rulebook("One", rules: [rule(Words.released(Model("v4")).when())])
    #expect(try (book + book).validated().rules.count == 1)
  }

  @Test("A relation has one signature across rules and the record")
  func signatures() {
    let other = Relation<Model, Int>("released")
    let homeless = Relation<Lab, String>("home-country")
    let book = Rulebook("Test") {
      Rule("A", fileID: "T", line: 1) { model in
        Words.released(model).when(Words.withheldFrom(model, any()))
      }
      Rule("B", fileID: "T", line: 2) { model in
        Words.withheldFrom(model, Chipmaker("x"))
          .when(other(model, 3)).unless(homeless(any(), "x"))
      }
    }
    #expect(
      problems(book) == [
        "TD206: relation 'home-country' in rule 'B' (T:2) has the columns (Lab, text), and the record has the columns (entity, Country) one-of; a name has one signature, so rename one",
        "TD206: relation 'released' in rule 'B' (T:2) has the columns (Model, integer), and rule 'A' (T:1) has the columns (Model); a name has one signature, so rename one",
      ])
  }

  @Test("A one-of relation and identity are recorded, never concluded")
  func recordedOnly() {
    expect(
      Rule("R", fileID: "T", line: 1) { party, country in
        Profile.homeCountry(party, country).when(Profile.homeCountry(party, country))
      },
      "TD213: rule 'R' (T:1) concludes 'home-country', a one-of relation, and those are recorded, never concluded; conclude a relation of another name"
    )
    expect(
      Rule("R", fileID: "T", line: 1) { one, other in
        Profile.sameAs(one, other).when(Profile.sameAs(other, one))
      },
      "TD214: rule 'R' (T:1) concludes 'same-as', which only a record states, because identity is read before rules run; conclude a relation of another name"
    )
  }

  @Test("Names can be written")
  func names() {
    let spaced = Relation<Model>("Is Out")
    expect(
      Rule("", fileID: "T", line: 1) { model in spaced(model).when(Words.released(model)) },
      "TD211: relation 'Is Out' in the rule at T:1 cannot be written in a file; name it in kebab case, as in 'withheld-from'",
      "TD212: the rule at T:1 has an empty name, and proofs and errors name the rule; say in a few words what it concludes"
    )
  }

  @Test("A conclusion has no wildcard")
  func wildcard() {
    expect(
      Rule("R", fileID: "T", line: 1) { model in
        Words.withheldFrom(model, any()).when(Words.released(model))
      },
      "TD215: the conclusion 'withheld-from' of rule 'R' (T:1) has a wildcard, and a conclusion states a value in each column; put a variable that a premise binds in its place"
    )
  }

  // MARK: - Windows

  @Test("A window starts no later than it ends, whoever sets its ends")
  func windows() {
    let book = Rulebook("Test") {
      Rule("R", fileID: "T", line: 1) { model in
        Words.withheldFrom(model, Chipmaker("x"))
          .when(
            Words.released(model).sometime(.days(3, 2)),
            Words.released(model).always(.next(Parameter("ahead", 5))))
      }
    }
    #expect(
      problems(book.setting("ahead", to: -2)) == [
        "TD217: a window in rule 'R' (T:1) runs from day 3 to day 2, and a window starts no later than it ends; swap the two",
        "TD218: a window in rule 'R' (T:1) is -2 days long by parameter 'ahead', and a length is 0 or more; use 'past' for days before and 'next' for days after",
      ])
  }

  // MARK: - Parameters

  @Test("A parameter has one default and one type")
  func parameters() {
    let book = Rulebook("Test") {
      Rule("A", fileID: "T", line: 1) { model, number in
        Words.released(model)
          .when(
            Words.denser(Chip("c"), number), Words.released(model),
            number > Parameter("labs", 3))
      }
      Rule("B", fileID: "T", line: 2) { model, number in
        Words.withheldFrom(model, Chipmaker("x"))
          .when(
            Words.denser(Chip("c"), number), Words.released(model),
            number > Parameter("labs", 4))
      }
      Rule("C", fileID: "T", line: 3) { chip, density in
        Words.denser(chip, 1)
          .when(Words.figures(chip, any(), density), density > Parameter("labs", 4.5))
      }
    }
    #expect(
      problems(book) == [
        "TD220: parameter 'labs' in rule 'B' (T:2) has the default 4 and elsewhere 3, and a parameter has one; share one 'Parameter' or rename one",
        "TD221: parameter 'labs' in rule 'C' (T:3) is of type 'decimal' and elsewhere of type 'integer', and a parameter has one; rename one",
      ])
  }

  @Test("A setting is of a parameter that there is, and of its type")
  func settings() {
    let book = Rulebook("Test") {
      Rule("A", fileID: "T", line: 1) { chip, number in
        Words.denser(chip, number)
          .when(Words.figures(chip, number, any()), number > Parameter("labs", 3))
      }
    }
    // That a book is right says nothing of those that are made from it.
    #expect(problems(book) == [])
    #expect(
      problems(book.setting("lab", to: 2).setting("labs", to: "two")) == [
        "TD234: parameter 'lab' is set, and no rule of the book has it; did you mean 'labs'?",
        "TD235: parameter 'labs' is set to a value of type 'text', and its type is 'integer'; set a value of that type",
      ])
    #expect(
      problems(book.setting("windows", to: 2)) == [
        "TD234: parameter 'windows' is set, and no rule of the book has it; it has 'labs'"
      ])
  }

  @Test("A change names a rule that there is")
  func edits() {
    let book = Rulebook("Test", rules: [rule(Words.released(Model("v4")).when(), name: "Out")])
    #expect(problems(book) == [])
    #expect(
      problems(book.removing(rule: "Oud")) == [
        "TD236: rule 'Oud' is to be removed, and the book has no rule of that name; did you mean 'Out'?"
      ])
    #expect(
      problems(
        book.replacing(with: rule(Words.released(Model("v5")).when(), name: "Elsewhere"))) == [
          "TD236: rule 'Elsewhere' is to be replaced, and the book has no rule of that name; look up its name in 'rules'"
        ])
  }

  // MARK: - Where runs and aggregates may not stand

  @Test("Runs are read by premises alone")
  func runs() {
    expect(
      Rule("R", fileID: "T", line: 1) { model, days, maker in
        Words.released(model)
          .when(
            Words.withheldFrom(model, any()), days == 3,
            count(per: maker, where: Words.withheldFrom(model, maker).run(length: days)) > 2
          )
          .unless(Words.released(model).run(length: days))
      },
      "TD227: a run in rule 'R' (T:1) stands in an exception, and runs are read by premises alone; conclude a relation from the run in a rule of its own and use that",
      "TD227: a run in rule 'R' (T:1) stands inside of an aggregate, and runs are read by premises alone; conclude a relation from the run in a rule of its own and use that",
      "TD231: rule 'R' (T:1) needs its own conclusion finished first: 'released' needs the absence of 'released' (rule 'R'); what is denied or measured must be finished before, so break the cycle"
    )
  }

  @Test("An exception has no least or greatest value")
  func extremes() {
    expect(
      Rule("R", fileID: "T", line: 1) { chip, number in
        Words.owns(Chipmaker("x"), chip)
          .when(Words.figures(chip, any(), any()))
          .unless(least(number, where: Words.denser(chip, number)) < 3)
      },
      "TD228: a least or greatest value in rule 'R' (T:1) stands in an exception, and an empty group has none to deny; conclude a relation from it in a rule of its own and use that"
    )
  }

  @Test("A constant divisor is not zero")
  func division() {
    expect(
      Rule("R", fileID: "T", line: 1) { chip, one, other in
        Words.denser(chip, other).when(Words.figures(chip, one, any()), other == one / 0)
      },
      "TD226: rule 'R' (T:1) divides by the constant 0, which has no result; divide by another number"
    )
  }

  @Test("A relation that the record declares has its signature there, used or not")
  func declaredRelation() async throws {
    let chronicle = Chronicle(
      vocabulary: Vocabulary(relations: [Relation<Agency, Lab, Int>("funds").signature]))
    let book = Rulebook("Test") {
      Rule("R", fileID: "T", line: 1) { lab in
        Words.develops(lab, Model("v4")).when(Relation<Agency, Lab>("funds")(any(), lab))
      }
    }
    let error = await #expect(throws: RulebookError.self) {
      try await chronicle.findings(under: book)
    }
    #expect(
      error?.description
        == "TD206: relation 'funds' in rule 'R' (T:1) has the columns (Agency, Lab), and the record has the columns (Agency, Lab, integer); a name has one signature, so rename one"
    )
  }

  // MARK: - Clauses made by hand

  @Test("A clause made by hand names variables that there are")
  func unknownVariable() {
    expect(
      rule(
        Clause(
          head: Atom(relation: Words.released.signature, arguments: [.variable(VariableID(3))])),
        variables: [.integer]),
      "TD210: variable number 3 in rule 'R' (T:1) does not exist: the rule has 1 variable, numbered from 0; use one of them or give it a type"
    )
    expect(
      rule(
        Clause(
          head: Atom(relation: Words.released.signature, arguments: [.variable(VariableID(-1))]))),
      "TD210: variable number -1 in rule 'R' (T:1) does not exist: the rule has 0 variables, numbered from 0; use one of them or give it a type"
    )
  }

  @Test("Its atoms fit their columns")
  func columns() {
    let model = Argument.value(.entity("v4"))
    let one = Argument.variable(VariableID(0))
    expect(
      rule(
        Clause(
          head: Atom(relation: Words.released.signature, arguments: [model]),
          premises: [
            .atom(Atom(relation: Words.released.signature, arguments: [])),
            .atom(
              Atom(relation: Words.withheldFrom.signature, arguments: [one, .value(.integer(3))])),
          ]), variables: [.day]),
      "TD207: 'released' in rule 'R' (T:1) has 0 terms for the columns (Model); write one term for each column",
      "TD208: term 1 of 'withheld-from' in rule 'R' (T:1) is of type 'day', and the column is of type 'Model'; write a term of the column's type",
      "TD208: term 2 of 'withheld-from' in rule 'R' (T:1) is of type 'integer', and the column is of type 'Chipmaker'; write a term of the column's type"
    )
  }

  @Test("Its runs read days and a number")
  func runTypes() {
    let released = Atom(relation: Words.released.signature, arguments: [.wildcard])
    let one = VariableID(0)
    expect(
      rule(
        Clause(
          head: Atom(
            relation: Words.denser.signature, arguments: [.value(.entity("c")), .variable(one)]),
          premises: [.run(released, start: one, end: nil, length: nil)]), variables: [.integer]),
      "TD209: variable 'number' in rule 'R' (T:1) stands for values of type 'integer' and of type 'day', and a variable has one type; use two variables"
    )
  }

  @Test("Its comparisons are of one type that has what they ask")
  func comparisons() {
    let head = Words.released(Model("v4"))
    func value(_ value: Value) -> Formula { .argument(.value(value)) }
    expect(
      rule(
        Clause(
          head: head,
          premises: [
            .comparison(.argument(.wildcard), .equal, value(.integer(3))),
            .comparison(value(.integer(3)), .less, value(.decimal(3.5))),
            .comparison(value(.text("a")), .less, value(.text("b"))),
            .comparison(value(.entity("a")), .greaterOrEqual, value(.entity("b"))),
            .same(.value(.entity("a")), .value(.text("a"))),
            .comparison(
              .arithmetic(value(.day("2026-01-01")), .multiply, value(.integer(2))), .equal,
              value(.integer(1))),
          ])),
      "TD216: a comparison in rule 'R' (T:1) has a wildcard, which stands for no value in particular; put a variable that a premise binds in its place",
      "TD222: a comparison in rule 'R' (T:1) sets a value of type 'integer' beside one of type 'decimal', and types are never mixed; compare values of one type",
      "TD223: '>=' in rule 'R' (T:1) orders values of type 'entity', and only numbers, days and text have an order; use '==' or '!='",
      "TD224: 'is' in rule 'R' (T:1) joins values of type 'entity' and 'text', and only entities have roles; compare other values by '=='",
      "TD225: '*' in rule 'R' (T:1) calculates with values of type 'day' and 'integer'; calculate with two integers, two decimals, a day and an integer, or take one day from another"
    )
  }

  @Test("Its windows are as long as constant integers say")
  func windowLength() {
    expect(
      rule(
        Clause(
          head: Words.released(Model("v4")),
          premises: [
            .sometime(Words.released(Model("v4")), Window(.past(.value(.text("long")))))
          ])),
      "TD219: a window in rule 'R' (T:1) has a length of type 'text', and days are counted in constant integers; write an integer or a parameter of that type"
    )
  }

  @Test("Its aggregates take values that they can take")
  func aggregatedTypes() {
    let body = [
      Premise.atom(Atom(relation: Words.released.signature, arguments: [.variable(VariableID(0))]))
    ]
    func premise(_ function: AggregateFormula.Function, _ value: VariableID?) -> Premise {
      .aggregate(
        AggregateFormula(function: function, value: value, per: [], body: body), .greater,
        .argument(.value(value == nil ? .integer(1) : .entity("x"))))
    }
    expect(
      rule(
        Clause(
          head: Words.released(Model("v5")),
          premises: [premise(.sum, VariableID(0)), premise(.max, nil)]),
        variables: [.entity(role: "Model")]),
      "TD223: '>' in rule 'R' (T:1) orders values of type 'Model', and only numbers, days and text have an order; use '==' or '!='",
      "TD230: a greatest value in rule 'R' (T:1) is given no variable whose values it takes; give one",
      "TD230: a sum in rule 'R' (T:1) is taken of values of type 'Model'; only integers and decimals are summed, so take it of another variable"
    )
  }
}
