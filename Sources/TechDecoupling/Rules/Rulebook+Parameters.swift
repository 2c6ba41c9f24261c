extension Rulebook {
  /// A parameter of a rulebook, with the value that it has.
  public struct ParameterValue: Hashable, Sendable {
    /// The name, by which ``Rulebook/setting(_:to:)`` finds it.
    public let name: String
    /// The value that rules use.
    public let value: Value
    /// The value where nothing else is set.
    public let defaultValue: Value
  }

  /// The parameters that the rules use, by name, with their values.
  public var parameters: [ParameterValue] {
    var found: [String: Value] = [:]
    for rule in rules {
      for (name, value) in rule.clause.parameters where found[name] == nil { found[name] = value }
    }
    return found.sorted { $0.key < $1.key }.map { name, value in
      ParameterValue(name: name, value: settings[name] ?? value, defaultValue: value)
    }
  }
}

extension Clause {
  /// The parameters that the clause uses, with their defaults, in order of appearance.
  var parameters: [(name: String, value: Value)] {
    allArguments.compactMap { argument in
      guard case .parameter(let name, let value) = argument else { return nil }
      return (name, value)
    }
  }

  /// Every term of the clause, those of windows, aggregates and the reason included.
  var allArguments: [Argument] {
    head.arguments + (premises + exceptions).flatMap(\.allArguments)
      + (reason?.parts ?? []).compactMap { part in
        guard case .argument(let argument) = part else { return nil }
        return argument
      }
  }
}

extension Premise {
  /// Every term of the premise, those of its window and body included.
  var allArguments: [Argument] {
    switch self {
    case .atom(let atom): atom.arguments
    case .sometime(let atom, let window), .always(let atom, let window):
      atom.arguments + window.arguments
    case .comparison(let left, _, let right): left.arguments + right.arguments
    case .same(let left, let right): [left, right]
    case .run(let atom, let start, let end, let length):
      atom.arguments + [start, end, length].compactMap { $0.map(Argument.variable) }
    case .range(let variable, let from, let to, let step):
      [.variable(variable)] + from.arguments + to.arguments + (step?.arguments ?? [])
    case .aggregate(let aggregate, _, let value):
      (aggregate.body + aggregate.exceptions).flatMap(\.allArguments)
        + (aggregate.per + [aggregate.value].compactMap(\.self)).map(Argument.variable)
        + value.arguments
    }
  }
}

extension Window {
  /// The terms that give its length.
  var arguments: [Argument] {
    switch extent {
    case .past(let days), .next(let days): [days]
    case .days(let from, let to): [from, to]
    case .before: []
    }
  }
}
