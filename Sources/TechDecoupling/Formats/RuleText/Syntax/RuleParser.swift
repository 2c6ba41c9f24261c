/// Reads rule text: bytes to a syntax tree.
///
/// A mistake is reported once; reading goes on after the rule or directive that has it. Nesting is
/// bounded, so that no text overflows the stack here or in whoever reads the tree.
///
/// - Complexity: O(*n*) in bytes.
struct RuleParser {
  /// The greatest depth of a term or condition, operators in a row included.
  static let depthLimit = 100
  /// The greatest depth of components.
  static let componentLimit = 20
  /// The number of mistakes after which no more are looked for.
  static let mistakeLimit = 100

  /// Ends the reading of a rule or directive whose mistake is reported.
  struct Stop: Error {}

  let bytes: UnsafeBufferPointer<UInt8>
  let source: RuleTextSource
  let tokens: [RuleToken]
  /// Where macros are used.
  let uses: [TextRange]
  /// The token to be read next; the last one is the end.
  var index = 0
  /// The number of terms, conditions and components around that token.
  var depth = 0
  /// The number of components around it.
  var componentDepth = 0
  /// The number of braces that are open in the rule that is read.
  var openBraces = 0
  /// Whether the terms of a conclusion are read, where aggregates have no body.
  var isInHead = false
  /// The constructs that are refused in the rule or directive that is read.
  var refused: Set<RefusedConstruct> = []
  private(set) var mistakes: [(mistake: RuleSyntaxMistake, range: TextRange)] = []
  /// Whether the rest of the file is not read.
  private var isAbandoned = false

  /// Reads a file as far as it can be read, and reports every mistake of form.
  static func parse(
    _ source: RuleTextSource
  ) -> (program: ProgramSyntax, problems: [RuleTextProblem]) {
    if let mistake = wholeMistake(of: source) {
      return (
        ProgramSyntax(items: []),
        [source.problem(.syntax(mistake), at: TextRange(from: 0, until: 0))]
      )
    }
    let read = source.bytes.withUnsafeBufferPointer { bytes in
      let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var lexer = RuleLexer()
      lexer.read(bytes, from: start, until: bytes.count)
      if lexer.hasUnclosedText {
        // A text may go over lines; where one has no end, the line that lacks it is found so.
        lexer = RuleLexer(isTextOnOneLine: true)
        lexer.read(bytes, from: start, until: bytes.count)
      }
      let text = RulePreprocessor.process(lexer, bytes)
      let end = RuleToken(.end, from: bytes.count, until: bytes.count)
      var parser = RuleParser(
        bytes: bytes, source: source, tokens: text.tokens + [end], uses: text.uses)
      let items = parser.parseItems()
      return (items, text.mistakes + parser.mistakes)
    }
    return (ProgramSyntax(items: read.0), problems(read.1, in: source))
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, source: RuleTextSource, tokens: [RuleToken],
    uses: [TextRange]
  ) {
    self.bytes = bytes
    self.source = source
    self.tokens = tokens
    self.uses = uses
  }

  /// A mistake that makes the whole file unreadable.
  private static func wholeMistake(of source: RuleTextSource) -> RuleSyntaxMistake? {
    if source.bytes.count >= Int(Int32.max) { return .tooLong }
    let start = source.bytes.prefix(2)
    if start.elementsEqual([0xFF, 0xFE]) || start.elementsEqual([0xFE, 0xFF]) {
      return .encoding(found: "the file is in UTF-16")
    }
    return nil
  }

  private static func problems(
    _ mistakes: [(mistake: RuleSyntaxMistake, range: TextRange)], in source: RuleTextSource
  ) -> [RuleTextProblem] {
    let sorted = mistakes.sorted {
      ($0.range.from, $0.range.until) < ($1.range.from, $1.range.until)
    }
    var problems = sorted.prefix(mistakeLimit).map { source.problem(.syntax($0), at: $1) }.sorted()
    if sorted.count > mistakeLimit {
      problems.append(
        source.problem(.syntax(.tooMany(limit: mistakeLimit)), at: sorted[mistakeLimit].range))
    }
    return problems
  }

  // MARK: - Tokens

  var current: RuleToken { tokens[index] }

  /// A token further on; the end after the last.
  func peek(_ offset: Int) -> RuleToken { tokens[min(index + offset, tokens.count - 1)] }

