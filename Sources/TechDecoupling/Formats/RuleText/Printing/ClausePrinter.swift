/// Writes one rule as text, its variables by name.
struct ClausePrinter {
  /// How many columns a line has where it can be broken.
  static let width = 100
  /// How far the conditions of a rule stand in.
  static let indent = "    "

  let clause: Clause
  /// The type of each variable, by number.
  let types: [ColumnType]
  /// A name for each variable, by number.
  let names: [String]
  /// The variables that occur outside of aggregates.
  private let outer: Set<VariableID>
  /// The variables whose type a column of a premise tells the reader.
  private let told: Set<VariableID>
  /// Variables that stand for wildcards which an aggregate counts.
  private var hidden: Set<VariableID> = []

  init(_ rule: Rule) {
    clause = rule.clause
    types = rule.variableTypes
    names = PrintedName.distinct(rule.variableNames)
    outer = (clause.premises + clause.exceptions).reduce(into: clause.head.variables) {
      $0.formUnion($1.outerVariables)
    }
    told = Self.told(by: clause.premises + clause.exceptions.filter(\.isAggregate), types)
  }

  /// The rule: its conclusion, then what must hold and what must not, one condition a line if there
  /// are several.
  func text() -> String {
    let head = atom(clause.head)
    let conditions = body(clause.premises, clause.exceptions, Scope(own: outer), Self.indent)
    if conditions.isEmpty { return head + " :- true." }
    if conditions.count == 1, !conditions[0].contains("\n") {
      let line = "\(head) :- \(conditions[0])."
      if line.count <= Self.width { return line }
    }
    return head + " :-\n"
      + conditions.map { Self.indent + $0 }.joined(separator: ",\n") + "."
  }

  /// The variables of a rule, or of an aggregate within it.
  private struct Scope {
    /// Those that are nowhere around it.
    var own: Set<VariableID>
    /// Those, and those around it.
    var visible: Set<VariableID>

    init(own: Set<VariableID>) {
      self.own = own
      visible = own
    }

    /// The scope of an aggregate within this one.
    func inside(_ aggregate: AggregateFormula) -> Scope {
      var scope = Scope(own: aggregate.ownVariables.subtracting(visible))
      scope.visible.formUnion(visible)
      return scope
    }
  }

  /// The conditions of a rule's or an aggregate's body, each of which may span lines.
  ///
  /// A variable whose kind no column tells is given it, after what binds it and before exceptions.
  private func body(
    _ premises: [Premise], _ exceptions: [Premise], _ scope: Scope, _ indent: String
  ) -> [String] {
    premises.map { condition($0, scope, indent) } + kinds(of: scope.own)
      + exceptions.map { exception($0, scope, indent) }
  }

  // MARK: - Kinds of variables

  /// `Lab(lab)` for each variable whose kind no column tells.
  private func kinds(of variables: Set<VariableID>) -> [String] {
    variables.subtracting(told).sorted { $0.number < $1.number }.compactMap { variable in
      guard case .entity? = type(of: variable), let type = type(of: variable) else { return nil }
      return "\(type.inRuleText)(\(name(variable)))"
    }
  }

  /// The variables that stand as such in a column of their own type, in what must hold.
  private static func told(by premises: [Premise], _ types: [ColumnType]) -> Set<VariableID> {
    var told: Set<VariableID> = []
    for atom in premises.flatMap(\.holding).compactMap(\.atom) {
      for (argument, column) in zip(atom.arguments, atom.relation.columns) {
        if case .variable(let variable) = argument, types.indices.contains(variable.number),
          types[variable.number] == column
        {
          told.insert(variable)
        }
      }
    }
    return told
  }

  private func type(of variable: VariableID) -> ColumnType? {
    types.indices.contains(variable.number) ? types[variable.number] : nil
  }

  private func name(_ variable: VariableID) -> String {
    names.indices.contains(variable.number) ? names[variable.number] : "v\(variable.number)"
  }

