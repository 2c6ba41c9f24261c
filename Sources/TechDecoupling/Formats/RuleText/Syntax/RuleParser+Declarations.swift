extension RuleParser {
  /// `.decl a, b(x: number) temporal`.
  mutating func parseRelation(_ start: Int) throws(Stop) -> ItemSyntax? {
    let next = "write '.decl edge(x: number, y: number)'"
    var names: [NameSyntax] = []
    repeat {
      names.append(try parseQualifiedName("the name of a relation", next: next))
    } while skip(.comma)
    if current.kind == .equal, isWord(peek(1), "debug_delta") {
      refuse(.deltas, at: range(peek(1)))
      throw Stop()
    }
    try expect(
      .leftParenthesis, "'(' after the name of a relation", next: next)
    var attributes: [RelationSyntax.Attribute] = []
    if !skip(.rightParenthesis) {
      repeat { attributes.append(try parseAttribute()) } while skip(.comma)
      try expect(
        .rightParenthesis, "',' or ')' after the type of a column", next: "close the columns")
    }
    let qualifiers = parseQualifiers()
    return .relation(
      RelationSyntax(
        names: names, attributes: attributes, qualifiers: qualifiers, range: range(from: start)))
  }

  private mutating func parseAttribute() throws(Stop) -> RelationSyntax.Attribute {
    while current.kind == .at, peek(1).kind == .leftBracket { try skipAnnotation() }
    let name = try expectName("the name of a column", next: "write columns as 'x: number'")
    try expect(
      .colon, "':' after '\(shortened(name.text))'", next: "write columns as 'x: number'")
    if current.kind == .leftParenthesis || current.kind == .leftBracket {
      let place = range(current)
      refuse(.recordTypes, at: place)
      guard skipBalanced() else { throw Stop() }
      return RelationSyntax.Attribute(name: name, type: NameSyntax(text: "symbol", range: place))
    }
    let type = try parseQualifiedName(
      "the type of a column", next: "number, unsigned, float, symbol and day are types")
    if current.kind == .less, peek(1).kind == .greater {
      refuse(.lattices, at: range(current))
      advance()
      advance()
    }
    return RelationSyntax.Attribute(name: name, type: type)
  }

  /// The words after a declaration, up to what is none.
  private mutating func parseQualifiers() -> [NameSyntax] {
    var qualifiers: [NameSyntax] = []
    while current.kind == .identifier {
      let word = name(current)
      if isChoiceDomain {
        refuse(.choiceDomains, at: word.range)
        skipChoiceDomain()
        continue
      }
      // A relation may be named as a qualifier is.
      if peek(1).kind == .leftParenthesis || peek(1).kind == .dot && isAdjacent(current, peek(1)) {
        return qualifiers
      }
      advance()
      if RuleWords.qualifiers.contains(word.text) {
        if word.text == "eqrel" { refuse(.equivalenceRelations, at: word.range) }
        if word.text == "inline" { refuse(.inlineRelations, at: word.range) }
        qualifiers.append(word)
      } else {
        report(
          .unknownQualifier(
            word.text, nearest: nearest(to: word.text, among: RuleWords.offeredQualifiers)),
          at: word.range)
      }
    }
    return qualifiers
  }

  private var isChoiceDomain: Bool {
    isWord(current, "choice") && peek(1).kind == .minus && isWord(peek(2), "domain")
  }

  /// Skips `choice-domain x, (y, z)`.
  private mutating func skipChoiceDomain() {
    for _ in 0..<3 { advance() }
    repeat {
      if current.kind == .leftParenthesis {
        _ = skipBalanced()
      } else if current.kind == .identifier {
        advance()
      }
    } while skip(.comma)
  }

  // MARK: - Components

  /// `.comp Graph<T> : Base<T> { … }`.
  @inline(never)
  mutating func parseComponent(_ start: Int) throws(Stop) -> ComponentSyntax? {
    guard componentDepth < RuleParser.componentLimit else {
      report(.tooDeep(limit: RuleParser.componentLimit), at: range(from: start))
      // The components within it would be too deep as well.
      abandon()
      throw Stop()
    }
    let header: (own: ComponentSyntax.Reference, bases: [ComponentSyntax.Reference])
    do throws(Stop) {
      header = try parseHeader()
    } catch {
      // What is in the braces is read all the same, and what follows them.
      guard skipToBody() else { throw error }
      _ = try parseComponentBody()
      return nil
    }
    let items = try parseComponentBody()
    return ComponentSyntax(
      name: header.own.name, parameters: header.own.arguments, bases: header.bases, items: items,
      range: range(from: start))
  }

  @inline(never)
  private mutating func parseHeader() throws(Stop) -> (
    own: ComponentSyntax.Reference, bases: [ComponentSyntax.Reference]
  ) {
    let own = try parseReference()
    var bases: [ComponentSyntax.Reference] = []
    if skip(.colon) { repeat { bases.append(try parseReference()) } while skip(.comma) }
    guard current.kind == .leftBrace else {
      throw fail("'{' after the head of a component", next: "put what it has in braces")
    }
    return (own, bases)
  }

  private mutating func skipToBody() -> Bool {
    while true {
      switch current.kind {
      case .leftBrace: return true
      case .end, .directive, .dot, .rightBrace: return false
      default: advance()
      }
    }
  }

  @inline(never)
  private mutating func parseComponentBody() throws(Stop) -> [ItemSyntax] {
    let brace = range(advance())
    componentDepth += 1
    let items = parseItems()
    componentDepth -= 1
    guard skip(.rightBrace) else {
      let line = source.lineIndex(of: brace.from) + 1
      throw fail("'}' at the end of the component", next: "its '{' is in line \(line)")
    }
    return items
  }

  private mutating func parseReference() throws(Stop) -> ComponentSyntax.Reference {
    let name = try parseQualifiedName(
      "the name of a component", next: "write '.comp Graph<T> { … }'")
    var arguments: [NameSyntax] = []
    if skip(.less) {
      repeat {
        arguments.append(try parseQualifiedName("a type", next: "write types as '<A, B>'"))
      } while skip(.comma)
      try expect(.greater, "',' or '>' after a type", next: "write types as '<A, B>'")
    }
    return ComponentSyntax.Reference(name: name, arguments: arguments)
  }

  /// `.init g = Graph<number>`.
  mutating func parseInstance(_ start: Int) throws(Stop) -> InstanceSyntax {
    let name = try expectName("the name of an instance", next: "write '.init g = Graph<number>'")
    try expect(
      .equal, "'=' after '\(shortened(name.text))'", next: "write '.init g = Graph<number>'")
    let component = try parseReference()
    return InstanceSyntax(name: name, component: component, range: range(from: start))
  }
}
