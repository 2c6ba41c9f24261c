/// Where the value of a key's column comes from.
enum KeySource {
  case slot(Int)
  case constant(UInt32)
}

/// A key, filled row by row, that remembers the row before.
final class KeyBuffer {
  let values: UnsafeMutablePointer<UInt32>
  let length: Int
  /// The key's columns that come from a row, where they stand in it, and the slot of each column,
  /// negative for constants: as many of each as the key has columns.
  private let places: UnsafeMutablePointer<Int>
  private let slotCount: Int
  private let memory: PlainMemory<Int>
  private var isFilled = false

  init(_ sources: [KeySource]) {
    length = sources.count
    // Safe: the values have the words after the places, two in each.
    memory = PlainMemory(count: 3 * length + length / 2 + 1)
    places = memory.start
    values = UnsafeMutableRawPointer(places + 3 * length).bindMemory(
      to: UInt32.self, capacity: length)
    var count = 0
    for (index, source) in sources.enumerated() {
      switch source {
      case .constant(let code):
        values[index] = code
        places[2 * length + index] = -1
      case .slot(let slot):
        values[index] = 0
        places[count] = index
        places[length + count] = slot
        places[2 * length + index] = slot
        count += 1
      }
    }
    slotCount = count
  }

  /// A key of bound columns in the order in which something is searched.
  convenience init(_ order: [Int], _ bound: [(column: Int, source: KeySource)]) {
    var sources = [KeySource](repeating: .constant(0), count: bound.count)
    for (column, source) in bound {
      if let position = order.firstIndex(of: column) { sources[position] = source }
    }
    self.init(sources)
  }

  func reset() { isFilled = false }

  /// The values of one of the key's columns for all rows of a batch: that of a row is at its number
  /// times the stride.
  func column(_ column: Int, of input: Rows) -> (UnsafePointer<UInt32>, stride: Int) {
    let slot = places[2 &* length &+ column]
    if slot >= 0 { return (UnsafePointer(input.column(slot)), 1) }
    return (UnsafePointer(values + column), 0)
  }

  /// Fills the key from a row; returns whether it differs from the key before.
  @inline(__always)
  func fill(_ input: Rows, _ row: Int) -> Bool {
    var isNew = !isFilled
    isFilled = true
    for index in 0..<slotCount {
      // Safe: `slotCount` entries were written, each a column of the key and of the input.
      let value = input.value(places[length &+ index], row)
      let target = places[index]
      if values[target] != value {
        values[target] = value
        isNew = true
      }
    }
    return isNew
  }
}
