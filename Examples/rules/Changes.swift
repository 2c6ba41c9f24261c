import TechDecoupling

/// Answers `--changes`: updates the findings block by block, and says what each changes.
///
/// A line `+ edge(1, 2)` gives a fact, `- edge(1, 2)` takes it away; an empty line ends a block.
struct Changes {
  let declared: [String: RelationSignature]
  /// The relations whose changes are told.
  let told: [RelationSignature]

  /// Prints what each block of a file changes of the told relations, and an empty line after it.
  func run(_ text: String, on findings: Findings) async throws(Failure) {
    var findings = findings
    var before = rows(findings)
    for block in try blocks(text, findings) {
      do {
        findings = try await findings.updated(with: block)
      } catch {
        throw Failure(code: .mistake, message: "\(error)")
      }
      let after = rows(findings)
      for row in before.subtracting(after).sorted() { print("- \(row)") }
      for row in after.subtracting(before).sorted() { print("+ \(row)") }
      print("")
      before = after
    }
  }

  private func blocks(_ text: String, _ findings: Findings) throws(Failure) -> [FactChanges] {
    var blocks: [FactChanges] = []
    var block = FactChanges()
    var isOpen = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.drop { $0 == " " }
      if words.isEmpty {
        if isOpen { blocks.append(block) }
        (block, isOpen) = (FactChanges(), false)
        continue
      }
      isOpen = true
      guard let sign = words.first, sign == "+" || sign == "-" else {
        throw mistake(number, line, "begin with '+' for what is given, '-' for what goes")
      }
      let atom: Atom
      do throws(AtomProblem) {
        atom = try Questions(findings: findings, declared: declared, day: nil)
          .read(String(words.dropFirst().drop { $0 == " " }))
      } catch {
        throw mistake(number, line, "\(error)")
      }
      guard sign == "+" ? block.add(atom) : block.remove(atom) else {
        throw mistake(number, line, "a fact has a value in each column")
      }
    }
    return isOpen ? blocks + [block] : blocks
  }

  private func mistake(_ number: Int, _ line: Substring, _ words: String) -> Failure {
    Failure(
      code: .mistake,
      message: "rules: line \(number + 1) of the changes, '\(printable(String(line)))': \(words)")
  }

  private func rows(_ findings: Findings) -> Set<String> {
    var rows: Set<String> = []
    for relation in told where findings.relations[relation.name] != nil {
      let pattern = Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard })
      for run in (try? findings.runs(of: pattern)) ?? [] { rows.insert(ruleText(run)) }
    }
    return rows
  }
}
