// What a program asks of the system: a second way to speak, how it ends, and being interrupted.
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
  case usage = 2
  case budget = 3
  case unproved = 4
  case output = 5
  case interrupted = 130

  var meaning: String {
    switch self {
    case .success: "done"
    case .mistake: "a mistake in the program, its facts or a question, or a missing file"
    case .usage: "the command line cannot be understood"
    case .budget: "the budget of facts or seconds is spent; nothing was written"
    case .unproved: "an atom of --explain does not hold"
    case .output: "the results cannot be written"
    case .interrupted: "interrupted; nothing was written"
    }
  }
}

/// A reason to end, with what to say.
struct Failure: Error {
  let code: ExitCode
  let message: String
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

/// Whether a path leads to a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Writes out what has been printed, so that results that are lost are no success.
func finishWriting() throws(Failure) {
  guard fflush(nil) != 0 else { return }
  throw Failure(
    code: .output,
    message: "rules: standard output cannot be written: \(String(cString: strerror(errno)))")
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

/// Whether standard error takes colors: a terminal whose user has not asked for none.
let hasColors: Bool = {
  guard isTerminal else { return false }
  if let value = getenv("NO_COLOR"), value[0] != 0 { return false }
  if let term = getenv("TERM"), String(cString: term) == "dumb" { return false }
  return true
}()
