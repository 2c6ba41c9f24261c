// How the example programs begin and end.
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
public enum ExitCode: Int32, Sendable {
  /// The command line cannot be understood.
  case usage = 64
  /// A file says what cannot be.
  case data = 65
  /// A file cannot be read.
  case noInput = 66
  /// The rules cannot be evaluated.
  case evaluation = 70
  /// What was printed cannot be written.
  case output = 74
}

/// A reason to end, with what to say.
public struct Failure: Error {
  /// With which code the program ends.
  public let code: ExitCode
  /// What it says before.
  public let message: String

  /// Creates a reason to end.
  public init(code: ExitCode, message: String) {
    self.code = code
    self.message = message
  }

  /// The command line cannot be understood.
  public static func usage(_ message: String) -> Failure {
    Failure(code: .usage, message: "\(message); see --help")
  }
}

/// The name by which the program was started.
public var programName: String {
  String(CommandLine.arguments.first?.split(separator: "/").last ?? "")
}

/// Answers the command line of a program that takes no arguments: prints the help, or refuses.
///
/// - Parameter summary: What the program does, in a line.
public func takeNoArguments(_ summary: String) {
  switch Array(CommandLine.arguments.dropFirst()) {
  case []: return
  case ["--help"], ["-h"]:
    print(
      """
      \(summary)

      usage: \(programName) [--help]

        --help  this text

      Exit codes: 0 told; 64 the command line cannot be understood; 74 the answer cannot
      be written.
      """)
    end()
  case let given: end(.usage("it takes no arguments, and was given '\(given[0])'"))
  }
}

/// Writes out what has been printed, so that an answer that is lost is no success.
public func finishWriting() throws(Failure) {
  guard fflush(nil) != 0 else { return }
  throw Failure(
    code: .output, message: "the answer cannot be written: \(String(cString: strerror(errno)))")
}

/// Writes out what has been printed, and ends.
public func end() -> Never {
  do throws(Failure) { try finishWriting() } catch { end(error) }
  exit(0)
}

/// Says something beside the answer, after the program's name, and ends.
public func end(_ failure: Failure) -> Never {
  let bytes = Array("\(programName): \(failure.message)\n".utf8)
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
