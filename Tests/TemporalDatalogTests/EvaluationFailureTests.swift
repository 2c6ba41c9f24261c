import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct EvaluationFailureTests {
  private func failure(
    _ builder: ProgramBuilder, _ budget: EvaluationBudget = EvaluationBudget()
  ) async -> EvaluationFailure? {
    do throws(EvaluationFailure) {
      _ = try await builder.evaluate(budget)
      return nil
    } catch { return error }
  }

  /// `result(y) :- given(x), y = x <sign> operand`.
  private func calculation(
    _ sign: ArithmeticOperator, _ value: Int64, _ operand: Int64, _ kind: ColumnKind,
    isExcepted: Bool = false
  ) -> ProgramBuilder {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1, kind: kind)
    let result = builder.relation("result", 1, kind: kind)
    let exception = builder.relation("exception", 1, kind: kind)
    builder.fact(given, value, on: Span(7, 9))
    builder.fact(given, 1, on: Span(2, 3))
    if isExcepted { builder.fact(exception, value) }
    let right = builder.number(operand)
    builder.rule(
      literal(result, 1), .assign(1, .arithmetic(sign, .variable(0), right, kind), kind),
      .holds(literal(given, 0)), .absent(literal(exception, 0)))
    return builder
  }

  @Test(
    "Overflow names rule, operation and day",
    arguments: [
      (.add, Int64.max, 1, .integer, "9223372036854775807 + 1"),
      (.subtract, Int64.min, 1, .integer, "-9223372036854775808 - 1"),
      (.multiply, Int64.max, 2, .integer, "9223372036854775807 * 2"),
      (.divide, Int64.min, -1, .integer, "-9223372036854775808 / -1"),
      (.multiply, 9_000_000_000_000_500_000, 2_000_000, .decimal, "9000000000000.5 * 2.0"),
    ] as [(ArithmeticOperator, Int64, Int64, ColumnKind, String)])
  func overflow(
    sign: ArithmeticOperator, value: Int64, operand: Int64, kind: ColumnKind, text: String
  ) async {
    let found = await failure(calculation(sign, value, operand, kind))
    #expect(found == .overflow(rule: 0, operation: text, day: 7))
  }

  @Test("Division and remainder by zero name rule, operation and day")
  func divisionByZero() async {
    let quotient = await failure(calculation(.divide, 5, 0, .integer))
    #expect(quotient == .divisionByZero(rule: 0, operation: "1 / 0", day: 2))
    let rest = await failure(calculation(.remainder, 5_000_000, 0, .decimal))
    #expect(rest == .divisionByZero(rule: 0, operation: "0.000001 % 0.0", day: 2))
  }

  @Test("A row that an exception takes away cannot overflow")
  func excepted() async {
    let found = await failure(calculation(.add, .max, 1, .integer, isExcepted: true))
    #expect(found == nil)
  }

  @Test("Decimals are rounded half to even at the sixth place")
  func rounding() throws {
    func product(_ left: Int64, _ right: Int64) throws -> Int64 {
      try Arithmetic.apply(.multiply, left, right, .decimal)
    }
    #expect(try product(1, 500_000) == 0)
    #expect(try product(3, 500_000) == 2)
    #expect(try product(-3, 500_000) == -2)
    #expect(try Arithmetic.apply(.divide, 2_000_000, 3_000_000, .decimal) == 666_667)
    #expect(try Arithmetic.apply(.divide, -7, 2, .integer) == -3)
    #expect(try Arithmetic.apply(.remainder, -7, 2, .integer) == -1)
    #expect(try Arithmetic.apply(.remainder, .min, -1, .integer) == 0)
  }

  @Test("A sum that fits no number ends the evaluation")
  func sum() async {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let result = builder.relation("result", 1)
    builder.fact(given, .max, on: Span(3, 9))
    builder.fact(given, 2, on: Span(5, 9))
    let sum = Aggregate(
      function: .sum, body: [.holds(literal(given, 0))], group: [], per: [], value: 0,
      kind: .integer)
    builder.rule(literal(result, 1), .aggregate(sum, .value(1)))
    #expect(
      await failure(builder)
        == .overflow(rule: 0, operation: "sum that is 9223372036854775809", day: 5))
  }

  @Test("A negative value in a recursive sum ends the evaluation")
  func negative() async {
    var builder = ProgramBuilder()
    let owns = builder.relation("owns", 3)
    let held = builder.relation("held", 1)
    builder.fact(held, 1, on: Span(4, 9))
    builder.fact(owns, 1, 2, -5)
    let sum = Aggregate(
      function: .sum, body: [.holds(literal(owns, 1, 0, 2)), .holds(literal(held, 1))],
      group: [0], per: [1], value: 2, kind: .integer)
    let fifty = builder.number(50)
    builder.rule(
      literal(held, 0), .holds(literal(owns, -1, 0, -1)),
      .aggregate(sum, .compare(.greaterOrEqual, fifty)))
    #expect(await failure(builder) == .negativeInRecursion(rule: 0, value: -5, day: 4))
  }

  @Test("A cycle through an exception is refused with every step")
  func unstratified() async {
    var builder = ProgramBuilder()
    let a = builder.relation("a", 1)
    let b = builder.relation("b", 1)
    let c = builder.relation("c", 1)
    builder.rule(literal(a, 0), .holds(literal(b, 0)))
    builder.rule(literal(b, 0), .holds(literal(c, 0)), .absent(literal(a, 0)))
    #expect(
      await failure(builder)
        == .unstratified(cycle: [
          .init(head: b, premise: a, rule: 1, through: .exception),
          .init(head: a, premise: b, rule: 0, through: .premise),
        ]))
  }

  /// All pairs and triples of many values: far too many to end.
  private func explosion(isTemporal: Bool) -> ProgramBuilder {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let result = builder.relation("result", 3)
    for value in 0..<3_000 {
      if isTemporal {
        builder.fact(given, Int64(value) * 977, on: Span(Int32(value % 50), 60))
      } else {
        builder.fact(given, Int64(value) * 977)
      }
    }
    builder.rule(
      literal(result, 0, 1, 2), .holds(literal(given, 0)), .holds(literal(given, 1)),
      .holds(literal(given, 2)))
    return builder
  }

  @Test("A spent budget of facts says how far the evaluation got", arguments: [false, true])
  func facts(isTemporal: Bool) async {
    let found = await failure(
      explosion(isTemporal: isTemporal), EvaluationBudget(facts: 10_000))
    guard case .factsSpent(10_000, let progress) = found else {
      Issue.record("found \(String(describing: found))")
      return
    }
    #expect(progress.rule == 0)
    #expect(progress.facts > 10_000)
  }

  @Test("A spent budget of time ends the evaluation", arguments: [false, true])
  func time(isTemporal: Bool) async {
    let limit = Duration.milliseconds(100)
    let found = await failure(
      explosion(isTemporal: isTemporal), EvaluationBudget(duration: limit))
    guard case .timeSpent(limit, let progress) = found else {
      Issue.record("found \(String(describing: found))")
      return
    }
    #expect(progress.rule == 0)
  }

  @Test("A cancelled task ends the evaluation")
  func cancellation() async {
    let builder = explosion(isTemporal: true)
    let task = Task { await failure(builder) }
    await Task.yield()
    task.cancel()
    guard case .cancelled = await task.value else {
      Issue.record("the evaluation did not notice")
      return
    }
  }
}
