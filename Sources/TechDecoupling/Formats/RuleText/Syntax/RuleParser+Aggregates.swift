extension RuleParser {
  /// Whether an aggregate begins here; its names are also those of functors and variables.
  func isAggregate() -> Bool {
    guard current.kind == .identifier else { return false }
    let next = peek(1)
    if next.kind == .leftParenthesis {
      let names = isInHead ? RuleWords.headAggregates[spelling(current)] != nil : false
      return names || RuleWords.aggregates.contains(spelling(current))
    }
    guard RuleWords.aggregates.contains(spelling(current)) else { return false }
    if next.kind == .colon || next.kind == .leftBrace || isWord(next, "per") { return true }
    if next.kind == .identifier {
      return RuleWords.infix[spelling(next)] == nil && !isWord(next, "is")
    }
    return startsTerm(next)
  }

  /// `count : { … }`, `sum p per (o) : { … }`, `min(a, b)`, `total(d, sum(a))`.
  @inline(never)
  mutating func parseAggregate() throws(Stop) -> Parsed {
    let start = index
    let wasInHead = isInHead
    isInHead = false
    defer { isInHead = wasInHead }
    var function = name(advance())
    guard current.kind == .leftParenthesis else {
      let hasValue = current.kind != .colon && current.kind != .leftBrace && !isPer
      let value = hasValue ? try parseTerm() : nil
      return try parseAggregateBody(function, value, start)
    }
    let listStart = index
    var terms = try parseList()
    let isBody = current.kind == .colon || isPer
    if terms.count == 1, !isBody, wasInHead {
      function.text = RuleWords.headAggregates[function.text] ?? function.text
      return try aggregate(function, terms[0], nil, body: nil, start)
    }
    if terms.count == 1, !isBody, infixOperator() != nil {
      terms[0].term.range = range(from: listStart)
      let value = try parseOperators(after: terms[0], minimum: 0)
      return try parseAggregateBody(function, value, start)
    }
    if isBody, terms.count <= 1 {
      return try parseAggregateBody(function, terms.first, start)
    }
    let parsed = call(tokens[start], terms, start)
    try checkDepth(parsed.depth)
    return parsed
  }

  private var isPer: Bool { isWord(current, "per") && peek(1).kind == .leftParenthesis }

  @inline(never)
  private mutating func parseList() throws(Stop) -> [Parsed] {
    advance()
    var terms: [Parsed] = []
    if skip(.rightParenthesis) { return terms }
    repeat { terms.append(try parseTerm()) } while skip(.comma)
    guard skip(.rightParenthesis) else {
      throw failInList()
    }
    return terms
  }

  @inline(never)
  private mutating func parseAggregateBody(
    _ function: NameSyntax, _ value: Parsed?, _ start: Int
  ) throws(Stop) -> Parsed {
    let per = try parsePer()
    try expectColon(function)
    try enter()
    defer { depth -= 1 }
    guard current.kind == .leftBrace else {
      let body = try parseLoneCondition()
      return try aggregate(function, value, per, body: body, start)
    }
    advance()
    openBraces += 1
    let body = try parseBody()
    try expect(
      .rightBrace, "',', ';' or '}' after a condition of an aggregate",
      next: "close what is aggregated")
    openBraces -= 1
    return try aggregate(function, value, per, body: body, start)
  }

  /// `per (a, b)`, if it follows.
  @inline(never)
  private mutating func parsePer() throws(Stop) -> [NameSyntax]? {
    guard isPer else { return nil }
    advance()
    advance()
    var names: [NameSyntax] = []
    if current.kind != .rightParenthesis {
      repeat {
        names.append(
          try expectName("a variable", next: "'per' names what is counted or summed once"))
      } while skip(.comma)
    }
    try expect(
      .rightParenthesis, "',' or ')' after a variable of 'per'", next: "close the parenthesis")
    return names
  }

  @inline(never)
  private mutating func expectColon(_ function: NameSyntax) throws(Stop) {
    try expect(
      .colon, "':' and what is aggregated after '\(function.text)'",
      next: "write it as '\(function.text)\(function.text == "count" ? "" : " x") : { … }'"
        + wordHint())
  }

  /// Without braces an aggregate has one atom.
  @inline(never)
  private mutating func parseLoneCondition() throws(Stop) -> BodySyntax {
    if current.kind == .less || current.kind == .leftBracket, isWindow {
      return try parseWindow()
    }
    return .atom(try parseAtom("'{' or a relation"))
  }

  @inline(never)
  private mutating func aggregate(
    _ function: NameSyntax, _ value: Parsed?, _ per: [NameSyntax]?, body: BodySyntax?,
    _ start: Int
  ) throws(Stop) -> Parsed {
    let depth = (value?.depth ?? 0) + 1
    try checkDepth(depth)
    let whole = range(from: start)
    let syntax = AggregateSyntax(
      function: function, value: value?.term, per: per, body: body ?? .all([]),
      isHead: body == nil, range: whole)
    return Parsed(term: TermSyntax(kind: .aggregate(syntax), range: whole), depth: depth)
  }
}
