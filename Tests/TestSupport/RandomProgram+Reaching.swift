import TemporalDatalog

extension RandomProgram {
  /// A program that concludes what is reached from where, by one to three recursive rules of many
  /// forms over a graph that has few cycles: what updates keep for another reason, and recursion that
  /// carries a column along, which random rules seldom make.
  package static func reaching(seed: UInt64) -> RandomProgram {
    var random = RepeatableRandom(seed: seed)
    var program = Program(horizon: Span(0, 40))
    func add(_ name: String, _ columns: Int) -> Int {
      program.relations.append(
        RelationDeclaration(name: name, columns: Array(repeating: .integer, count: columns)))
      return program.relations.count - 1
    }
    let (edge, path, jump) = (add("edge", 2), add("path", 2), add("jump", 3))
    let (closed, other) = (add("closed", 1), add("other", 2))
    func atom(_ relation: Int, _ variables: Int...) -> Literal {
      Literal(relation, variables.map { $0 < 0 ? .any : .variable($0) })
    }
    func rule(_ head: Literal, _ premises: Premise...) {
      program.rules.append(
        ProgramRule(
          head: head, premises: premises, variableCount: 4, origin: program.rules.count))
    }
    rule(atom(path, 0, 1), .holds(atom(edge, 0, 1)))
    for form in (0..<random.number(1...3)).map({ _ in random.number(0...7) }) {
      switch form {
      case 0, 1:
        rule(atom(path, 0, 2), .holds(atom(path, 0, 1)), .holds(atom(edge, 1, 2)))
      case 2:
        rule(atom(path, 0, 3), .holds(atom(path, 0, 1)), .holds(atom(jump, 1, 2, 3)))
      case 3:
        rule(
          atom(path, 0, 2), .holds(atom(path, 0, 1)), .holds(atom(edge, 1, 2)),
          .absent(atom(closed, 1)))
      case 4:
        rule(atom(path, 0, 2), .holds(atom(edge, 0, 1)), .holds(atom(path, 1, 2)))
      case 5:
        rule(atom(other, 0, 2), .holds(atom(path, 0, 1)), .holds(atom(edge, 1, 2)))
        rule(atom(path, 0, 3), .holds(atom(other, 0, 1)), .holds(atom(jump, 1, 2, 3)))
      case 6:
        rule(
          atom(path, 0, 2), .holds(atom(path, 0, 1)), .holds(atom(edge, 1, 2)),
          .holds(atom(closed, 0)))
      default:
        rule(atom(path, 0, 2), .holds(atom(path, 0, 1)), .holds(atom(path, 1, 2)))
      }
    }
    var numbers = NumberPool()
    let (isDated, isImprecise) = (random.chance(50), random.chance(30))
    func fact(_ relation: Int, _ values: [Int]) -> Fact {
      let from = Int32(random.number(0...30))
      let days = isDated ? Span(from, from + Int32(random.number(1...10))) : program.horizon
      let isCertain = !isImprecise || random.chance(70)
      return Fact(
        relation: relation, tuple: values.map { numbers.code(Int64($0)) },
        certain: isCertain ? [days] : [], conceivable: [days])
    }
    /// A step that mostly leads to a later node.
    func step() -> (Int, Int) {
      let from = random.number(0...11)
      return (from, random.chance(90) ? from + random.number(1...4) : random.number(0...from))
    }
    var facts: [Fact] = []
    for _ in 0..<random.number(12...24) {
      let (from, to) = step()
      facts.append(fact(edge, [from, to]))
    }
    for _ in 0..<random.number(2...8) {
      let (from, to) = step()
      facts.append(fact(jump, [from, random.number(0...2), to]))
    }
    for _ in 0..<random.number(1...5) { facts.append(fact(closed, [random.number(0...15)])) }
    for _ in 0..<random.number(0...2) {
      let (from, to) = step()
      facts.append(fact(path, [from, to]))
    }
    return RandomProgram(seed: seed, program: program, numbers: numbers, facts: facts)
  }
}
