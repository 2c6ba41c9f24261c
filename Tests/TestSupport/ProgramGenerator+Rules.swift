import TemporalDatalog

/// A rule in the making: the kinds of its variables and which of them are bound.
struct RuleDraft {
  var level: Int
  var kinds: [ColumnKind] = []
  var bound: [Int] = []
  /// Variables with computed values, for the head if it may take them.
  var computed: [Int] = []
  var premises: [Premise] = []
  var isRecursive = false

  mutating func variable(_ kind: ColumnKind) -> Int {
    kinds.append(kind)
    return kinds.count - 1
  }

  func bound(_ kind: ColumnKind) -> [Int] { bound.filter { kinds[$0] == kind } }

  mutating func add(_ premise: Premise) {
    premises.append(premise)
    for variable in premise.bindings where !bound.contains(variable) { bound.append(variable) }
  }
}

extension ProgramGenerator {
  mutating func makeRules() {
    if let given = try? NaiveEvaluator.evaluate(program, result.store) { model = given }
    for (relation, level) in levels.enumerated() where level > 0 {
      let count = random.number(1...2)
      for index in 0..<count {
        makeUseful(relation) { generator in
          var draft = RuleDraft(level: level)
          generator.fill(&draft, relation, mayRecurse: index > 0 || count == 1)
          generator.finish(draft, relation)
        }
      }
      if isMonotone, program.relations[relation].columns == [.symbol] {
        makeUseful(relation) { $0.makeMonotoneRule(relation) }
      }
      if makes(.recursion, else: 12) || isFocused(.windowRecursion, .mutualRecursion) {
        makeUseful(relation) { $0.makeRecursiveRule(relation) }
      }
    }
    program.rules.shuffle(using: &random)
    for index in program.rules.indices { program.rules[index].origin = index }
  }

  /// Makes a rule, and another in its place if it adds nothing, a few times.
  private mutating func makeUseful(_ relation: Int, _ make: (inout Self) -> Void) {
    let rules = program.rules
    for _ in 0..<6 {
      program.rules = rules
      make(&self)
      guard
        let model = try? NaiveEvaluator.evaluate(
          program, result.store, only: relation, above: self.model, limit: 300)
      else { continue }
      if model.failures.isEmpty {
        if model == self.model { continue }
      } else if random.chance(80) {
        continue
      }
      self.model = model
      return
    }
  }

  // MARK: - Any rule

  private mutating func fill(_ draft: inout RuleDraft, _ relation: Int, mayRecurse: Bool) {
    let positives = random.chance(4) ? 0 : random.pick([1, 1, 2, 2, 3])
    for index in 0..<positives {
      let recursive = mayRecurse && random.chance(25)
      addPositive(&draft, isFirst: index == 0, recursive: recursive)
    }
    if !isPlain, makes(.runStart, else: 4) { addRun(&draft, .runStart) }
    if !isPlain, makes(.runEnd, else: 4) { addRun(&draft, .runEnd) }
    if makes(.runLength, else: 4) || isFocused(.runReading) { addRun(&draft, .runLength) }
    if random.chance(20) || isFocused(.countValue, .sumValue, .minimumValue, .maximumValue)
      || isFocused(.countComparison, .sumComparison, .minimumComparison, .maximumComparison)
      || isFocused(.emptyGroup, .aggregateWindow, .aggregateException, .aggregateRange)
      || isFocused(.nestedAggregate)
    {
      addAggregate(&draft)
      if isFocused(.sumComparison, .minimumComparison, .maximumComparison, .countComparison)
        || isFocused(.sumValue, .minimumValue, .maximumValue), random.chance(50)
      {
        addAggregate(&draft)
      }
    }
    if random.chance(17) || isFocused(.add, .subtract, .multiply, .divide, .remainder)
      || isFocused(.lesserOf, .greaterOf, .decimalArithmetic, .power)
      || isFocused(.bitOperation, .logicalOperation)
    {
      addArithmetic(&draft)
      if isFocused(.lesserOf, .greaterOf, .multiply), random.chance(50) { addArithmetic(&draft) }
    }
    if random.chance(8) || isFocused(.concatenate, .textLength, .substring, .contains, .matches)
      || isFocused(.textOfNumber, .numberOfText, .symbolExtreme, .changedNumber)
    {
      addFunction(&draft)
      if random.chance(30) { addFunction(&draft) }
    }
    if random.chance(5) || isFocused(.range, .rangeStep) { addRange(&draft) }
    if random.chance(22) || isFocused(.equal, .notEqual, .less, .lessOrEqual, .greater)
      || isFocused(.greaterOrEqual, .symbolComparison, .decimalComparison, .symbolOrder)
    {
      addComparison(&draft)
    }
    if makes(.exception, else: 24)
      || isFocused(
        .exceptionWildcard, .exceptionSometime, .exceptionAlways, .exceptionReading)
    {
      addException(&draft)
    }
  }

