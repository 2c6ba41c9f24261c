// What a program asks of the system: a second way to speak, how it ends, files and folders.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// How the program ends.
enum ExitCode: Int32, CaseIterable {
  case success = 0
  case mistake = 1
  case bound = 2
  case missing = 3
  case usage = 64
  case interrupted = 130

  var meaning: String {
    switch self {
    case .success: "done, and every bound holds"
    case .mistake: "a program failed, or a result is not what it has to be"
    case .bound: "a bound does not hold"
    case .missing: "a file, folder or command is missing or cannot be used"
    case .usage: "the command line cannot be understood"
    case .interrupted: "interrupted"
    }
  }
}

/// A reason to end, with what to say.
struct Failure: Error {
  let code: ExitCode
  let message: String

  static func usage(_ message: String) -> Failure {
    Failure(code: .usage, message: "benchmark: " + message)
  }

  static func missing(_ message: String) -> Failure {
    Failure(code: .missing, message: "benchmark: " + message)
  }

  /// What the system says about a file that cannot be used.
  static func system(_ done: String, _ path: String) -> Failure {
    missing("'\(printable(path))' cannot be \(done): \(String(cString: strerror(errno)))")
  }
}

/// The bytes of memory that the process holds, what was freed given back to the system; 0 where that
/// cannot be told.
func heldMemory() -> Int {
  // Found by name, since Swift's module of the library does not have it.
  if let trim = dlsym(nil, "malloc_trim") {
    _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> CInt).self)(0)
  }
  return RecordBenchmark.memory("VmRSS")
}

/// Says something beside the results, on standard error.
func say(_ text: String, line: Bool = true) {
  let bytes = Array((line ? text + "\n" : text).utf8)
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(2, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      written += count
    }
  }
}

/// Writes out what has been printed, so that results that are lost are no success.
func finishWriting() throws(Failure) {
  guard fflush(nil) != 0 else { return }
  throw Failure.system("written", "standard output")
}

/// Says why, and ends.
func end(_ failure: Failure) -> Never {
  say(failure.message)
  exit(failure.code.rawValue)
}

/// Ends without a word.
func end(_ code: ExitCode) -> Never { exit(code.rawValue) }

/// Whether standard error is a terminal.
let isTerminal = isatty(2) != 0

// MARK: - Files and folders

/// Whether a path leads to a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether a path leads to a file that can be run.
func isProgram(_ path: String) -> Bool { !isFolder(path) && access(path, X_OK) == 0 }

/// Whether a path leads to a file that can be read.
func isFile(_ path: String) -> Bool { !isFolder(path) && access(path, R_OK) == 0 }

/// Whether a file is there and no older than another.
func isFile(_ path: String, noOlderThan other: String) -> Bool {
  var (status, reference) = (stat(), stat())
  guard stat(path, &status) == 0, stat(other, &reference) == 0 else { return false }
  #if canImport(Darwin)
    return status.st_mtimespec.tv_sec >= reference.st_mtimespec.tv_sec
  #else
    return status.st_mtim.tv_sec >= reference.st_mtim.tv_sec
  #endif
}

/// Makes a folder, unless it is there; the one that it is in has to be.
func makeFolder(_ path: String) throws(Failure) {
  guard mkdir(path, 0o777) != 0, !isFolder(path) else { return }
  throw Failure.system("made", path)
}

/// Makes a folder with a name that no other has, where temporary ones belong.
func makeTemporaryFolder() throws(Failure) -> String {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(parent)/benchmark.XXXXXX".utf8CString)
  let isMade = template.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.flatMap { mkdtemp($0) } != nil
  }
  guard isMade else { throw Failure.system("used for temporary files", parent) }
  return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

func rename(_ path: String, to other: String) throws(Failure) {
  guard rename(path, other) != 0 else { return }
  throw Failure.system("renamed", path)
}

/// Writes text to a file.
func write(_ text: String, to path: String) throws(Failure) {
  try FactFile.write(path: path) { $0.add(line: text) }
}

/// Hands a file's bytes on, a piece at a time: memory that this process once held would count in
/// the peaks that it measures.
func read(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(Failure) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw Failure.system("read", path) }
  defer { _ = close(descriptor) }
  var isWhole = true
  withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      isWhole = count == 0
      if count <= 0 { return }
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
  guard isWhole else { throw Failure.system("read", path) }
}

/// A file's text.
func text(of path: String) throws(Failure) -> String {
  var bytes: [UInt8] = []
  try read(path) { bytes.append(contentsOf: $0) }
  return String(decoding: bytes, as: UTF8.self)
}

/// The number of lines in a file.
func lineCount(of path: String) throws(Failure) -> Int {
  var count = 0
  try read(path) { bytes in
    for byte in bytes where byte == UInt8(ascii: "\n") { count += 1 }
  }
  return count
}

/// A command's path: its name, if that has a slash, or the first on the search path.
func commandPath(_ name: String) -> String? {
  if name.contains("/") { return isProgram(name) ? name : nil }
  let search = getenv("PATH").map { String(cString: $0) } ?? ""
  return search.split(separator: ":").map { "\($0)/\(name)" }.first(where: isProgram)
}

/// The seconds that all threads of the process have used.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
