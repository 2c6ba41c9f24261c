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
    var problems = ProblemList()
    for transfer in transfers where transfer.direction == .input {
      try problems.collecting {
        try read(transfer, from: folder, into: &facts, reporting: reporting)
      }
    }
    try problems.check()
    return facts
  }

  /// Reads the files that the program takes as input, several at a time.
  ///
  /// The facts are the same for any number of threads. More than one needs the memory of the facts
  /// twice for a moment.
  ///
  /// - Parameters:
  ///   - folder: Where the files are; a name that leads out of it is refused.
  ///   - threads: How many files are read side by side, at least one.
  ///   - reporting: Called with the file that is being read and how far that has come.
  /// - Returns: The rows of all files.
  /// - Throws: ``TableError`` with the mistakes of all files; `CancellationError` if the task was
  ///   cancelled.
  public func facts(
    from folder: String, threads: Int,
    reporting: (@Sendable (String, TableProgress) -> Void)? = nil
  ) async throws -> Facts {
    let inputs = transfers.filter { $0.direction == .input }
    guard threads > 1, inputs.count > 1 else {
      return try facts(from: folder, reporting: reporting)
    }
    @Sendable func part(_ number: Int) throws -> (Int, Result<Facts, TableError>) {
      var facts = Facts()
      do {
        try read(inputs[number], from: folder, into: &facts, reporting: reporting)
        return (number, .success(facts))
      } catch let error as TableError {
        return (number, .failure(error))
      }
    }
    var parts = [Result<Facts, TableError>?](repeating: nil, count: inputs.count)
    try await withThrowingTaskGroup(of: (Int, Result<Facts, TableError>).self) { group in
      var next = min(threads, inputs.count)
      for number in 0..<next { group.addTask { try part(number) } }
      while let (number, result) = try await group.next() {
        parts[number] = result
        if next < inputs.count {
          let number = next
          group.addTask { try part(number) }
          next += 1
        }
      }
    }
    var facts = Facts()
    var problems = ProblemList()
    for number in parts.indices {
      try problems.collecting {
        guard let part = try parts[number]?.get() else { return }
        // Given back at once: what is joined is not needed twice.
        parts[number] = nil
        facts.bulk.join(part.bulk)
        guard facts.bulk.isFull else { return }
        let problem = TableProblem(.tooManyValues, relation: inputs[number].relation)
        throw TableError([problem])
      }
    }
    try problems.check()
    return facts
  }

  /// Reads the rows of one input.
  private func read(
    _ transfer: Transfer, from folder: String, into facts: inout Facts,
    reporting: ((String, TableProgress) -> Void)?
  ) throws {
    guard let relation = relation(of: transfer) else { return }
    do {
      let path = try RuleProgram.path(of: transfer, relation, inside: folder)
      try facts.insert(
        fileAt: path, as: relation, format: named(transfer.format, transfer),
        reporting: reporting.map { report in { report(path, $0) } })
    } catch let error as TableError {
      throw TableError(error.problems.map { $0.of(transfer) }, count: error.count)
    }
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

/// The mistakes of several files.
private struct ProblemList {
  private var problems: [TableProblem] = []
  private var count = 0

  /// Does something, and keeps its mistakes for later.
  mutating func collecting(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as TableError {
      problems += error.problems
      count += error.count
    }
  }

  func check() throws(TableError) {
    if !problems.isEmpty { throw TableError(problems, count: count) }
  }
}
