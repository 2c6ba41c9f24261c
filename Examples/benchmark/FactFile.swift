#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file of rows that is written as it is made: numbers separated by tabs, one row a line.
struct FactFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// The error number of the first write that failed.
  private var failure: Int32?

  private init(_ path: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure.system("written", path) }
    buffer.reserveCapacity(FactFile.chunk + 256)
  }

  private static let chunk = 1 << 16

  /// Writes the facts of a relation to the folder that holds the facts of all.
  static func write(
    _ relation: String, to folder: String, _ body: (inout FactFile) throws(Failure) -> Void
  ) throws(Failure) {
    try write(path: "\(folder)/\(relation).facts", body)
  }

  /// Writes a file.
  static func write(
    path: String, _ body: (inout FactFile) throws(Failure) -> Void
  ) throws(Failure) {
    var file = try FactFile(path)
    defer { _ = close(file.descriptor) }
    try body(&file)
    file.flush()
    if let failure = file.failure {
      errno = failure
      throw Failure.system("written", path)
    }
  }

  /// Adds a row.
  mutating func add(_ columns: Int...) {
    for (index, column) in columns.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: "\t")) }
      append(column)
    }
    endLine()
  }

  /// Adds a line of text.
  mutating func add(line: String) {
    buffer.append(contentsOf: line.utf8)
    endLine()
  }

  private mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= FactFile.chunk { flush() }
  }

  private mutating func append(_ number: Int) {
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    let start = buffer.count
    var rest = number.magnitude
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }

  private mutating func flush() {
    let failed: Int32? = buffer.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = systemWrite(
          descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return errno }
        written += count
      }
      return nil
    }
    failure = failure ?? failed
    buffer.removeAll(keepingCapacity: true)
  }
}

/// The system's `write`, which the methods of that name hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
