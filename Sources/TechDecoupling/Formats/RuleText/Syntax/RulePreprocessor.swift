/// Leaves out what `#ifdef` excludes and replaces macros, token by token.
///
/// Tokens keep the places where they are written; those of a macro also know where it is used,
/// which is where their mistakes are reported.
struct RulePreprocessor {
  private struct Macro {
    var tokens: [RuleToken]
    /// It has arguments, and each use of it was refused with its definition.
    var isRefused = false
  }

  /// A part between `#ifdef` and `#endif`.
  private struct Part {
    let word: String
    let range: TextRange
    /// Whether the text around it is read.
    let isWithinRead: Bool
    var isRead: Bool
    var sawElse = false
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// What is left to parse.
  private(set) var tokens: [RuleToken] = []
  /// Where macros are used, for ``RuleToken/use``.
  private(set) var uses: [TextRange] = []
  private(set) var mistakes: [(mistake: RuleSyntaxMistake, range: TextRange)] = []
  private var macros: [String: Macro] = [:]
  private var parts: [Part] = []
  /// Pieces of the text that are not read, in ascending order.
  private var skipped: [TextRange] = []
  /// The tokens that macros may still make.
  private var budget: Int
  private let limit: Int

  private init(_ bytes: UnsafeBufferPointer<UInt8>, tokenCount: Int) {
    self.bytes = bytes
    limit = 16_384 + 4 * tokenCount
    budget = limit
  }

  private var isReading: Bool { parts.last?.isRead ?? true }

