/// Least-significant-digit radix sort of packed keys.
enum RadixSort {
  /// Sorts keys of which only the lowest `bits` bits are set.
  ///
  /// O(*n* · bits / 11); uses *n* keys of scratch space for long inputs.
  static func sort<Key: FixedWidthInteger & UnsignedInteger>(_ keys: inout [Key], bits: Int) {
    let count = keys.count
    if count < 512 {
      keys.sort()
      return
    }
    let digit = count < 1 << 14 ? 8 : 11
    // Safe: each key is written before it is read.
    var scratch = [Key](unsafeUninitializedCapacity: count) { _, size in size = count }
    var histogram = [Int](repeating: 0, count: 1 << digit)
    let mask = Key(1) << digit - 1
    var shift = 0
    while shift < bits {
      let isMoved = keys.withUnsafeBufferPointer { source in
        scratch.withUnsafeMutableBufferPointer { target in
          histogram.withUnsafeMutableBufferPointer { histogram in
            // Safe: every index is a digit below 2^digit or a position below `count`.
            histogram.update(repeating: 0)
            for key in source { histogram[Int((key >> Key(shift)) & mask)] += 1 }
            if histogram[Int((source[0] >> Key(shift)) & mask)] == count { return false }
            var position = 0
            for index in histogram.indices {
              let size = histogram[index]
              histogram[index] = position
              position += size
            }
            for key in source {
              let index = Int((key >> Key(shift)) & mask)
              target[histogram[index]] = key
              histogram[index] += 1
            }
            return true
          }
        }
      }
      if isMoved { swap(&keys, &scratch) }
      shift += digit
    }
  }

  /// Sorts a permutation stably by the key of each row.
  ///
  /// O(*n* · bits / 8).
  static func sort(_ permutation: inout [UInt32], by keys: [UInt64], bits: Int) {
    let count = permutation.count
    var scratch = [UInt32](repeating: 0, count: count)
    var histogram = [Int](repeating: 0, count: 256)
    var shift = 0
    while shift < bits {
      let isMoved = keys.withUnsafeBufferPointer { keys in
        permutation.withUnsafeBufferPointer { source in
          scratch.withUnsafeMutableBufferPointer { target in
            histogram.withUnsafeMutableBufferPointer { histogram in
              // Safe: a permutation holds row numbers below `count`.
              histogram.update(repeating: 0)
              for key in keys { histogram[Int((key >> UInt64(shift)) & 255)] += 1 }
              if histogram[Int((keys[0] >> UInt64(shift)) & 255)] == count { return false }
              var position = 0
              for index in histogram.indices {
                let size = histogram[index]
                histogram[index] = position
                position += size
              }
              for row in source {
                let index = Int((keys[Int(row)] >> UInt64(shift)) & 255)
                target[histogram[index]] = row
                histogram[index] += 1
              }
              return true
            }
          }
        }
      }
      if isMoved { swap(&permutation, &scratch) }
      shift += 8
    }
  }
}
