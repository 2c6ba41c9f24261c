import Ending
import TechDecoupling

do throws(Failure) {
  print(try await answer(Options(Array(CommandLine.arguments.dropFirst()))), terminator: "")
  try finishWriting()
} catch {
  end(error)
}

/// What the command line asks for, as a text in the format that it names.
func answer(_ options: Options) async throws(Failure) -> String {
  if options.isHelp { return Options.help + "\n" }
  let findings: Findings
  do {
    findings = try await Chronicle(contentsOf: options.record).findings()
  } catch let error as ReadingError {
    throw Failure(code: .noInput, message: "\(error)")
  } catch {
    throw Failure(code: .evaluation, message: "\(error)")
  }
  do {
    return try text(options, findings)
  } catch {
    throw Failure(code: .usage, message: "\(error)")
  }
}

/// Findings in the format that is asked for.
func text(_ options: Options, _ findings: Findings) throws -> String {
  if options.format == .proof {
    return try options.names.map { name in
      let atom = try Atom(parsing: name, in: findings.chronicle)
      return try findings.explain(atom, on: options.day).markdown
    }.joined(separator: "\n")
  }
  // A relation that nobody knows is refused by the findings, with the nearest name.
  let relations = options.names.map { name in
    findings.relations[name] ?? RelationSignature(name: name, columns: [])
  }
  func graph() throws -> Graph {
    try findings.graph(of: relations.map { Graph.Part($0) }, on: options.day)
  }
  switch options.format {
  case .dot: return try graph().dot
  case .mermaid: return try graph().mermaid
  case .graphML: return try graph().graphML
  case .csv: return try relations.map { try findings.csv(of: $0) }.joined(separator: "\r\n")
  case .jsonLines: return try findings.jsonLines(of: relations.isEmpty ? nil : relations)
  case .jsonLD: return try findings.jsonLD(of: relations.isEmpty ? nil : relations)
  case .stix:
    return try findings.stix(of: relations.isEmpty ? nil : relations, modified: options.day)
  case .followTheMoney, .statements, .leftOut:
    let made = try findings.followTheMoney(of: relations.isEmpty ? nil : relations)
    if options.format == .leftOut { return "\(made.report)\n" }
    return options.format == .followTheMoney
      ? made.jsonLines : made.statementsCSV(dataset: "techdecoupling", seen: options.day)
  case .facts: return findings.facts.jsonLines
  case .proof: return ""
  }
}
