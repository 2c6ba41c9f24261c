// The transitive closure of a graph, which is what engines of this kind are measured by.
//
//     benchmark tc random 3000 6000 1     a random graph: nodes, edges, seed
//     benchmark tc chain 3500             a chain: edges
//     benchmark tc grid 70                a grid: nodes along a side
//     benchmark tc < edges.tsv            two numbers a line, separated by a tab

import TechDecoupling

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst(2).compactMap { Int($0) }
let graph: Graph
switch (arguments.first, arguments.dropFirst().first, numbers.count) {
case ("tc", nil, 0): graph = Graph(lines: { readLine() })
case ("tc", "random", 3) where numbers[0] > 0 && numbers[1] <= numbers[0] * numbers[0]:
  graph = .random(
    nodes: numbers[0], edges: numbers[1], seed: UInt64(truncatingIfNeeded: numbers[2]))
case ("tc", "chain", 1) where numbers[0] >= 0: graph = .chain(numbers[0])
case ("tc", "grid", 1) where numbers[0] >= 0: graph = .grid(numbers[0])
default:
  print("usage: benchmark tc [random NODES EDGES SEED | chain EDGES | grid SIDE] [< EDGES.tsv]")
  graph = Graph()
}

if !graph.from.isEmpty {
  let edge = Relation<Int, Int>("edge")
  let path = Relation<Int, Int>("path")
  let rulebook = Rulebook("Closure") {
    Rule("An edge is a path") { from, to in
      path(from, to).when(edge(from, to))
    }
    Rule("A path and an edge are a path") { from, by, to in
      path(from, to).when(path(from, by), edge(by, to))
    }
  }

  let clock = ContinuousClock()
  let start = clock.now
  var facts = Facts()
  facts.insert(edge, columns: graph.from, graph.to)
  let findings = try await facts.findings(under: rulebook)
  let seconds = (clock.now - start) / .seconds(1)
  let count = findings.count(of: path)
  print("edges \(graph.from.count), paths \(count)")
  print("\(seconds) s, \(Int(Double(count) / seconds)) paths a second")
}
