import Ending
import TechDecoupling

do throws(Failure) {
  try await run(Options(Array(CommandLine.arguments.dropFirst())))
} catch {
  end(error.wrapped)
}
end()

/// Answers one command line.
func run(_ options: Options) async throws(Failure) {
  if options.isHelp {
    print(Options.help)
    return
  }
  let chronicle = try read(options.files)
  let findings: Findings
  do {
    findings = try await chronicle.findings(
      from: Viewpoint(knownBy: options.knownBy, trusting: options.trusting))
  } catch let error as EvaluationError {
    throw Failure(code: .evaluation, message: "\(error)")
  } catch {
    throw Failure(code: .data, message: "\(error)")
  }
  do {
    if let text = options.explained {
      try explain(text, findings, options)
    } else if let path = options.page {
      if let day = options.day { try check(day, findings) }
      try writePage(findings, to: path, options)
    } else {
      if let day = options.day { try check(day, findings) }
      let briefing = try Briefing(findings, on: options.day)
      print(options.isJSON ? briefing.json.text : briefing.text)
    }
  } catch let failure as Failure {
    throw failure
  } catch let error as QueryError {
    throw Failure(code: .usage, message: "\(error)")
  } catch let error as FileProblem {
    throw Failure(code: .output, message: "\(error)")
  } catch {
    throw Failure(code: .evaluation, message: "\(error)")
  }
}

/// Writes a page that begins with the headline; who withholds what comes before what it rests on.
func writePage(_ findings: Findings, to path: String, _ options: Options) throws {
  let concluded = findings.rulebook.rules.map(\.clause.head.relation)
  var seen: Set<String> = []
  let first = [Access.withheldFrom.signature] + Access.relations
  let relations = (first + concluded).filter { relation in
    concluded.contains(relation) && seen.insert(relation.name).inserted
  }
  let report = Report(
    title: "What is withheld, and what follows",
    lead: try Briefing(headlineOf: findings, on: options.day).headline,
    relations: relations, day: options.day)
  try findings.write(report, to: path)
}

/// Reads the files named, or the seeds.
func read(_ files: [String]) throws(Failure) -> Chronicle {
  let paths = try files.isEmpty ? [seeds()] : files
  do throws(ReadingError) {
    return try Chronicle(contentsOf: paths)
  } catch {
    let isMissing = error.problems.allSatisfy { $0.code == "TD101" }
    throw Failure(code: isMissing ? .noInput : .data, message: "\(error)")
  }
}

/// The folder of the seeds, here or further up.
func seeds() throws(Failure) -> String {
  let start = currentFolder()
  var folders: [String] = []
  var parts = start.split(separator: "/")
  while true {
    let folder = "/" + parts.joined(separator: "/")
    let path = folder == "/" ? "/seeds" : folder + "/seeds"
    if exists(path + "/record.json") {
      return folder == start ? "seeds" : path
    }
    folders.append(path)
    guard parts.popLast() != nil else { break }
  }
  throw Failure(
    code: .noInput,
    message: "no folder 'seeds' with the articles and record.json was found; looked for\n"
      + folders.map { "  " + printable($0) }.joined(separator: "\n")
      + "\nstart from the package's folder, or name files of your own; see --help")
}

func check(_ day: Day, _ findings: Findings) throws {
  guard day >= findings.horizon.from, day < findings.horizon.until else {
    throw QueryError.outsideHorizon(day: day, horizon: findings.horizon)
  }
}

/// Refuses a question with an open column, and one that puts an entity where its kind cannot stand.
func check(_ atom: Atom, _ findings: Findings) throws {
  guard let values = atom.values else {
    let found = try findings.atoms(matching: atom, on: nil, conceivable: true)
    let more = found.count > 5 ? [" and \(found.count - 5) more"] : []
    let closed = found.prefix(5).map { "\n  \($0)" } + more.map { "\n " + $0 }
    throw Failure(
      code: .usage,
      message: "a proof is of one conclusion, and '\(atom)' leaves a column open; "
        + (closed.isEmpty ? "nothing fits it" : "ask one of") + closed.joined())
  }
  guard try findings.runs(of: atom).isEmpty else { return }
  for (value, column) in zip(values, atom.relation.columns) {
    guard case .entity(let id) = value, case .entity(let role?) = column,
      let roles = findings.chronicle.entities[id]?.roles, !roles.isEmpty, !roles.contains(role)
    else { continue }
    throw Failure(
      code: .usage,
      message:
        "'\(printable(id.text))' is a \(list(roles.map { "\($0)" }.sorted())), and a column of"
        + " '\(atom.relation.name)' takes a \(role)")
  }
}

/// Prints the proof of an atom, or why there is none.
func explain(_ text: String, _ findings: Findings, _ options: Options) throws {
  let chronicle = findings.chronicle
  let atom: Atom
  do throws(AtomProblem) {
    atom = try Atom(parsing: text, in: findings)
  } catch {
    throw Failure(code: .usage, message: "\(error)")
  }
  for argument in atom.arguments {
    guard case .value(.entity(let id)) = argument, chronicle.entities[id] == nil else { continue }
    let known = chronicle.entities.records.keys.map(\.text)
    let near = nearest(to: id.text, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw Failure(
      code: .usage, message: "the record knows no entity '\(printable(id.text))'\(near)")
  }
  try check(atom, findings)
  let runs = try findings.runs(of: atom)
  let best = runs.compactMap(\.credibility).max()
  let run = runs.first { $0.isCertain && $0.credibility == best } ?? runs.first
  // On every day alike, or on none: the last day on which a source was published tells as much.
  let published = chronicle.sources.values.compactMap { $0.published?.last }.max()
  let day =
    options.day ?? run?.period.from ?? run?.period.until?.advanced(by: -1)
    ?? published ?? findings.horizon.from
  let verdict = try findings.verdict(atom, on: day)
  let explanation =
    verdict.outcome == .doesNotHold ? nil : try findings.explain(atom, on: day)
  guard options.isJSON else {
    print(verdict)
    if let explanation { print("\n\(explanation)") }
    return
  }
  let fields: [(String, JSON)] = [
    ("format", .string("techdecoupling-proof/1")), ("atom", .string("\(atom)")),
    ("on", .string("\(day)")), ("outcome", .string(verdict.outcome.rawValue)),
    ("credibility", .optional(verdict.credibility?.rawValue)),
    ("reasons", .strings(verdict.reasons)),
    ("entries", .strings(explanation?.entries.map(\.text) ?? [])),
    ("rows", .strings(explanation?.rows ?? [])),
    ("sources", .strings(explanation?.sources.map(\.text) ?? [])),
    ("proof", .strings(explanation.map { lines(of: "\($0)") } ?? [])),
  ]
  print(JSON.object(fields).text)
}

extension Failure {
  /// The same in lines as short as those of the answer.
  var wrapped: Failure {
    var text = Text()
    for line in lines(of: "\(programName): \(message)") {
      let margin = String(line.prefix { $0 == " " })
      text.add(line, first: margin, indent: margin + "  ", cutsWords: false)
    }
    return Failure(code: code, message: String(text.string.dropFirst(programName.count + 2)))
  }
}

func lines(of text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
