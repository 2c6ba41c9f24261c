// The one file of the library that imports the C library; `.ci/check-imports` holds it to that.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Reads, lists and writes files.
enum FileAccess {
  /// The path that stands for standard input.
  static let standardInput = "-"
}

#if canImport(Darwin) || canImport(Glibc) || canImport(Musl) || canImport(Android)

  extension FileAccess {
    /// The number of processors at work, one at least.
    static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Reads a whole file, or standard input to its end, into one buffer.
    static func read(_ path: String) throws(FileProblem) -> [UInt8] {
      if path == standardInput { return try readToEnd(0, path, sizeHint: 0) }
      let descriptor = try open(path, O_RDONLY | O_CLOEXEC, .read)
      defer { _ = close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw problem(.read, path) }
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw FileProblem(.read, path, reason: "it is a folder")
      }
      return try readToEnd(descriptor, path, sizeHint: max(0, Int(status.st_size)))
    }

    /// Reads until nothing is left; the size is a hint, since pipes have none and files may grow.
    private static func readToEnd(
      _ descriptor: Int32, _ path: String, sizeHint: Int
    ) throws(FileProblem) -> [UInt8] {
      var bytes: [UInt8] = []
      var failure: FileProblem?
      // One byte more than the size, so that the end of a file is seen without growing.
      var room = sizeHint + 1
      while failure == nil {
        let chunk = [UInt8](unsafeUninitializedCapacity: max(room, 1 << 16)) { buffer, count in
          while count < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(
              rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
            let got = systemRead(descriptor, rest.baseAddress, rest.count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { failure = problem(.read, path) }
            if got <= 0 { return }
            count += got
          }
        }
        if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        // What no reader takes is not read to its end: a device may have none.
        if chunk.count < max(room, 1 << 16) || bytes.count > JSONParser.lengthLimit { break }
        room = bytes.count
      }
      if let failure { throw failure }
      return bytes
    }

    /// The path itself, or the paths of a folder's files that end in `.json`, by name.
    static func documents(at path: String) throws(FileProblem) -> [String] {
      var status = stat()
      guard path != standardInput, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR
      else { return [path] }
      let names = try list(path).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
      guard !names.isEmpty else {
        throw FileProblem(.list, path, reason: "the folder has no file that ends in .json")
      }
      return names.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    }

    /// The names in a folder, sorted.
    static func list(_ path: String) throws(FileProblem) -> [String] {
      guard let folder = opendir(path) else { throw problem(.list, path) }
      defer { closedir(folder) }
      var names: [String] = []
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { names.append(name) }
      }
      return names.sorted()
    }

    /// Writes a file, over one of the same name.
    static func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
      let descriptor = try open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, .write)
      var written = 0
      while written < bytes.count {
        let count = bytes[written...].withUnsafeBytes { rest in
          systemWrite(descriptor, rest.baseAddress, rest.count)
        }
        if count < 0, errno == EINTR { continue }
        if count < 0 {
          let problem = problem(.write, path)
          _ = close(descriptor)
          throw problem
        }
        written += count
      }
      guard close(descriptor) == 0 else { throw problem(.write, path) }
    }

    fileprivate static func open(
      _ path: String, _ flags: Int32, _ attempt: FileProblem.Attempt
    ) throws(FileProblem) -> Int32 {
      guard !path.isEmpty, !path.utf8.contains(0) else {
        throw FileProblem(attempt, path, reason: "it is not the path of a file")
      }
      let descriptor = systemOpen(path, flags, 0o666)
      guard descriptor >= 0 else { throw problem(attempt, path) }
      return descriptor
    }

    /// The system's latest error.
    fileprivate static func problem(_ attempt: FileProblem.Attempt, _ path: String) -> FileProblem {
      let code = errno
      let reason =
        switch code {
        case ENOENT: "there is no such file or folder"
        case EACCES: "permission is denied"
        case EISDIR: "it is a folder"
        case ENOTDIR: "a part of the path is not a folder"
        default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
        }
      return FileProblem(attempt, path, reason: reason)
    }
  }

  extension FileAccess {
    /// The path of a file inside a folder.
    ///
    /// Nil if the name is absolute, climbs out of the folder, or follows a link out of it.
    static func path(of name: String, inside folder: String) -> String? {
      let parts = name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      guard !name.isEmpty, !name.utf8.contains(0),
        parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual("..".utf8) })
      else { return nil }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      guard let root = realPath(folder) else { return path }
      var status = stat()
      guard lstat(path, &status) == 0 else {
        // What does not exist yet is where its folder is.
        let parent = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        guard let real = realPath(parent) else { return path }
        return isInside(real, root) ? path : nil
      }
      guard let real = realPath(path) else { return nil }
      return isInside(real, root) ? path : nil
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
      path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    private static func realPath(_ path: String) -> String? {
      guard let resolved = realpath(path, nil) else { return nil }
      defer { free(resolved) }
      return String(cString: resolved)
    }
  }

  /// A file that is read piece by piece.
  final class FileInput {
    private let descriptor: Int32
    private let path: String
    /// The size of the file; nil if it has none, as a pipe.
    let size: Int?

    /// Opens a file, or standard input.
    init(_ path: String) throws(FileProblem) {
      self.path = path
      if path == FileAccess.standardInput {
        (descriptor, size) = (0, nil)
        return
      }
      descriptor = try FileAccess.open(path, O_RDONLY | O_CLOEXEC, .read)
      var status = stat()
      guard fstat(descriptor, &status) == 0 else {
        let problem = FileAccess.problem(.read, path)
        _ = close(descriptor)
        throw problem
      }
      guard status.st_mode & S_IFMT != S_IFDIR else {
        _ = close(descriptor)
        throw FileProblem(.read, path, reason: "it is a folder")
      }
      size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
      if descriptor != 0 { _ = close(descriptor) }
    }

    /// Reads some bytes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int {
      while true {
        let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        if errno != EINTR { throw FileAccess.problem(.read, path) }
      }
    }
  }

  /// A file that is written piece by piece, under another name until it is whole.
  final class FileOutput {
    private let descriptor: Int32
    private let path: String
    /// The name until the file is whole; nil if it is written in place.
    private let temporary: String?
    private var isOpen = true

    /// Creates a file in place of one of the same name, or writes to standard output.
    init(_ path: String) throws(FileProblem) {
      self.path = path
      if path == FileAccess.standardInput {
        (descriptor, temporary) = (1, nil)
        return
      }
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
        // A device or a pipe is no file that another could replace.
        temporary = nil
        descriptor = try FileAccess.open(path, O_WRONLY | O_CLOEXEC, .write)
        return
      }
      let name = path + ".\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
      do throws(FileProblem) {
        descriptor = try FileAccess.open(
          name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, .write)
      } catch {
        throw FileProblem(.write, path, reason: error.reason)
      }
      temporary = name
    }

    deinit {
      guard isOpen else { return }
      if descriptor != 1 { _ = close(descriptor) }
      if let temporary { unlink(temporary) }
    }

    /// Writes all of some bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) {
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { throw FileAccess.problem(.write, path) }
        written += count
      }
    }

    /// Writes all of some bytes.
    func write(_ bytes: [UInt8]) throws(FileProblem) {
      var failure: FileProblem?
      bytes.withUnsafeBytes { bytes in
        do throws(FileProblem) { try write(bytes) } catch { failure = error }
      }
      if let failure { throw failure }
    }

    /// Ends the file and gives it its name.
    func finish() throws(FileProblem) {
      guard isOpen, descriptor != 1 else { return }
      isOpen = false
      guard close(descriptor) == 0 else {
        let problem = FileAccess.problem(.write, path)
        if let temporary { unlink(temporary) }
        throw problem
      }
      if let temporary, rename(temporary, path) != 0 {
        let problem = FileAccess.problem(.write, path)
        unlink(temporary)
        throw problem
      }
    }
  }

  // The type's own functions hide the system's of the same names within it.
  private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    open(path, flags, mode)
  }

  private func systemRead(_ descriptor: Int32, _ to: UnsafeMutableRawPointer?, _ count: Int) -> Int
  {
    read(descriptor, to, count)
  }

  private func systemWrite(_ descriptor: Int32, _ from: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, from, count)
  }

#else

  extension FileAccess {
    static var processorCount: Int { 1 }

    private static let reason = "this platform has no files that the library could open"

    static func read(_ path: String) throws(FileProblem) -> [UInt8] {
      throw FileProblem(.read, path, reason: reason)
    }

    static func documents(at path: String) throws(FileProblem) -> [String] { [path] }

    static func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
      throw FileProblem(.write, path, reason: reason)
    }

    static func path(of name: String, inside folder: String) -> String? { nil }
  }

  final class FileInput {
    let size: Int? = nil
    private let path: String

    init(_ path: String) throws(FileProblem) {
      self.path = path
      _ = try FileAccess.read(path)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int { 0 }
  }

  final class FileOutput {
    init(_ path: String) throws(FileProblem) { try FileAccess.write([], to: path) }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) {}

    func write(_ bytes: [UInt8]) throws(FileProblem) {}

    func finish() throws(FileProblem) {}
  }

#endif