  /// Adds the rule with a head over what is bound.
  mutating func finish(_ draft: RuleDraft, _ relation: Int) {
    let operands = program.relations[relation].columns.map { kind -> Operand in
      let computed = draft.isRecursive ? [] : draft.computed.filter { draft.kinds[$0] == kind }
      if !computed.isEmpty, random.chance(75) { return .variable(random.pick(computed)) }
      let bound = draft.bound(kind).filter { !draft.isRecursive || !draft.computed.contains($0) }
      if !bound.isEmpty, !random.chance(5) { return .variable(random.pick(bound)) }
      return .constant(constant(kind))
    }
    var premises = draft.premises
    // What is computed and not in the head is mostly compared.
    for variable in draft.computed
    where !operands.contains(.variable(variable)) && random.chance(80) {
      let kind = draft.kinds[variable]
      premises.append(
        .compare(.variable(variable), comparison(), .constant(constant(kind)), kind))
    }
    if random.chance(30) { premises.shuffle(using: &random) }
    program.rules.append(
      ProgramRule(
        head: Literal(relation, operands), premises: premises, variableCount: draft.kinds.count,
        origin: 0))
  }

  // MARK: - Literals

  /// A relation that is finished, or one of the rule's own stratum.
  mutating func relation(
    _ draft: RuleDraft, recursive: Bool = false, where suits: ([ColumnKind]) -> Bool = { _ in true }
  ) -> Int? {
    let candidates = levels.indices.filter {
      (recursive ? levels[$0] == draft.level : levels[$0] < draft.level)
        && suits(program.relations[$0].columns)
    }
    // A seed about numbers reads mostly relations that have some.
    let numeric = candidates.filter { index in
      program.relations[index].columns.contains(numericKind)
    }
    if usesNumbers, !numeric.isEmpty, random.chance(60) { return random.pick(numeric) }
    let nullary = candidates.filter { program.relations[$0].columns.isEmpty }
    if isFocused(.nullary), !nullary.isEmpty, random.chance(40) { return random.pick(nullary) }
    return candidates.isEmpty ? nil : random.pick(candidates)
  }

  mutating func addPositive(_ draft: inout RuleDraft, isFirst: Bool, recursive: Bool) {
    guard let relation = relation(draft, recursive: recursive) else { return }
    var literal = positive(relation, &draft, joins: !isFirst)
    let percent = isFocusedOnWindow ? 70 : 22
    if random.chance(percent) { literal.window = window() }
    draft.add(.holds(literal))
    if recursive { draft.isRecursive = true }
  }

  private var isFocusedOnWindow: Bool {
    isFocused(.sometimePast, .sometimeNext, .sometimeDays, .sometimeBefore, .mark)
      || isFocused(.alwaysPast, .alwaysNext, .alwaysDays, .alwaysBefore)
  }

  /// A literal that may bind new variables.
  mutating func positive(_ relation: Int, _ draft: inout RuleDraft, joins: Bool) -> Literal {
    var fresh: [Int] = []
    let operands = program.relations[relation].columns.map { kind -> Operand in
      if makes(.constant, else: 5) { return .constant(constant(kind)) }
      if makes(.wildcard, else: 8) { return .any }
      let repeated = fresh.filter { draft.kinds[$0] == kind }
      if !repeated.isEmpty, makes(.repeatedVariable, else: 9) { return .variable(repeated[0]) }
      let known = draft.bound(kind).filter { !draft.computed.contains($0) }
      if joins, !known.isEmpty, random.chance(60) { return .variable(random.pick(known)) }
      let variable = draft.variable(kind)
      fresh.append(variable)
      return .variable(variable)
    }
    return Literal(relation, operands)
  }

  /// A literal over what is bound; the rest are wildcards or constants.
  private mutating func closed(_ relation: Int, _ draft: RuleDraft) -> Literal {
    let operands = program.relations[relation].columns.map { kind -> Operand in
      let known = draft.bound(kind)
      if makes(.exceptionWildcard, else: known.isEmpty ? 70 : 15) { return .any }
      return known.isEmpty || random.chance(8)
        ? .constant(constant(kind)) : .variable(random.pick(known))
    }
    return Literal(relation, operands)
  }

  mutating func window() -> Window {
    var kind = choose([
      (.sometimePast, 0), (.sometimeNext, 1), (.sometimeDays, 2), (.sometimeBefore, 3),
      (.alwaysPast, 4), (.alwaysNext, 5), (.alwaysDays, 6), (.alwaysBefore, 7),
    ])
    if isFocused(.exceptionSometime, .mark), random.chance(50) { kind %= 4 }
    if isFocused(.exceptionAlways), random.chance(50) { kind = 4 + kind % 4 }
    let days = Int32(isFocused(.mark) ? random.number(2...4) : random.number(0...3))
    let (first, last): (Int32, Int32)
    switch kind % 4 {
    case 0: (first, last) = (-max(days, 1), 0)
    case 1: (first, last) = (0, max(days, 1))
    case 2:
      first = Int32(random.number(-4...3))
      last = first + days
    default: (first, last) = (.min, -1)
    }
    return kind < 4 ? .sometime(first: first, last: last) : .always(first: first, last: last)
  }

