extension RuleParser {
  /// What begins with a dot and a word.
  @inline(never)
  mutating func parseDirective() throws(Stop) -> ItemSyntax? {
    let start = index
    var keyword = name(current)
    keyword.text.removeFirst()
    keyword.range.from += tokens[start].use == 0 ? 1 : 0
    advance()
    switch keyword.text {
    case "decl": return try parseRelation(start)
    case "type", "number_type", "symbol_type": return try parseType(keyword, start)
    case "input", "output", "printsize", "limitsize":
      return .directive(try parseTransfer(keyword, start))
    case "rulebook": return .rulebook(try parseText("the name of the rulebook in quotes"))
    case "rule": return try parseHeadedClause(start)
    case "parameter", "set": return .parameter(try parseParameter(keyword, start))
    case "comp": return try parseComponent(start).map { .component($0) }
    case "init": return .instance(try parseInstance(start))
    case "override":
      return .override(
        try parseQualifiedName("the name of a relation", next: "write '.override path'"))
    case "once": return nil
    case "pragma":
      _ = try parseText("a setting in quotes")
      _ = skip(.text)
      return nil
    case "plan":
      report(
        .expected(
          "a rule or a directive", found: "'.plan'",
          next: "'.plan' follows the rule whose order it gives"),
        at: range(from: start))
      throw Stop()
    default: return try refuseDirective(keyword, start)
    }
  }

  @inline(never)
  private mutating func refuseDirective(
    _ keyword: NameSyntax, _ start: Int
  ) throws(Stop) -> ItemSyntax? {
    let construct: RefusedConstruct =
      switch keyword.text {
      case "lattice": .lattices
      case "include": .includedFiles
      case "iterative": .loops
      default: .functors
      }
    refuse(construct, at: range(from: start))
    if construct == .lattices {
      while current.kind == .identifier || current.kind == .less || current.kind == .greater {
        advance()
      }
      _ = skipBalanced()
      return nil
    }
    throw Stop()
  }

  private mutating func parseText(_ expected: String) throws(Stop) -> NameSyntax {
    guard current.kind == .text else { throw fail(expected, next: "put it in double quotes") }
    let token = advance()
    return NameSyntax(text: text(token), range: range(token))
  }

  // MARK: - Types

  @inline(never)
  private mutating func parseType(_ keyword: NameSyntax, _ start: Int) throws(Stop) -> ItemSyntax? {
    let name = try expectName("the name of a type", next: "write '.type City <: symbol'")
    let definition: TypeSyntax.Definition
    if keyword.text != "type" {
      let base = keyword.text == "number_type" ? "number" : "symbol"
      definition = .subtype(of: NameSyntax(text: base, range: keyword.range))
    } else if skip(.subtype) {
      definition = .subtype(
        of: try parseQualifiedName("the name of a type", next: "write '.type City <: symbol'"))
    } else if skip(.equal) {
      guard let union = try parseUnion() else { return nil }
      definition = .union(union)
    } else if current.kind == .identifier && !isFirstOnNewLine || current.kind == .less {
      throw fail("'<:' or '=' after the name of a type", next: "write '.type City <: symbol'")
    } else {
      definition = .subtype(of: NameSyntax(text: "symbol", range: name.range))
    }
    return .type(TypeSyntax(name: name, definition: definition, range: range(from: start)))
  }

  /// Whether a line break stands before the token.
  private var isFirstOnNewLine: Bool {
    guard index > 0 else { return true }
    return source.lineIndex(of: range(tokens[index - 1]).until)
      < source.lineIndex(of: range(current).from)
  }

  /// The names after `=`; nil if a construct is refused there.
  private mutating func parseUnion() throws(Stop) -> [NameSyntax]? {
    if current.kind == .leftBracket || current.kind == .leftParenthesis {
      refuse(.recordTypes, at: range(current))
      guard skipBalanced() else { throw Stop() }
      return nil
    }
    var names: [NameSyntax] = []
    var isRefused = false
    repeat {
      while current.kind == .at, peek(1).kind == .leftBracket { try skipAnnotation() }
      let name = try parseQualifiedName(
        "the name of a type", next: "write '.type Place = City | Country'")
      names.append(name)
      guard current.kind == .leftBrace else { continue }
      isRefused = true
      refuse(.algebraicTypes, at: name.range)
      guard skipBalanced() else { throw Stop() }
    } while skip(.bar)
    return isRefused ? nil : names
  }

  // MARK: - Input and output

  @inline(never)
  private mutating func parseTransfer(
    _ keyword: NameSyntax, _ start: Int
  ) throws(Stop) -> DirectiveSyntax {
    let next = "write '.\(keyword.text) edge'"
    var relations: [NameSyntax] = []
    repeat {
      relations.append(try parseQualifiedName("the name of a relation", next: next))
    } while skip(.comma)
    let settings = try parseSettings()
    return DirectiveSyntax(
      keyword: keyword, relations: relations, settings: settings, range: range(from: start))
  }

  /// `(filename="e.csv", headers=true)`, if it follows.
  private mutating func parseSettings() throws(Stop) -> [DirectiveSyntax.Setting] {
    var settings: [DirectiveSyntax.Setting] = []
    guard skip(.leftParenthesis), !skip(.rightParenthesis) else { return settings }
    repeat {
      let key = try expectName("the name of a setting", next: "write settings as 'name=value'")
      try expect(
        .equal, "'=' after '\(shortened(key.text))'", next: "write settings as 'name=value'")
      settings.append(DirectiveSyntax.Setting(key: key, value: try parseSettingValue()))
    } while skip(.comma)
    try expect(
      .rightParenthesis, "',' or ')' after a setting", next: "close the list of settings")
    return settings
  }

  private mutating func parseSettingValue() throws(Stop) -> NameSyntax {
    let token = current
    switch token.kind {
    case .text:
      advance()
      return NameSyntax(text: text(token), range: range(token))
    case .identifier, .number, .unsigned, .float:
      return name(advance())
    default:
      throw fail("the value of a setting", next: "write text in double quotes, a word or a number")
    }
  }

  // MARK: - Rules with a heading, and parameters

  @inline(never)
  private mutating func parseHeadedClause(_ start: Int) throws(Stop) -> ItemSyntax {
    var name: NameSyntax?
    if current.kind == .text { name = try parseText("the name of the rule in quotes") }
    if name == nil, current.kind != .leftParenthesis {
      throw fail(
        "the name of the rule in quotes",
        next: "write '.rule \"Name\"' or '.rule (strength=possible)'")
    }
    let settings = try parseSettings()
    let heading = ClauseSyntax.Heading(name: name, settings: settings, range: range(from: start))
    switch current.kind {
    case .end, .directive, .rightBrace:
      report(.headingWithoutRule, at: heading.range)
      throw Stop()
    default: break
    }
    let clauseStart = index
    do throws(Stop) {
      return .clause(try parseClause(heading: heading))
    } catch {
      // The rule has an end, which the directive before it has not.
      recoverFromClause(clauseStart)
      throw error
    }
  }

  @inline(never)
  private mutating func parseParameter(
    _ keyword: NameSyntax, _ start: Int
  ) throws(Stop) -> ParameterSyntax {
    let name = try expectName(
      "the name of a parameter", next: "write '.\(keyword.text) labs = 3'")
    try expect(
      .equal, "'=' after '\(shortened(name.text))'", next: "write '.\(keyword.text) labs = 3'")
    let value = try parseTerm()
    return ParameterSyntax(
      name: name, isSetting: keyword.text == "set", value: value.term, range: range(from: start))
  }
}
