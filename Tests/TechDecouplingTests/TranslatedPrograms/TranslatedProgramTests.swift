import TechDecoupling
import TestSupport
import Testing

/// The whole way from rules and facts to findings, against the law read literally.
@Suite struct TranslatedProgramTests {
  /// What came of a random program as a rulebook.
  private enum Outcome {
    case agreed, failedAlike, refused(String), untranslatable
    case disagreed([String])
  }

  private func outcome(_ program: RandomProgram) async throws -> Outcome {
    let rulebook: Rulebook
    do {
      rulebook = try program.rulebook()
    } catch is Untranslatable {
      return .untranslatable
    }
    let expected: NaiveModel?
    do {
      expected = try NaiveEvaluator.evaluate(program.program, program.store)
    } catch .tooLarge {
      return .untranslatable
    } catch {
      expected = nil
    }
    do {
      let findings = try await program.libraryFacts().findings(
        under: rulebook, horizon: program.horizon)
      guard let expected, expected.failures.isEmpty else {
        return .disagreed(["expected a failure, found a result"])
      }
      let difference = program.difference(expected, try program.naiveModel(of: findings))
      return difference.isEmpty ? .agreed : .disagreed(difference)
    } catch let error as RulebookError {
      return expected == nil ? .failedAlike : .refused("\(error)")
    } catch let error as EvaluationError {
      if let expected, expected.failures.isEmpty { return .disagreed(["\(error)"]) }
      return .failedAlike
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func rulebooksConcludeWhatTheLawSays() async throws {
    var agreed = 0
    var refusals: [String] = []
    var reports = 0
    for seed in 10_000..<UInt64(10_500) where reports < 3 {
      let program = ProgramGenerator.program(seed: seed).sayable
      switch try await outcome(program) {
      case .agreed: agreed += 1
      case .failedAlike, .untranslatable: break
      case .refused(let reason): refusals.append(reason)
      case .disagreed:
        reports += 1
        let smallest = await program.shrunk { candidate in
          if case .disagreed? = try? await outcome(candidate) { true } else { false }
        }
        if case .disagreed(let difference) = try await outcome(smallest) {
          Issue.record("\(smallest)\n\(difference.joined(separator: "\n"))")
        }
      }
    }
    #expect(agreed >= 300)
    // No run inside of an aggregate, no constant 0 to divide by; all else is said.
    for refusal in refusals {
      #expect(["TD226", "TD227"].contains { refusal.hasPrefix($0) }, "\(refusal)")
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func proofsAreOfLeastHeight() async throws {
    var explained = 0
    var reports = 0
    for seed in 20_000..<UInt64(20_250) where reports < 3 {
      let program = ProgramGenerator.program(seed: seed).sayable
      guard case .agreed = try await outcome(program),
        let model = try? NaiveEvaluator.evaluate(program.program, program.store)
      else { continue }
      let wrong = try await tooTall(program, model, &explained)
      if let first = wrong.first {
        reports += 1
        let smallest = await program.shrunk { candidate in
          var count = 0
          guard case .agreed? = try? await outcome(candidate),
            let model = try? NaiveEvaluator.evaluate(candidate.program, candidate.store),
            let wrong = try? await tooTall(candidate, model, &count)
          else { return false }
          return !wrong.isEmpty
        }
        Issue.record("\(first), or on the smaller program\n\(smallest)")
      }
    }
    #expect(explained >= 1_000)
  }

  /// Compares the heights of some proofs with those by definition; returns what differs.
  private func tooTall(
    _ program: RandomProgram, _ model: NaiveModel, _ explained: inout Int
  ) async throws -> [String] {
    let findings = try await program.libraryFacts().findings(
      under: program.rulebook(), horizon: program.horizon)
    var random = RepeatableRandom(seed: program.seed)
    var wrong: [String] = []
    let certain = NaiveHeights(program, model, .certain)
    let conceivable = NaiveHeights(program, model, .conceivable)
    for relation in program.concluded.sorted() {
      let tuples = model.conceivable[relation].sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (tuple, days) in tuples.shuffled(using: &random).prefix(4) {
        let all = (0..<64).filter { days & (1 << DaySet($0)) != 0 }
        for day in all.shuffled(using: &random).prefix(2) {
          let isCertain = model.certain[relation][tuple, default: 0] & (1 << DaySet(day)) != 0
          let expected = (isCertain ? certain : conceivable).height(relation, tuple, day: day)
          let atom = program.atom(relation, tuple)
          let date = program.horizon.from.advanced(by: day)
          let explanation = try findings.explain(atom, on: date)
          var found: Int?
          switch explanation.steps.first?.kind {
          case .conclusion(let conclusion): found = conclusion.height
          case .recorded: found = 0
          default: break
          }
          explained += 1
          if found != expected {
            wrong.append(
              "\(atom) on day \(date.number): expected \(expected.map(String.init) ?? "none"), "
                + "found \(found.map(String.init) ?? "none")\n\(explanation)")
          }
        }
      }
    }
    return wrong
  }
}
