/// Adds what a rule's last premise finds to the bits of its head 64 tuples at a time: where both end
/// with the same variable, and all else is bound before.
final class BitUnion {
  private let head: HeadStep
  /// The head's columns but for the last.
  private let key: KeyBuffer
  /// What begins with each key of the premise, as far as it is known for the present run.
  private var known: UnsafeMutableBufferPointer<Known> = .init(start: nil, count: 0)
  private var run: UInt32 = 0
  @exclusivity(unchecked) private var new: [UInt64] = []

  private struct Known {
    var run: UInt32 = 0
    var count: UInt32 = 0
    var low: UInt32 = 0
    var high: UInt32 = 0
  }

  /// Nil where the premise and the head do not end alike.
  init?(_ input: Layout, _ operands: [Operand], _ head: HeadStep) {
    let sources = input.bound(Array(head.operands.dropLast())).map(\.source)
    guard BitUnion.joins(operands, head.operands, isBound: { input.slot($0) != nil }),
      sources.count == head.operands.count - 1
    else { return nil }
    self.head = head
    key = KeyBuffer(sources)
  }

  deinit { known.deallocate() }

  /// Whether a premise and the head both end with a variable that only the premise gives, and all
  /// else of both is bound before.
  static func joins(_ premise: [Operand], _ head: [Operand], isBound: (Int) -> Bool) -> Bool {
    guard case .variable(let last)? = premise.last, head.last == premise.last, !isBound(last) else {
      return false
    }
    return (premise.dropLast() + head.dropLast()).allSatisfy { operand in
      switch operand {
      case .constant: true
      case .variable(let variable): isBound(variable)
      case .any: false
      }
    }
  }

  /// Begins a run: what is looked into has changed.
  func prepare() {
    run &+= 1
    if run == 0 {
      forget()
      run = 1
    }
  }

  private func forget() {
    known.deallocate()
    known = .init(start: nil, count: 0)
  }

  /// So many keys are looked up together.
  private static let chunk = 64

  /// After so many tuples the budget is looked at.
  private static let mostTuples = 1 << 18

  /// Adds the tuples that begin with the keys of a batch from a row on, up to a row of which the
  /// head's bits have no room for a tuple, or until they are many; returns the next row, and the
  /// number of tuples.
  ///
  /// O(length + values / 64) for each key, and O(columns) for each tuple that was new.
  func add(
    _ premise: KeyBuffer, of input: Rows, from start: Int, in source: DenseSet
  ) -> (end: Int, count: Int) {
    guard let target = head.bits else { return (start, 0) }
    let (column, own) = (source.sizes.count - 1, target.sizes.count - 1)
    let (size, targetSize) = (source.sizes[column], target.sizes[own])
    // From a value's place among the source's to its place among the target's.
    let distance = Int(source.least[column]) - Int(target.least[own])
    // To look through a few words takes no longer than to look up what was found in them.
    let isNoted = size >= 256 && source.bitCount / size <= 1 << 16
    if isNoted, known.count != source.bitCount / size {
      forget()
      known = .allocate(capacity: source.bitCount / size)
      known.initialize(repeating: Known())
    }
    var row = start
    var count = 0
    head.insert { locks, list in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * BitUnion.chunk) { prefixes in
        guard let found = prefixes.baseAddress else { return }
        let targets = found + BitUnion.chunk
        while row < input.count, count < BitUnion.mostTuples {
          let chunk = min(BitUnion.chunk, input.count &- row)
          source.locate(premise, of: input, row, chunk, found)
          target.locate(key, of: input, row, chunk, targets)
          for index in 0..<chunk {
            if found[index] >= 0 {
              let stretch =
                isNoted ? stretch(found[index], in: source) : source.stretch(found[index])
              if stretch.count > 0 {
                let place = stretch.low &+ distance
                if targets[index] < 0 || place < 0 || stretch.high &+ distance >= targetSize {
                  return
                }
                count &+= stretch.count
                let begin = targets[index] &* targetSize
                let first = target.formUnion(
                  from: found[index] &* size &+ stretch.low, of: source, at: begin &+ place,
                  count: stretch.high &- stretch.low &+ 1, among: locks, new: &new)
                if !new.isEmpty {
                  let value = Int(target.least[own]) &+ first << 6 &- begin
                  append(UInt32(truncatingIfNeeded: value), input, row, to: &list)
                }
              }
            }
            row &+= 1
          }
        }
      }
      return count
    }
    return (row, count)
  }

  @inline(__always)
  private func stretch(_ prefix: Int, in source: DenseSet) -> Stretch {
    // Safe: there is one for each number of a key.
    let noted = known.baseAddress.unsafelyUnwrapped + prefix
    if noted.pointee.run == run {
      return Stretch(
        count: Int(noted.pointee.count), low: Int(noted.pointee.low),
        high: Int(noted.pointee.high))
    }
    let stretch = source.stretch(prefix)
    // A column has no more values than there are codes, and not all are in use.
    noted.pointee = Known(
      run: run, count: UInt32(truncatingIfNeeded: stretch.count),
      low: UInt32(truncatingIfNeeded: stretch.low),
      high: UInt32(truncatingIfNeeded: stretch.high))
    return stretch
  }

  /// Appends or counts the tuples of one key that end with the values of the new bits, of which the
  /// first would stand for a value.
  private func append(_ value: UInt32, _ input: Rows, _ row: Int, to rows: inout RowBlocks) {
    let count = new.reduce(0) { $0 &+ $1.nonzeroBitCount }
    defer { new.removeAll(keepingCapacity: true) }
    if rows.isCount { return rows.tally(count) }
    let block = rows.room(for: count)
    for column in 0..<key.length {
      let (values, stride) = key.column(column, of: input)
      (block.column(column) + block.count).update(repeating: values[row &* stride], count: count)
    }
    var target = block.column(key.length) + block.count
    var first = value
    for bits in new {
      var rest = bits
      while rest != 0 {
        target.pointee = first &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
        target += 1
        rest &= rest &- 1
      }
      first &+= 64
    }
    rows.admit(count)
  }
}
