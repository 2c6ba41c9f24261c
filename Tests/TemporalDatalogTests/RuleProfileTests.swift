import Synchronization
import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct RuleProfileTests {
  /// Paths in a ring, by a rule for steps and one for detours.
  private func ring(_ size: Int64) -> ProgramBuilder {
    var builder = ProgramBuilder()
    let edge = builder.relation("edge", 2)
    let path = builder.relation("path", 2)
    for node in 0..<size { builder.fact(edge, node, (node + 1) % size) }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(edge, 1, 2)), .holds(literal(path, 0, 1)))
    return builder
  }

  @Test("Each rule says its rounds, its rows and its plan")
  func counts() async throws {
    let profile = try await ring(10).evaluate().profile
    #expect(profile.map(\.origin) == [0, 1])
    #expect(profile.map(\.reading) == [.certain, .certain])
    #expect(profile.map(\.stratum) == [0, 0])
    #expect(profile.map(\.rounds) == [1, 10])
    // Each of the hundred paths is one step longer than another, and every step is taken once more.
    #expect(profile.map(\.derived) == [10, 100])
    #expect(profile.map(\.new) == [10, 90])
    #expect(profile.map(\.plan) == [[0], [1, 0]])
  }

  @Test("New rows are those of the rule that finds them first, dense or not", arguments: [5, 60])
  func new(size: Int64) async throws {
    var builder = ring(size)
    // The same conclusion a second time.
    builder.program.rules.append(builder.program.rules[1])
    builder.program.rules[2].origin = 2
    let model = try await builder.evaluate()
    let new = model.profile.map(\.new)
    #expect(new.reduce(0, +) == model.count(1, .certain))
    #expect(new[0] == Int(size) && new[2] == 0)
    #expect(model.profile[1].derived == model.profile[2].derived)
  }

  @Test("A rule in both readings has a line for each")
  func readings() async throws {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let result = builder.relation("result", 1)
    builder.fact(given, 1, on: Span(5, 8), maybe: [Span(3, 9)])
    builder.fact(given, 2, on: Span(5, 8))
    builder.rule(literal(result, 0), .holds(literal(given, 0)))
    let profile = try await builder.evaluate().profile
    #expect(profile.map(\.reading) == [.certain, .conceivable])
    #expect(profile.map(\.new) == [2, 2])
  }

  @Test("Progress is reported while an evaluation runs, and never after it")
  func reporting() async {
    var builder = ProgramBuilder()
    let count = builder.relation("count", 1)
    builder.fact(count, 0)
    builder.rule(
      literal(count, 1), .holds(literal(count, 0)),
      .assign(1, .arithmetic(.add, .variable(0), builder.number(1), .integer), .integer))
    let reports = Mutex<[EvaluationFailure.Progress]>([])
    await #expect(throws: EvaluationFailure.self) {
      _ = try await builder.program.evaluate(
        builder.store, budget: EvaluationBudget(duration: .milliseconds(2_500))
      ) { progress in reports.withLock { $0.append(progress) } }
    }
    let found = reports.withLock { $0 }
    #expect((1...2).contains(found.count))
    #expect(found.allSatisfy { $0.facts > 0 && $0.round > 0 })
  }

  @Test("Who asks a model for derivations can be cancelled")
  func cancellation() async throws {
    let model = try await ring(60).evaluate()
    let tuple = [UInt32(1 << 30), UInt32(1 << 30) + 5]
    #expect(try !model.derivations(of: tuple, relation: 1, .certain).isEmpty)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try model.derivations(of: tuple, relation: 1, .certain).count
    }
    await #expect(throws: EvaluationFailure.self) { _ = try await task.value }
    #expect(try !model.derivations(of: tuple, relation: 1, .certain).isEmpty)
  }
}
