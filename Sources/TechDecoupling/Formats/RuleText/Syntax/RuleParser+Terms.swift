extension RuleParser {
  /// A term with the depth of its tree.
  struct Parsed {
    var term: TermSyntax
    var depth: Int

    /// Whether it may also be a relation applied to terms.
    var isCall: Bool {
      if case .call = term.kind { true } else { false }
    }
  }

  /// An operator between two terms.
  struct InfixOperator {
    /// The greater, the tighter it binds.
    let precedence: Int
    let isRightAssociative: Bool
  }

  /// Terms in parentheses, with commas between.
  mutating func parseTerms() throws(Stop) -> [TermSyntax] {
    try parseArguments().map(\.term)
  }

  @inline(never)
  private mutating func parseArguments() throws(Stop) -> [Parsed] {
    try expect(.leftParenthesis, "'('", next: "open the list of terms")
    var terms: [Parsed] = []
    if skip(.rightParenthesis) { return terms }
    repeat { terms.append(try parseTerm()) } while skip(.comma)
    guard skip(.rightParenthesis) else {
      throw failInList()
    }
    return terms
  }

  @inline(never)
  mutating func parseTerm(_ minimum: Int = 0) throws(Stop) -> Parsed {
    try enter()
    defer { depth -= 1 }
    return try parseOperators(after: try parseOperand(), minimum: minimum)
  }

  @inline(never)
  mutating func failInList() -> Stop {
    fail("',' or ')' after a term", next: "close the list of terms" + wordHint())
  }

  /// The operator that is read next, if one is.
  func infixOperator() -> InfixOperator? {
    switch current.kind {
    case .plus, .minus: return InfixOperator(precedence: 8, isRightAssociative: false)
    case .star, .slash, .percent: return InfixOperator(precedence: 9, isRightAssociative: false)
    case .caret: return InfixOperator(precedence: 11, isRightAssociative: true)
    case .identifier:
      return RuleWords.infix[spelling(current)].map {
        InfixOperator(precedence: $0, isRightAssociative: false)
      }
    default: return nil
    }
  }

  /// Operators and their right sides, in a loop: a long chain needs no stack, but makes a tree that
  /// is as deep as it is long.
  @inline(never)
  mutating func parseOperators(after first: Parsed, minimum: Int) throws(Stop) -> Parsed {
    var left = first
    while let infix = infixOperator(), infix.precedence >= minimum {
      let sign = name(advance())
      let right = try parseTerm(infix.isRightAssociative ? infix.precedence : infix.precedence + 1)
      let depth = max(left.depth, right.depth) + 1
      try checkDepth(depth)
      left = Parsed(
        term: TermSyntax(
          kind: .binary(left.term, sign, right.term), range: range(left.term, right.term)),
        depth: depth)
    }
    return left
  }

  @inline(never)
  private mutating func parseOperand() throws(Stop) -> Parsed {
    let isUnary =
      current.kind == .minus
      || isWord(current, "bnot") || isWord(current, "lnot")
    guard isUnary else { return try parsePrimary() }
    let start = index
    let sign = name(advance())
    let operand = try parseTerm(10)
    try checkDepth(operand.depth + 1)
    return Parsed(
      term: TermSyntax(kind: .unary(sign, operand.term), range: range(from: start)),
      depth: operand.depth + 1)
  }

  /// Whether a term may begin with the token.
  func startsTerm(_ token: RuleToken) -> Bool {
    switch token.kind {
    case .identifier, .number, .unsigned, .float, .text, .underscore, .minus, .leftParenthesis,
      .leftBracket, .dollar, .at, .refusedMacro, .reported:
      true
    default: false
    }
  }

  // The functions that call one another are kept apart from those that end: their frames stay
  // small, and the stack holds the greatest depth on any thread.

  private mutating func parsePrimary() throws(Stop) -> Parsed {
    switch current.kind {
    case .leftParenthesis: return try parseParenthesis()
    case .identifier:
      if isAggregate() { return try parseAggregate() }
      guard peek(1).kind == .leftParenthesis else { return parseVariable() }
      return isWord(current, "as") ? try parseCast() : try parseCall()
    default: return try parseLeaf()
    }
  }

  @inline(never)
  private mutating func parseLeaf() throws(Stop) -> Parsed {
    let token = current
    switch token.kind {
    case .text:
      advance()
      return leaf(.text(text(token)), token)
    case .number:
      advance()
      return leaf(.number(spelling(token)), token)
    case .unsigned:
      advance()
      return leaf(.unsigned(String(spelling(token).dropLast())), token)
    case .float:
      advance()
      return leaf(.float(spelling(token)), token)
    case .underscore:
      advance()
      return leaf(.wildcard, token)
    case .dollar: return try parseDollar()
    case .leftBracket:
      refuse(.records, at: range(token))
      return try skipRefused()
    case .at:
      guard peek(1).kind != .at else {
        refuse(.userAggregates, at: range(token))
        throw Stop()
      }
      refuse(.functorCalls, at: range(token))
      advance()
      if current.kind == .identifier { advance() }
      return try skipRefused()
    default:
      throw fail("a term", next: "a term is a variable, a value, '_' or a calculation")
    }
  }

  private func leaf(_ kind: TermSyntax.Kind, _ token: RuleToken) -> Parsed {
    Parsed(term: TermSyntax(kind: kind, range: range(token)), depth: 1)
  }

  /// Skips the brackets of a construct that is refused; a wildcard stands for it.
  private mutating func skipRefused() throws(Stop) -> Parsed {
    let token = current
    guard skipBalanced() else { throw Stop() }
    return leaf(.wildcard, token)
  }

  @inline(never)
  private mutating func parseParenthesis() throws(Stop) -> Parsed {
    let start = index
    advance()
    var inner = try parseTerm()
    if current.kind == .comma {
      refuse(.records, at: range(tokens[start]))
      throw Stop()
    }
    guard skip(.rightParenthesis) else { throw failInParenthesis() }
    inner.term.range = range(from: start)
    return inner
  }

  @inline(never)
  private mutating func failInParenthesis() -> Stop {
    fail("')' after a term in parentheses", next: "close the parenthesis" + wordHint())
  }

  /// A functor applied to terms; a relation until more is known.
  @inline(never)
  private mutating func parseCall() throws(Stop) -> Parsed {
    refuseCall()
    let start = index
    advance()
    let terms = try parseArguments()
    let parsed = call(tokens[start], terms, start)
    try checkDepth(parsed.depth)
    return parsed
  }

  @inline(never)
  private mutating func refuseCall() {
    if isWord(current, "autoinc") { refuse(.counters, at: range(current)) }
    if isWord(current, "recursive_iteration_cnt") { refuse(.iterationCounts, at: range(current)) }
  }

  /// A functor with its terms.
  @inline(never)
  func call(_ word: RuleToken, _ terms: [Parsed], _ start: Int) -> Parsed {
    let syntax = TermSyntax(kind: .call(name(word), terms.map(\.term)), range: range(from: start))
    return Parsed(term: syntax, depth: (terms.map(\.depth).max() ?? 0) + 1)
  }

  @inline(never)
  private mutating func parseVariable() -> Parsed {
    let token = advance()
    if isWord(token, "nil") { refuse(.records, at: range(token)) }
    return leaf(variable(token), token)
  }

  /// A variable, or the file and line that Soufflé's two words stand for.
  private func variable(_ token: RuleToken) -> TermSyntax.Kind {
    let spelled = spelling(token)
    switch spelled {
    case "__LINE__": return .number(String(source.lineIndex(of: range(token).from) + 1))
    case "__FILE__": return .text(source.name ?? "")
    default: return .variable(spelled)
    }
  }

  @inline(never)
  private mutating func parseCast() throws(Stop) -> Parsed {
    let start = index
    advance()
    advance()
    let inner = try parseTerm()
    try expect(.comma, "',' after the term of a cast", next: "write it as 'as(x, Type)'")
    let type = try parseQualifiedName("the name of a type", next: "write it as 'as(x, Type)'")
    try expect(.rightParenthesis, "')' after the type of a cast", next: "close the parenthesis")
    try checkDepth(inner.depth + 1)
    return Parsed(
      term: TermSyntax(kind: .cast(inner.term, type), range: range(from: start)),
      depth: inner.depth + 1)
  }

  /// `$labs`; counters and branches of data types are refused.
  private mutating func parseDollar() throws(Stop) -> Parsed {
    let start = index
    let dollar = advance()
    guard current.kind == .identifier, isAdjacent(dollar, current) else {
      refuse(.counters, at: range(dollar))
      return leaf(.wildcard, dollar)
    }
    let word = advance()
    while current.kind == .dot, peek(1).kind == .identifier, isAdjacent(current, peek(1)),
      isAdjacent(tokens[index - 1], current), peek(2).kind == .leftParenthesis
    {
      advance()
      advance()
    }
    guard current.kind == .leftParenthesis else {
      return Parsed(
        term: TermSyntax(kind: .parameter(spelling(word)), range: range(from: start)), depth: 1)
    }
    refuse(.branches, at: range(from: start))
    return try skipRefused()
  }

  /// The text in quotes, escapes read.
  func text(_ token: RuleToken) -> String {
    let (from, until) = (Int(token.from) + 1, Int(token.until) - 1)
    guard from < until else { return "" }
    guard bytes[from..<until].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[from..<until], as: UTF8.self)
    }
    var text: [UInt8] = []
    var index = from
    while index < until {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < until {
        text.append(RuleLexer.escape(bytes[index + 1]) ?? bytes[index + 1])
        index += 2
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