  /// Reads the tokens of a text.
  static func process(
    _ lexer: consuming RuleLexer, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> RulePreprocessor {
    var preprocessor = RulePreprocessor(bytes, tokenCount: lexer.tokens.count)
    guard lexer.hasConditions else {
      preprocessor.tokens = lexer.tokens
      preprocessor.mistakes = lexer.mistakes
      return preprocessor
    }
    for token in lexer.tokens {
      if token.kind == .condition {
        preprocessor.readCondition(token)
      } else if preprocessor.isReading {
        preprocessor.append(token)
      }
    }
    for part in preprocessor.parts {
      preprocessor.report(.unclosedCondition(part.word), part.range)
    }
    preprocessor.endSkipping(at: bytes.count)
    preprocessor.mistakes += preprocessor.outsideSkipped(lexer.mistakes)
    return preprocessor
  }

  private mutating func report(_ mistake: RuleSyntaxMistake, _ range: TextRange) {
    mistakes.append((mistake, range))
  }

  private func text(_ token: RuleToken) -> String {
    String(decoding: bytes[Int(token.from)..<Int(token.until)], as: UTF8.self)
  }

  // MARK: - Skipped text

  private mutating func startSkipping(at offset: Int) {
    if let last = skipped.last, last.until == .max { return }
    skipped.append(TextRange(from: offset, until: .max))
  }

  private mutating func endSkipping(at offset: Int) {
    guard let last = skipped.last, last.until == .max else { return }
    skipped[skipped.count - 1].until = offset
  }

  /// The mistakes that are not in skipped text; both lists ascend.
  private func outsideSkipped(
    _ found: [(mistake: RuleSyntaxMistake, range: TextRange)]
  ) -> [(mistake: RuleSyntaxMistake, range: TextRange)] {
    var index = 0
    return found.filter { mistake in
      while index < skipped.count, skipped[index].until <= mistake.range.from { index += 1 }
      return index == skipped.count || mistake.range.from < skipped[index].from
    }
  }

  // MARK: - Lines of the preprocessor

  private mutating func readCondition(_ line: RuleToken) {
    var lexer = RuleLexer()
    lexer.read(bytes, from: Int(line.from) + 1, until: Int(line.until))
    guard let first = lexer.tokens.first, first.kind == .identifier else { return }
    let word = text(first)
    let range = TextRange(from: Int(line.from), until: Int(first.until))
    let rest = lexer.tokens.dropFirst()
    switch word {
    case "ifdef", "ifndef", "if": open(word, rest, range)
    case "else", "elif": turn(word, range)
    case "endif": close(range)
    default:
      guard isReading else { return }
      switch word {
      case "define":
        if define(rest, range) { mistakes += lexer.mistakes }
      case "undef":
        if let name = name(rest, of: word, range) { macros[name] = nil }
      case "include": report(.refused(.includedFiles), range)
      case "line", "pragma": break
      default:
        report(
          .unknownCondition(word, nearest: nearest(to: word, among: RuleWords.conditions)), range)
      }
    }
    if isReading { endSkipping(at: Int(line.from)) } else { startSkipping(at: Int(line.until)) }
  }

  private mutating func name(
    _ rest: ArraySlice<RuleToken>, of word: String, _ range: TextRange
  ) -> String? {
    guard let first = rest.first, first.kind == .identifier || first.kind == .underscore else {
      report(.malformedCondition(word, expected: "the name of a macro"), range)
      return nil
    }
    return text(first)
  }

  /// Says whether what the macro stands for is of any use.
  private mutating func define(_ rest: ArraySlice<RuleToken>, _ range: TextRange) -> Bool {
    guard let name = name(rest, of: "define", range), let first = rest.first else { return false }
    let body = rest.dropFirst()
    if let second = body.first, second.kind == .leftParenthesis, second.from == first.until {
      report(.refused(.macrosWithArguments), first.writtenRange)
      macros[name] = Macro(tokens: [], isRefused: true)
      return false
    }
    macros[name] = Macro(tokens: Array(body))
    return true
  }

  private mutating func open(
    _ word: String, _ rest: ArraySlice<RuleToken>, _ range: TextRange
  ) {
    let isWithinRead = isReading
    var isRead = isWithinRead
    if isWithinRead {
      if word == "if" {
        report(.refused(.conditionsOnValues), range)
      } else if let name = name(rest, of: word, range) {
        isRead = (macros[name] != nil) == (word == "ifdef")
      }
    }
    parts.append(Part(word: word, range: range, isWithinRead: isWithinRead, isRead: isRead))
  }

  private mutating func turn(_ word: String, _ range: TextRange) {
    guard let part = parts.last, !part.sawElse else {
      return report(.unopenedCondition(word), range)
    }
    if word == "elif", part.isWithinRead, part.word != "if" {
      report(.refused(.conditionsOnValues), range)
    }
    parts[parts.count - 1].isRead = word == "else" && part.isWithinRead && !part.isRead
    parts[parts.count - 1].sawElse = word == "else"
  }

  private mutating func close(_ range: TextRange) {
    if parts.popLast() == nil { report(.unopenedCondition("endif"), range) }
  }

  // MARK: - Macros

  private mutating func append(_ token: RuleToken) {
    guard token.kind == .identifier, !macros.isEmpty, let macro = macros[text(token)] else {
      tokens.append(token)
      return
    }
    let range = token.writtenRange
    uses.append(range)
    let use = Int32(truncatingIfNeeded: uses.count)
    expand(text(token), macro, use: use, at: range)
  }

  /// What a macro stands for, with the macros within it, in the order of the text.
  private mutating func expand(
    _ name: String, _ macro: Macro, use: Int32, at range: TextRange
  ) {
    var frames = [(name: name, tokens: macro.tokens, index: 0, isRefused: macro.isRefused)]
    var open: Set<String> = [name]
    let start = tokens.count
    while let frame = frames.last {
      if frame.isRefused { appendMade(.refusedMacro, use, range) }
      guard frame.index < frame.tokens.count else {
        open.remove(frame.name)
        frames.removeLast()
        continue
      }
      frames[frames.count - 1].index += 1
      guard budget > 0 else {
        if budget == 0 { report(.expansionTooLong(limit: limit), range) }
        budget = -1
        tokens.removeSubrange(start...)
        return appendMade(.reported, use, range)
      }
      budget -= 1
      var token = frame.tokens[frame.index]
      if token.kind == .identifier, let inner = macros[text(token)] {
        let innerName = text(token)
        guard open.insert(innerName).inserted else {
          report(.recursiveMacro(innerName), range)
          macros[innerName] = Macro(tokens: [], isRefused: true)
          tokens.removeSubrange(start...)
          return appendMade(.reported, use, range)
        }
        frames.append((innerName, inner.tokens, 0, inner.isRefused))
      } else {
        token.use = use
        tokens.append(token)
      }
    }
  }

  private mutating func appendMade(_ kind: RuleToken.Kind, _ use: Int32, _ range: TextRange) {
    var token = RuleToken(kind, from: range.from, until: range.until)
    token.use = use
    tokens.append(token)
  }
}
