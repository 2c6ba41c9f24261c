extension Rule: CustomStringConvertible {
  /// The rule in words: its conclusion, `when` its premises, `unless` its exceptions.
  ///
  /// Variables have the names of ``variableNames``.
  public var description: String { clause.description(names: variableNames) }
}

extension Clause {
  /// The clause in words.
  func description(names: [String]) -> String {
    var text = head.description(names: names)
    if !premises.isEmpty {
      text += " when " + premises.map { $0.description(names: names) }.joined(separator: ", ")
    }
    if !exceptions.isEmpty {
      text += " unless " + exceptions.map { $0.description(names: names) }.joined(separator: ", ")
    }
    return text
  }
}

extension Argument {
  /// The term with a name for each variable.
  func description(names: [String]) -> String {
    switch self {
    case .variable(let variable) where names.indices.contains(variable.number):
      names[variable.number]
    case .variable, .value, .wildcard, .parameter: written
    }
  }
}

extension Atom {
  /// The atom with a name for each variable.
  func description(names: [String]) -> String {
    relation.name + "(" + arguments.map { $0.description(names: names) }.joined(separator: ", ")
      + ")"
  }
}

extension Formula {
  /// The formula with a name for each variable.
  func description(names: [String]) -> String {
    switch self {
    case .argument(let argument): argument.description(names: names)
    case .arithmetic(let left, let operation, let right):
      "\(left.operandDescription(names)) \(operation.rawValue) \(right.operandDescription(names))"
    case .call(.negate, let operands) where operands.count == 1:
      "-\(operands[0].operandDescription(names))"
    case .call(let functor, let operands):
      functor.rawValue + "("
        + operands.map { $0.description(names: names) }.joined(separator: ", ") + ")"
    }
  }

  private func operandDescription(_ names: [String]) -> String {
    let text = description(names: names)
    if case .arithmetic = self { return "(\(text))" }
    return text
  }
}

extension Premise {
  /// The premise in words, with a name for each variable.
  func description(names: [String]) -> String {
    switch self {
    case .atom(let atom):
      return atom.description(names: names)
    case .sometime(let atom, let window):
      return atom.description(names: names) + " " + window.words(all: false)
    case .always(let atom, let window):
      return atom.description(names: names) + " " + window.words(all: true)
    case .comparison(let left, let comparison, let right):
      return "\(left.description(names: names)) \(comparison.rawValue)"
        + " \(right.description(names: names))"
    case .same(let left, let right):
      return "\(left.description(names: names)) is \(right.description(names: names))"
    case .run(let atom, let start, let end, let length):
      let parts = [("start", start), ("end", end), ("length", length)].compactMap {
        part, variable in
        variable.map { "\(part) \(Argument.variable($0).description(names: names))" }
      }
      return "run of \(atom.description(names: names))"
        + (parts.isEmpty ? "" : " with \(parts.joined(separator: ", "))")
    case .range(let variable, let from, let to, let step):
      let bounds = [from, to, step].compactMap { $0?.description(names: names) }
      return Argument.variable(variable).description(names: names)
        + " in range(\(bounds.joined(separator: ", ")))"
    case .aggregate(let aggregate, let comparison, let value):
      return "\(aggregate.description(names: names)) \(comparison.rawValue)"
        + " \(value.description(names: names))"
    }
  }
}

extension Window {
  /// The window in words: `on some day of the past 30 days`.
  func words(all: Bool) -> String {
    let day = all ? "every day" : "some day"
    switch extent {
    case .past(let days): return "on \(day) of the past \(days.written) days"
    case .next(let days): return "on \(day) of the next \(days.written) days"
    case .days(let from, let to): return "on \(day) from day \(from.written) to day \(to.written)"
    case .before: return "on \(day) before"
    }
  }
}

extension AggregateFormula {
  /// The aggregate in words, with a name for each variable.
  func description(names: [String]) -> String {
    func name(_ variable: VariableID) -> String {
      Argument.variable(variable).description(names: names)
    }
    let word =
      switch function {
      case .count: "count"
      case .sum: "sum"
      case .min: "least"
      case .max: "greatest"
      }
    var text = word + "(" + (value.map(name) ?? "")
    if !per.isEmpty {
      text += (value == nil ? "" : " ") + "per " + per.map(name).joined(separator: ", ")
    }
    text += " where " + body.map { $0.description(names: names) }.joined(separator: ", ")
    if !exceptions.isEmpty {
      text += " unless " + exceptions.map { $0.description(names: names) }.joined(separator: ", ")
    }
    return text + ")"
  }
}