  // MARK: - Other premises

  private mutating func addException(_ draft: inout RuleDraft) {
    // A few programs have a cycle through an exception, to be refused.
    guard let relation = relation(draft, recursive: !isPlain && random.chance(2)) ?? relation(draft)
    else {
      return
    }
    var literal = closed(relation, draft)
    if random.chance(isFocused(.exceptionSometime, .exceptionAlways) ? 90 : 25) {
      literal.window = window()
    }
    draft.add(.absent(literal))
  }

  mutating func addRun(_ draft: inout RuleDraft, _ part: Construct) {
    if isPlain { return }
    guard let relation = relation(draft) else { return }
    let literal = positive(relation, &draft, joins: true)
    var parts = RunReading()
    if part == .runStart || random.chance(15) { parts.start = draft.variable(.integer) }
    if part == .runEnd || random.chance(15) { parts.end = draft.variable(.integer) }
    if part == .runLength || random.chance(15) { parts.length = draft.variable(.integer) }
    draft.add(.run(literal, parts))
    draft.computed += [parts.start, parts.end, parts.length].compactMap { $0 }
  }

  mutating func comparison() -> Comparison {
    choose([
      (.equal, .equal), (.notEqual, .notEqual), (.less, .less), (.lessOrEqual, .lessOrEqual),
      (.greater, .greater), (.greaterOrEqual, .greaterOrEqual),
    ])
  }

  private mutating func addComparison(_ draft: inout RuleDraft) {
    var bound = draft.bound
    if isFocused(.symbolComparison, .symbolOrder), random.chance(50) {
      bound = draft.bound(.symbol)
    }
    if isFocused(.decimalComparison), random.chance(50) { bound = draft.bound(.decimal) }
    if isFocused(.less, .lessOrEqual, .greater, .greaterOrEqual), random.chance(50) {
      bound = draft.bound(.integer) + draft.bound(.decimal)
    }
    guard !bound.isEmpty else { return }
    let left = random.pick(bound)
    let kind = draft.kinds[left]
    let others = draft.bound(kind).filter { $0 != left }
    var right = Expression.constant(constant(kind))
    if !others.isEmpty, random.chance(60) { right = .variable(random.pick(others)) }
    if kind != .symbol, !isPlain, random.chance(12) {
      right = .arithmetic(sign(kind), right, .constant(constant(kind)), kind)
    }
    var comparison = comparison()
    if kind == .symbol, !isFocused(.symbolOrder), isPlain || random.chance(80) {
      comparison =
        comparison == .equal || (comparison != .notEqual && random.chance(30)) ? .equal : .notEqual
    }
    draft.add(.compare(.variable(left), comparison, right, kind))
  }

  private mutating func sign(_ kind: ColumnKind) -> ArithmeticOperator {
    let plain: [(Construct, ArithmeticOperator)] = [
      (.add, .add), (.subtract, .subtract), (.multiply, .multiply), (.divide, .divide),
      (.remainder, .remainder), (.lesserOf, .minimum), (.greaterOf, .maximum),
    ]
    let whole: [(Construct, ArithmeticOperator)] = [
      (.power, .power), (.bitOperation, .bitAnd), (.bitOperation, .bitOr),
      (.bitOperation, .bitXor), (.bitOperation, .shiftLeft), (.bitOperation, .shiftRight),
      (.bitOperation, .shiftRightUnsigned), (.logicalOperation, .logicalAnd),
      (.logicalOperation, .logicalOr), (.logicalOperation, .logicalXor),
    ]
    if kind != .integer { return choose(plain) }
    return choose(plain + plain + whole)
  }

  mutating func addArithmetic(_ draft: inout RuleDraft) {
    if isPlain { return }
    let decimals = draft.bound(.decimal)
    let bound =
      isFocused(.decimalArithmetic) && !decimals.isEmpty
      ? decimals : draft.bound(.integer) + decimals
    guard !bound.isEmpty else { return }
    let left = random.pick(bound)
    let kind = draft.kinds[left]
    let others = draft.bound(kind)
    let right =
      random.chance(50)
      ? Expression.variable(random.pick(others)) : .constant(constant(kind))
    var value = Expression.arithmetic(sign(kind), .variable(left), right, kind)
    if random.chance(15) {
      value = .arithmetic(sign(kind), value, .constant(constant(kind)), kind)
    }
    let variable = draft.variable(kind)
    draft.add(.assign(variable, value, kind))
    draft.computed.append(variable)
  }
}
