extension RuleParser {
  /// A condition, or a term that may turn out to be the start of one.
  enum Piece {
    case condition(BodySyntax)
    case term(Parsed)
  }

  /// The conditions of a rule or an aggregate.
  @inline(never)
  mutating func parseBody() throws(Stop) -> BodySyntax {
    let wasInHead = isInHead
    isInHead = false
    defer { isInHead = wasInHead }
    return try condition(try parseAlternatives(isGroup: false))
  }

  /// Conditions with `;` between; in parentheses also a lone term.
  @inline(never)
  private mutating func parseAlternatives(isGroup: Bool) throws(Stop) -> Piece {
    let first = try parseConjunction(isGroup: isGroup)
    guard current.kind == .semicolon else { return first }
    var alternatives = [try condition(first)]
    while skip(.semicolon) {
      alternatives.append(try condition(try parseConjunction(isGroup: false)))
    }
    return .condition(.any(alternatives))
  }

  @inline(never)
  private mutating func parseConjunction(isGroup: Bool) throws(Stop) -> Piece {
    let first = try parseCondition()
    guard current.kind == .comma else {
      let isWhole = isGroup && current.kind == .rightParenthesis
      return isWhole ? first : .condition(try condition(first))
    }
    if isGroup, case .term(let parsed) = first, !parsed.isCall {
      refuse(.records, at: parsed.term.range)
      throw Stop()
    }
    var conditions = [try condition(first)]
    while skip(.comma) { conditions.append(try condition(try parseCondition())) }
    return .condition(.all(conditions))
  }

  /// What was read as a condition: a term must be a relation or a test.
  @inline(never)
  private mutating func condition(_ piece: Piece) throws(Stop) -> BodySyntax {
    switch piece {
    case .condition(let condition): return condition
    case .term(let parsed):
      let term = parsed.term
      if case .call(let name, let terms) = term.kind {
        let isTest = name.text == "contains" || name.text == "match"
        return isTest
          ? .test(term) : .atom(AtomSyntax(name: name, terms: terms, range: term.range))
      }
      throw fail(
        "a comparison such as '=' after a term",
        next: current.kind == .equal || current.kind == .end
          ? "a condition compares terms or names a relation"
          : "a condition compares terms or names a relation" + wordHint())
    }
  }

  @inline(never)
  private mutating func parseCondition() throws(Stop) -> Piece {
    try enter()
    defer { depth -= 1 }
    switch current.kind {
    case .exclamation: return .condition(try parseNegation())
    case .leftParenthesis: return try parseGroup()
    default:
      if let condition = try parseOtherCondition() { return .condition(condition) }
      return try parseComparison(from: try parseTerm())
    }
  }

  @inline(never)
  private mutating func parseNegation() throws(Stop) -> BodySyntax {
    let place = range(advance())
    return .not(try condition(try parseCondition()), place)
  }

  /// A condition that begins with no term; nil if a term begins here.
  @inline(never)
  private mutating func parseOtherCondition() throws(Stop) -> BodySyntax? {
    switch current.kind {
    case .less where isWindow, .leftBracket where isWindow: return try parseWindow()
    case .identifier where peek(1).kind != .leftParenthesis:
      if isWord(current, "true") { return .constant(true, range(advance())) }
      if isWord(current, "false") { return .constant(false, range(advance())) }
      if peek(1).kind == .dot, peek(2).kind == .identifier, isAdjacent(peek(1), peek(2)) {
        return try parseRun(of: try parseAtom("a condition"))
      }
    default: break
    }
    if startsTerm(current) { return nil }
    throw fail("a condition", next: "a condition compares terms or names a relation")
  }

  /// After its first term: a comparison, or the term alone.
  @inline(never)
  private mutating func parseComparison(from left: Parsed) throws(Stop) -> Piece {
    let comparison: ComparisonOperator
    switch current.kind {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .less: comparison = .less
    case .lessOrEqual: comparison = .lessOrEqual
    case .greater: comparison = .greater
    case .greaterOrEqual: comparison = .greaterOrEqual
    case .identifier where isWord(current, "is"):
      advance()
      let right = try parseTerm()
      return .condition(.same(left.term, right.term, range(left.term, right.term)))
    case .at:
      guard case .call(let name, let terms) = left.term.kind else { return .term(left) }
      return .condition(
        try parseRun(of: AtomSyntax(name: name, terms: terms, range: left.term.range)))
    default: return .term(left)
    }
    let sign = advance()
    if sign.kind == .equal, current.kind == .equal, isAdjacent(sign, current) {
      throw fail("a term after '='", next: "write '=' once")
    }
    let right = try parseTerm()
    return .condition(
      .comparison(left.term, comparison, right.term, range(left.term, right.term)))
  }

