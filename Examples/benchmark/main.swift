// The transitive closure of a graph, which is what engines of this kind are measured by.
//
//     benchmark tc random 3000 6000 1     a random graph: nodes, edges, seed
//     benchmark tc chain 3500             a chain: edges
//     benchmark tc grid 70                a grid: nodes along a side
//     benchmark tc < edges.tsv            two numbers a line, separated by a tab

import TechDecoupling

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// More nodes or edges than this are no graph for one machine.
let limit = 100_000_000

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst(2).compactMap { Int($0) }
let graph: Graph
switch (arguments.first, arguments.dropFirst().first, numbers.count) {
case ("tc", nil, 0): graph = Graph(lines: { readLine() })
case ("tc", "random", 3)
where 1...limit ~= numbers[0] && 0...min(limit, numbers[0] * numbers[0]) ~= numbers[1]:
  graph = .random(
    nodes: numbers[0], edges: numbers[1], seed: UInt64(truncatingIfNeeded: numbers[2]))
case ("tc", "chain", 1) where 0...limit ~= numbers[0]: graph = .chain(numbers[0])
case ("tc", "grid", 1) where 0...10_000 ~= numbers[0]: graph = .grid(numbers[0])
default:
  print("usage: benchmark tc [random NODES EDGES SEED | chain EDGES | grid SIDE] [< EDGES.tsv]")
  // 64 is EX_USAGE of sysexits.h; to be asked for help is no mistake.
  exit(["--help", "-h"].contains(arguments.first) ? 0 : 64)
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
