/// Columns whose value every rule that concludes a relation from itself carries along.
///
/// Such rules are decomposable: in `path(x, y) :- path(x, z), edge(z, y)` whatever follows from a row
/// has the row's x, so that what rows with some values of x lead to can be followed to its end apart
/// from all others.
///
/// - Source: O. Wolfson, A. Silberschatz: Distributed Processing of Logic Programs, SIGMOD 1988.
struct CarriedColumn {
  let relation: Int
  let columns: [Int]
  let carriers: [Carrier]

  /// A rule that reads the relation once.
  struct Carrier {
    let number: Int
    let rule: JoinRule
    /// The premise that reads the relation.
    let driver: Int
    /// The variables of that premise, ascending, and the columns that bind them.
    let variables: [Int]
    let columns: [Int]

    init?(_ number: Int, _ relation: Int, _ physical: PhysicalProgram) {
      guard case .join(let rule) = physical.rules[number], rule.head == relation else { return nil }
      let drivers = rule.premises.indices.filter { rule.premises[$0].relations.contains(relation) }
      guard drivers.count == 1, case .match(_, let operands) = rule.premises[drivers[0]] else {
        return nil
      }
      var columns: [Int: Int] = [:]
      for (column, operand) in operands.enumerated() {
        switch operand {
        case .any: continue
        case .constant: return nil
        case .variable(let variable):
          guard columns.updateValue(column, forKey: variable) == nil else { return nil }
        }
      }
      for (index, premise) in rule.premises.enumerated() where index != drivers[0] {
        switch premise {
        case .match, .absent: continue
        case .compare, .assign, .range, .aggregate: return nil
        }
      }
      self.number = number
      self.rule = rule
      driver = drivers[0]
      variables = columns.keys.sorted()
      self.columns = variables.compactMap { columns[$0] }
    }

    /// Whether the head has the value of a column of the premise in the same column.
    func carries(_ column: Int) -> Bool {
      guard case .variable(let variable) = rule.operands[column] else { return false }
      return variables.firstIndex(of: variable).map { columns[$0] } == column
    }
  }

  /// Nil if there is none: rules that read the relation twice, or compute, carry no column.
  init?(_ relation: Int, _ rules: [Int], _ physical: PhysicalProgram) {
    var carriers: [Carrier] = []
    for rule in rules {
      guard let carrier = Carrier(rule, relation, physical) else { return nil }
      carriers.append(carrier)
    }
    if carriers.isEmpty || physical.relations[relation].isTemporal { return nil }
    columns = physical.relations[relation].columns.indices.filter { column in
      carriers.allSatisfy { $0.carries(column) }
    }
    if columns.isEmpty { return nil }
    self.relation = relation
    self.carriers = carriers
  }
}
