extension RuleProgram {
  /// Reads the files that the program takes as input.
  ///
  /// - Parameters:
  ///   - folder: Where the files are; a name that leads out of it is refused.
  ///   - facts: Facts to which the rows are added.
  ///   - reporting: Called with the file that is being read and how far that has come.
  /// - Returns: The facts with the rows of all files.
  /// - Throws: ``TableError`` with the mistakes of all files; `CancellationError` if the task was
  ///   cancelled.
  public func facts(
    from folder: String, adding facts: Facts = Facts(),
    reporting: ((String, TableProgress) -> Void)? = nil
  ) throws -> Facts {
    var facts = facts
    var problems: [TableProblem] = []
    var count = 0
    for transfer in transfers where transfer.direction == .input {
      guard let relation = relation(of: transfer) else { continue }
      let path: String
      do throws(TableError) {
        path = try RuleProgram.path(of: transfer, relation, inside: folder)
      } catch {
        problems += error.problems.map { $0.of(transfer) }
        count += error.count
        continue
      }
      do {
        try facts.insert(
          fileAt: path, as: relation, format: named(transfer.format, transfer),
          reporting: reporting.map { report in { report(path, $0) } })
      } catch let error as TableError {
        problems += error.problems.map { $0.of(transfer) }
        count += error.count
      }
    }
    if !problems.isEmpty { throw TableError(problems, count: count) }
    return facts
  }

  /// Writes what the program gives as output: files, and rows and numbers on standard output.
  ///
  /// - Parameters:
  ///   - findings: What follows under the program's rules.
  ///   - folder: Where files are written; a name that leads out of it is refused. `-` writes all
  ///     to standard output, with the names of columns.
  /// - Throws: ``TableError`` if a file cannot be written; `CancellationError` if the task was
  ///   cancelled.
  public func write(_ findings: Findings, to folder: String) throws {
    for var transfer in transfers where transfer.direction != .input {
      guard let relation = relation(of: transfer) else { continue }
      if folder == FileAccess.standardInput, transfer.file != nil {
        transfer.file = nil
        transfer.format.hasHeader = true
      }
      do {
        try write(transfer, relation, findings, folder)
      } catch let error as TableError {
        throw TableError(error.problems.map { $0.of(transfer) }, count: error.count)
      }
    }
  }

  private func write(
    _ transfer: Transfer, _ relation: RelationSignature, _ findings: Findings, _ folder: String
  ) throws {
    let path = try RuleProgram.path(of: transfer, relation, inside: folder)
    if transfer.direction == .printSize {
      let line = "\(transfer.relation)\t\(findings.rowCount(of: relation))\n"
      try FileAccess.write(line, to: path, relation)
      return
    }
    var format = named(transfer.format, transfer)
    if transfer.file == nil { format.title = transfer.relation }
    try findings.write(relation, to: path, format: format)
  }

  /// The relation of a transfer, declared by the text or known to its rules.
  private func relation(of transfer: Transfer) -> RelationSignature? {
    if let declaration = declarations.first(where: { $0.name == transfer.relation }) {
      return declaration.relation
    }
    let name = String(transfer.relation.map { $0 == "_" ? "-" : $0 })
    for rule in rulebook.rules {
      if let relation = rule.clause.relations.first(where: { $0.name == name }) {
        return relation
      }
    }
    return Vocabulary.standard.relations[name]
  }

  private func named(_ format: TableFormat, _ transfer: Transfer) -> TableFormat {
    var format = format
    if format.columnNames.isEmpty,
      let declaration = declarations.first(where: { $0.name == transfer.relation })
    {
      format.columnNames = declaration.attributes
    }
    return format
  }

  private static func path(
    of transfer: Transfer, _ relation: RelationSignature, inside folder: String
  ) throws(TableError) -> String {
    guard let file = transfer.file else { return FileAccess.standardInput }
    guard let path = FileAccess.path(of: file, inside: folder) else {
      throw TableError([
        TableProblem(.outside(name: file, folder: folder), relation: relation.name)
      ])
    }
    return path
  }
}

extension FileAccess {
  /// Writes text to a file or to standard output.
  fileprivate static func write(
    _ text: String, to path: String, _ relation: RelationSignature
  ) throws(TableError) {
    let bytes = Array(text.utf8)
    do throws(FileProblem) {
      let output = try FileOutput(path)
      try output.write(bytes)
      try output.finish()
    } catch {
      throw TableError([
        TableProblem(.file(error), relation: relation.name, at: Place(file: path))
      ])
    }
  }
}
