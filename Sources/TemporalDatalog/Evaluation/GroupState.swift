/// The members of a group on a day.
struct GroupState {
  /// Distinct values, ascending.
  let values: [Int64]
  private(set) var certainCount = 0
  private(set) var merelyCount = 0
  private(set) var certainSum: Int128 = 0
  private(set) var merelyNegative: Int128 = 0
  private(set) var merelyPositive: Int128 = 0
  private(set) var certainRanks: RankSet
  private(set) var merelyRanks: RankSet

  /// `values` are those that `min` and `max` choose from; empty for counts and sums.
  init(_ values: [Int64]) {
    self.values = values
    certainRanks = RankSet(values.count)
    merelyRanks = RankSet(values.count)
  }

  private func rank(of value: Int64) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func apply(_ value: Int64, isCertain: Bool, isMore: Bool) {
    let sign = isMore ? 1 : -1
    let change = Int128(value) * Int128(sign)
    let rank = values.isEmpty ? nil : rank(of: value)
    if isCertain {
      certainCount += sign
      certainSum += change
      if let rank { certainRanks.change(rank, by: sign) }
    } else {
      merelyCount += sign
      if value < 0 { merelyNegative += change } else { merelyPositive += change }
      if let rank { merelyRanks.change(rank, by: sign) }
    }
  }
}

/// A multiset of small numbers that knows its least and greatest.
struct RankSet {
  private var counts: [Int]
  private var words: [UInt64]

  init(_ size: Int) {
    counts = [Int](repeating: 0, count: size)
    words = [UInt64](repeating: 0, count: (size + 63) / 64)
  }

  mutating func change(_ rank: Int, by amount: Int) {
    counts[rank] += amount
    let bit = UInt64(1) << UInt64(rank & 63)
    if counts[rank] > 0 { words[rank >> 6] |= bit } else { words[rank >> 6] &= ~bit }
  }

  func contains(_ rank: Int) -> Bool { counts[rank] > 0 }

  var first: Int? {
    for (index, word) in words.enumerated() where word != 0 {
      return index << 6 + word.trailingZeroBitCount
    }
    return nil
  }

  var last: Int? {
    for (index, word) in words.enumerated().reversed() where word != 0 {
      return index << 6 + 63 - word.leadingZeroBitCount
    }
    return nil
  }
}
