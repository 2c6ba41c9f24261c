import TemporalDatalog

extension RandomProgram: CustomStringConvertible {
  /// The horizon, rules and facts in the manner of rule text.
  package var description: String {
    var lines = ["seed \(seed), days \(program.horizon.from)..<\(program.horizon.until)"]
    for (index, rule) in program.rules.enumerated() {
      let premises = rule.premises.map(text).joined(separator: ", ")
      lines.append("  [\(index)] \(text(rule.head)) :- \(premises).")
    }
    for fact in facts {
      var line = "  \(text(fact.relation, fact.tuple))  certain \(text(fact.certain))"
      if fact.conceivable != fact.certain { line += "  conceivable \(text(fact.conceivable))" }
      if !fact.marks.isEmpty { line += "  marks \(text(fact.marks))" }
      lines.append(line)
    }
    for row in bulk {
      lines.append("  \(text(row.relation, row.tuple))  in bulk \(text([row.days]))")
    }
    return lines.joined(separator: "\n")
  }

  private func text(_ spans: [Span]) -> String {
    "[" + spans.map { "\($0.from)..<\($0.until)" }.joined(separator: " ") + "]"
  }

  private func text(_ relation: Int, _ tuple: [UInt32]) -> String {
    let values = zip(tuple, program.relations[relation].columns).map { text($0, $1) }
    return "\(program.relations[relation].name)(\(values.joined(separator: ", ")))"
  }

  private func text(_ code: UInt32, _ kind: ColumnKind) -> String {
    switch kind {
    case .symbol: "'\(RandomProgram.symbols.text(code))'"
    case .integer: "\(numbers.value(code))"
    case .decimal: "\(numbers.value(code))µ"
    }
  }

  private func text(_ literal: Literal) -> String {
    let declaration = program.relations[literal.relation]
    let operands = zip(literal.operands, declaration.columns).map { operand, kind in
      switch operand {
      case .any: "_"
      case .variable(let variable): "x\(variable)"
      case .constant(let code): text(code, kind)
      }
    }
    let atom = "\(declaration.name)(\(operands.joined(separator: ", ")))"
    func edge(_ offset: Int32) -> String {
      offset == .min || offset == .max ? ".." : "\(offset)"
    }
    return switch literal.window {
    case nil: atom
    case .sometime(let first, let last): "sometime[\(edge(first)), \(edge(last))] \(atom)"
    case .always(let first, let last): "always[\(edge(first)), \(edge(last))] \(atom)"
    }
  }

  private func text(_ expression: Expression, _ kind: ColumnKind) -> String {
    switch expression {
    case .variable(let variable): "x\(variable)"
    case .constant(let code): text(code, kind)
    case .arithmetic(let sign, let left, let right, let kind):
      "(\(text(left, kind)) \(sign) \(text(right, kind)))"
    case .call(let functor, let operands, let kind):
      "\(functor)("
        + operands.enumerated().map { text($1, functor.kind(ofOperand: $0, kind)) }
        .joined(separator: ", ") + ")"
    }
  }

  private func text(_ premise: Premise) -> String {
    switch premise {
    case .holds(let literal): return text(literal)
    case .absent(let literal): return "!" + text(literal)
    case .compare(let left, let comparison, let right, let kind):
      return "\(text(left, kind)) \(comparison) \(text(right, kind))"
    case .assign(let variable, let expression, let kind):
      return "x\(variable) = \(text(expression, kind))"
    case .range(let variable, let from, let to, let step, let kind):
      let terms = [from, to] + (step.map { [$0] } ?? [])
      return "x\(variable) = range(\(terms.map { text($0, kind) }.joined(separator: ", ")))"
    case .run(let literal, let parts):
      let read = [("start", parts.start), ("end", parts.end), ("length", parts.length)]
        .compactMap { name, variable in variable.map { "\(name): x\($0)" } }
      return "run(\(text(literal)), \(read.joined(separator: ", ")))"
    case .aggregate(let aggregate, let use):
      let per = aggregate.per.map { "x\($0)" }.joined(separator: ", ")
      let group = aggregate.group.map { "x\($0)" }.joined(separator: ", ")
      let value = aggregate.value.map { "x\($0) " } ?? ""
      let body = aggregate.body.map(text).joined(separator: ", ")
      let term = "\(aggregate.function)(\(value)per [\(per)] group [\(group)]: \(body))"
      switch use {
      case .value(let variable): return "x\(variable) = \(term)"
      case .compare(let comparison, let bound):
        return "\(term) \(comparison) \(text(bound, aggregate.kind))"
      }
    }
  }

  /// What two results disagree on, a line each: the tuple, the reading and both sets of days.
  package func difference(_ expected: NaiveModel, _ found: NaiveModel) -> [String] {
    var lines: [String] = []
    for reading in Reading.allCases {
      for relation in program.relations.indices {
        let (left, right) = (expected[relation, reading], found[relation, reading])
        for tuple in Set(left.keys).union(right.keys).sorted(by: {
          $0.lexicographicallyPrecedes($1)
        })
        where left[tuple] != right[tuple] {
          let name = program.relations[relation].name
          lines.append(
            "\(reading) \(name)\(tuple): expected \(days(left[tuple])), found \(days(right[tuple]))"
          )
        }
      }
    }
    return lines
  }

  private func days(_ days: DaySet?) -> String {
    let listed = (0..<64).filter { (days ?? 0) & (1 << DaySet($0)) != 0 }
    return "{" + listed.map { "\(Int(program.horizon.from) + $0)" }.joined(separator: " ") + "}"
  }
}
