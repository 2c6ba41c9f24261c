import TechDecoupling
import TemporalDatalog
import TestSupport
import Testing

@Suite("Rulebooks put together at random") struct RandomRulebookTests {
  @Test(
    "Each is refused with words, or means to the engine what it means read literally",
    .timeLimit(.minutes(60)))
  func anyClause() async throws {
    let horizon = try #require(Horizon(from: Day(number: 0), until: Day(number: 12)))
    var (sound, concluding) = (0, 0)
    var codes: Set<String> = []
    for seed in UInt64(1)...6_000 {
      var random = RandomClauses(seed: seed)
      let book = random.book()
      let facts = random.facts(from: horizon.from)
      let compiled: CompiledRules
      do {
        compiled = try book.compiled(at: .possible, with: facts, horizon: horizon)
      } catch {
        for problem in error.problems {
          codes.insert(problem.code)
          #expect(!problem.message.isEmpty, "seed \(seed)")
        }
        continue
      }
      sound += 1
      #expect(book.rules.allSatisfy { !$0.description.isEmpty })
      let expected: NaiveModel
      do {
        expected = try NaiveEvaluator.evaluate(compiled.program, compiled.facts)
      } catch .tooLarge {
        continue
      } catch {
        Issue.record("seed \(seed): strata are refused late: \(book.rules)")
        continue
      }
      do {
        let model = try await compiled.evaluate(at: .possible)
        let found = NaiveModel(model, compiled.program, given: compiled.facts.symbols)
        #expect(expected.failures.isEmpty, "seed \(seed): \(book.rules)")
        #expect(found.certain == expected.certain, "seed \(seed): \(book.rules)")
        #expect(found.conceivable == expected.conceivable, "seed \(seed): \(book.rules)")
        if found.tupleCount > facts.rows.count { concluding += 1 }
      } catch {
        #expect(!expected.failures.isEmpty, "seed \(seed): \(error) by \(book.rules)")
      }
    }
    #expect(sound > 500, "only \(sound) rulebooks are sound")
    #expect(concluding > 200, "only \(concluding) rulebooks conclude anything")
    #expect(codes.count > 15, "only \(codes.sorted()) are met")
  }
}
