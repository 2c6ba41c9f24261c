import TechDecoupling

/// Answers `--query` and `--explain`.
struct Questions {
  let findings: Findings
  /// The relations that the program declares, by name.
  let declared: [String: RelationSignature]
  /// The day asked about; nil for any.
  let day: Day?

  /// The rows that match a pattern, as facts of rule text.
  func rows(matching text: String) throws(Failure) -> [String] {
    let pattern = try atom(text)
    // A relation of which nothing is given and nothing concluded is unknown to the findings.
    guard findings.relations[pattern.relation.name] != nil else { return [] }
    do throws(QueryError) {
      if let day {
        return try findings.atoms(matching: pattern, on: day).map { ruleText($0) + "." }
      }
      return try findings.runs(of: pattern).map(ruleText)
    } catch {
      throw mistake(text, "\(error)")
    }
  }

  /// The proof of an atom, or that it does not hold.
  func proof(of text: String) throws(Failure) -> (text: String, holds: Bool) {
    let atom = try atom(text)
    guard atom.values != nil else {
      throw mistake(
        text, "a proof is of one atom, and '_' leaves a column open; --query lists what fits it")
    }
    guard findings.relations[atom.relation.name] != nil else {
      return ("\(ruleText(atom)) does not hold: nothing is given or concluded of it", false)
    }
    do {
      let runs = try findings.runs(of: atom).map(\.period)
      guard let day = day ?? runs.first.map(telling) else {
        return ("\(ruleText(atom)) does not hold on any day", false)
      }
      guard runs.contains(where: { $0.contains(day) }) else {
        let reasons = try findings.verdict(atom, on: day).reasons.map { "\n  " + $0 }
        return ("\(ruleText(atom)) does not hold on \(day)" + reasons.joined(), false)
      }
      var text = "\(try findings.explain(atom, on: day))"
      // What holds always is proved on some day, and which one says nothing.
      if self.day == nil, runs == [.always], let words = text.firstRange(of: " on \(day)") {
        text.removeSubrange(words)
      }
      return (text, true)
    } catch {
      throw mistake(text, "\(error)")
    }
  }

  /// A day of a period: its first, or its last if it has no first.
  private func telling(_ period: Period) -> Day {
    period.from ?? period.until?.advanced(by: -1) ?? findings.horizon.from
  }

  /// Reads an atom as rule text writes it: with underscores where the library has hyphens.
  private func atom(_ text: String) throws(Failure) -> Atom {
    do throws(AtomProblem) {
      return try read(text)
    } catch {
      throw mistake(text, "\(error)")
    }
  }

  /// As above, with the mistake alone.
  func read(_ text: String) throws(AtomProblem) -> Atom {
    let vocabulary = Vocabulary(
      relations: Array(declared.values) + Array(findings.relations.values))
    let name = text.prefix { $0 != "(" }
    let hyphenated = String(name.map { $0 == "_" ? "-" : $0 }) + text.dropFirst(name.count)
    return try Atom(parsing: hyphenated, in: vocabulary)
  }

  private func mistake(_ question: String, _ message: String) -> Failure {
    Failure(
      code: .mistake, message: "rules: the question '\(printable(question))': " + message)
  }
}

/// A run as a fact of rule text, with what keeps it from being sure.
func ruleText(_ run: Run) -> String {
  var text = ruleText(run.atom)
  if run.period != .always {
    let from = run.period.from.map { "\($0)" } ?? "_"
    let to = run.period.until.map { "\($0.advanced(by: -1))" } ?? "_"
    text += "@[\(from), \(to)]"
  }
  text += "."
  if let credibility = run.credibility, credibility != .confirmed {
    text += " // \(credibility.rawValue)"
  }
  return text
}

/// An atom as rule text writes it.
func ruleText(_ atom: Atom) -> String {
  let name = String(atom.relation.name.map { $0 == "-" ? "_" : $0 })
  return name + "(" + (atom.values ?? []).map(ruleText).joined(separator: ", ") + ")"
}

private func ruleText(_ value: Value) -> String {
  switch value {
  case .integer(let number): return String(number)
  case .decimal(let number):
    let text = "\(number)"
    return text.contains(".") ? text : text + ".0"
  case .entity(let id): return quoted(id.text)
  case .day(let day): return quoted("\(day)")
  case .text(let text): return quoted(text)
  }
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default: result += printable(String(scalar))
    }
  }
  return result + "\""
}
