import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct FunctionTests {
  /// The value of a term without variables.
  private func value(
    _ kind: ColumnKind, _ term: (inout FactStore) -> Expression
  ) async throws(EvaluationFailure) -> String {
    var builder = ProgramBuilder(Span(3, 10))
    let result = builder.relation("result", 1, kind: kind)
    let expression = term(&builder.store)
    builder.rule(literal(result, 0), .assign(0, expression, kind))
    let model = try await builder.evaluate()
    var found = "nothing"
    model.forEach(result, matching: [nil], .certain) { tuple, _ in
      found =
        kind == .symbol
        ? model.symbols.text(tuple[0])
        : Arithmetic.describe(Int128(model.numbers.value(tuple[0])), kind)
    }
    return found
  }

  private func text(_ text: String, _ store: inout FactStore) -> Expression {
    .constant(store.symbols.code(text))
  }

  private func number(_ value: Int64, _ store: inout FactStore) -> Expression {
    .constant(store.numbers.code(value))
  }

  private func failure(_ body: () async throws(EvaluationFailure) -> String) async
    -> EvaluationFailure?
  {
    do throws(EvaluationFailure) {
      _ = try await body()
      return nil
    } catch { return error }
  }

  @Test(
    "Operations on integers are those of 64 bits",
    arguments: [
      (.power, 3, 4, 81), (.power, 2, -1, 0), (.power, -1, -3, -1), (.power, 0, 0, 1),
      (.power, -2, 63, .min), (.power, 1, .min, 1), (.power, 5, -9, 0),
      (.bitAnd, 12, 10, 8), (.bitOr, 12, 10, 14), (.bitXor, 12, 10, 6), (.bitXor, -1, 0, -1),
      (.shiftLeft, 1, 63, .min), (.shiftLeft, 1, 64, 1), (.shiftLeft, 3, -62, 12),
      (.shiftRight, -8, 1, -4), (.shiftRight, -8, 65, -4), (.shiftRightUnsigned, -1, 60, 15),
      (.shiftRightUnsigned, -1, 64, -1), (.logicalAnd, 7, -2, 1), (.logicalAnd, 7, 0, 0),
      (.logicalOr, 0, 5, 1), (.logicalOr, 0, 0, 0), (.logicalXor, 3, 4, 0),
      (.logicalXor, 3, 0, 1),
    ] as [(ArithmeticOperator, Int64, Int64, Int64)])
  func operations(
    sign: ArithmeticOperator, left: Int64, right: Int64, expected: Int64
  ) async throws {
    let found = try await value(.integer) { store in
      .arithmetic(sign, number(left, &store), number(right, &store), .integer)
    }
    #expect(found == "\(expected)")
  }

  @Test("A decimal has powers with whole exponents")
  func decimalPowers() async throws {
    func power(_ base: Int64, _ exponent: Int64) async throws(EvaluationFailure) -> String {
      try await value(.decimal) { store in
        .arithmetic(.power, number(base, &store), number(exponent, &store), .decimal)
      }
    }
    #expect(try await power(1_500_000, 2_000_000) == "2.25")
    #expect(try await power(4_000_000, -1_000_000) == "0.25")
    #expect(try await power(-500_000, 3_000_000) == "-0.125")
    #expect(
      await failure { () throws(EvaluationFailure) in try await power(4_000_000, 500_000) }
        == .undefined(
          rule: 0, operation: "4.0 ^ 0.5", reason: "an exponent is a whole number", day: 3))
    #expect(
      await failure { () throws(EvaluationFailure) in try await power(9_000_000, 20_000_000) }
        == .overflow(rule: 0, operation: "9.0 ^ 20.0", day: 3))
    #expect(
      await failure { () throws(EvaluationFailure) in try await power(0, -1_000_000) }
        == .divisionByZero(rule: 0, operation: "0.0 ^ -1.0", day: 3))
  }

  @Test("Texts are joined, measured, cut and searched by bytes")
  func texts() async throws {
    func text(_ functor: Functor, _ operands: String...) async throws -> String {
      try await value(functor.result(.symbol)) { store in
        .call(functor, operands.map { self.text($0, &store) }, .symbol)
      }
    }
    func piece(_ whole: String, _ from: Int64, _ length: Int64) async throws(EvaluationFailure)
      -> String
    {
      try await value(.symbol) { store in
        .call(
          .substring, [self.text(whole, &store), number(from, &store), number(length, &store)],
          .symbol)
      }
    }
    #expect(try await text(.concatenate, "ab", "", "ç", "d") == "abçd")
    #expect(try await text(.textLength, "aç") == "3")
    #expect(try await text(.contains, "bc", "abcd") == "1")
    #expect(try await text(.contains, "", "") == "1")
    #expect(try await text(.contains, "aab", "aaab") == "1")
    #expect(try await text(.contains, "cb", "abcd") == "0")
    #expect(try await text(.matches, "a.c", "abc") == "1")
    #expect(try await text(.matches, "a.c", "abcd") == "0")
    #expect(try await piece("abcdef", 1, 3) == "bcd")
    #expect(try await piece("abcdef", 4, 9) == "ef")
    #expect(try await piece("abcdef", 2, -1) == "cdef")
    #expect(try await piece("abcdef", 6, 1) == "")
    #expect(try await piece("abcdef", 7, 1) == "")
    #expect(try await piece("abcdef", -1, 1) == "")
    #expect(try await piece("aç", 1, 2) == "ç")
    #expect(
      await failure { () throws(EvaluationFailure) in try await piece("aç", 1, 1) }
        == .undefined(
          rule: 0, operation: "substr(\"aç\", 1, 1)",
          reason: "the piece begins or ends inside of a character", day: 3))
  }

  @Test(
    "A text's number is the one with which it begins",
    arguments: [
      ("12", "12"), ("-12abc", "-12"), (" +7", "7"), ("0x1F", "31"), ("-0x10", "-16"),
      ("0b101", "5"), ("-0b11", "-3"), ("0x", "0"), ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"),
    ])
  func integers(text: String, expected: String) async throws {
    let found = try await value(.integer) { store in
      .call(.integerOfText, [self.text(text, &store)], .integer)
    }
    #expect(found == expected)
  }

  @Test(
    "A text's decimal is rounded to six places, half to even",
    arguments: [
      ("1.5", "1.5"), ("-.25x", "-0.25"), ("1e3", "1000.0"), ("12.5e-1", "1.25"),
      ("0.0000005", "0.0"), ("0.0000015", "0.000002"),
      ("0.00000050000000000000000000000001", "0.000001"),
      ("1e-40", "0.0"), ("3", "3.0"), ("0e999999", "0.0"),
    ])
  func decimals(text: String, expected: String) async throws {
    let found = try await value(.decimal) { store in
      .call(.decimalOfText, [self.text(text, &store)], .decimal)
    }
    #expect(found == expected)
  }

  @Test("Numbers become other numbers and texts")
  func conversions() async throws {
    func convert(
      _ functor: Functor, _ number: Int64, _ kind: ColumnKind
    ) async throws(EvaluationFailure) -> String {
      try await value(functor.result(kind)) { store in
        .call(functor, [self.number(number, &store)], kind)
      }
    }
    #expect(try await convert(.textOfNumber, -12, .integer) == "-12")
    #expect(try await convert(.textOfNumber, -1_500_000, .decimal) == "-1.500000")
    #expect(try await convert(.integerOfDecimal, -1_999_999, .decimal) == "-1")
    #expect(try await convert(.decimalOfInteger, 3, .integer) == "3.0")
    #expect(try await convert(.negate, 3, .integer) == "-3")
    #expect(try await convert(.bitNot, 0, .integer) == "-1")
    #expect(try await convert(.logicalNot, 0, .integer) == "1")
    #expect(try await convert(.natural, 4, .integer) == "4")
    #expect(
      await failure { () throws(EvaluationFailure) in try await convert(.natural, -4, .integer) }
        == .undefined(
          rule: 0, operation: "-4", reason: "an unsigned number is not negative", day: 3))
    #expect(
      await failure { () throws(EvaluationFailure) in try await convert(.negate, .min, .integer) }
        == .overflow(rule: 0, operation: "-(-9223372036854775808)", day: 3))
    #expect(
      await failure { () throws(EvaluationFailure) in
        try await convert(.decimalOfInteger, .max, .integer)
      } == .overflow(rule: 0, operation: "itof(9223372036854775807)", day: 3))
  }

  @Test("What is no number or no pattern ends the evaluation with the reason")
  func undefined() async {
    let number = await failure { () throws(EvaluationFailure) in
      try await value(.integer) { store in
        .call(.integerOfText, [self.text("x\"1", &store)], .integer)
      }
    }
    #expect(
      number
        == .undefined(
          rule: 0, operation: #"to_number("x\"1")"#,
          reason: "the text does not begin with a number", day: 3))
    let great = await failure { () throws(EvaluationFailure) in
      try await value(.integer) { store in
        .call(.integerOfText, [self.text("9223372036854775808", &store)], .integer)
      }
    }
    #expect(
      great == .overflow(rule: 0, operation: #"to_number("9223372036854775808")"#, day: 3))
    let pattern = await failure { () throws(EvaluationFailure) in
      try await value(.integer) { store in
        .call(.matches, [self.text("a(b", &store), self.text("x", &store)], .integer)
      }
    }
    #expect(
      pattern
        == .undefined(
          rule: 0, operation: #"match("a(b", "x")"#,
          reason: "'(' is not closed by ')' (character 4 of the pattern)", day: 3))
  }

  @Test("Texts are in the order of their bytes, whatever the order of their codes")
  func order() async throws {
    var builder = ProgramBuilder()
    let word = builder.relation("word", 1, kind: .symbol)
    let less = builder.relation("less", 2, kind: .symbol)
    let least = builder.relation("least", 1, kind: .symbol)
    let words = ["zebra", "apple", "Zoo", "é", "app", ""]
    for text in words {
      builder.fact(word, text: text)
    }
    builder.rule(
      literal(less, 0, 1), .holds(literal(word, 0)), .holds(literal(word, 1)),
      .compare(.variable(0), .less, .variable(1), .symbol))
    builder.rule(
      literal(least, 2), .holds(literal(word, 0)), .holds(literal(word, 1)),
      .assign(2, .arithmetic(.minimum, .variable(0), .variable(1), .symbol), .symbol),
      .compare(.variable(0), .greater, .variable(1), .symbol))
    let model = try await builder.evaluate()
    func texts(_ relation: Int, _ columns: Int) -> Set<[String]> {
      var result: Set<[String]> = []
      model.forEach(relation, matching: Array(repeating: nil, count: columns), .certain) { row, _ in
        result.insert(row.map(model.symbols.text))
      }
      return result
    }
    let sorted = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var expected: Set<[String]> = []
    for (place, first) in sorted.enumerated() {
      for second in sorted[(place + 1)...] { expected.insert([first, second]) }
    }
    #expect(texts(less, 2) == expected)
    #expect(texts(least, 1) == Set(sorted.dropLast().map { [$0] }))
  }

  @Test("A recursion that makes ever longer texts is stopped")
  func endless() async {
    var builder = ProgramBuilder()
    let word = builder.relation("word", 1, kind: .symbol)
    builder.fact(word, text: "ab")
    builder.rule(
      literal(word, 1), .holds(literal(word, 0)),
      .assign(1, .call(.concatenate, [.variable(0), .variable(0)], .symbol), .symbol))
    let stopped = builder
    let doubled = await failure { () throws(EvaluationFailure) in
      _ = try await stopped.evaluate()
      return ""
    }
    #expect(
      doubled
        == .undefined(
          rule: 0, operation: "cat of 33554432 bytes",
          reason: "a text has at most 16777216 bytes", day: 0))
    builder.program.rules[0].premises[1] = .assign(
      1,
      .call(.concatenate, [.variable(0), .constant(builder.store.symbols.code("x"))], .symbol),
      .symbol)
    let growing = builder
    let spent = await failure { () throws(EvaluationFailure) in
      _ = try await growing.evaluate(EvaluationBudget(facts: 5_000))
      return ""
    }
    guard case .factsSpent(5_000, _) = spent else {
      Issue.record("expected a spent budget, found \(String(describing: spent))")
      return
    }
  }
}

extension ProgramBuilder {
  fileprivate mutating func fact(_ relation: Int, text: String) {
    let code = store.symbols.code(text)
    store.insert(FactBlock(count: 1, columns: [[code]]), relation: relation)
  }
}
