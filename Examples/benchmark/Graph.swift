/// The edges of a directed graph, in two columns.
struct Graph {
  var from: [Int] = []
  var to: [Int] = []

  mutating func add(_ a: Int, _ b: Int) {
    from.append(a)
    to.append(b)
  }

  /// Writes the edges as the relation `edge`.
  func write(to folder: String) throws(Failure) {
    try FactFile.write("edge", to: folder) { file in
      for (a, b) in zip(from, to) { file.add(a, b) }
    }
  }
}

extension Graph {
  /// Reads lines of two numbers separated by a tab, until there is none.
  ///
  /// A line of another form is named and passed over.
  init(lines next: () -> String?) {
    self.init()
    var number = 0
    while let line = next() {
      number += 1
      let fields = line.split(separator: "\t").compactMap { Int($0) }
      if fields.count == 2 {
        add(fields[0], fields[1])
      } else if !line.isEmpty {
        print("line \(number) is passed over: '\(line)' is not two numbers separated by a tab")
      }
    }
  }

  /// A path of so many edges.
  static func chain(_ edges: Int) -> Graph {
    var graph = Graph()
    for node in 0..<edges { graph.add(node, node + 1) }
    return graph
  }

  /// A square of nodes, each with edges down and to the right.
  static func grid(_ side: Int) -> Graph {
    var graph = Graph()
    for row in 0..<side {
      for column in 0..<side {
        let node = row * side + column
        if row + 1 < side { graph.add(node, node + side) }
        if column + 1 < side { graph.add(node, node + 1) }
      }
    }
    return graph
  }

  /// Distinct random edges, the same on every machine.
  static func random(nodes: Int, edges: Int, seed: UInt64) -> Graph {
    var random = SplitMix(state: seed)
    var graph = Graph()
    var seen: Set<[Int]> = []
    while seen.count < edges {
      let a = random.below(nodes)
      let b = random.below(nodes)
      if seen.insert([a, b]).inserted { graph.add(a, b) }
    }
    return graph
  }
}
