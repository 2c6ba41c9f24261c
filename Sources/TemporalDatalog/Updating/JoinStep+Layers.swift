extension JoinStep {
  /// Extends each row by the tuples of an updated relation that match it.
  func process(
    _ input: Rows, _ layers: LayeredLookup, _ isPlain: Bool
  ) throws(EvaluationFailure) {
    let (key, scratch) = (key, scratch)
    var low = 0
    scratch.count = 0
    for row in 0..<input.count {
      if key.fill(input, row) {
        if scratch.count >= Step.largestBatch {
          try materialize(input, scratch)
          scratch.count = 0
        }
        low = scratch.count
        layers.read(key.values, into: scratch)
        let cost = layers.takeCost()
        if cost > 0 { try context.watch.tick(cost) }
      }
      if low != scratch.count { try match(input, row, scratch, low, scratch.count, isPlain) }
    }
    try materialize(input, scratch)
  }

  /// Hands on each row for which an updated relation has a tuple.
  func processExistence(_ input: Rows, _ layers: LayeredLookup) throws(EvaluationFailure) {
    makeRoom(input.count)
    let (key, lefts) = (key, lefts)
    var count = 0
    if layers.findsWholeRows {
      count = layers.select(key, of: input, arePresent: true, into: lefts)
    } else {
      key.reset()
      var isPresent = false
      for row in 0..<input.count {
        if key.fill(input, row) {
          isPresent = layers.contains(key.values)
          let cost = layers.takeCost()
          if cost > 0 { try context.watch.tick(cost) }
        }
        lefts[count] = UInt32(truncatingIfNeeded: row)
        count &+= isPresent ? 1 : 0
      }
    }
    try emit(input, lefts, count, copies)
    try context.watch.tick(input.count)
  }
}