  // MARK: - Conditions

  /// An exception: what must not hold.
  private func exception(_ premise: Premise, _ scope: Scope, _ indent: String) -> String {
    switch premise {
    case .atom, .sometime, .always, .run: "!" + condition(premise, scope, indent)
    case .comparison where premise.test != nil: "!" + condition(premise, scope, indent)
    case .comparison, .same, .aggregate, .range: "!(" + condition(premise, scope, indent) + ")"
    }
  }

  private func condition(_ premise: Premise, _ scope: Scope, _ indent: String) -> String {
    switch premise {
    case .atom(let atom):
      return self.atom(atom)
    case .sometime(let atom, let window):
      return window.inRuleText(("<", "[")) + " " + self.atom(atom)
    case .always(let atom, let window):
      return window.inRuleText(("[", "[")) + " " + self.atom(atom)
    case .comparison(let left, let comparison, let right):
      if let test = premise.test { return formula(test).text }
      let (one, other) = sides(left, right)
      return "\(one) \(comparison.inRuleText) \(other)"
    case .same(let left, let right):
      return term(left) + " is " + term(right)
    case .run(let atom, let start, let end, let length):
      let parts = [("start", start), ("end", end), ("length", length)].compactMap {
        part, variable in
        variable.map { "\(part)=\(name($0))" }
      }
      return self.atom(atom) + " @run(" + parts.joined(separator: ", ") + ")"
    case .range(let variable, let from, let to, let step):
      let ends = [from, to] + [step].compactMap(\.self)
      return "\(name(variable)) = range(\(ends.map { formula($0).text }.joined(separator: ", ")))"
    case .aggregate(let aggregate, let comparison, let value):
      return self.aggregate(aggregate, comparison, value, scope.inside(aggregate), indent)
    }
  }

  // MARK: - Aggregates

  private func aggregate(
    _ aggregate: AggregateFormula, _ comparison: ComparisonOperator, _ value: Formula,
    _ scope: Scope, _ indent: String
  ) -> String {
    var printer = self
    var opening = aggregate.function.rawValue
    if let value = aggregate.value { opening += " " + name(value) }
    let wildcards = countedWildcards(of: aggregate)
    if isReadAsPer(aggregate, wildcards, scope) {
      printer.hidden = Set(wildcards)
    } else {
      opening += " per (" + aggregate.per.map(name).joined(separator: ", ") + ")"
    }
    opening += " : {"
    var closing = "}"
    let isBinding = comparison == .equal && value.loneVariable != nil
    let bound = side(value, beside: aggregate.value.map { .argument(.variable($0)) } ?? value)
    if isBinding {
      opening = bound + " = " + opening
    } else {
      closing += " \(comparison.inRuleText) \(bound)"
    }
    let inner = indent + Self.indent
    let conditions = printer.body(aggregate.body, aggregate.exceptions, scope, inner)
    let line = opening + conditions.joined(separator: ", ") + closing
    if !line.contains("\n"), indent.count + line.count < Self.width { return line }
    return opening + "\n" + conditions.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent
      + closing
  }

  /// The variables that the reader made of wildcards, in the order in which it finds them: each
  /// stands in one atom of the body, and is counted.
  private func countedWildcards(of aggregate: AggregateFormula) -> [VariableID] {
    let places = clause.allArguments.compactMap(\.variable)
    return aggregate.body.flatMap { premise -> [VariableID] in
      guard case .atom(let atom) = premise.unwindowed else { return [] }
      return zip(atom.arguments, atom.relation.columns).compactMap { argument, column in
        guard let variable = argument.variable, type(of: variable) == column,
          name(variable).prefix(3) == "any", name(variable).dropFirst(3).allSatisfy(\.isNumber),
          aggregate.per.contains(variable), places.count(where: { $0 == variable }) == 2
        else { return nil }
        return variable
      }
    }
  }

