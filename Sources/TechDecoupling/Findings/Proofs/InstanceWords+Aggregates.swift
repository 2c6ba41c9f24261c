import TemporalDatalog

extension InstanceWords {
  /// What an aggregate comes to: `count is 3, and 3 >= 3`.
  func sentence(
    _ group: Prover.Group, _ derivation: Derivation, listed: [Int64], total: [Int64]
  ) -> String {
    let aggregate = group.aggregate
    let value = aggregate.function.value(of: total)
    var sentence = "\(aggregate.function.formula.rawValue) is \(written(value, of: aggregate))"
    if case .compare(let comparison, let bound) = group.use,
      let limit = bound.value(derivation.bindings, level.model.numbers)
    {
      sentence +=
        ", and \(written(value, of: aggregate)) \(comparison.symbol)"
        + " \(written(limit, of: aggregate))"
    }
    if listed.count < total.count {
      sentence += "; \(listed.count) of \(total.count) suffice"
    }
    return sentence
  }

  /// What an aggregate comes to that is not as a rule needs it: `count is 2, not >= 3`.
  ///
  /// - Parameters:
  ///   - certain: The numbers of the members that are certain.
  ///   - conceivable: Those of all that are conceivable.
  func shortfall(
    of aggregate: TemporalDatalog.Aggregate, _ use: AggregateUse, certain: [Int64],
    conceivable: [Int64]
  ) -> String {
    let name = aggregate.function.formula.rawValue
    let isSure = certain.count == conceivable.count
    var sentence = "\(name) is \(written(aggregate.function.value(of: certain), of: aggregate))"
    if !isSure {
      let all = aggregate.function.value(of: conceivable)
      sentence += ", conceivably \(written(all, of: aggregate))"
    }
    let need: String
    switch use {
    case .compare(let comparison, let bound):
      let limit = bound.value(bindings, level.model.numbers)
      need = "\(comparison.symbol) \(written(limit, of: aggregate))"
    case .value(let variable):
      guard let code = bindings[variable] else { return sentence }
      need = written(level.model.numbers.value(code), of: aggregate)
    }
    return sentence + (isSure ? ", not \(need)" : ", not certainly \(need)")
  }

  private func written(_ value: Int64?, of aggregate: TemporalDatalog.Aggregate) -> String {
    guard let value else { return "none" }
    if aggregate.function == .count { return String(value) }
    if aggregate.kind == .decimal { return Fixed(millionths: value).written }
    if let variable = aggregate.value, case .day? = type(of: .variable(variable)) {
      return "\(Day(number: Int32(clamping: value)))"
    }
    return String(value)
  }
}
