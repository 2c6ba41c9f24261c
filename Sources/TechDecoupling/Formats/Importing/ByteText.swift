/// Text that is put together of bytes, again and again in one place.
struct ByteText: ~Copyable {
  private var base: UnsafeMutableRawPointer
  private var capacity = 64
  private(set) var count = 0

  init() { base = .allocate(byteCount: capacity, alignment: 8) }

  deinit { base.deallocate() }

  /// The bytes, until the next change.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// The bytes as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func truncate(to count: Int) { self.count = count }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(to: count + 1) }
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(to: count + bytes.count) }
    // Safe: there is room for the bytes, which lie elsewhere.
    (base + count).copyMemory(from: start, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  private mutating func grow(to least: Int) {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: max(least, capacity * 2), alignment: 8)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    (base, capacity) = (larger, max(least, capacity * 2))
  }
}