  /// Reads the token and returns it; the end is never passed.
  @discardableResult
  mutating func advance() -> RuleToken {
    let token = tokens[index]
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  mutating func skip(_ kind: RuleToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// What the token is written as.
  func spelling(_ token: RuleToken) -> String {
    String(decoding: bytes[Int(token.from)..<Int(token.until)], as: UTF8.self)
  }

  func isWord(_ token: RuleToken, _ word: StaticString) -> Bool {
    guard token.kind == .identifier, Int(token.until - token.from) == word.utf8CodeUnitCount
    else { return false }
    return word.withUTF8Buffer { word in
      bytes[Int(token.from)..<Int(token.until)].elementsEqual(word)
    }
  }

  /// Where the token stands in the file; if a macro made it, where the macro is used.
  func range(_ token: RuleToken) -> TextRange {
    token.use == 0 ? token.writtenRange : uses[Int(token.use) - 1]
  }

  /// The text from a token to the one that was read last.
  func range(from start: Int) -> TextRange {
    let first = range(tokens[start])
    let last = range(tokens[max(start, index - 1)])
    return TextRange(from: first.from, until: max(first.until, last.until))
  }

  func name(_ token: RuleToken) -> NameSyntax {
    NameSyntax(text: spelling(token), range: range(token))
  }

  /// Whether nothing stands between two tokens.
  func isAdjacent(_ left: RuleToken, _ right: RuleToken) -> Bool {
    left.until == right.from && left.use == right.use
  }

  // MARK: - Mistakes

  @inline(never)
  mutating func report(_ mistake: RuleSyntaxMistake, at range: TextRange) {
    guard !isAbandoned else { return }
    mistakes.append((mistake, range))
    if mistakes.count > RuleParser.mistakeLimit { abandon() }
  }

  /// Leaves the rest of the file unread; its end stops every loop.
  mutating func abandon() {
    index = tokens.count - 1
    isAbandoned = true
  }

  /// Reports another token than is expected, unless that token is a mistake already.
  @inline(never)
  mutating func fail(_ expected: String, next: String) -> Stop {
    let token = current
    if token.kind != .reported, token.kind != .refusedMacro {
      var place = range(token)
      // The end of the file shows where the text ends, not on an empty line after it.
      if token.kind == .end, index > 0 {
        place.from = min(place.from, range(tokens[index - 1]).until)
        place.until = place.from
      }
      report(.expected(expected, found: description(token), next: next + textHint()), at: place)
    }
    return Stop()
  }

  /// Reports a construct that is left out, once in each rule or directive.
  @inline(never)
  mutating func refuse(_ construct: RefusedConstruct, at range: TextRange) {
    if refused.insert(construct).inserted { report(.refused(construct), at: range) }
  }

  /// A token as a message shows it.
  func description(_ token: RuleToken) -> String {
    switch token.kind {
    case .end: return "the end of the file"
    case .text:
      let scalars = spelling(token).unicodeScalars
      return "the text "
        + String(String.UnicodeScalarView(scalars.prefix(30)))
        .split(separator: "\n", omittingEmptySubsequences: false)[0]
        + (scalars.count > 30 ? "…" : "")
    default:
      let spelled = spelling(token)
      let shown = spelled.count > 40 ? spelled.prefix(40) + "…" : spelled[...]
      let made = token.use == 0 ? "" : " from the macro '\(source.text(range(token)).prefix(40))'"
      return "'\(shown)'\(made)"
    }
  }

  /// A closing quote that is missing shows in what follows the next text.
  private func textHint() -> String {
    guard index > 0, tokens[index - 1].kind == .text else { return "" }
    let text = tokens[index - 1].writtenRange
    let first = source.lineIndex(of: text.from)
    guard source.lineIndex(of: text.until) > first else { return "" }
    return " (the text before it begins in line \(first + 1): is its closing quote missing?)"
  }

  @inline(never)
  mutating func expect(
    _ kind: RuleToken.Kind, _ expected: String, next: String
  ) throws(Stop) {
    guard skip(kind) else { throw fail(expected, next: next) }
  }

  @inline(never)
  mutating func expectName(_ expected: String, next: String) throws(Stop) -> NameSyntax {
    guard current.kind == .identifier else { throw fail(expected, next: next) }
    return name(advance())
  }

  /// Goes one level deeper, or reports that there are too many.
  mutating func enter() throws(Stop) {
    try checkDepth(depth)
    depth += 1
  }

  @inline(never)
  mutating func checkDepth(_ depth: Int) throws(Stop) {
    guard depth < RuleParser.depthLimit else {
      report(.tooDeep(limit: RuleParser.depthLimit), at: range(current))
      throw Stop()
    }
  }
}
