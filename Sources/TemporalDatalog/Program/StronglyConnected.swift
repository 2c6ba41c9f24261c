/// The strongly connected components of a directed graph, each before those that lead to it.
enum StronglyConnected {
  /// Returns the components so that every edge from a node leads into its own component or an
  /// earlier one; nodes ascend inside a component.
  ///
  /// Tarjan's algorithm with a stack of its own, so that a long chain costs memory and not the call
  /// stack. O(nodes + edges).
  static func components(_ edges: Edges) -> [[Int]] {
    var index = [Int](repeating: -1, count: edges.nodeCount)
    var low = index
    var isOnStack = [Bool](repeating: false, count: edges.nodeCount)
    var stack: [Int] = []
    var result: [[Int]] = []
    var next = 0
    var calls: [(node: Int, edge: Int)] = []
    for root in 0..<edges.nodeCount where index[root] < 0 {
      calls.append((root, edges.range(of: root).lowerBound))
      while let (node, edge) = calls.last {
        if index[node] < 0 {
          index[node] = next
          low[node] = next
          next += 1
          stack.append(node)
          isOnStack[node] = true
        }
        if edge < edges.range(of: node).upperBound {
          calls[calls.count - 1].edge += 1
          let target = edges.target(edge)
          if index[target] < 0 {
            calls.append((target, edges.range(of: target).lowerBound))
          } else if isOnStack[target] {
            low[node] = min(low[node], index[target])
          }
          continue
        }
        calls.removeLast()
        if let parent = calls.last { low[parent.node] = min(low[parent.node], low[node]) }
        if low[node] == index[node] {
          var component: [Int] = []
          while let member = stack.popLast() {
            isOnStack[member] = false
            component.append(member)
            if member == node { break }
          }
          component.sort()
          result.append(component)
        }
      }
    }
    return result
  }

  /// As above, of the targets of each node.
  static func components(_ edges: [[Int]]) -> [[Int]] { components(Edges(edges)) }
}
