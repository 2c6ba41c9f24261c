/// Which rules a change of a relation can reach: found once for a program.
final class UpdateGraph: Sendable {
  /// The relations that are concluded together, each before those that read it.
  let components: [[Int]]
  /// The component of each relation.
  let component: [Int]
  /// The least relation of each component, which stays where components are numbered anew.
  let leaders: [Int]
  /// The rules that conclude each component, ascending.
  let rules: [[Int]]
  /// The relations that each rule reads.
  let sources: [[Int]]
  /// Whether a component's rules read it.
  let isRecursive: [Bool]
  /// The components that read each relation.
  let readers: [[Int]]
  /// Whether rules conclude a relation.
  let isConcluded: [Bool]
  /// Where each rule that joins relations starts, and that start of it that is its head.
  let starts: [[UpdateStart]]
  let heads: [UpdateStart?]
  /// The number of all starts.
  let startCount: Int
  /// How the rules of recursive components lead from value to value.
  let links: [Int: ColumnLinks]

  init(_ physical: PhysicalProgram) {
    sources = physical.rules.map(\.sources)
    var edges = [[Int]](repeating: [], count: physical.relations.count)
    for rule in physical.rules { edges[rule.target] += rule.sources }
    components = StronglyConnected.components(edges)
    leaders = components.map { $0.min() ?? 0 }
    var component = [Int](repeating: 0, count: physical.relations.count)
    for (number, members) in components.enumerated() {
      for member in members { component[member] = number }
    }
    var rules = [[Int]](repeating: [], count: components.count)
    var isRecursive = [Bool](repeating: false, count: components.count)
    var readers = [Set<Int>](repeating: [], count: physical.relations.count)
    var isConcluded = [Bool](repeating: false, count: physical.relations.count)
    var starts = [[UpdateStart]](repeating: [], count: physical.rules.count)
    var heads = [UpdateStart?](repeating: nil, count: physical.rules.count)
    var startCount = 0
    for (number, rule) in physical.rules.enumerated() {
      let target = component[rule.target]
      rules[target].append(number)
      isConcluded[rule.target] = true
      for source in rule.sources {
        if component[source] == target {
          isRecursive[target] = true
        } else {
          readers[source].insert(target)
        }
      }
    }
    for (number, rule) in physical.rules.enumerated() {
      guard case .join(let join) = rule else { continue }
      starts[number] = UpdateStart.starts(of: join, from: startCount, physical)
      startCount += starts[number].count
      heads[number] = UpdateStart(
        number: startCount, .head, join.head, join.operands, join, physical)
      startCount += 1
    }
    (self.starts, self.heads, self.startCount) = (starts, heads, startCount)
    var links: [Int: ColumnLinks] = [:]
    for (number, members) in components.enumerated() where isRecursive[number] {
      links[number] = ColumnLinks(members, rules[number].map { physical.rules[$0] }) {
        physical.relations[$0].arity
      }
    }
    self.links = links
    self.component = component
    self.rules = rules
    self.isRecursive = isRecursive
    self.readers = readers.map { $0.sorted() }
    self.isConcluded = isConcluded
  }
}
