#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  // For `environ`, which no thread of this program changes.
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Android)
  @preconcurrency import Android
#endif

/// What a process took, from its start to its end.
struct Sample {
  var seconds: Double
  /// Seconds at work, on all cores, for itself and for the system.
  var workSeconds: Double
  /// The most memory that it held at once, in bytes.
  var peak: Int
}

/// A process of its own, with its output in files.
enum Child {
  /// Runs a command to its end.
  ///
  /// - Parameters:
  ///   - output: The file that takes standard output.
  ///   - errors: The file that takes standard error.
  /// - Returns: What it took.
  /// - Throws: A failure with the end of its standard error, if it does not end with code 0.
  @discardableResult
  static func run(
    _ command: [String], output: String, errors: String
  ) throws(Failure) -> Sample {
    let start = ContinuousClock.now
    let process = try spawn(command, output: output, errors: errors)
    var (status, usage) = (Int32(0), rusage())
    while wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Failure.system("waited for", command[0]) }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // The low seven bits are the signal that ended it; above eight is its code.
    let (signal, code) = (status & 0x7F, status >> 8 & 0xFF)
    guard signal != SIGINT, code != ExitCode.interrupted.rawValue else {
      throw Failure(code: .interrupted, message: "benchmark: interrupted")
    }
    guard signal == 0, code == 0 else {
      let said = ((try? text(of: errors)) ?? "").suffix(2000)
      let ending = signal != 0 ? "is ended by signal \(signal)" : "ends with code \(code)"
      let words = command.map(quoted).joined(separator: " ")
      throw Failure(
        code: .mistake,
        message: "benchmark: this \(ending):\n  \(words)"
          + said.split(whereSeparator: \.isNewline).map { "\n  \($0)" }.joined())
    }
    return Sample(
      seconds: seconds, workSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      peak: bytes(usage.ru_maxrss))
  }

  /// Starts a command, which hears of Ctrl-C although this process does not.
  private static func spawn(
    _ command: [String], output: String, errors: String
  ) throws(Failure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o644)
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &interrupt)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    #if canImport(Darwin)
      let environ = _NSGetEnviron().pointee
    #endif
    var process = pid_t()
    let failure = posix_spawn(&process, command[0], &actions, &attributes, words, environ)
    guard failure == 0 else {
      errno = failure
      throw Failure.system("run", command[0])
    }
    return process
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  /// Linux counts the peak in KiB, Darwin in bytes.
  private static func bytes(_ peak: Int) -> Int {
    #if canImport(Darwin)
      peak
    #else
      peak * 1024
    #endif
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "+")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
    }
    return isPlain ? word : "'" + printable(word) + "'"
  }

  /// Leaves Ctrl-C to the process that is running, whose end tells of it: so that what is to be
  /// tidied up is.
  static func ignoreInterrupts() { signal(SIGINT, SIG_IGN) }
}
