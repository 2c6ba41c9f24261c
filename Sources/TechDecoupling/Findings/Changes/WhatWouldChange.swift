/// The minimal sets of changes to a record that make an atom hold on a day, or cease to.
///
/// ```swift
/// let answer = try await findings.whatWouldChange(
///   Access.withheldFrom(v4, nvidia), on: "2026-02-26",
///   among: [.recording(Access.earlyAccess(v4, any())), .withdrawals])
/// for changes in answer.sets { print(changes) }
/// ```
///
/// A set is minimal if no proper subset does the same. Sets of up to three changes are searched; of
/// the least size at which there are any, all are given. Each was verified: the record with these
/// changes was evaluated. ``description`` is text, ``markdown`` a table, ``json`` a document.
public struct WhatWouldChange: Hashable, Sendable {
  /// What is asked about.
  public let atom: Atom
  /// The day.
  public let day: Day
  /// Whether the changes make the atom hold; if not, they make it cease to.
  public let makesItHold: Bool
  /// The sets, each in the order of a scenario, and sorted by that; none if there are none of up to
  /// three changes.
  public let sets: [[Scenario.Change]]
  /// The number of candidates on which the atom could depend.
  public let candidateCount: Int
  /// The number of sets that were evaluated.
  public let evaluatedCount: Int

  /// The sets as scenarios, named after the question.
  public var scenarios: [Scenario] {
    sets.enumerated().map { number, changes in
      Scenario(
        unchecked: "\(makesItHold ? "what makes" : "what ends") \(atom), \(number + 1)", changes,
        note: nil, places: [:])
    }
  }
}

extension WhatWouldChange: CustomStringConvertible {
  /// The answer as text, no line longer than 80 columns.
  public var description: String {
    var lines: [String] = []
    let words =
      sets.isEmpty
      ? "nothing that was asked about makes \(atom) \(makesItHold ? "hold" : "cease") on \(day),"
        + " nor do up to \(ChangeSearch.largest) changes together"
      : "\(atom) \(makesItHold ? "would hold" : "would not hold") on \(day) with:"
    Printing.wrap(Printing.safe(words), first: "", indent: "  ", into: &lines)
    for changes in sets {
      let words = changes.map(\.description).joined(separator: "; and ")
      Printing.wrap(Printing.safe(words), first: "  - ", indent: "    ", into: &lines)
    }
    return lines.joined(separator: "\n")
  }

  /// The sets as a table in Markdown, a row for each.
  public var markdown: String {
    let rows = sets.map { changes in
      "| " + Printing.cell(changes.map(\.description).joined(separator: "; ")) + " |"
    }
    let goal = makesItHold ? "makes it hold" : "makes it cease"
    return ([Printing.cell("what \(goal): \(atom) on \(day)"), "---"].map { "| \($0) |" } + rows)
      .joined(separator: "\n")
  }

  /// The answer as a document of JSON, for other programs.
  public var json: String {
    JSONValue.object([
      JSONValue.Member("format", "techdecoupling-what-would-change/1"),
      JSONValue.Member("atom", .string("\(atom)")),
      JSONValue.Member("day", .string("\(day)")),
      JSONValue.Member("goal", .string(makesItHold ? "hold" : "cease")),
      JSONValue.Member(
        "sets", .array(sets.map { .array($0.map { .string("\($0)") }) })),
    ]).text
  }
}

extension Findings {
  /// Returns the minimal sets of changes that make an atom hold on a day, or, if it holds, cease to.
  ///
  /// What is only conceivable does not hold. All of it is asked at the trusted level, from the
  /// viewpoint of these findings, on top of the changes that they suppose already.
  ///
  /// - Parameters:
  ///   - atom: With values only.
  ///   - day: A calendar day inside the horizon.
  ///   - candidates: What may be changed.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put; ``ScenarioError`` or
  ///   ``ChronicleError`` if a candidate does not fit the record; ``EvaluationError``.
  /// - Complexity: an evaluation of the part of the record on which the atom can depend, for each
  ///   set that is tried. A set is tried if each change of it mends a premise that fails without
  ///   it, or touches a proof that stands without it.
  public func whatWouldChange(
    _ atom: Atom, on day: Day, among candidates: [Candidate]
  ) async throws -> WhatWouldChange {
    // A rule or an adopted statement that is only a candidate may bring the relation with it.
    let isKnown = relations[atom.relation.name] != nil
    if isKnown || !candidates.contains(where: \.bringsRelations) { try check(atom, isGround: true) }
    try check(day)
    for case .recording(let pattern, _) in candidates { try check(pattern, isGround: false) }
    var search = try await ChangeSearch(
      self, trusted.facts.canonical(atom), on: day, among: candidates)
    let sets = try await search.sets()
    return WhatWouldChange(
      atom: atom, day: day, makesItHold: search.makesItHold,
      sets: sets.map { changes in
        changes.map { ($0, $0.sortKey) }.sorted { $0.1 < $1.1 }.map(\.0)
      }.map { ($0, $0.map(\.description)) }
        .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0),
      candidateCount: search.relevantCount, evaluatedCount: search.evaluatedCount)
  }
}

extension Candidate {
  fileprivate var bringsRelations: Bool {
    switch self {
    case .change(.adopt), .change(.addRule), .change(.add): true
    case .change, .recording, .confirmations, .denials, .withdrawals: false
    }
  }
}
