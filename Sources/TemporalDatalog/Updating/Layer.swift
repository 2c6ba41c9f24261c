/// One change of a relation's rows: some rows of what lies below are hidden, others added.
///
/// Immutable, so that any number of models share it. Both blocks are sorted; hidden rows are in
/// what lies below, added ones are not.
final class Layer: @unchecked Sendable {
  // Safe: rows never change; what is made of them is read and made while the lock is held.
  let hidden: Rows
  let added: Rows
  private let arity: Int
  /// The rows in orders that somebody has asked for: few.
  private var sorted: [(order: [Int], sides: Sides)] = []
  /// The least and the greatest value of columns that somebody has asked for.
  private var bounds: [Int: ClosedRange<UInt32>] = [:]
  private let lock = SharingLock<Void>()

  /// Both blocks in one sort order.
  struct Sides {
    let hidden: SortedRun
    let added: SortedRun
  }

  init(hidden: Rows, added: Rows, arity: Int) {
    self.hidden = hidden
    self.added = added
    self.arity = arity
  }

  var count: Int { hidden.count + added.count }

  /// The rows in an order of their columns.
  ///
  /// O(*n*) the first time.
  func sides(_ order: [Int]) -> Sides {
    lock.withLock {
      for known in sorted where known.order == order { return known.sides }
      let sides = Sides(hidden: run(hidden, order), added: run(added, order))
      sorted.append((order, sides))
      return sides
    }
  }

  private func run(_ rows: Rows, _ order: [Int]) -> SortedRun {
    let isIdentity = order.elementsEqual(order.indices)
    let columns = order + Array(arity..<rows.width)
    let run = SortedRun(isIdentity ? rows : rows.sortedWithoutWatch(by: columns), arity: arity)
    run.prepareForSearch()
    return run
  }

  /// The least and the greatest value that a column has in the rows, of which there are some.
  ///
  /// O(*n*) the first time.
  func bounds(of column: Int) -> ClosedRange<UInt32> {
    lock.withLock {
      if let known = bounds[column] { return known }
      var (low, high) = (UInt32.max, UInt32.min)
      for rows in [hidden, added] {
        for value in UnsafeBufferPointer(start: rows.column(column), count: rows.count) {
          low = min(low, value)
          high = max(high, value)
        }
      }
      let bounds = low...high
      self.bounds[column] = bounds
      return bounds
    }
  }

  /// One layer for two that lie on each other; what the upper one undoes is in neither block.
  ///
  /// O(*n* + *m*).
  static func merged(_ lower: Layer, _ upper: Layer) throws(EvaluationFailure) -> Layer {
    let (lowerHidden, upperAdded) = Rows.differences(lower.hidden, upper.added)
    let (lowerAdded, upperHidden) = Rows.differences(lower.added, upper.hidden)
    let hidden = try Rows.merged(lowerHidden, upperHidden, isTemporal: false, nil)
    let added = try Rows.merged(lowerAdded, upperAdded, isTemporal: false, nil)
    return Layer(hidden: hidden, added: added, arity: lower.arity)
  }
}

/// What a relation of an updated model consists of: finished rows, and layers on them.
struct Overlay {
  let base: Relation
  /// From the lowest up; each more than half the size of all above it.
  private(set) var layers: [Layer] = []

  init(_ base: Relation) { self.base = base }

  /// The number of rows in all layers.
  var layerCount: Int { layers.reduce(0) { $0 + $1.count } }

  /// Puts a layer on top, merged with those that are not much larger.
  ///
  /// O(*n* log *m*), amortized.
  mutating func push(_ layer: Layer) throws(EvaluationFailure) {
    var top = layer
    while let last = layers.last, last.count < 2 * top.count {
      layers.removeLast()
      top = try Layer.merged(last, top)
    }
    if top.count > 0 { layers.append(top) }
  }

  /// What is to be searched where some columns are bound.
  ///
  /// O(layers), unless a sort order or a look at all values of a column has to be made.
  func lookup(_ bound: [Int]) throws(EvaluationFailure) -> LayeredLookup {
    var (order, source): ([Int], LayeredLookup.Source)
    if let dense = base.dense,
      dense.isReadable(bound, expected: base.expectedMatches(bound: bound, scope: .all))
    {
      order = bound.sorted() + (0..<base.arity).filter { !bound.contains($0) }
      source = .bits(dense)
    } else {
      (order, source) = try base.source(bound)
    }
    return LayeredLookup(
      order: order, keyLength: bound.count, width: base.width, source: source, layers: layers)
  }
}
