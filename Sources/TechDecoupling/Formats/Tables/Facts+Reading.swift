import TemporalDatalog

/// How far the reading of a file has come.
public struct TableProgress: Hashable, Sendable {
  /// The bytes that were read.
  public var bytes: Int
  /// The bytes that the file has; nil if it does not say, as a pipe.
  public var totalBytes: Int?
}

extension Facts {
  /// Adds the rows of a file.
  ///
  /// A file without a line has no rows, and rows that are given twice are taken once. The file is
  /// read a megabyte at a time, and the rows are kept in four bytes a value. When the task is
  /// cancelled, so is the reading.
  ///
  /// ```swift
  /// try facts.insert(fileAt: "facts/edge.facts", as: edge.signature)
  /// ```
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input.
  ///   - relation: The relation whose rows the file holds, a column for each of its columns.
  ///   - format: How the file is written.
  ///   - reporting: Called with how far the reading has come, once for each megabyte.
  /// - Returns: The number of rows in the file.
  /// - Throws: ``TableError`` with each row that cannot be read, of many the first hundred; then no
  ///   row is added. `CancellationError` if the task was cancelled.
  /// - Complexity: O(*n*) for *n* bytes; about 100 MB a second or more.
  @discardableResult
  public mutating func insert(
    fileAt path: String, as relation: RelationSignature, format: TableFormat = TableFormat(),
    reporting: ((TableProgress) -> Void)? = nil
  ) throws -> Int {
    func problem(_ mistake: TableProblem.Mistake) -> TableError {
      TableError([TableProblem(mistake, relation: relation.name, at: Place(file: path))])
    }
    if path.hasSuffix(".gz") { throw problem(.compressed) }
    do {
      let input = try FileInput(path)
      var progress = TableProgress(bytes: 0, totalBytes: input.size)
      return try insert(as: relation, format: format, file: path) { buffer in
        if Task.isCancelled { throw CancellationError() }
        let count = try input.read(into: buffer)
        progress.bytes += count
        reporting?(progress)
        return count
      }
    } catch let error as FileProblem {
      throw problem(.file(error))
    }
  }

  /// Adds the rows that a stream of bytes gives.
  @discardableResult
  mutating func insert(
    as relation: RelationSignature, format: TableFormat, file: String?,
    limits: TableReader.Limits = TableReader.Limits(),
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Int {
    if let mistake = format.mistake {
      throw TableError([TableProblem(mistake, relation: relation.name, at: Place(file: file))])
    }
    var count = 0
    try bulk.insert(relation) { pools in
      var reader = TableReader(relation, format, file: file, limits: limits)
      try reader.read(into: &pools, fill)
      count = reader.rowCount
      return reader.blocks
    }
    return count
  }
}
