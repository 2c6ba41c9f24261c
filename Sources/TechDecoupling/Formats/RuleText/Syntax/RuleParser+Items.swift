extension RuleParser {
  /// Reads rules and directives to the end of the file or component.
  mutating func parseItems() -> [ItemSyntax] {
    var items: [ItemSyntax] = []
    while current.kind != .end {
      if current.kind == .rightBrace, componentDepth > 0 { return items }
      let start = index
      let outerDepth = depth
      openBraces = 0
      isInHead = false
      refused.removeAll(keepingCapacity: true)
      do throws(Stop) {
        if let item = try parseItem() { items.append(item) }
      } catch {
        depth = outerDepth
        recover(from: start)
      }
      if index == start { advance() }
    }
    return items
  }

  @inline(never)
  private mutating func parseItem() throws(Stop) -> ItemSyntax? {
    switch current.kind {
    case .identifier:
      if let word = blockWord() { return try refuseBlock(word) }
      return .clause(try parseClause(heading: nil))
    case .directive: return try parseDirective()
    case .reported, .refusedMacro:
      // A macro stands for the whole rule, or for its beginning; so does a name that is no name.
      if current.use != 0 || peek(1).kind == .leftParenthesis { throw Stop() }
      advance()
      return nil
    case .at where peek(1).kind == .leftBracket:
      try skipAnnotation()
      return nil
    case .dot where peek(1).kind == .identifier:
      let start = index
      advance()
      let word = name(advance())
      report(
        .unknownDirective(
          word.text, nearest: nearest(to: word.text, among: RuleWords.offeredDirectives)),
        at: range(from: start))
      throw Stop()
    default:
      throw fail(
        "a rule or a directive",
        next: "a rule begins with the name of a relation, a directive with a dot")
    }
  }

  /// Soufflé's notes for other tools, `@[key = value]` and `@![key]`, say nothing about results.
  @inline(never)
  mutating func skipAnnotation() throws(Stop) {
    advance()
    _ = skip(.exclamation)
    guard skipBalanced(pastDirectives: true) else {
      throw fail("']' at the end of the annotation", next: "close it")
    }
  }

  // MARK: - Blocks of other dialects

  private func blockWord() -> NameSyntax? {
    guard isWord(current, "loop") || isWord(current, "fixpoint") else { return nil }
    return peek(1).kind == .leftParenthesis ? nil : name(current)
  }

  @inline(never)
  private mutating func refuseBlock(_ word: NameSyntax) throws(Stop) -> ItemSyntax? {
    refuse(.loops, at: word.range)
    while current.kind != .leftBrace, current.kind != .end, current.kind != .directive {
      advance()
    }
    _ = skipBalanced()
    // The condition of a loop may have braces of its own.
    while current.kind == .leftBrace || isWord(current, "until") || isWord(current, "while")
      || isWord(current, "or")
    {
      if !skipBalanced() { advance() }
    }
    return nil
  }

  // MARK: - Going on after a mistake

  /// Skips to where the next rule or directive begins.
  @inline(never)
  private mutating func recover(from start: Int) {
    if tokens[start].kind == .directive || tokens[start].kind == .dot {
      return recoverFromDirective(start)
    }
    recoverFromClause(start)
    // The rule's plan belongs to what was skipped.
    _ = try? parsePlan()
  }

  /// Skips what is left of a rule, its dot included.
  mutating func recoverFromClause(_ start: Int) {
    // The dot may have been read: a plan follows it.
    if index > start, tokens[index - 1].kind == .dot, peek(0).kind == .directive { return }
    var braces = openBraces
    while true {
      switch current.kind {
      case .end, .directive: return
      case .dot:
        let isWithinName =
          peek(1).kind == .identifier && isAdjacent(current, peek(1))
          && index > 0 && isAdjacent(tokens[index - 1], current)
          && tokens[index - 1].kind == .identifier
        advance()
        if !isWithinName { return }
      case .leftBrace:
        braces += 1
        advance()
      case .rightBrace:
        if braces == 0, componentDepth > 0 { return }
        braces = max(0, braces - 1)
        advance()
      default: advance()
      }
    }
  }

  /// A directive has no end of its own: the next word at the start of a line, outside of
  /// parentheses, begins something else.
  private mutating func recoverFromDirective(_ start: Int) {
    var parentheses = 0
    for token in tokens[start..<index] {
      if token.kind == .leftParenthesis { parentheses += 1 }
      if token.kind == .rightParenthesis { parentheses -= 1 }
    }
    while true {
      switch current.kind {
      case .end, .directive: return
      case .rightBrace where componentDepth > 0: return
      case .identifier where parentheses <= 0 && isFirstOnLine(current): return
      case .dot where parentheses <= 0 && isFirstOnLine(current): return
      case .dot where parentheses > 0:
        advance()
        return
      case .leftParenthesis: parentheses += 1
      case .rightParenthesis: parentheses -= 1
      default: break
      }
      advance()
    }
  }

  private func isFirstOnLine(_ token: RuleToken) -> Bool {
    var offset = Int(token.from)
    while offset > 0 {
      offset -= 1
      switch bytes[offset] {
      case 0x20, 0x09, 0x0D: continue
      default: return bytes[offset] == 0x0A
      }
    }
    return true
  }

  /// Skips a bracket with all within it, up to the end of the rule; says whether it is closed.
  mutating func skipBalanced(pastDirectives: Bool = false) -> Bool {
    var open = 0
    while true {
      switch current.kind {
      case .end: return false
      case .directive where !pastDirectives: return false
      case .leftParenthesis, .leftBracket, .leftBrace: open += 1
      case .rightParenthesis, .rightBracket, .rightBrace: open -= 1
      default: break
      }
      if open <= 0 {
        if current.kind == .rightParenthesis || current.kind == .rightBracket
          || current.kind == .rightBrace
        {
          advance()
          return open == 0
        }
        return false
      }
      advance()
    }
  }
}
