extension Findings {
  /// Returns the verdict on an atom that has to hold on a day, or throws why it does not.
  ///
  /// ```swift
  /// @Test func `V4 is withheld from Nvidia`() async throws {
  ///   let findings = try await chronicle.findings()
  ///   try findings.require(Access.withheldFrom(v4, nvidia), on: "2026-02-26")
  /// }
  /// ```
  ///
  /// A test that throws fails with the error's description: the verdict with its reasons, and why
  /// the atom does not hold: ``whyNot(_:on:)``.
  ///
  /// - Parameters:
  ///   - atom: With values only.
  ///   - day: A calendar day inside the horizon.
  ///   - level: How far up it has to hold; the trusted level if left out.
  /// - Throws: ``UnmetExpectation``; ``QueryError`` if the question cannot be answered as it is put.
  @discardableResult
  public func require(
    _ atom: Atom, on day: Day, atLeast level: Credibility? = nil
  ) throws -> Verdict {
    let verdict = try verdict(atom, on: day)
    if let credibility = verdict.credibility, credibility >= level ?? viewpoint.trusting {
      return verdict
    }
    let isTaken = verdict.outcome == .holds
    throw UnmetExpectation.unmet(
      verdict, atLeast: level ?? viewpoint.trusting,
      proof: isTaken ? try explain(atom, on: day) : nil,
      whyNot: isTaken ? nil : try whyNot(atom, on: day))
  }

  /// Returns the verdict on an atom that must not hold on a day, or throws the proof that it does.
  ///
  /// What is conceivable is not refuted.
  ///
  /// - Throws: ``UnmetExpectation``; ``QueryError`` if the question cannot be answered as it is put.
  @discardableResult
  public func refute(_ atom: Atom, on day: Day) throws -> Verdict {
    let verdict = try verdict(atom, on: day)
    guard verdict.outcome != .doesNotHold else { return verdict }
    throw UnmetExpectation.unrefuted(verdict, proof: try explain(atom, on: day))
  }
}

extension Difference {
  /// Throws unless the difference is what a table says.
  ///
  /// ```swift
  /// try difference.matching(Access.withheldFrom(any(), any())).require(
  ///   """
  ///   | change | atom                               | days                     |
  ///   | ------ | ---------------------------------- | ------------------------ |
  ///   | shifts | withheld-from(deepseek-v4, nvidia) | 2026-03-10 to 2026-04-23 |
  ///   """)
  /// ```
  ///
  /// The table has the columns of ``markdown``, or some of them; rows may stand in any order.
  ///
  /// - Throws: ``UnmetExpectation`` with the rows that are missing and those that are too many.
  public func require(_ table: String) throws(UnmetExpectation) {
    let own = DifferenceTable(self)
    let expected = try DifferenceTable(reading: table, columns: own.columns)
    let found = own.selecting(expected.columns)
    let missing = expected.rows.removing(found)
    let unexpected = found.removing(expected.rows)
    guard missing.isEmpty, unexpected.isEmpty else {
      throw .otherDifference(missing: missing.map(\.line), unexpected: unexpected.map(\.line))
    }
  }
}
