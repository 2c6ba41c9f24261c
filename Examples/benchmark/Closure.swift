import TechDecoupling

/// The transitive closure of a graph, which is what engines of this kind are measured by.
enum Closure {
  static let usage =
    "benchmark tc [random NODES EDGES SEED | chain EDGES | grid SIDE]"

  /// More nodes or edges than this are no graph for one machine.
  private static let limit = 100_000_000

  /// Closes the graph that the arguments describe, and prints how long it took.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    let graph: Graph
    // What is no number counts as well: it is left out of the numbers alone.
    switch (arguments.first, arguments.count - 1, numbers.count) {
    case (nil, _, _): graph = Graph(lines: { readLine() })
    case ("random", 3, 3)
    where 1...limit ~= numbers[0] && 0...min(limit, numbers[0] * numbers[0]) ~= numbers[1]:
      graph = .random(
        nodes: numbers[0], edges: numbers[1], seed: UInt64(truncatingIfNeeded: numbers[2]))
    case ("chain", 1, 1) where 0...limit ~= numbers[0]: graph = .chain(numbers[0])
    case ("grid", 1, 1) where 0...10_000 ~= numbers[0]: graph = .grid(numbers[0])
    case ("--help", 0, _), ("-h", 0, _):
      print("usage: \(usage)")
      return .success
    default:
      throw Failure.usage("'tc' needs a graph; usage: \(usage)")
    }
    guard !graph.from.isEmpty else { return .success }
    do {
      try await close(graph)
      return .success
    } catch {
      throw Failure(code: .mistake, message: "benchmark: \(error)")
    }
  }

  private static func close(_ graph: Graph) async throws {
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
}
