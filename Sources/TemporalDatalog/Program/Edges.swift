/// The edges of a directed graph: those of each node together, in the order in which they were named.
struct Edges {
  /// Where the edges of each node begin, and where the last ones end.
  private var starts: [Int]
  private var targets: [Int]

  /// Groups edges by the node that they lead from.
  ///
  /// O(nodes + edges).
  init(_ pairs: [(from: Int, to: Int)], nodeCount: Int) {
    starts = [Int](repeating: 0, count: nodeCount + 1)
    for edge in pairs { starts[edge.from + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var places = starts
    targets = [Int](repeating: 0, count: pairs.count)
    for edge in pairs {
      targets[places[edge.from]] = edge.to
      places[edge.from] += 1
    }
  }

  /// Takes the targets of each node.
  init(_ lists: [[Int]]) {
    starts = [0]
    targets = []
    for list in lists {
      targets += list
      starts.append(targets.count)
    }
  }

  var nodeCount: Int { starts.count - 1 }

  /// The numbers of a node's edges.
  func range(of node: Int) -> Range<Int> { starts[node]..<starts[node + 1] }

  /// The node that an edge leads to.
  func target(_ edge: Int) -> Int { targets[edge] }

  /// The nodes that a node leads to.
  subscript(node: Int) -> ArraySlice<Int> { targets[range(of: node)] }
}
