/// How the rules of a recursive component lead from value to value of one column.
///
/// `path(x, y) :- path(x, z), edge(z, y)` leads from z to y in the second column, and whatever z and
/// y are, they stand in a row of `edge`.
struct ColumnLinks: Sendable {
  /// A relation outside the component, and its columns that hold the values before and after a step.
  struct Link: Sendable, Hashable {
    let relation: Int
    let from: Int
    let to: Int
  }

  /// The column, of each relation of the component.
  let column: Int
  let links: [Link]

  /// Nil if there is no column in which every premise of the component leads to another value.
  init?(_ members: [Int], _ rules: [PhysicalRule], arity: (Int) -> Int) {
    let columns = members.map(arity).min() ?? 0
    for column in 0..<columns {
      guard let links = ColumnLinks.links(column, members, rules) else { continue }
      self.column = column
      self.links = links
      return
    }
    return nil
  }

  private static func links(
    _ column: Int, _ members: [Int], _ rules: [PhysicalRule]
  ) -> [Link]? {
    var links: [Link] = []
    for rule in rules {
      guard case .join(let join) = rule else { return nil }
      for premise in join.premises where premise.relations.contains(where: members.contains) {
        guard case .match(_, let operands) = premise, case .variable(let before) = operands[column],
          case .variable(let after) = join.operands[column], before != after,
          let link = join.premises.lazy.compactMap({ link($0, before, after, members) }).first
        else { return nil }
        if !links.contains(link) { links.append(link) }
      }
    }
    return links
  }

  private static func link(
    _ premise: PhysicalPremise, _ before: Int, _ after: Int, _ members: [Int]
  ) -> Link? {
    guard case .match(let relation, let operands) = premise, !members.contains(relation),
      let from = operands.firstIndex(of: .variable(before)),
      let to = operands.firstIndex(of: .variable(after))
    else { return nil }
    return Link(relation: relation, from: from, to: to)
  }
}
