import Ending
import TechDecoupling

do throws(Failure) {
  try await run(Options(Array(CommandLine.arguments.dropFirst())))
} catch {
  end(error)
}
end()

/// Answers one command line.
func run(_ options: Options) async throws(Failure) {
  if options.isHelp {
    print(Options.help)
    return
  }
  let isAsked = options.missed != nil || options.turned != nil
  guard !options.scenarios.isEmpty || isAsked else {
    throw .usage("no scenario is named")
  }
  if isAsked, options.day == nil {
    throw .usage("'--why-not' and '--change' need a day, '--on DAY'")
  }
  if options.turned != nil, options.candidates.isEmpty {
    throw .usage("'--change' needs something to change, '--by CANDIDATE'")
  }
  let record = try await Record(options)
  var scenarios: [Scenario] = []
  for path in options.scenarios { scenarios.append(try record.scenario(at: path)) }
  if options.isTogether || scenarios.isEmpty { scenarios = [try record.together(scenarios)] }
  let other = try options.against.map { path throws(Failure) in try record.scenario(at: path) }
  let before = try await record.findings(supposing: other ?? .none)
  var answers: [String] = []
  for scenario in scenarios {
    let after = try await record.findings(supposing: scenario)
    do {
      if let text = options.missed {
        answers.append(try missing(text, in: after, options))
      } else if let text = options.turned {
        answers.append(try await changes(turning: text, in: after, options))
      } else if let text = options.explained {
        answers.append(try await explanation(of: text, in: after, options))
      } else {
        answers.append(try difference(of: after, from: before, options))
      }
    } catch let failure as Failure {
      throw failure
    } catch let error as QueryError {
      throw Failure(code: .usage, message: "\(error)")
    } catch {
      throw Failure(code: .evaluation, message: "\(error)")
    }
  }
  print(answers.joined(separator: "\n\n"))
}

/// What a scenario changes, in the form that is asked for.
func difference(
  of after: Findings, from before: Findings, _ options: Options
) throws -> String {
  let whole = try after.difference(from: before)
  let difference = options.isAll ? whole : whole.conclusions
  return switch options.form {
  case .text: difference.description
  case .markdown: "## \(difference.after)\n\n\(difference.markdown)"
  case .json: String(difference.json.dropLast())
  }
}

/// The verdict on an atom, the changes that it rests on and needs, and its proof.
func explanation(
  of text: String, in findings: Findings, _ options: Options
) async throws -> String {
  let atom = try atom(text, in: findings)
  let runs = try findings.runs(of: atom)
  let run = runs.first(where: \.isCertain) ?? runs.first
  let day = options.day ?? run?.period.from ?? findings.horizon.from
  let verdict = try findings.verdict(atom, on: day)
  var paragraphs = ["\(findings.scenario.name):\n\(verdict)"]
  if verdict.outcome != .doesNotHold {
    let behind = try findings.changes(behind: atom, on: day)
    let needed = try await findings.changes(neededFor: atom, on: day)
    paragraphs.append(
      "rests on: \(list(behind))\nneeds: \(list(needed))")
    paragraphs.append("\(try findings.explain(atom, on: day))")
  }
  return paragraphs.joined(separator: "\n\n")
}

/// What is missing for an atom or pattern that does not hold.
func missing(_ text: String, in findings: Findings, _ options: Options) throws -> String {
  let day = options.day ?? findings.horizon.from
  let why = try findings.whyNot(try atom(text, in: findings), on: day)
  return switch options.form {
  case .text: why.description
  case .markdown: why.markdown
  case .json: String(why.json.dropLast())
  }
}

/// The least sets of changes that make an atom hold, or cease to.
func changes(
  turning text: String, in findings: Findings, _ options: Options
) async throws -> String {
  let day = options.day ?? findings.horizon.from
  let candidates = try options.candidates.map { text -> Candidate in
    switch text {
    case "confirm": .confirmations
    case "deny": .denials
    case "withdraw": .withdrawals
    default: .recording(try atom(text, in: findings))
    }
  }
  let answer = try await findings.whatWouldChange(
    try atom(text, in: findings), on: day, among: candidates)
  return switch options.form {
  case .text: answer.description
  case .markdown: answer.markdown
  case .json: String(answer.json.dropLast())
  }
}

func atom(_ text: String, in findings: Findings) throws(Failure) -> Atom {
  do throws(AtomProblem) {
    return try Atom(parsing: text, in: findings)
  } catch {
    throw Failure(code: .usage, message: "\(error)")
  }
}

func list(_ changes: [Scenario.Change]) -> String {
  changes.isEmpty ? "no change" : changes.map(\.description).joined(separator: "; ")
}
