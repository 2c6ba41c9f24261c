import TemporalDatalog

extension Findings {
  /// Returns why an atom, or everything that matches a pattern, does not hold on a day.
  ///
  /// What is only conceivable does not hold; the answer then says what keeps it from certain. All of
  /// it is asked at the trusted level.
  ///
  /// - Parameters:
  ///   - pattern: An atom that may have wildcards: `withheld-from(_, nvidia)`.
  ///   - day: A calendar day inside the horizon.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put, or if the atom or a
  ///   match of the pattern holds on the day; ``EvaluationError`` if the task is cancelled.
  /// - Complexity: for each question that is opened, some joins of the premises of each rule that
  ///   could conclude it, with the values of the question put in.
  public func whyNot(_ pattern: Atom, on day: Day) throws -> WhyNot {
    try check(pattern, isGround: false)
    try check(day)
    let pattern = trusted.facts.canonical(pattern)
    if let holding = firstMatch(of: pattern, on: day) {
      throw QueryError.nothingMissing(atom: "\(pattern)", holding: "\(holding)", day: day)
    }
    var builder = WhyNotBuilder(self)
    return try builder.answer(pattern, on: day)
  }

  /// Some atom that matches a pattern and holds on a day.
  private func firstMatch(of pattern: Atom, on day: Day) -> Atom? {
    var found: CodedAtom?
    trusted.forEach(matching: pattern, .certain) { coded, days in
      if found == nil, SpanSet.contains(day.number, in: days) { found = coded }
    }
    return found.map(trusted.atom)
  }
}
