/// A file of comma-separated values whose first row names the columns, read a row at a time.
///
/// Space at the ends of a cell has no meaning and is not part of its text.
struct CSVFile: ~Copyable {
  /// The file's name, for places.
  let name: String
  /// The names of the columns, in order.
  private(set) var columns: [String] = []
  private var numbers: [String: Int] = [:]
  private var reader: CSVReader
  private let fill: (UnsafeMutableRawBufferPointer) throws -> Int
  private let delimiter: Character

  /// Opens a file, or standard input for `-`, and reads the names of its columns.
  ///
  /// - Throws: ``ImportError``, or `CancellationError` if the task was cancelled.
  init(
    path: String, delimiter: Character = ",", reporting: ((TableProgress) -> Void)? = nil
  ) throws {
    try self.init(
      name: path, delimiter: delimiter, FileInput.filling(from: path, reporting: reporting))
  }

  /// Reads from a function that puts the next bytes into a buffer and returns how many.
  init(
    name: String, delimiter: Character = ",", limits: CSVReader.Limits = CSVReader.Limits(),
    _ fill: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    self.name = name
    self.delimiter = delimiter
    self.fill = fill
    let byte = delimiter.asciiValue ?? 0
    reader = CSVReader(delimiter: byte, limits: limits)
    if [0, 0x0A, 0x0D, 0x22].contains(byte) {
      throw Self.error(.delimiter(String(delimiter), isQuoted: true), name, line: nil)
    }
    guard try advance() else { return }
    if let flaw = reader.flaw { throw Self.error(flaw.mistake, name, line: reader.line) }
    columns = reader.fields.indices.map { text($0) }
    for (number, column) in columns.enumerated() where !column.isEmpty {
      guard numbers.updateValue(number, forKey: column) == nil else {
        throw ImportError([ImportProblem(.repeatedColumn(column), at: place)])
      }
    }
  }

  /// Moves to the next row that can be read, and notes those before it that cannot; false at the
  /// end.
  mutating func next(_ report: inout ImportReport) throws -> Bool {
    while try advance() {
      let count = reader.fields.count
      if let flaw = reader.flaw {
        leave(flaw.mistake, flaw.field, &report)
      } else if count != columns.count {
        leave(
          .columnCount(found: count, expected: columns.count, delimiter: String(delimiter)), nil,
          &report)
      } else {
        return true
      }
    }
    return false
  }

  private mutating func advance() throws -> Bool {
    do {
      return try reader.next(fill)
    } catch let stop as CSVReader.Stop {
      throw Self.error(stop.mistake, name, line: stop.line)
    }
  }

  private func leave(
    _ mistake: TableProblem.Mistake, _ field: Int?, _ report: inout ImportReport
  ) {
    let column = field.map { number in
      columns.indices.contains(number) ? "\(number + 1) ('\(columns[number])')" : "\(number + 1)"
    }
    let problem = TableProblem(mistake, relation: "the table", column: column, at: place)
    report.leave(ImportProblem(.table(problem), at: place), at: place)
  }

  private static func error(
    _ mistake: TableProblem.Mistake, _ name: String, line: Int?
  ) -> ImportError {
    let place = Place(file: name, line: line)
    return ImportError([
      ImportProblem(
        .table(TableProblem(mistake, relation: "the table", at: place)), at: place)
    ])
  }

  // MARK: - Cells

  /// The line of the row, from 1.
  var line: Int { reader.line }

  /// The file and the line of the row.
  var place: Place { Place(file: name, line: line) }

  /// The number of a column, nil if the file does not have it.
  func number(of column: String) -> Int? { numbers[column] }

  /// The numbers of columns that must be there.
  ///
  /// - Throws: ``ImportError`` with each that is not.
  func require(_ names: [String]) throws(ImportError) -> [Int] {
    let missing = names.filter { numbers[$0] == nil }
    guard missing.isEmpty else {
      throw ImportError(
        missing.map { name in
          ImportProblem(
            .missingColumn(name, nearest: nearest(to: name, among: columns), columns: columns),
            at: Place(file: self.name, line: 1))
        })
    }
    return names.compactMap { numbers[$0] }
  }

  /// The bytes of a cell, which are there until the next row is read.
  func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    Self.trimmed(reader.bytes(column))
  }

  /// Bytes without the space at their ends.
  static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (start, end) = (0, bytes.count)
    // Safe: both stay within the bytes.
    while start < end, isSpace(bytes[start]) { start &+= 1 }
    while end > start, isSpace(bytes[end &- 1]) { end &-= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// The text of a cell of the row.
  func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// The text of a cell of a column that ``require(_:)`` has found.
  subscript(column: String) -> String { numbers[column].map { text($0) } ?? "" }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
}
