/// Numbers beyond 30 bits that wait for their codes, some hundred at a time.
///
/// As in a ``SymbolBatch``, each place that a search reads is read for all before the next, so that
/// the reads overlap. Codes are those that one number after another would be given.
package struct NumberBatch: ~Copyable {
  /// The number of numbers that a batch takes.
  @inlinable
  package static var capacity: Int { 256 }

  let values: UnsafeMutablePointer<Int64>
  let hashes: UnsafeMutablePointer<UInt64>
  let entries: UnsafeMutablePointer<UInt64>
  let codes: UnsafeMutablePointer<UInt32>
  private let targets: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  /// How many numbers wait.
  @usableFromInline package private(set) var count = 0

  package init() {
    values = .allocate(capacity: NumberBatch.capacity)
    hashes = .allocate(capacity: NumberBatch.capacity)
    entries = .allocate(capacity: NumberBatch.capacity)
    codes = .allocate(capacity: NumberBatch.capacity)
    targets = .allocate(capacity: NumberBatch.capacity)
  }

  deinit {
    values.deallocate()
    hashes.deallocate()
    entries.deallocate()
    codes.deallocate()
    targets.deallocate()
  }

  /// Whether the batch must be resolved before another number is put.
  @inlinable
  @inline(__always)
  package var isFull: Bool { count == NumberBatch.capacity }

  /// Puts the code of a number where it is wanted, that of a large one when the batch is resolved;
  /// till then the place stays valid.
  @inline(__always)
  package mutating func append(_ value: Int64, for target: UnsafeMutablePointer<UInt32>) {
    if let code = NumberPool.code(small: value) {
      target.pointee = code
      return
    }
    precondition(count < NumberBatch.capacity, "the batch is full")
    (values + count).initialize(to: value)
    (targets + count).initialize(to: target)
    count += 1
  }

  /// Puts the codes of all numbers that wait where they are wanted.
  package mutating func resolve(in pool: inout NumberPool) {
    for place in 0..<count {
      hashes[place] = ByteHash.hash(values[place])
      codes[place] = NumberBatch.unknown
    }
    pool.find(self)
    for place in 0..<count {
      let known = codes[place]
      targets[place].pointee =
        known == NumberBatch.unknown ? pool.tableCode(values[place], hashes[place]) : known
    }
    count = 0
  }

  /// No number has this code.
  static let unknown = UInt32.max
}
