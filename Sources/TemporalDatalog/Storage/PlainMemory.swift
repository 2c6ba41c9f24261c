/// Room for some plain values, given back once nobody holds it.
///
/// What a pointer allocates takes several times as long to get as an object where it is little: on
/// Linux it is aligned by a call of its own.
struct PlainMemory<Value: BitwiseCopyable> {
  /// Nil without values: many blocks are empty, and threads would count who holds one object.
  private let buffer: ManagedBuffer<Void, Value>?
  /// Where the values are; valid as long as the memory is held.
  let start: UnsafeMutablePointer<Value>

  init(count: Int) {
    // Safe: where nothing is, nobody reads or writes; an alignment is no null pointer.
    let nowhere = UnsafeMutablePointer<Value>(bitPattern: MemoryLayout<Value>.alignment)
    let buffer =
      count == 0 ? nil : ManagedBuffer<Void, Value>.create(minimumCapacity: count) { _ in }
    self.buffer = buffer
    // Safe: elements of a buffer stay where they are until it is gone.
    start =
      buffer.map { $0.withUnsafeMutablePointerToElements { $0 } } ?? nowhere.unsafelyUnwrapped
  }
}
