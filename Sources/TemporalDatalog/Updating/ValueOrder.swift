import Synchronization

/// The values of a column in an order in which rules lead from them, and those from which rules lead
/// back to them.
///
/// A row whose value is of the first sort follows from rows with earlier values alone: while it
/// follows from something, it does not rest on itself.
final class ValueOrder: Sendable {
  /// The places of values, counted from 1; negative for those that lie on a cycle.
  private let places: [UInt32: Int32]

  /// Finds the order for steps between two columns of rows.
  ///
  /// O(*n*).
  init(_ steps: [(from: UInt32, to: UInt32)]) {
    var numbers: [UInt32: Int] = [:]
    var sources: [[Int]] = []
    func number(_ value: UInt32) -> Int {
      if let known = numbers[value] { return known }
      numbers[value] = sources.count
      sources.append([])
      return sources.count - 1
    }
    for step in steps {
      let (from, to) = (number(step.from), number(step.to))
      sources[to].append(from)
    }
    var places = [Int32](repeating: 0, count: sources.count)
    for (place, nodes) in StronglyConnected.components(sources).enumerated() {
      let isCycle = nodes.count > 1 || sources[nodes[0]].contains(nodes[0])
      for node in nodes {
        places[node] = Int32(clamping: isCycle ? -1 - place : 1 + place)
      }
    }
    self.places = numbers.mapValues { places[$0] }
  }

  /// Whether no steps lead from a value back to it.
  func isAcyclic(_ value: UInt32) -> Bool { places[value, default: 1] > 0 }

  /// Whether the order stays one with a step more.
  ///
  /// A value without a place comes after all that have one: no step leads from it.
  func allows(from: UInt32, to: UInt32) -> Bool {
    guard let before = places[from] else { return false }
    guard let after = places[to] else { return true }
    return abs(before) < abs(after) || before == after && before < 0
  }
}

/// The orders that are known of a model's components, by the least relation of each; found when an
/// update first has use for one, and then kept for all updates of the model.
final class ValueOrders: Sendable {
  private let orders: Mutex<[Int: ValueOrder]>

  init(_ orders: [Int: ValueOrder] = [:]) { self.orders = Mutex(orders) }

  var known: [Int: ValueOrder] { orders.withLock { $0 } }

  func keep(_ order: ValueOrder, of leader: Int) {
    orders.withLock { $0[leader] = order }
  }
}