  /// Whether what is counted is what the reader takes it to be where `per` is left out: every
  /// variable that the body has of its own, then every wildcard.
  private func isReadAsPer(
    _ aggregate: AggregateFormula, _ wildcards: [VariableID], _ scope: Scope
  ) -> Bool {
    switch aggregate.function {
    case .min, .max: return aggregate.per.isEmpty
    case .count, .sum: break
    }
    // The reader counts each value of a wildcard.
    let hasWildcards = aggregate.body.contains { $0.atom?.arguments.contains(.wildcard) ?? false }
    if hasWildcards { return false }
    var seen = Set(wildcards + [aggregate.value].compactMap(\.self))
    let order = (aggregate.body + aggregate.exceptions).flatMap(\.writtenVariables).filter {
      scope.own.contains($0) && seen.insert($0).inserted
    }
    return order + wildcards == aggregate.per
  }

  // MARK: - Terms

  func atom(_ atom: Atom) -> String {
    PrintedName.relation(atom.relation.name) + "("
      + zip(atom.arguments, atom.relation.columns).map { argument, column in
        self.argument(argument, in: column)
      }.joined(separator: ", ") + ")"
  }

  /// A term in a column, which gives a value its type.
  private func argument(_ argument: Argument, in column: ColumnType) -> String {
    switch argument {
    case .variable(let variable) where hidden.contains(variable): return "_"
    case .variable(let variable):
      let isOfColumn = column == .entity(role: nil) || type(of: variable) == column
      return isOfColumn ? name(variable) : "as(\(name(variable)), \(column.inRuleText))"
    case .value(let value): return value.inRuleText
    case .parameter, .wildcard: return term(argument)
    }
  }

  /// A term whose place does not give its type.
  private func term(_ argument: Argument) -> String {
    switch argument {
    case .variable(let variable): name(variable)
    case .value(let value): value.typedInRuleText
    case .parameter(let name, _): "$" + name
    case .wildcard: "_"
    }
  }

  /// The sides of a comparison; of two variables of different kinds the left one is cast.
  private func sides(_ left: Formula, _ right: Formula) -> (left: String, right: String) {
    var leftText = side(left, beside: right)
    if let one = left.loneVariable, let other = right.loneVariable,
      let type = type(of: other), case .entity? = self.type(of: one), self.type(of: one) != type
    {
      leftText = "as(\(name(one)), \(type.inRuleText))"
    }
    return (leftText, side(right, beside: left))
  }

  /// One side of a comparison; a lone value is of the other side's type if a column tells that.
  private func side(_ formula: Formula, beside other: Formula) -> String {
    if case .argument(.value(let value)) = formula, let variable = other.loneVariable,
      told.contains(variable)
    {
      return value.inRuleText
    }
    return self.formula(formula).text
  }

  /// A formula, and how tightly its outermost operator binds.
  func formula(_ formula: Formula) -> (text: String, strength: Int) {
    switch formula {
    case .argument(.value(let value)):
      let text = value.typedInRuleText
      return (text, text.hasPrefix("-") ? ArithmeticOperator.strengthOfSigns : .max)
    case .argument(let argument):
      return (term(argument), .max)
    case .arithmetic(let left, let operation, let right):
      let strength = operation.strength
      let text =
        operand(left, above: operation.isRightAssociative ? strength : strength - 1)
        + " \(operation.rawValue) "
        + operand(right, above: operation.isRightAssociative ? strength - 1 : strength)
      return (text, strength)
    case .call(let functor, let operands):
      return call(functor, operands)
    }
  }

  private func operand(_ formula: Formula, above strength: Int) -> String {
    let part = self.formula(formula)
    return part.strength > strength ? part.text : "(\(part.text))"
  }

