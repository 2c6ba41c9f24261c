extension Elaborator {
  /// Checks the rules as a book, and leads its mistakes back to the text.
  mutating func checkRulebook() {
    do throws(RulebookError) {
      try rulebook.validated(against: Vocabulary())
    } catch {
      var numbers: [RuleKey: Int] = [:]
      for (number, rule) in rules.enumerated() {
        numbers[RuleKey(name: rule.name, location: rule.location)] = number
      }
      var seen: Set<PlacedCode> = []
      for problem in error.problems {
        let number = problem.rule.flatMap { name in
          problem.location.flatMap { numbers[RuleKey(name: name, location: $0)] }
        }
        if let number, !places[number].isTyped, !problem.isOfBinding { continue }
        let range = number.map { place(of: problem, in: $0) } ?? TextRange(from: 0, until: 0)
        // The rules of one clause have their mistakes in common.
        if seen.insert(PlacedCode(code: problem.code, range: range)).inserted {
          report(problem, range)
        }
      }
    }
  }

  /// The rules and facts so far, with the values that parameters are set to.
  var rulebook: Rulebook {
    var book = Rulebook(bookName, rules: rules, facts: facts)
    for (name, parameter) in parameters.sorted(by: { $0.key < $1.key }) {
      if let value = parameter.value { book = book.setting(name, value: value) }
    }
    return book
  }

  private struct RuleKey: Hashable {
    let name: String
    let location: SourceLocation
  }

  private struct PlacedCode: Hashable {
    let code: String
    let range: TextRange
  }

  /// The condition of a cycle that must be finished first: that of the relation declared first.
  private func place(of cycle: [RulebookProblem.Step]) -> TextRange? {
    let steps = cycle.filter { $0.through != .premise }
    let order = Dictionary(
      relations.enumerated().map { ($1.signature.name, $0) }, uniquingKeysWith: { one, _ in one })
    guard
      let step = steps.min(by: { order[$0.premise] ?? .max < order[$1.premise] ?? .max }),
      let number = rules.firstIndex(where: { $0.name == step.rule })
    else { return nil }
    return places[number].relations.last { $0.name == step.premise }?.range
  }

  /// The part of a rule's text that a mistake is about.
  private func place(of problem: RulebookProblem, in number: Int) -> TextRange {
    let places = places[number]
    switch problem.kind {
    case .unboundVariable(let name, let use), .boundOnlyInside(let name, let use):
      if use == .exception, let range = places.exceptionVariables[name] { return range }
      return places.variables[name] ?? places.rule
    case .fixedMember(let name), .variableOfTwoTypes(let name, _, _):
      return places.variables[name] ?? places.rule
    case .circularBinding(let names):
      return names.compactMap { places.variables[$0] }.min { $0.from < $1.from } ?? places.rule
    case .wildcardInComparison:
      let index = rules[number].clause.premises.firstIndex { premise in
        guard case .comparison(let left, _, let right) = premise else { return false }
        return (left.arguments + right.arguments).contains(.wildcard)
      }
      return index.map { places.premises[$0] } ?? places.rule
    case .wildcardInConclusion, .oneOfConcluded, .reservedConcluded:
      return places.head
    case .unstratified(let cycle), .recursiveAggregate(let cycle):
      return place(of: cycle) ?? places.rule
    case .runInside(.exception), .extremeInException, .rangeInException:
      return places.exceptions.first ?? places.rule
    default:
      return places.rule
    }
  }
}

extension RulebookProblem {
  /// Whether the mistake is one of binding, which types have no part in.
  fileprivate var isOfBinding: Bool {
    switch kind {
    case .unboundVariable, .boundOnlyInside, .circularBinding, .wildcardInConclusion,
      .wildcardInComparison, .unstratified, .recursiveAggregate:
      true
    default: false
    }
  }
}
