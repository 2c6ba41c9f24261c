// How the program ends.
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
enum ExitCode: Int32 {
  case usage = 64
  case noInput = 66
  case evaluation = 70
  case output = 74
}

/// A reason to end, with what to say.
struct Failure: Error {
  let code: ExitCode
  let message: String

  static func usage(_ message: String) -> Failure {
    Failure(code: .usage, message: "\(message); see --help")
  }
}

/// Writes out what has been printed, so that an answer that is lost is no success.
func finishWriting() throws(Failure) {
  guard fflush(nil) != 0 else { return }
  throw Failure(
    code: .output, message: "the answer cannot be written: \(String(cString: strerror(errno)))")
}

/// Says something beside the answer, and ends.
func end(_ failure: Failure) -> Never {
  let bytes = Array("exports: \(failure.message)\n".utf8)
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
