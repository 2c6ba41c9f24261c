extension Mapping {
  /// Reads a table of comma-separated values whose first row names the columns.
  ///
  /// The file is read a megabyte at a time. A row that cannot be read as cells, and an entity or entry
  /// of which a cell is empty or cannot be placed, is left and noted in the report.
  ///
  /// ```swift
  /// let mapping = try Mapping(contentsOf: "suppliers.mapping.json")
  /// let read = try mapping.read(from: "suppliers.csv")
  /// print(read.report)
  /// ```
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input.
  ///   - reporting: Called with how far the reading has come, once for each megabyte.
  /// - Throws: ``ImportError`` if the file cannot be read, lacks a column that the mapping names, or
  ///   has a quote that is never closed. `CancellationError` if the task was cancelled.
  /// - Complexity: O(*n*) in bytes and in what is taken.
  public func read(
    from path: String, reporting: ((TableProgress) -> Void)? = nil
  ) throws -> Imported {
    var file = try CSVFile(path: path, delimiter: delimiter, reporting: reporting)
    return try read(&file)
  }

  /// Reads the rows of a file that is open.
  func read(_ file: inout CSVFile) throws -> Imported {
    let names = Set(
      row.holes + entities.flatMap(\.holes) + entries.flatMap(\.holes)
    ).sorted()
    let options = names.map { columns[$0] ?? MappedColumn(column: $0) }
    let numbers = try file.require(options.map(\.column))
    let used = names.indices.map { index in
      MappedRow.Column(
        name: names[index], title: options[index].column, number: numbers[index],
        options: options[index])
    }
    var builder = ImportBuilder(source, kinds: kinds, relations: relations)
    builder.open(file.name)
    var row = MappedRow(builder, used)
    var plan = RowPlan(self, used)
    while try file.next(&row.builder.report) {
      row.read(file)
      plan.take(&row, line: file.line)
    }
    plan.count(in: &row.builder.report)
    return row.builder.imported
  }
}
