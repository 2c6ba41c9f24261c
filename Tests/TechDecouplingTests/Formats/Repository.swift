@testable import TechDecoupling

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// The repository that the tests are in.
enum Repository {
  /// Whether files that tests compare are to be written anew: `TECHDECOUPLING_RECORD=1`.
  static var isRecording: Bool { getenv("TECHDECOUPLING_RECORD") != nil }

  /// A path below the root.
  static func path(_ relative: String, file: String = #filePath) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let root = parts.lastIndex(of: "Tests") ?? parts.endIndex
    return parts[..<root].joined(separator: "/") + "/" + relative
  }

  /// Every file below a folder whose name ends in a suffix, sorted.
  static func files(below folder: String, suffix: String) throws -> [String] {
    var found: [String] = []
    var folders = [path(folder)]
    while let next = folders.popLast() {
      // A name without a dot may be that of a file.
      let names = next == path(folder) ? try FileAccess.list(next) : try? FileAccess.list(next)
      for name in names ?? [] where !name.hasPrefix(".") {
        let path = next + "/" + name
        if name.hasSuffix(suffix) {
          found.append(path)
        } else if !name.contains(".") || name.hasSuffix(".docc") {
          folders.append(path)
        }
      }
    }
    return found.sorted()
  }

  /// The text of a file.
  static func text(of path: String) throws -> String {
    String(decoding: try FileAccess.read(path), as: UTF8.self)
  }

  static func makeFolder(_ path: String) -> Bool { mkdir(path, 0o777) == 0 }

  static func link(_ path: String, to target: String) -> Bool { symlink(target, path) == 0 }

  /// Removes a folder and the files in it.
  static func removeFolder(_ path: String) {
    for name in (try? FileAccess.list(path)) ?? [] { unlink(path + "/" + name) }
    rmdir(path)
  }
}
