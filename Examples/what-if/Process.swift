// What a program asks of the system: where it stands, how it ends, and a second way to speak.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// How the program ends; the numbers are those of `sysexits.h`.
enum ExitCode: Int32, CaseIterable {
  case success = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case evaluation = 70
  case output = 74

  var meaning: String {
    switch self {
    case .success: "answered"
    case .usage: "the command line, or the question in it, cannot be understood"
    case .data: "a file is not a chronicle or scenario, or says what cannot be"
    case .noInput: "a file or the seeds cannot be read"
    case .evaluation: "the rules cannot be evaluated"
    case .output: "the answer cannot be written"
    }
  }
}

/// A reason to end, with what to say.
struct Failure: Error {
  let code: ExitCode
  let message: String
}

/// The folder in which the program was started.
func currentFolder() -> String {
  guard let path = getcwd(nil, 0) else { return "." }
  defer { free(path) }
  return String(cString: path)
}

/// Whether a path leads to a file or folder.
func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Writes out what has been printed, so that an answer that is lost is no success.
func finishWriting() throws(Failure) {
  guard fflush(nil) != 0 else { return }
  throw Failure(
    code: .output,
    message: "what-if: the answer cannot be written: \(String(cString: strerror(errno)))")
}

/// Says something beside the answer, and ends.
func end(_ failure: Failure) -> Never {
  let bytes = Array((failure.message + "\n").utf8)
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(2, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      if count <= 0 { break }
      written += count
    }
  }
  exit(failure.code.rawValue)
}
