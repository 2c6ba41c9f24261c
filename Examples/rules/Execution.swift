import TechDecoupling

/// One run of a program: read, load, evaluate, answer and write.
struct Execution: Sendable {
  let options: Options
  let progress: Progress

  init(_ options: Options) {
    self.options = options
    progress = Progress(isForced: options.hasProgress, isQuiet: options.isQuiet)
  }

  /// Does what the command line asks for; the code tells of atoms that do not hold.
  func perform() async throws(Failure) -> ExitCode {
    let program = try readProgram()
    if options.isPrinted {
      try printProgram(program)
    }
    let rulebook = try rulebook(of: program)
    if options.isChecked || options.isPrinted { return .success }

    var phases: [(name: String, duration: Duration)] = []
    var start = ContinuousClock.now
    func lap(_ name: String) {
      let now = ContinuousClock.now
      phases.append((name, now - start))
      start = now
    }
    try checkOutput(program)
    let facts = try await loadFacts(program)
    lap("load")
    let findings = try await evaluate(facts, rulebook)
    lap("evaluate")
    progress.clear()
    let code = try answer(program, findings)
    if options.hasChanges { try await change(program, findings) }
    if isWriting {
      try await write(program, findings)
    }
    lap("write")
    if options.hasProfile { sayProfile(findings, phases) }
    return code
  }

  // MARK: - The program

  private func readProgram() throws(Failure) -> RuleProgram {
    do throws(RuleTextError) {
      let program = try RuleProgram(contentsOf: options.programs)
      if !options.isQuiet {
        let isAsked = !options.queries.isEmpty || !options.explained.isEmpty
        for warning in program.warnings {
          // What a question reads need not be read by a rule nor output.
          if isAsked && warning.code == "TD763" { continue }
          say(rendered(warning))
        }
      }
      return program
    } catch {
      let problems = error.problems.filter { !options.isQuiet || $0.severity == .error }
      throw Failure(
        code: .mistake, message: problems.map(rendered).joined(separator: "\n"))
    }
  }

  private func printProgram(_ program: RuleProgram) throws(Failure) {
    do {
      print(try program.text, terminator: "")
    } catch {
      throw Failure(code: .mistake, message: "\(error)")
    }
  }

  /// The program's rules, with what the command line adds and sets.
  private func rulebook(of program: RuleProgram) throws(Failure) -> Rulebook {
    var rulebook = program.rulebook
    if options.hasStandard { rulebook = Rulebook.standard + rulebook }
    for (name, text) in options.settings {
      // A parameter that the text declares and no rule uses may be set to anything.
      let isUsed = rulebook.parameters.contains { $0.name == name }
      if !isUsed, program.parameters.contains(name) { continue }
      rulebook = try rulebook.setting(name, toText: text)
    }
    return rulebook
  }

  /// Whether the program's outputs are written; questions alone leave no files behind.
  private var isWriting: Bool {
    options.queries.isEmpty && options.explained.isEmpty && !options.hasChanges
      || options.output != nil
  }

  /// Refuses a missing folder before hours are spent on what cannot be written.
  private func checkOutput(_ program: RuleProgram) throws(Failure) {
    let folder = options.output ?? "."
    let hasFiles = program.transfers.contains { $0.direction == .output && $0.file != nil }
    guard isWriting, hasFiles, folder != "-", !isFolder(folder) else { return }
    throw Failure(
      code: .output,
      message: "rules: there is no folder '\(printable(folder))' to write to; make it, or name"
        + " another by -D")
  }

  // MARK: - Facts and findings

  private func loadFacts(_ program: RuleProgram) async throws(Failure) -> Facts {
    do {
      return try await program.facts(from: options.facts, threads: options.jobs) { file, read in
        let whole = read.totalBytes.map { " of \(megabytes($0))" } ?? ""
        progress.report("reading \(file): \(megabytes(read.bytes))\(whole) MB")
      }
    } catch {
      progress.clear()
      throw Failure(code: .mistake, message: "\(error)")
    }
  }

  private func megabytes(_ bytes: Int) -> String { grouped((bytes + 500_000) / 1_000_000) }

