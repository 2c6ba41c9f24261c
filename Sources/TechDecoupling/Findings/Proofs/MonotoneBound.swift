import TemporalDatalog

/// A bound that, once some members of an aggregate meet it, all do: a count, a maximum or a sum of
/// values that are not negative by `>=` or `>`, a minimum by `<=` or `<`.
struct MonotoneBound {
  private let function: AggregateFunction
  private let comparison: TemporalDatalog.Comparison
  let bound: Int64

  init?(
    _ aggregate: TemporalDatalog.Aggregate, _ use: AggregateUse, _ members: [Prover.Member],
    _ derivation: Derivation, _ numbers: NumberPool
  ) {
    guard case .compare(let comparison, let expression) = use,
      let bound = expression.value(derivation.bindings, numbers)
    else { return nil }
    switch (aggregate.function, comparison) {
    case (.count, .greater), (.count, .greaterOrEqual), (.maximum, .greater),
      (.maximum, .greaterOrEqual), (.minimum, .less), (.minimum, .lessOrEqual):
      break
    case (.sum, .greater), (.sum, .greaterOrEqual):
      if members.contains(where: { $0.number < 0 }) { return nil }
    default: return nil
    }
    function = aggregate.function
    self.comparison = comparison
    self.bound = bound
  }

  /// Whether a value of the members meets the bound; nil: there are none.
  func isMet(by value: Int64?) -> Bool {
    guard let value = value ?? (function == .count || function == .sum ? 0 : nil) else {
      return false
    }
    switch comparison {
    case .greater: return value > bound
    case .greaterOrEqual: return value >= bound
    case .less: return value < bound
    case .lessOrEqual: return value <= bound
    case .equal, .notEqual: return false
    }
  }

  /// The value of some members; nil if there are none.
  ///
  /// A sum that overflows is as large as can be.
  func value(of numbers: [Int64]) -> Int64? {
    switch function {
    case .count: Int64(numbers.count)
    case .sum:
      numbers.reduce(0) { sum, number in
        let (result, overflow) = sum.addingReportingOverflow(number)
        return overflow ? .max : result
      }
    case .minimum: numbers.min()
    case .maximum: numbers.max()
    }
  }

  /// The days on which the members that are there on each meet the bound.
  func met(by members: [Prover.Member], on days: [[Span]], _ horizon: Span) -> [Span] {
    var edges: Set<Int32> = [horizon.from]
    for spans in days {
      for span in spans {
        edges.insert(span.from)
        edges.insert(span.until)
      }
    }
    let sorted = edges.sorted()
    var result: [Span] = []
    for (index, from) in sorted.enumerated() where from < horizon.until {
      let until = index + 1 < sorted.count ? sorted[index + 1] : horizon.until
      let present = zip(members, days).filter { SpanSet.contains(from, in: $0.1) }
      if isMet(by: value(of: present.map(\.0.number))) { result.append(Span(from, until)) }
    }
    return SpanSet.coalesced(result)
  }
}

extension Expression {
  /// The value of an expression; nil if a variable has none or the calculation fails.
  func value(_ bindings: [UInt32?], _ numbers: NumberPool) -> Int64? {
    switch self {
    case .variable(let variable):
      return bindings.indices.contains(variable) ? bindings[variable].map(numbers.value) : nil
    case .constant(let code):
      return numbers.value(code)
    case .arithmetic(let operation, let left, let right, let kind):
      guard let a = left.value(bindings, numbers), let b = right.value(bindings, numbers) else {
        return nil
      }
      return operation.apply(a, b, kind)
    case .call:
      // A bound of a recursive aggregate is a constant or a variable.
      return nil
    }
  }
}
