/// Room for some plain values, given back once nobody holds it.
///
/// What a pointer allocates takes several times as long to get as an object where it is little: on
/// Linux it is aligned by a call of its own.
struct PlainMemory<Value: BitwiseCopyable> {
  private let buffer: ManagedBuffer<Void, Value>
  /// Where the values are; valid as long as the memory is held.
  let start: UnsafeMutablePointer<Value>

  init(count: Int) {
    buffer = ManagedBuffer<Void, Value>.create(minimumCapacity: count) { _ in }
    // Safe: elements of a buffer stay where they are until it is gone.
    start = buffer.withUnsafeMutablePointerToElements { $0 }
  }
}
