import Foundation

@testable import TechDecoupling

/// Files and readers for tests of importing.
enum Imports {
  /// A table in memory, read through a buffer of a few bytes.
  static func table(
    _ bytes: [UInt8], name: String = "t.csv", delimiter: Character = ",",
    limits: CSVReader.Limits = CSVReader.Limits(), step: Int = .max
  ) throws -> CSVFile {
    var place = 0
    return try CSVFile(name: name, delimiter: delimiter, limits: limits) { buffer in
      let count = min(buffer.count, bytes.count - place, step)
      for offset in 0..<count { buffer[offset] = bytes[place + offset] }
      place += count
      return count
    }
  }

  static func table(_ text: String, delimiter: Character = ",") throws -> CSVFile {
    try table(Array(text.utf8), delimiter: delimiter)
  }

  /// What a mapping takes of a text.
  static func read(_ text: String, by mapping: Mapping) throws -> Imported {
    var file = try table(Array(text.utf8), delimiter: mapping.delimiter)
    return try mapping.read(&file)
  }

  /// Writes files into a folder of their own, and removes it afterwards.
  static func withFiles<Result>(
    _ files: [String: String], _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "importing-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      try FileAccess.write(Array(text.utf8), to: folder + "/" + name)
    }
    return try body(folder)
  }

  /// What was left: line, code and reason.
  static func left(_ report: ImportReport) -> [String] {
    report.left.map { "\($0.place.line ?? 0): \($0.code): \($0.reason)" }
  }

  /// The atoms of what was taken, as they are written.
  static func atoms(_ imported: Imported) -> [String] {
    imported.document.entries.flatMap { entry in
      switch entry.content {
      case .event(let event): (event.begins + event.ends + event.marks).map(\.description)
      case .statement(let statement): statement.atoms.map(\.description)
      }
    }.sorted()
  }
}
