import TemporalDatalog

/// Turns one rule into a rule of the engine.
///
/// The rule is valid: every variable is bound, windows are in order, types agree. Each of its
/// aggregates has variables of its own.
struct RuleLowering {
  let rule: Rule
  let parameters: [String: Value]

  init(_ rule: Rule, parameters: [String: Value]) {
    self.rule = rule
    self.parameters = parameters
  }

  /// Adds the rule to a program.
  mutating func add(to compiled: inout CompiledRules) {
    let clause = rule.clause
    let bindings = rule.bindings
    var premises: [TemporalDatalog.Premise] = []
    var origins: [PremiseOrigin] = []
    premises.reserveCapacity(bindings.order.count + clause.exceptions.count)
    origins.reserveCapacity(bindings.order.count + clause.exceptions.count)
    for index in bindings.order {
      premises.append(
        lower(
          clause.premises[index], binding: bindings.bindingEqualities[index],
          bound: bindings.bound, in: &compiled))
      origins.append(.premise(index))
    }
    let unheld = Self.unheld(clause.premises, bindings.bound) { rule.variableTypes[$0.number] }
    for (variable, kind) in unheld {
      premises.append(
        .holds(Literal(compiled.number(ofKind: kind), [.variable(variable.number)])))
      origins.append(.kind(variable))
    }
    for (index, exception) in clause.exceptions.enumerated() {
      premises.append(lower(exception: exception, bound: bindings.bound, in: &compiled))
      origins.append(.exception(index))
    }
    let head = literal(clause.head, in: &compiled)
    compiled.program.rules.append(
      ProgramRule(
        head: head, premises: premises, variableCount: rule.variableTypes.count,
        origin: compiled.rules.count))
    compiled.rules.append(rule)
    compiled.origins.append(origins)
  }

  // MARK: - Premises

  private mutating func lower(
    _ premise: Premise, binding: VariableID?, bound: Set<VariableID>,
    in compiled: inout CompiledRules
  ) -> TemporalDatalog.Premise {
    switch premise {
    case .atom(let atom):
      return .holds(literal(atom, in: &compiled))
    case .sometime(let atom, let window):
      let (first, last) = offsets(window)
      return .holds(literal(atom, .sometime(first: first, last: last), in: &compiled))
    case .always(let atom, let window):
      let (first, last) = offsets(window)
      return .holds(literal(atom, .always(first: first, last: last), in: &compiled))
    case .comparison(let left, let comparison, let right):
      let kind = kind(left, right)
      if let binding {
        let value = left.loneVariable == binding ? right : left
        return .assign(binding.number, expression(value, in: &compiled), kind)
      }
      return .compare(
        expression(left, in: &compiled), comparison.engine, expression(right, in: &compiled), kind)
    case .same(let left, let right):
      if let binding {
        let value = left.variable == binding ? right : left
        return .assign(binding.number, expression(.argument(value), in: &compiled), .symbol)
      }
      return .compare(
        expression(.argument(left), in: &compiled), .equal,
        expression(.argument(right), in: &compiled), .symbol)
    case .run(let atom, let start, let end, let length):
      return .run(
        literal(atom, in: &compiled),
        RunReading(start: start?.number, end: end?.number, length: length?.number))
    case .range(let variable, let from, let to, let step):
      return .range(
        variable.number, from: expression(from, in: &compiled), to: expression(to, in: &compiled),
        step: step.map { expression($0, in: &compiled) }, type(of: variable).kind)
    case .aggregate(let aggregate, let comparison, let value):
      let lowered = lower(aggregate, bound: bound, in: &compiled)
      if let binding { return .aggregate(lowered, .value(binding.number)) }
      return .aggregate(
        lowered, .compare(comparison.engine, expression(value, in: &compiled)))
    }
  }

  private mutating func lower(
    exception: Premise, bound: Set<VariableID>, in compiled: inout CompiledRules
  ) -> TemporalDatalog.Premise {
    switch exception {
    case .comparison(let left, let comparison, let right):
      return lower(
        .comparison(left, comparison.negated, right), binding: nil, bound: bound, in: &compiled)
    case .same(let left, let right):
      return .compare(
        expression(.argument(left), in: &compiled), .notEqual,
        expression(.argument(right), in: &compiled), .symbol)
    case .aggregate(let aggregate, let comparison, let value):
      return lower(
        .aggregate(aggregate, comparison.negated, value), binding: nil, bound: bound, in: &compiled)
    case .atom, .sometime, .always, .run, .range:
      guard
        case .holds(let literal) = lower(exception, binding: nil, bound: bound, in: &compiled)
      else { preconditionFailure("a run in an exception is refused by validation") }
      return .absent(literal)
    }
  }

  private mutating func lower(
    _ aggregate: AggregateFormula, bound: Set<VariableID>, in compiled: inout CompiledRules
  ) -> TemporalDatalog.Aggregate {
    let group = aggregate.variables.intersection(bound)
    let bindings = Bindings(aggregate.body, given: group)
    var body: [TemporalDatalog.Premise] = []
    for index in bindings.order {
      body.append(
        lower(
          aggregate.body[index], binding: bindings.bindingEqualities[index], bound: bindings.bound,
          in: &compiled))
    }
    let own = bindings.bound.subtracting(group)
    for (variable, kind) in Self.unheld(
      aggregate.body, own, types: { type(of: $0) })
    {
      body.append(.holds(Literal(compiled.number(ofKind: kind), [.variable(variable.number)])))
    }
    for exception in aggregate.exceptions {
      body.append(lower(exception: exception, bound: bindings.bound, in: &compiled))
    }
    // A class of parties is no party to be counted, though it stands among them.
    if aggregate.function == .count {
      for variable in aggregate.per
      where type(of: variable) == .entity(role: nil) {
        let number = compiled.number(ofKind: Group.kind.name)
        body.append(.absent(Literal(number, [.variable(variable.number)])))
      }
    }
    return TemporalDatalog.Aggregate(
      function: aggregate.function.engine, body: body, group: group.map(\.number).sorted(),
      per: aggregate.per.map(\.number), value: aggregate.value?.number,
      kind: aggregate.value.map { type(of: $0).kind } ?? .integer)
  }

  // MARK: - Windows

  /// The first and last day of a window, relative to the day asked.
  private func offsets(_ window: Window) -> (first: Int32, last: Int32) {
    func length(_ argument: Argument) -> Int {
      argument.integer(parameters) ?? 0
    }
    switch window.extent {
    case .past(let days): return (Int32(clamping: -max(0, length(days))), 0)
    case .next(let days): return (0, Int32(clamping: length(days)))
    case .days(let from, let to):
      return (Int32(clamping: length(from)), Int32(clamping: length(to)))
    case .before: return (.min, -1)
    }
  }
}

extension Argument {
  /// The integer that a value or parameter is; nil if it is something else.
  func integer(_ parameters: [String: Value]) -> Int? {
    switch self {
    case .value(.integer(let number)): return number
    case .parameter(let name, let value):
      guard case .integer(let number) = parameters[name] ?? value else { return nil }
      return number
    case .value, .variable, .wildcard: return nil
    }
  }
}