  func range(_ left: TermSyntax, _ right: TermSyntax) -> TextRange {
    TextRange(from: left.range.from, until: max(left.range.until, right.range.until))
  }

  /// `(p(x); q(x))`, or the parenthesis of a term: `(x + 1) * 2 < y`.
  @inline(never)
  private mutating func parseGroup() throws(Stop) -> Piece {
    let start = index
    advance()
    let inner = try parseAlternatives(isGroup: true)
    try expect(
      .rightParenthesis, "',', ';' or ')' after a condition in parentheses",
      next: "close the parenthesis")
    guard case .term(var parsed) = inner else { return inner }
    parsed.term.range = range(from: start)
    if infixOperator() != nil { parsed = try parseOperators(after: parsed, minimum: 0) }
    return try parseComparison(from: parsed)
  }

  // MARK: - Runs

  /// `@run(start=s, end=e, length=n)` after an atom, if it follows.
  @inline(never)
  private mutating func parseRun(of atom: AtomSyntax) throws(Stop) -> BodySyntax {
    guard current.kind == .at else { return .atom(atom) }
    let start = index
    advance()
    guard isWord(current, "run") else {
      throw fail(
        "'run' after '@'",
        next: "write a run as 'p(x) @run(length=n)', a window before the condition")
    }
    advance()
    try expect(
      .leftParenthesis, "'(' after '@run'", next: "write a run as 'p(x) @run(length=n)'")
    var run = RunSyntax(range: range(from: start))
    // A run of which nothing is read asks for the atom all the same.
    if skip(.rightParenthesis) { return .run(atom, run) }
    repeat {
      let key = try expectName(
        "'start', 'end' or 'length'", next: "write a run as 'p(x) @run(length=n)'")
      try expect(.equal, "'=' after '\(shortened(key.text))'", next: "write 'length=n'")
      let variable = try expectName("a variable", next: "the run gives it a value")
      set(&run, key, to: variable)
    } while skip(.comma)
    try expect(.rightParenthesis, "',' or ')' in a run", next: "close the parenthesis")
    run.range = range(from: start)
    return .run(atom, run)
  }

  private mutating func set(
    _ run: inout RunSyntax, _ key: NameSyntax, to variable: NameSyntax
  ) {
    let path: WritableKeyPath<RunSyntax, NameSyntax?>
    switch key.text {
    case "start": path = \.start
    case "end": path = \.end
    case "length": path = \.length
    default:
      let near = nearest(to: key.text, among: ["start", "end", "length"])
      return report(.runKey(key.text, nearest: near, isRepeated: false), at: key.range)
    }
    if run[keyPath: path] != nil {
      report(.runKey(key.text, nearest: nil, isRepeated: true), at: key.range)
    }
    run[keyPath: path] = variable
  }

  // MARK: - Windows

  /// Whether `<-[`, `[+[` or the like begins here.
  var isWindow: Bool {
    switch peek(1).kind {
    case .minus, .plus, .star: peek(2).kind == .leftBracket
    default: false
    }
  }

  @inline(never)
  mutating func parseWindow() throws(Stop) -> BodySyntax {
    let start = index
    let isAlways = advance().kind == .leftBracket
    let direction: WindowSyntax.Direction
    switch advance().kind {
    case .minus: direction = .past
    case .plus: direction = .next
    default: direction = .around
    }
    advance()
    let from = try parseDays("a number of days")
    try expect(.comma, "',' after the first day of a window", next: "write it as '<-[0d,30d]'")
    let to = current.kind == .underscore ? nil : try parseDays("a number of days or '_'")
    if to == nil { advance() }
    try expect(.rightBracket, "']' after the last day of a window", next: "close the window")
    let window = WindowSyntax(
      isAlways: isAlways, direction: direction, from: from, to: to, range: range(from: start))
    return .window(window, try parseAtom("a relation after the window"))
  }

  /// `30d`, `-3d`, `30` or `$labs`.
  private mutating func parseDays(_ expected: String) throws(Stop) -> TermSyntax {
    let start = index
    let sign = current.kind == .minus ? name(advance()) : nil
    let kind: TermSyntax.Kind
    if current.kind == .number {
      kind = .number(spelling(advance()))
    } else if current.kind == .dollar, peek(1).kind == .identifier {
      advance()
      kind = .parameter(spelling(advance()))
    } else {
      throw fail(expected, next: "write days as '30d' or as a parameter, '$days'")
    }
    let last = tokens[index - 1]
    let inner = TermSyntax(kind: kind, range: range(from: start))
    if isWord(current, "d"), last.kind != .number || isAdjacent(last, current) { advance() }
    guard let sign else { return inner }
    return TermSyntax(kind: .unary(sign, inner), range: range(from: start))
  }
}
