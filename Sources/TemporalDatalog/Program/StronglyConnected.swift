/// The strongly connected components of a directed graph, each before those that lead to it.
enum StronglyConnected {
  /// Returns the components so that every edge from a node leads into its own component or an
  /// earlier one; nodes ascend inside a component.
  ///
  /// Tarjan's algorithm with a stack of its own, so that a long chain costs memory and not the call
  /// stack. O(nodes + edges).
  static func components(_ edges: [[Int]]) -> [[Int]] {
    var index = [Int](repeating: -1, count: edges.count)
    var low = index
    var isOnStack = [Bool](repeating: false, count: edges.count)
    var stack: [Int] = []
    var result: [[Int]] = []
    var next = 0
    var calls: [(node: Int, edge: Int)] = []
    for root in edges.indices where index[root] < 0 {
      calls.append((root, 0))
      while let (node, edge) = calls.last {
        if edge == 0 {
          index[node] = next
          low[node] = next
          next += 1
          stack.append(node)
          isOnStack[node] = true
        }
        if edge < edges[node].count {
          calls[calls.count - 1].edge += 1
          let target = edges[node][edge]
          if index[target] < 0 {
            calls.append((target, 0))
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
          result.append(component.sorted())
        }
      }
    }
    return result
  }
}