  private func call(_ functor: Functor, _ operands: [Formula]) -> (String, Int) {
    let strength = ArithmeticOperator.strengthOfSigns
    switch functor {
    case .negate where operands.count == 1:
      // A sign before a number alone is read as part of the number.
      if case .argument(.value(let value)) = operands[0] {
        return ("-as(\(value.inRuleText), \(value.type.inRuleText))", strength)
      }
      return ("-" + operand(operands[0], above: strength), strength)
    case .bitNot where operands.count == 1, .logicalNot where operands.count == 1:
      return ("\(functor.rawValue) " + operand(operands[0], above: strength - 1), strength)
    default:
      let list = operands.map { formula($0).text }.joined(separator: ", ")
      return ("\(functor.rawValue)(\(list))", .max)
    }
  }

}

extension Premise {
  /// The call, if the premise asks whether a functor's result is true.
  fileprivate var test: Formula? {
    guard case .comparison(let call, .equal, .argument(.value(.integer(1)))) = self,
      case .call(let functor, _) = call, functor == .contains || functor == .matches
    else { return nil }
    return call
  }
}

extension Premise {
  fileprivate var isAggregate: Bool {
    if case .aggregate = self { true } else { false }
  }

  /// The premise without its window.
  fileprivate var unwindowed: Premise {
    switch self {
    case .sometime(let atom, _), .always(let atom, _): .atom(atom)
    default: self
    }
  }

  /// The premise, or what must hold of the members of an aggregate.
  fileprivate var holding: [Premise] {
    guard case .aggregate(let aggregate, _, _) = self else { return [self] }
    return (aggregate.body + aggregate.exceptions.filter(\.isAggregate)).flatMap(\.holding)
  }
}

extension Premise {
  /// The variables that stand outside of an aggregate, in the order in which they are written.
  fileprivate var writtenVariables: [VariableID] {
    let arguments: [Argument] =
      switch self {
      case .atom, .sometime, .always, .run, .comparison, .same: allArguments
      case .range(let variable, let from, let to, let step):
        [.variable(variable)] + from.arguments + to.arguments + (step?.arguments ?? [])
      case .aggregate(_, _, let bound): bound.arguments
      }
    return arguments.compactMap(\.variable)
  }
}

extension AggregateFormula {
  /// The variables of the body itself, those of aggregates within it left out.
  fileprivate var ownVariables: Set<VariableID> {
    (body + exceptions).reduce(into: Set(per + [value].compactMap(\.self))) {
      $0.formUnion($1.outerVariables)
    }
  }
}

extension ComparisonOperator {
  /// The sign as rule text has it.
  var inRuleText: String { self == .equal ? "=" : rawValue }
}

extension ArithmeticOperator {
  /// How tightly signs and `bnot` bind: less than powers, more than products.
  static let strengthOfSigns = 10

  /// How tightly the operator binds; the greater, the tighter.
  var strength: Int {
    switch self {
    case .logicalOr: 1
    case .logicalXor: 2
    case .logicalAnd: 3
    case .bitOr: 4
    case .bitXor: 5
    case .bitAnd: 6
    case .shiftLeft, .shiftRight, .unsignedShiftRight: 7
    case .add, .subtract: 8
    case .multiply, .divide, .remainder: 9
    case .power: 11
    }
  }

  /// Whether `a ^ b ^ c` is `a ^ (b ^ c)`.
  var isRightAssociative: Bool { self == .power }
}

extension Window {
  /// The window as rule text has it before an atom, between brackets for its quantifier.
  fileprivate func inRuleText(_ brackets: (opening: String, days: String)) -> String {
    func days(_ argument: Argument) -> String {
      switch argument {
      case .value(.integer(let days)): "\(days)d"
      case .parameter(let name, _): "$\(name)"
      case .value, .variable, .wildcard: "0d"
      }
    }
    return switch extent {
    case .past(let length): "\(brackets.opening)-[0d,\(days(length))]"
    case .next(let length): "\(brackets.opening)+[0d,\(days(length))]"
    case .days(let from, let to): "\(brackets.opening)*[\(days(from)),\(days(to))]"
    case .before: "\(brackets.opening)-[1d,_]"
    }
  }
}
