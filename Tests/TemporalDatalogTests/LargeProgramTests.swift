import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct LargeProgramTests {
  @Test("Thousands of rules in a chain are evaluated in order")
  func chain() async throws {
    var builder = ProgramBuilder()
    let size = 4_000
    let first = builder.relation("r0", 2)
    builder.fact(first, 1, 2)
    builder.fact(first, 2, 3, on: Span(1, 5))
    for number in 1...size {
      let next = builder.relation("r\(number)", 2)
      builder.rule(literal(next, 1, 0), .holds(literal(next - 1, 0, 1)))
    }
    let model = try await builder.evaluate(EvaluationBudget(facts: 1_000_000))
    #expect(model.table(size) == [[1, 2]: [Span(0, 100)], [2, 3]: [Span(1, 5)]])
  }

  @Test("Thousands of relations that depend on one another are closed together")
  func ring() async throws {
    var builder = ProgramBuilder()
    let size = 2_000
    for number in 0..<size { _ = builder.relation("r\(number)", 1) }
    builder.fact(0, 7)
    for number in 0..<size {
      builder.rule(literal((number + 1) % size, 0), .holds(literal(number, 0)))
    }
    let model = try await builder.evaluate()
    #expect((0..<size).allSatisfy { model.count($0, .certain) == 1 })
  }

  @Test("A cycle through an exception is found among thousands of rules")
  func cycle() async throws {
    var builder = ProgramBuilder()
    let size = 2_000
    for number in 0..<size { _ = builder.relation("r\(number)", 1) }
    for number in 0..<size {
      builder.rule(
        literal((number + 1) % size, 0), .holds(literal(number, 0)),
        .absent(literal((number + 2) % size, 0)))
    }
    let program = builder.program
    do throws(EvaluationFailure) {
      _ = try program.stratify()
      Issue.record("the cycle is not found")
    } catch .unstratified(let cycle) {
      #expect(cycle.count == 2)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("Relations of forty columns are joined, dated and counted", arguments: [true, false])
  func wide(isTemporal: Bool) async throws {
    var builder = ProgramBuilder()
    let wide = builder.relation("wide", 40)
    let turned = builder.relation("turned", 40)
    for row in Int64(0)..<300 {
      let values = (Int64(0)..<40).map { builder.store.numbers.code($0 == 39 ? row % 3 : row * $0) }
      let span = isTemporal ? Span(Int32(row % 90), 95) : Span(0, 100)
      builder.store.insert(
        Fact(relation: wide, tuple: values, certain: [span], conceivable: [span]))
    }
    builder.program.rules.append(
      ProgramRule(
        head: Literal(turned, (0..<40).reversed().map { .variable($0) }),
        premises: [
          .holds(Literal(wide, (0..<40).map { .variable($0) })),
          .absent(
            Literal(wide, (0..<40).map { $0 == 39 ? .constant((1 << 30) + 9) : .variable($0) })),
        ], variableCount: 40, origin: 0))
    let model = try await builder.evaluate()
    #expect(model.count(turned, .certain) == 300)
    var tuple = [UInt32](repeating: 1 << 30, count: 40)
    #expect(model.days(turned, tuple, .certain) == [isTemporal ? Span(0, 95) : Span(0, 100)])
    tuple[0] += 1
    #expect(model.days(turned, tuple, .certain).isEmpty)
  }
}
