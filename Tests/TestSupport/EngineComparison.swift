import TemporalDatalog

/// The engine held against the naive evaluator on one program.
package enum EngineComparison {
  /// What came of a program on both sides.
  package enum Outcome: Sendable {
    /// Both have the same model.
    case agreed(NaiveModel)
    /// Both failed for the same reason, or both refuse the program's strata.
    case failedAlike
    /// The naive evaluator gave up.
    case skipped
    case disagreed([String])
  }

  /// The ways of evaluation that programs take in turn: each gives the same result.
  ///
  /// The programs are small, so that only thresholds below any size make them use bits and lanes.
  package static func manner(_ seed: UInt64) -> EvaluationManner {
    var manner = EvaluationManner(
      lanes: seed & 2 == 0 ? 1 : 3, keepsWrittenOrder: seed % 8 == 7)
    if seed & 1 == 1 { manner.rowsWorthBits = 1 }
    if seed & 2 == 2 { manner.rowsWorthLanes = 1 }
    if seed / 8 % 5 == 2 { manner.rowsForUpdate = 1 << (seed / 40 % 8) }
    return manner
  }

  package static func outcome(_ program: RandomProgram) async -> Outcome {
    let manner = manner(program.seed)
    let expected: NaiveModel
    do {
      expected = try NaiveEvaluator.evaluate(program.program, program.store)
    } catch .tooLarge {
      return .skipped
    } catch {
      do {
        _ = try await program.program.evaluate(program.store, manner: manner)
        return .disagreed(["expected a refusal of the strata, found a result"])
      } catch .unstratified {
        return .failedAlike
      } catch {
        return .disagreed(["expected a refusal of the strata, found \(error)"])
      }
    }
    do {
      let model = try await program.program.evaluate(program.store, manner: manner)
      if !expected.failures.isEmpty {
        return .disagreed(["expected \(expected.failures), found a result"])
      }
      let found = NaiveModel(model, program.program)
      let difference = program.difference(expected, found) + complaints(model, program.program)
      return difference.isEmpty ? .agreed(expected) : .disagreed(difference)
    } catch {
      let isExpected = expected.failures.contains { failure, days in
        failure.matches(error, days, from: program.program.horizon.from)
      }
      return isExpected
        ? .failedAlike : .disagreed(["expected \(expected.failures), found \(error)"])
    }
  }

  /// A report of a program on which the two disagree, made small.
  package static func report(_ program: RandomProgram) async -> String {
    let smallest = await program.shrunk { candidate in
      if case .disagreed = await outcome(candidate) { true } else { false }
    }
    guard case .disagreed(let difference) = await outcome(smallest) else {
      return "seed \(program.seed) disagrees only at times"
    }
    return (["\(smallest)"] + difference).joined(separator: "\n")
  }
}

extension NaiveModel {
  /// The engine's model in the naive form, bit by bit.
  ///
  /// Texts that were not given have no code that both sides share: they are told by their bytes.
  package init(
    _ model: Model, _ program: Program, given: SymbolPool = RandomProgram.symbols
  ) {
    let empty = [[NaiveTuple: DaySet]](repeating: [:], count: program.relations.count)
    self.init(certain: empty, conceivable: empty)
    let (symbols, numbers) = (model.symbols, model.numbers)
    for (relation, declaration) in program.relations.enumerated() {
      let pattern = [UInt32?](repeating: nil, count: declaration.columns.count)
      for reading in Reading.allCases {
        model.forEach(relation, matching: pattern, reading) { codes, spans in
          let tuple = zip(codes, declaration.columns).map { code, kind in
            kind != .symbol
              ? numbers.value(code)
              : code < symbols.count
                ? NaiveEvaluator.value(of: symbols.text(code), given) : Int64(code)
          }
          for span in spans {
            for day in span.from..<span.until {
              let bit = Int(day) - Int(program.horizon.from)
              insert(tuple, 1 << DaySet(bit), into: relation, reading)
            }
          }
        }
      }
    }
  }
}

extension NaiveFailure {
  fileprivate func matches(_ failure: EvaluationFailure, _ days: DaySet, from: Int32) -> Bool {
    func contains(_ day: Int32) -> Bool {
      (0..<64).contains(Int(day) - Int(from)) && days & (1 << DaySet(Int(day) - Int(from))) != 0
    }
    switch (self, failure) {
    case (.overflow(let rule), .overflow(let other, _, let day)):
      return rule == other && contains(day)
    case (.divisionByZero(let rule), .divisionByZero(let other, _, let day)):
      return rule == other && contains(day)
    case (.undefined(let rule), .undefined(let other, _, _, let day)):
      return rule == other && contains(day)
    case (.negativeInRecursion(let rule), .negativeInRecursion(let other, _, _)):
      // On which days it happens depends on how far a recursion comes before it does.
      return rule == other
    default: return false
    }
  }
}
