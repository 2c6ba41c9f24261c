import TechDecoupling

/// What the record answers, and the entries on which that rests.
public struct Answer: Hashable, Sendable {
  /// The answer, line by line.
  public private(set) var lines: [String] = []
  private var cited: [EntryID: Voices] = [:]

  /// An entry that an answer cites.
  public struct Evidence: Hashable, Sendable {
    /// The entry.
    public let entry: EntryID
    /// The rows of the list of facts that it carries.
    public let rows: [String]
    /// Who is at the root of it: sources, or the recorder.
    public let roots: [String]
  }

  private struct Voices: Hashable {
    var rows: Set<String> = []
    var roots: Set<String> = []
  }

  /// The entries cited, by id.
  public var evidence: [Evidence] {
    cited.sorted { $0.key < $1.key }.map { entry, voices in
      Evidence(entry: entry, rows: voices.rows.sorted(), roots: voices.roots.sorted())
    }
  }

  // MARK: - Saying and citing

  mutating func say(_ line: String) { lines.append(line) }

  /// Cites the recorded steps of a proof; of a copy of the record only what is known without it.
  mutating func cite(_ proof: Explanation, known: Chronicle? = nil) {
    for leaf in proof.leaves {
      // What a profile states rests on no entry that says the same.
      if leaf.supports.contains(where: { $0.support.role == .profile }) { continue }
      for evidence in leaf.supports {
        if let known, evidence.entry.flatMap({ known[$0] }) == nil { continue }
        cite(evidence.support, evidence.rows)
      }
    }
  }

  /// Cites what an entry says of an atom, taken or not.
  mutating func cite(_ support: Support, _ rows: [String]) {
    guard let entry = support.entry else { return }
    var voices = cited[entry] ?? Voices()
    voices.rows.formUnion(rows)
    let appraisal = support.appraisal
    for root in appraisal.asserting + appraisal.unclear {
      let teller = root.chain.first?.text ?? "somebody"
      voices.roots.insert(root.source?.text ?? "\(teller) without an origin")
    }
    if appraisal.asserting.isEmpty && appraisal.unclear.isEmpty {
      voices.roots.insert("recorder")
    }
    cited[entry] = voices
  }

  /// Cites an entry by who claims it: an open question, or something held.
  mutating func cite(_ entry: EntryID, _ claims: [Claim], in chronicle: Chronicle) {
    var voices = cited[entry] ?? Voices()
    voices.rows.formUnion(chronicle[entry]?.rows ?? [])
    for claim in claims {
      let roots = claim.relays.isEmpty ? [claim.source] : claim.relays.map(\.source)
      voices.roots.formUnion(roots.map(\.text))
    }
    cited[entry] = voices
  }

  // MARK: - Whole answers

  /// Says how an atom stands on a day, and cites its proof; of a copy of the record only what is
  /// known without it.
  mutating func tell(
    _ words: String, _ atom: Atom, on day: Day, in findings: Findings, known: Chronicle? = nil
  ) throws {
    let verdict = try findings.verdict(atom, on: day)
    switch verdict.outcome {
    case .holds: say("\(words): yes, \(verdict.credibility?.rawValue ?? "not judged")")
    case .indeterminate: say("\(words): not settled")
    case .doesNotHold: say("\(words): no")
    }
    if verdict.outcome != .doesNotHold {
      cite(try findings.explain(atom, on: day), known: known)
    }
    ask(verdict.openQuestions, in: findings)
  }

  /// Says who else tells what a proof rests on, and is trusted less; cites them.
  mutating func tellAside(_ proof: Explanation, in findings: Findings) {
    for atom in Set(proof.leaves.map(\.atom)).sorted() {
      for support in findings.facts.setAside(atom) {
        guard let entry = support.entry, support.role != .ends else { continue }
        let texts = Set(support.claims.map(\.source.text)).sorted()
        let surely = support.credibility?.rawValue ?? "not judged"
        say("\(atom) is told by \(list(texts)) as well, \(surely)")
        cite(support, findings.chronicle[entry]?.rows ?? [])
      }
    }
  }

  /// Says what is open, and who leaves it open.
  mutating func ask(_ questions: [OpenQuestion], in findings: Findings) {
    for question in questions {
      let note = question.words ?? findings.chronicle[question.entry]?.note ?? "\(question.atoms)"
      say("open: \(note)")
      cite(question.entry, question.claims, in: findings.chronicle)
    }
  }

  /// Says what stands between an item and a destination, with every provision and license.
  mutating func tell(_ answer: ControlAnswer, in findings: Findings) throws {
    lines += answer.description.split(separator: "\n").map(String.init)
    for provision in answer.provisions {
      let licenses = try findings.atoms(
        matching: ExportControls.licensed(
          provision.control, Party(answer.item.id), answer.destination, any(), any()),
        on: answer.day, conceivable: true)
      for ground in provision.grounds + licenses {
        cite(try findings.explain(ground, on: answer.day))
      }
      if provision.enforcement != .presumed {
        cite(try findings.explain(ExportControls.unenforced(provision.control), on: answer.day))
      }
    }
  }
}

extension Findings {
  /// How surely an atom holds on a day, in a word.
  func surely(_ atom: Atom, on day: Day) throws -> String {
    let verdict = try verdict(atom, on: day)
    return verdict.outcome == .holds ? verdict.credibility?.rawValue ?? "not judged" : "not settled"
  }

  /// Whether something stands for a class, as "US chipmakers" does.
  func isClass(_ value: Value?) -> Bool {
    guard case .entity(let id)? = value else { return false }
    return chronicle.entities.entity(id, as: Group.self) != nil
  }
}

extension Explanation {
  /// Whose account it is: the sources at the roots of the recorded steps, by name.
  func accounts(in findings: Findings) -> String {
    let roots = leaves.flatMap(\.supports).flatMap(\.support.appraisal.asserting)
      .filter { $0.grade != .f }
    let names = Set(
      roots.map { root in
        let name = root.source.map { findings.chronicle.sources[$0]?.name ?? $0.text }
        let people = root.attributions.compactMap(\.people).max()
        return (name ?? "unstated origin") + (people.map { ", from \($0) unnamed" } ?? "")
      })
    return names.sorted().joined(separator: "; ")
  }

  /// The sentences of the rules, from the conclusion down.
  var sentences: [String] {
    steps.compactMap { step in
      if case .conclusion(let conclusion) = step.kind { conclusion.sentence } else { nil }
    }
  }
}

/// Words in a row: `a, b and c`.
func list(_ words: [String]) -> String {
  guard let last = words.last else { return "none" }
  return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
}

/// A figure without a fraction that is nothing.
func plain(_ figure: Fixed) -> String {
  let text = "\(figure)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