  private func evaluate(_ facts: Facts, _ rulebook: Rulebook) async throws(Failure) -> Findings {
    do {
      return try await Interruption.cancelling {
        try await facts.findings(
          under: rulebook, within: options.budget, horizon: options.horizon,
          joining: options.order
        ) { done in
          progress.report(
            (done.rule.map { "rule '\($0)'" } ?? "between rules")
              + ", round \(grouped(done.round)), \(grouped(done.facts)) facts")
        }
      }
    } catch {
      progress.clear()
      let code: ExitCode =
        switch error as? EvaluationError {
        case .factsSpent, .timeSpent: .budget
        case .cancelled: .interrupted
        default: .mistake
        }
      var message = "\(error)"
      // Rules without time are evaluated on the first day, which the program does not mention.
      if let words = message.firstRange(of: " on \(options.horizon.from)") {
        message.removeSubrange(words)
      }
      throw Failure(code: code, message: message)
    }
  }

  // MARK: - Results

  private func declared(_ program: RuleProgram) -> [String: RelationSignature] {
    Dictionary(
      program.declarations.map { ($0.relation.name, $0.relation) },
      uniquingKeysWith: { first, _ in first })
  }

  private func change(
    _ program: RuleProgram, _ findings: Findings
  ) async throws(Failure) {
    let declared = declared(program)
    let told = program.transfers.filter { $0.direction == .output }.compactMap { transfer in
      program.declarations.first { $0.name == transfer.relation }?.relation
    }
    var lines: [String] = []
    while let line = readLine() { lines.append(line) }
    try await Changes(declared: declared, told: told)
      .run(lines.joined(separator: "\n"), on: findings)
  }

  private func answer(
    _ program: RuleProgram, _ findings: Findings
  ) throws(Failure) -> ExitCode {
    let questions = Questions(
      findings: findings, declared: declared(program), day: options.day)
    for query in options.queries {
      let rows = try questions.rows(matching: query)
      for row in rows { print(row) }
      if rows.isEmpty, !options.isQuiet { say("rules: nothing matches '\(printable(query))'") }
    }
    var code = ExitCode.success
    for atom in options.explained {
      let (text, holds) = try questions.proof(of: atom)
      print(text)
      if !holds { code = .unproved }
    }
    return code
  }

  private func write(_ program: RuleProgram, _ findings: Findings) async throws(Failure) {
    // What the library writes to standard output follows what was printed.
    try finishWriting()
    do {
      try await Interruption.cancelling {
        try program.write(findings, to: options.output ?? ".")
      }
    } catch is CancellationError {
      throw Failure(code: .interrupted, message: "rules: interrupted while writing")
    } catch {
      throw Failure(code: .output, message: "\(error)")
    }
  }

  private func sayProfile(
    _ findings: Findings, _ phases: [(name: String, duration: Duration)]
  ) {
    let rows = findings.profile.map { cost in
      ProfileTable.Row(
        rule: cost.rule,
        steps: cost.steps.map { ($0.premise, $0.rowCount, $0.duration) },
        rounds: cost.rounds, tuples: cost.newCount,
        duration: cost.duration)
    }
    say(ProfileTable(rows: rows, phases: phases).text)
  }
}

extension Rulebook {
  /// The book with a parameter set to what text says, read as its value now is.
  fileprivate func setting(_ name: String, toText text: String) throws(Failure) -> Rulebook {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      let names = parameters.map { "'\($0.name)'" }
      throw Failure.usage(
        "'--set' names no parameter of the program's rules: '\(printable(name))'; "
          + (names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")))
    }
    var type = "a whole number"
    switch parameter.value {
    case .integer: if let value = Int(text) { return setting(name, to: value) }
    case .decimal:
      type = "a decimal number"
      if let value = try? Fixed(parsing: text) { return setting(name, to: value) }
    case .day:
      type = "a day such as 2026-02-26"
      if let value = try? Day(parsing: text) { return setting(name, to: value) }
    case .text: return setting(name, to: text)
    case .entity: return setting(name, to: Party(EntityID(text)))
    }
    throw Failure.usage(
      "'--set \(printable(name))' needs \(type), not '\(printable(text))'")
  }
}

/// A mistake with its line, the word that says how bad it is in color on a terminal.
private func rendered(_ problem: RuleTextProblem) -> String {
  var text = "\(problem)"
  let word = " \(problem.severity.rawValue) "
  guard hasColors, let range = text.firstRange(of: word) else { return text }
  let color = problem.severity == .error ? "31" : "33"
  text.replaceSubrange(range, with: "\u{1B}[1;\(color)m\(word)\u{1B}[0m")
  return text
}
