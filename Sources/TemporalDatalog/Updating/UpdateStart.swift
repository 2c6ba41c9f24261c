/// Where an update starts a rule: at rows of a premise that has changed, or at rows of the head.
///
/// Found once for a program, with all that does not depend on the rows.
final class UpdateStart: Sendable {
  enum Place: Sendable {
    /// A premise whose changed rows meet it.
    case match(premise: Int)
    case exception
    /// A literal in an aggregate, whose rows tell which groups may have another value.
    case member
    case head
  }

  /// Among all starts of the program.
  let number: Int
  let place: Place
  /// The relation whose rows start the rule, and whether they have days.
  let relation: Int
  let hasDays: Bool
  /// The variables that the rows bind, ascending, and the columns with their values and the days.
  let variables: [Int]
  let columns: [Int]
  /// Columns that must have the value of another, or a constant.
  let pairs: [(Int, Int)]
  let constants: [(column: Int, code: UInt32)]
  /// The relations of premises that nothing meets while these are empty.
  let needed: [Int]
  /// The relations by whose sizes premises are put in order.
  let sized: [Int]

  /// The premise that the rows meet.
  var met: Int? { if case .match(let premise) = place { premise } else { nil } }

  init(
    number: Int, _ place: Place, _ relation: Int, _ operands: [Operand], _ rule: JoinRule,
    _ physical: PhysicalProgram
  ) {
    self.number = number
    self.place = place
    self.relation = relation
    hasDays = physical.relations[relation].isTemporal
    var first: [Int: Int] = [:]
    var pairs: [(Int, Int)] = []
    var constants: [(column: Int, code: UInt32)] = []
    for (column, operand) in operands.enumerated() {
      switch operand {
      case .any: continue
      case .constant(let code): constants.append((column, code))
      case .variable(let variable):
        if let known = first[variable] {
          pairs.append((known, column))
        } else {
          first[variable] = column
        }
      }
    }
    let bound = first.sorted { $0.key < $1.key }
    variables = bound.map(\.key)
    columns = bound.map(\.value) + (hasDays ? [operands.count, operands.count + 1] : [])
    self.pairs = pairs
    self.constants = constants
    let met: Int? = if case .match(let premise) = place { premise } else { nil }
    needed = rule.premises.indices.compactMap { index in
      guard index != met, case .match(let relation, _) = rule.premises[index] else { return nil }
      return relation
    }
    sized = rule.premises.flatMap(\.relations)
  }

  /// The starts of a rule at its premises, numbered from a number on.
  static func starts(
    of rule: JoinRule, from number: Int, _ physical: PhysicalProgram
  ) -> [UpdateStart] {
    var starts: [UpdateStart] = []
    func add(_ place: Place, _ relation: Int, _ operands: [Operand]) {
      starts.append(
        UpdateStart(number: number + starts.count, place, relation, operands, rule, physical))
    }
    for (index, premise) in rule.premises.enumerated() {
      switch premise {
      case .match(let relation, let operands): add(.match(premise: index), relation, operands)
      case .absent(let relation, let operands): add(.exception, relation, operands)
      case .aggregate(let read):
        for (relation, operands) in read.literals { add(.member, relation, operands) }
      case .compare, .assign, .range: continue
      }
    }
    return starts
  }
}

extension AggregateRead {
  /// The literals whose rows tell which groups may have another value, with all operands that are
  /// not the group's left open.
  fileprivate var literals: [(relation: Int, operands: [Operand])] {
    switch source {
    case .relation(let relation):
      return [(relation, group.map(Operand.variable) + [.any, .any])]
    case .inline(let inline):
      return inline.bodies.flatMap { AggregateRead.literals($0.premises, group) }
    }
  }

  private static func literals(
    _ premises: [PhysicalPremise], _ group: [Int]
  ) -> [(relation: Int, operands: [Operand])] {
    func open(_ operands: [Operand]) -> [Operand] {
      operands.map { operand in
        if case .variable(let variable) = operand, !group.contains(variable) { return .any }
        return operand
      }
    }
    return premises.flatMap { premise -> [(relation: Int, operands: [Operand])] in
      switch premise {
      case .match(let relation, let operands), .absent(let relation, let operands):
        [(relation, open(operands))]
      case .compare, .assign, .range: []
      case .aggregate(let read):
        read.literals.map { ($0.relation, open($0.operands)) }
      }
    }
  }
}
