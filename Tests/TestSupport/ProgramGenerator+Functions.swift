import TemporalDatalog

extension ProgramGenerator {
  /// Adds a function of what is bound, as a value or compared.
  mutating func addFunction(_ draft: inout RuleDraft) {
    if isPlain { return }
    guard let (term, kind) = function(draft) else { return }
    if case .call(.contains, _, _) = term, random.chance(80) { return test(term, &draft) }
    if case .call(.matches, _, _) = term, random.chance(80) { return test(term, &draft) }
    if random.chance(25) {
      draft.add(.compare(term, comparison(), .constant(constant(kind)), kind))
      return
    }
    let variable = draft.variable(kind)
    draft.add(.assign(variable, term, kind))
    draft.computed.append(variable)
  }

  private mutating func test(_ term: Expression, _ draft: inout RuleDraft) {
    let truth = numbers.code(random.chance(75) ? 1 : 0)
    draft.add(.compare(term, .equal, .constant(truth), .integer))
  }

  private mutating func function(_ draft: RuleDraft) -> (Expression, ColumnKind)? {
    let symbols = draft.bound(.symbol)
    let numbers = draft.bound(.integer) + draft.bound(.decimal)
    let choice: Construct = choose([
      (.concatenate, .concatenate), (.textLength, .textLength), (.substring, .substring),
      (.contains, .contains), (.matches, .matches), (.textOfNumber, .textOfNumber),
      (.numberOfText, .numberOfText), (.symbolExtreme, .symbolExtreme),
      (.changedNumber, .changedNumber), (.logicalOperation, .logicalOperation),
    ])
    switch choice {
    case .textOfNumber:
      guard !numbers.isEmpty else { return nil }
      let number = random.pick(numbers)
      return (.call(.textOfNumber, [.variable(number)], draft.kinds[number]), .symbol)
    case .changedNumber, .logicalOperation:
      guard !numbers.isEmpty else { return nil }
      let number = random.pick(numbers)
      return changed(number, draft.kinds[number], isLogical: choice == .logicalOperation)
    default:
      guard !symbols.isEmpty else { return nil }
      return text(choice, .variable(random.pick(symbols)), symbols)
    }
  }

  private mutating func changed(
    _ number: Int, _ kind: ColumnKind, isLogical: Bool
  ) -> (Expression, ColumnKind) {
    var functor = Functor.logicalNot
    if !isLogical || kind == .decimal {
      functor =
        kind == .decimal
        ? random.pick([.negate, .integerOfDecimal])
        : random.pick([.negate, .bitNot, .decimalOfInteger, .negate, .bitNot, .negate, .natural])
    }
    return (.call(functor, [.variable(number)], kind), functor.result(kind))
  }

  private mutating func text(
    _ choice: Construct, _ operand: Expression, _ symbols: [Int]
  ) -> (Expression, ColumnKind) {
    let other =
      random.chance(60) ? Expression.variable(random.pick(symbols)) : .constant(constant(.symbol))
    func number(_ value: Int) -> Expression { .constant(numbers.code(Int64(value))) }
    switch choice {
    case .textLength: return (.call(.textLength, [operand], .integer), .integer)
    case .substring:
      let (from, length) = (random.number(-1...2), random.number(-1...3))
      return (.call(.substring, [operand, number(from), number(length)], .symbol), .symbol)
    case .contains: return (.call(.contains, [other, operand], .integer), .integer)
    case .matches:
      // Codes of texts that are patterns, a bad one seldom.
      let pattern = random.pick(
        random.chance(5) ? RandomProgram.patterns : Array(RandomProgram.goodPatterns))
      return (.call(.matches, [.constant(pattern), operand], .integer), .integer)
    case .numberOfText:
      let isDecimal = random.chance(20)
      return (
        .call(isDecimal ? .decimalOfText : .integerOfText, [operand], .symbol),
        isDecimal ? .decimal : .integer
      )
    case .symbolExtreme:
      return (.arithmetic(random.pick([.minimum, .maximum]), operand, other, .symbol), .symbol)
    default:
      let isLonger = random.chance(20)
      return (
        .call(.concatenate, [operand, other] + (isLonger ? [operand] : []), .symbol), .symbol
      )
    }
  }

  /// Adds a range of a few numbers, as a source or as a test.
  mutating func addRange(_ draft: inout RuleDraft) {
    if isPlain { return }
    let numbers = draft.bound(.integer)
    let kind: ColumnKind = random.chance(10) ? .decimal : .integer
    let one: Int64 = kind == .decimal ? 1_000_000 : 1
    func code(_ value: Int) -> Expression { .constant(self.numbers.code(Int64(value) * one)) }
    var from = code(random.number(-1...3))
    var to = code(random.number(-1...6))
    if kind == .integer, !numbers.isEmpty, random.chance(50) {
      // Near a bound number, so that no range is long.
      from = .variable(random.pick(numbers))
      to = .arithmetic(random.pick([.add, .subtract]), from, code(random.number(0...4)), .integer)
    }
    var step: Expression?
    if makes(.rangeStep, else: 25) {
      step = code(random.pick([2, 2, 3, 2, 3, -1, -2, 0]))
      if random.chance(60) {
        (from, to) = (code(random.number(-1...2)), code(random.number(4...7)))
      }
    }
    let known = draft.bound(kind)
    let isTest = !known.isEmpty && random.chance(25)
    let variable = isTest ? random.pick(known) : draft.variable(kind)
    draft.add(.range(variable, from: from, to: to, step: step, kind))
    if !isTest { draft.computed.append(variable) }
  }
}
