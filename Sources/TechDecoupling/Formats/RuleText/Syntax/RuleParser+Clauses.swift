extension RuleParser {
  /// A fact or rule, with the plan that follows it.
  mutating func parseClause(heading: ClauseSyntax.Heading?) throws(Stop) -> ClauseSyntax {
    let start = index
    var heads = [try parseHead()]
    let period = try parsePeriod()
    while skip(.comma) { heads.append(try parseHead()) }
    if current.kind == .lessOrEqual {
      refuse(.subsumption, at: range(current))
      throw Stop()
    }
    var body: BodySyntax?
    if skip(.implied) {
      if current.kind == .at, peek(1).kind == .exclamation { try skipAnnotation() }
      if let period { report(.periodOnRule, at: period.range) }
      body = try parseBody()
      try expectEnd("',', ';' or '.' after a condition", next: "end the rule with '.'")
    } else if heads.count > 1 {
      throw fail(
        "',' or ':-' after several heads", next: "heads share a body; end each fact with '.'")
    } else {
      try expectEnd(
        period == nil
          ? "':-', ',' or '.' after the head of a rule" : "'.' after the days of a fact",
        next: "end a fact with '.', or give the rule a body with ':-'")
    }
    let clauseRange = range(from: start)
    return ClauseSyntax(
      heading: heading, heads: heads, period: period, body: body,
      plan: try parsePlan(), range: clauseRange)
  }

  private mutating func expectEnd(_ expected: String, next: String) throws(Stop) {
    guard !skip(.dot) else { return }
    // A word on a new line is the next rule: what is missing is the end of this one.
    throw fail(expected, next: next + wordHint())
  }

  /// The operator that a misspelt word after a term may be.
  @inline(never)
  func wordHint() -> String {
    guard current.kind == .identifier else { return "" }
    let words = RuleWords.infix.keys.sorted() + ["is", "per"]
    return nearest(to: spelling(current), among: words).map { "; did you mean '\($0)'?" } ?? ""
  }

  private mutating func parseHead() throws(Stop) -> AtomSyntax {
    while current.kind == .at, peek(1).kind == .leftBracket { try skipAnnotation() }
    isInHead = true
    defer { isInHead = false }
    return try parseAtom("the name of a relation")
  }

  /// A relation applied to terms; its name may have dots.
  @inline(never)
  mutating func parseAtom(_ expected: String) throws(Stop) -> AtomSyntax {
    let start = index
    let name = try parseQualifiedName(
      expected, next: "write it as 'relation(term, …)'")
    guard current.kind == .leftParenthesis else {
      let hint =
        nearest(to: name.text, among: RuleWords.offeredDirectives).map {
          "; did you mean '.\($0)'?"
        }
      throw fail(
        "'(' after '\(shortened(name.text))'",
        next: "a relation's terms stand in parentheses" + (start == index - 1 ? hint ?? "" : ""))
    }
    let terms = try parseTerms()
    return AtomSyntax(name: name, terms: terms, range: range(from: start))
  }

  func shortened(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }

  @inline(never)
  mutating func parseQualifiedName(
    _ expected: String, next: String
  ) throws(Stop) -> NameSyntax {
    var name = try expectName(expected, next: next)
    while current.kind == .dot, peek(1).kind == .identifier, isAdjacent(current, peek(1)) {
      advance()
      let part = self.name(advance())
      name.text += "." + part.text
      name.range.until = part.range.until
    }
    if name.text.utf8.count > RuleLexer.nameLimit {
      report(.longName(String(name.text.prefix(50)), limit: RuleLexer.nameLimit), at: name.range)
      throw Stop()
    }
    return name
  }

  // MARK: - Days of facts

  /// `@[2025-03-01, _]`.
  private mutating func parsePeriod() throws(Stop) -> PeriodSyntax? {
    guard current.kind == .at, peek(1).kind == .leftBracket else { return nil }
    let start = index
    advance()
    advance()
    let from = try parseDate()
    try expect(.comma, "',' after the first day", next: "write the days as '@[2025-03-01, _]'")
    let to = try parseDate()
    try expect(.rightBracket, "']' after the last day", next: "close the days of the fact")
    return PeriodSyntax(from: from, to: to, range: range(from: start))
  }

  /// A date as it is written, in quotes or not; nil for `_`.
  private mutating func parseDate() throws(Stop) -> NameSyntax? {
    if skip(.underscore) { return nil }
    let start = index
    if current.kind == .text {
      let range = range(current)
      return NameSyntax(text: text(advance()), range: range)
    }
    while current.kind == .number || current.kind == .minus,
      index == start || isAdjacent(tokens[index - 1], current)
    {
      advance()
    }
    guard index > start else {
      throw fail("a date or '_'", next: "write a day as 2025-03-01, an open end as '_'")
    }
    let first = tokens[start].writtenRange
    let last = tokens[index - 1].writtenRange
    return NameSyntax(
      text: source.text(TextRange(from: first.from, until: last.until)),
      range: range(from: start))
  }

  // MARK: - Plans

  /// `.plan 0:(2,1), 1:(1,2)`, if it follows.
  mutating func parsePlan() throws(Stop) -> PlanSyntax? {
    guard current.kind == .directive, spelling(current) == ".plan" else { return nil }
    let start = index
    advance()
    var orders: [PlanSyntax.Order] = []
    repeat {
      let orderStart = index
      var version: NameSyntax?
      if current.kind == .number {
        version = name(advance())
        try expect(.colon, "':' after the version of a plan", next: "write '.plan 0:(2,1)'")
      }
      try expect(.leftParenthesis, "'(' in a plan", next: "write '.plan 0:(2,1)'")
      var premises: [NameSyntax] = []
      while current.kind == .number {
        premises.append(name(advance()))
        guard skip(.comma) else { break }
      }
      try expect(
        .rightParenthesis, "the number of a premise or ')' in a plan",
        next: "write '.plan 0:(2,1)'")
      orders.append(
        PlanSyntax.Order(version: version, premises: premises, range: range(from: orderStart)))
    } while skip(.comma)
    return PlanSyntax(orders: orders, range: range(from: start))
  }
}
