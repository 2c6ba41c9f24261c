import TemporalDatalog

/// Makes small random programs that are safe, nearly all stratified, and that do something.
///
/// Each seed has a few constructs of its own, which its program contains wherever chance is asked
/// for them, so that every construct has a fair share of a run.
package struct ProgramGenerator {
  let seed: UInt64
  var random: RepeatableRandom
  private(set) var focus: Set<Construct>
  var program: Program
  var numbers = NumberPool()
  var facts: [Fact] = []
  var bulk: [(relation: Int, tuple: [UInt32], days: Span)] = []
  /// What the rules made so far conclude.
  var model = NaiveModel(certain: [], conceivable: [])
  /// Whether runs, arithmetic and sums as values are left out.
  var isPlain = false
  /// The stratum of each relation; 0 for those that are only given.
  var levels: [Int] = []
  var symbolCount: Int
  /// The code of the first symbol.
  var firstSymbol = 0
  /// Whether some facts have days on which they only conceivably hold.
  var isImprecise: Bool
  /// Whether numbers near the edge of 64 bits and zeros for divisors occur.
  var isExtreme: Bool

  /// The program of a seed.
  package static func program(seed: UInt64) -> RandomProgram {
    var generator = ProgramGenerator(seed: seed)
    generator.makeRelations()
    generator.makeFacts()
    generator.makeRules()
    return generator.result
  }

  var result: RandomProgram {
    var result = RandomProgram(seed: seed, program: program, numbers: numbers, facts: facts)
    result.bulk = bulk
    return result
  }

  /// Rules over given facts, without runs, arithmetic and sums as values.
  ///
  /// The relations of the facts come first, with the columns given; all else is as for a program.
  package static func plainRules(
    seed: UInt64, over given: [[ColumnKind]], _ facts: [Fact], numbers: NumberPool, horizon: Span,
    symbolCount: Int
  ) -> RandomProgram {
    var generator = ProgramGenerator(seed: seed)
    generator.isPlain = true
    generator.isExtreme = false
    let plain = Construct.plain
    generator.focus = Set((0..<4).map { _ in generator.random.pick(plain) })
    generator.program.horizon = horizon
    generator.numbers = numbers
    generator.facts = facts
    generator.symbolCount = symbolCount
    for columns in given { generator.declare(columns, level: 0) }
    for level in 1...generator.random.number(1...3) {
      generator.declare(
        generator.random.pick([[.symbol], [.symbol, .symbol], [.symbol, .integer], []]),
        level: level)
    }
    generator.makeRules()
    return generator.result
  }

  private init(seed: UInt64) {
    self.seed = seed
    random = RepeatableRandom(seed: seed)
    var focus: Set = [Construct.allCases[Int(seed % UInt64(Construct.allCases.count))]]
    for _ in 0..<9 { focus.insert(random.pick(Construct.allCases + Construct.rare)) }
    self.focus = focus
    let from = Int32(random.pick([0, 0, 0, -4, 1_000]))
    program = Program(horizon: Span(from, from + Int32(random.number(6...11))))
    symbolCount = random.number(2...4)
    if focus.contains(.numberOfText) {
      firstSymbol = 8
    } else if random.chance(50) {
      firstSymbol = random.pick([2, 4, 6])
    }
    isExtreme = random.chance(6)
    isImprecise = random.chance(60)
    if isFocused(.mark, .imprecision, .exceptionReading, .aggregateRange, .runReading) {
      isImprecise = true
    }
  }

  /// Whether a construct is to be made: surely if the seed is its own, else by chance.
  mutating func makes(_ construct: Construct, else percent: Int) -> Bool {
    (focus.contains(construct) && !random.chance(15)) || random.chance(percent)
  }

  /// Whether the seed belongs to one of the constructs.
  func isFocused(_ constructs: Construct...) -> Bool {
    constructs.contains(where: focus.contains)
  }

  /// One of the choices: mostly one whose construct is the seed's own, if there is one.
  mutating func choose<Choice>(_ choices: [(Construct, Choice)]) -> Choice {
    let own = choices.filter { focus.contains($0.0) }
    return own.isEmpty || random.chance(20) ? random.pick(choices).1 : random.pick(own).1
  }

  // MARK: - Relations

  private mutating func makeRelations() {
    let given: [[ColumnKind]] = [
      [.symbol], [.symbol], [.symbol, .symbol], [.symbol, .symbol], [.symbol, .integer],
      [.symbol, .integer], [.symbol, .symbol, .integer], [.symbol, .decimal], [.integer],
      [.integer, .integer], [],
    ]
    let concluded: [[ColumnKind]] = [
      [.symbol], [.symbol], [.symbol, .symbol], [.symbol, .symbol], [.symbol, .integer],
      [.symbol, .integer], [.integer], [.symbol, .decimal], [],
    ]
    let count = random.number(1...3)
    for _ in 0..<count { declare(random.pick(given), level: 0) }
    if isMonotone {
      declare([.symbol, .symbol, .integer], level: 0)
    }
    if usesNumbers { declare([.symbol, numericKind], level: 0) }
    let isMutual = isFocused(.mutualRecursion)
    if isMutual {
      let columns = random.pick([[ColumnKind.symbol], [.symbol, .symbol]])
      declare(columns, level: 1)
      declare(columns, level: 1)
    }
    if isMonotone { declare([.symbol], level: 1) }
    if isFocused(.symbolExtreme, .concatenate, .substring), !isMonotone {
      declare([.symbol, .symbol], level: 0)
      declare([.symbol, .symbol], level: 1)
    }
    if isFocused(.nullary) {
      declare([], level: 0)
      declare([], level: 1)
    }
    var level = isMutual || isMonotone ? 2 : 1
    for index in 0..<(isMutual || isMonotone ? random.number(0...1) : random.number(1...3)) {
      if index > 0, random.chance(75) { level += 1 }
      if usesNumbers, random.chance(60) {
        declare(random.pick([[.symbol, numericKind], [numericKind]]), level: level)
      } else {
        declare(random.pick(concluded), level: level)
      }
    }
  }

  var isMonotone: Bool {
    isFocused(.monotoneSum, .monotoneCount, .monotoneMinimum, .monotoneMaximum)
  }

  /// The kind of number that the seed is about.
  var numericKind: ColumnKind {
    isFocused(.decimalArithmetic, .decimalComparison) ? .decimal : .integer
  }

  var usesNumbers: Bool {
    isFocused(.decimalArithmetic, .decimalComparison)
      || isFocused(.less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply)
      || isFocused(.divide, .remainder, .lesserOf, .greaterOf, .sumValue, .minimumValue)
      || isFocused(.maximumValue, .sumComparison, .minimumComparison, .maximumComparison)
      || isFocused(.power, .bitOperation, .logicalOperation, .changedNumber, .range, .rangeStep)
      || isFocused(.textOfNumber, .numberOfText, .textLength)
  }

  private mutating func declare(_ columns: [ColumnKind], level: Int) {
    let name = (level == 0 ? "given" : "concluded") + "\(program.relations.count)"
    program.relations.append(RelationDeclaration(name: name, columns: columns))
    levels.append(level)
  }

  // MARK: - Values

  mutating func constant(_ kind: ColumnKind) -> UInt32 {
    switch kind {
    case .symbol: return UInt32(firstSymbol + random.number(0...symbolCount - 1))
    case .integer:
      if isExtreme, random.chance(25) {
        return numbers.code(random.pick([.max, .min + 1, 1 << 62, 1 << 31, -(1 << 40)]))
      }
      if random.chance(20) {
        return numbers.code(
          Int64(random.number(Int(program.horizon.from)...Int(program.horizon.until))))
      }
      return numbers.code(Int64(random.number(isExtreme || random.chance(20) ? -2...4 : 1...5)))
    case .decimal:
      return numbers.code(
        random.pick([500_000, 1_000_000, 1_500_000, 2_000_000, 333_333, -1_000_000, 3, 2_500_000])
      )
    }
  }

  // MARK: - Facts

  private mutating func makeFacts() {
    for (relation, level) in levels.enumerated() {
      if level > 0, !random.chance(isMonotone ? 80 : 30) { continue }
      for _ in 0..<(level == 0 ? random.number(3...7) : random.number(1...2)) {
        makeFact(relation)
      }
    }
  }

  private mutating func makeFact(_ relation: Int) {
    var tuple = program.relations[relation].columns.map { constant($0) }
    if isFocused(.repeatedVariable), random.chance(50), tuple.count > 1,
      Set(program.relations[relation].columns).count == 1
    {
      tuple = tuple.map { _ in tuple[0] }
    }
    let horizon = program.horizon
    if random.chance(20) {
      if random.chance(30) {
        bulk.append((relation, tuple, horizon))
      } else {
        facts.append(
          Fact(relation: relation, tuple: tuple, certain: [horizon], conceivable: [horizon]))
      }
      return
    }
    if random.chance(10) {
      bulk.append((relation, tuple, span()))
      return
    }
    var fact = Fact(relation: relation, tuple: tuple, certain: [], conceivable: [])
    let first = span()
    fact.conceivable = [first]
    if random.chance(25) {
      // A second stretch, apart from the first by at least a day.
      let second = span()
      if second.from > first.until { fact.conceivable = [first, second] }
      if second.until < first.from { fact.conceivable = [second, first] }
    }
    fact.certain = fact.conceivable
    if isImprecise {
      switch random.number(0...9) {
      case 0...1: fact.certain = []
      case 2...4: fact.certain = fact.certain.compactMap { inner($0) }
      case 5...(isFocused(.mark) ? 9 : 6):
        let until = min(program.horizon.until, first.from + Int32(random.number(1...3)))
        let range = Span(first.from, until)
        fact.conceivable = [range]
        fact.certain = range.until - range.from == 1 ? [range] : []
        fact.marks = [range]
      default: break
      }
    }
    facts.append(fact)
  }

  /// Some days of the horizon, one or a few, sometimes up to an edge.
  private mutating func span() -> Span {
    let horizon = program.horizon
    let from =
      random.chance(12)
      ? horizon.from : Int32.random(in: horizon.from..<horizon.until, using: &random)
    let length = Int32(random.number(1...5))
    return Span(from, random.chance(15) ? horizon.until : min(horizon.until, from + length))
  }

  /// Days inside a span, nil if none is left.
  private mutating func inner(_ span: Span) -> Span? {
    let from = span.from + Int32(random.number(0...2))
    let until = span.until - Int32(random.number(0...2))
    return from < until ? Span(from, until) : nil
  }
}
