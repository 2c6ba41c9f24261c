import Memory

do throws(Failure) {
  let arguments = Array(CommandLine.arguments.dropFirst())
  let code: ExitCode
  // The first word may name something else to do than to measure.
  if let subcommand = arguments.first.flatMap({ Subcommand(rawValue: $0) }) {
    switch subcommand {
    case .record:
      keepFreedMemory()
      holdMemoryTogether()
    // What is free at the end of a thread is given back only of the first one's arena.
    case .updates: holdMemoryTogether()
    default: break
    }
    code = try await subcommand.perform(Array(arguments.dropFirst()))
  } else {
    let options = try Options(arguments)
    if options.isHelp {
      print(Options.help)
      code = .success
    } else {
      code = try Bench.measure(options)
    }
  }
  try finishWriting()
  end(code)
} catch {
  end(error)
}

/// Another thing to do than to measure the rows: one case and one file each.
enum Subcommand: String, CaseIterable {
  case tc, record, answers, inputs, derivations, orders, updates, scenarios, reading

  /// How it is called.
  var usage: String {
    switch self {
    case .tc: Closure.usage
    case .record: RecordBenchmark.usage
    case .answers: AnswerBenchmark.usage
    case .inputs: Inputs.usage
    case .derivations: Derivations.usage
    case .orders: Orders.usage
    case .updates: Updates.usage
    case .scenarios: ScenarioBenchmark.usage
    case .reading: ReadingBenchmark.usage
    }
  }

  /// What it does, for the help.
  var meaning: String {
    switch self {
    case .tc:
      "close one graph in this process: a random one, a chain, a grid, or the edges of standard"
        + " input, two numbers a line separated by a tab"
    case .record:
      "measure the library's own path, from recording to findings, and JSON both ways"
    case .answers: "measure why-not and what would change it, on the seeds and on a million facts"
    case .inputs: "write the inputs of rows to a folder, by default of all"
    case .derivations: "count the rows that a program derives, known ones included"
    case .orders:
      "compare the engine's order of each rule's premises with every order in which they could be"
        + " written"
    case .updates:
      "update findings by rows of a relation that go and come back, one at a time, beside evaluating"
        + " a program anew; then fork them"
    case .scenarios:
      "suppose random scenarios of one change to the chronicles of a folder, one and two at a time"
    case .reading:
      "read a file of comma-separated values, its cells alone and taken as statements; then files"
        + " of JSON"
    }
  }

  fileprivate func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    switch self {
    case .tc: try await Closure.perform(arguments)
    case .record: try await RecordBenchmark.perform(arguments)
    case .answers: try await AnswerBenchmark.perform(arguments)
    case .inputs: try Inputs.perform(arguments)
    case .derivations: try await Derivations.perform(arguments)
    case .orders: try await Orders.perform(arguments)
    case .updates: try await Updates.perform(arguments)
    case .scenarios: try await ScenarioBenchmark.perform(arguments)
    case .reading: try ReadingBenchmark.perform(arguments)
    }
  }
}
