import TemporalDatalog

extension Findings {
  /// Writes the rows of a relation to a file.
  ///
  /// Rows are those that certainly hold at the trusted level: with columns for periods one for each
  /// stretch of days, otherwise one for each tuple that holds on any day. They are sorted by
  /// column, numbers and days by value, text and ids by their bytes. A file appears under its name
  /// once it is whole; one of the same name is replaced.
  ///
  /// Decimals are written without needless zeros (`1.5`, `3`), days as `2025-03-01`. An end of a
  /// period at the horizon's edge is `..`.
  ///
  /// - Parameters:
  ///   - relation: The relation; one that nothing is known of has no rows.
  ///   - path: The file, or `-` for standard output.
  ///   - format: How the file is written.
  /// - Returns: The number of rows.
  /// - Throws: ``TableError`` if the file cannot be written, or a text only with quotes;
  ///   `CancellationError` if the task was cancelled.
  /// - Complexity: O(*n* log *n*) for *n* rows.
  @discardableResult
  public func write(
    _ relation: RelationSignature, to path: String, format: TableFormat = TableFormat()
  ) throws -> Int {
    let level = trusted
    guard let number = level.compiled.relationNumbers[relation.name] else {
      return try TableWriter.write(
        relation, OrderedRows([], kinds: relation.columns.map(\.kind), pools: Pools()),
        to: path, format, Pools(), horizon: horizon)
    }
    return try TableWriter.write(
      level.compiled.relations[number], level.model.ordered(number, .certain), to: path, format,
      level.model.pools, horizon: horizon)
  }

  /// Returns how many tuples of a relation certainly hold, each on any day.
  public func rowCount(of relation: RelationSignature) -> Int {
    guard let number = trusted.compiled.relationNumbers[relation.name] else { return 0 }
    return trusted.model.count(number, .certain)
  }
}

extension TableWriter {
  /// Writes rows to a file, which appears under its name once it is whole.
  static func write(
    _ relation: RelationSignature, _ rows: OrderedRows, to path: String, _ format: TableFormat,
    _ pools: Pools, horizon: Horizon?
  ) throws -> Int {
    func problem(_ mistake: TableProblem.Mistake) -> TableError {
      TableError([TableProblem(mistake, relation: relation.name, at: Place(file: path))])
    }
    if let mistake = format.mistake { throw problem(mistake) }
    do {
      let output = try FileOutput(path)
      var writer = TableWriter(relation, format, path: path, pools: pools, horizon: horizon) {
        if Task.isCancelled { throw CancellationError() }
        try output.write($0)
      }
      let count = try writer.write(rows)
      try output.finish()
      return count
    } catch let error as FileProblem {
      throw problem(.file(error))
    }
  }
}
