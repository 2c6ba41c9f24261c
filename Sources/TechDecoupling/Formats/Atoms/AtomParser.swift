extension Atom {
  /// Reads an atom as it is written in files: `withheld-from(deepseek-v4, nvidia)`.
  ///
  /// Each term is read by its column's type: an entity is its id, numbers and days are written
  /// plainly, text stands in double quotes (`\"`, `\\`, `\n`, `\r` and `\t` are its escapes), and
  /// `_` is a wildcard. Names have hyphens, for which underscores may stand, as in rule text.
  /// ``description`` prints what reads back as an equal atom.
  ///
  /// - Parameters:
  ///   - text: The atom, with or without spaces around its terms.
  ///   - vocabulary: The relations that there are.
  /// - Throws: ``AtomProblem`` with the character at which the text goes wrong.
  /// - Complexity: O(*n*) in characters.
  public init(parsing text: String, in vocabulary: Vocabulary) throws(AtomProblem) {
    self = try AtomParser.read(text, vocabulary).atom
  }
}

extension Atom {
  /// Reads an atom about a chronicle's entities, by id, name or alias.
  ///
  /// Like ``init(parsing:in:)-(_,Vocabulary)`` with the chronicle's vocabulary; where a column takes
  /// an entity, a name or alias of one that is in the chronicle stands for its id, in quotes if it
  /// has spaces. What is neither id, name nor alias is left as it is.
  ///
  /// - Throws: ``AtomProblem``; also if several entities have the name.
  /// - Complexity: O(*n*) in the chronicle's entities if a name is used, else in characters.
  public init(parsing text: String, in chronicle: Chronicle) throws(AtomProblem) {
    try self.init(text, chronicle.vocabulary, chronicle.entities)
  }

  /// Reads an atom of any relation that findings know: the record's, the rules' and the library's.
  ///
  /// Like ``init(parsing:in:)-(_,Chronicle)``, and for what only rules of one's own conclude too.
  ///
  /// - Throws: ``AtomProblem``; also if several entities have the name.
  /// - Complexity: O(*n*) in rules, relations and, if a name is used, entities.
  public init(parsing text: String, in findings: Findings) throws(AtomProblem) {
    var vocabulary = findings.chronicle.vocabulary
    vocabulary.relations = findings.relations
    try self.init(text, vocabulary, findings.chronicle.entities)
  }

  private init(_ text: String, _ vocabulary: Vocabulary, _ entities: Entities) throws(AtomProblem) {
    let parser: AtomParser
    (self, parser) = try AtomParser.read(text, vocabulary)
    var names: [String: [EntityID]]?
    for (index, argument) in arguments.enumerated() {
      guard case .value(.entity(let id)) = argument, entities[id] == nil else { continue }
      let ids = names ?? entities.idsByName()
      names = ids
      guard let meant = ids[id.text], let first = meant.first else { continue }
      guard meant.count == 1 else {
        throw .ambiguousName(
          id.text, ids: meant.map(\.text),
          column: AtomParser.character(at: parser.termOffsets[index], in: parser.bytes))
      }
      arguments[index] = .value(.entity(first))
    }
  }
}

/// Reads one atom out of a range of bytes.
struct AtomParser {
  let bytes: [UInt8]
  let end: Int
  var position: Int
  /// Where each term begins.
  private(set) var termOffsets: [Int] = []
  /// Whether a relation may be written as rule text names it: `withheld_from`.
  private let takesUnderscores: Bool

  /// A mistake, at a byte.
  struct Stop: Error {
    enum Mistake {
      case malformed(found: String, expected: String)
      case unknownRelation(name: String)
      case wrongArity(relation: String, columns: [String], found: Int)
      case wrongTerm(relation: String, number: Int, expected: String, found: String)
      case date(DateProblem)
    }
    let mistake: Mistake
    let offset: Int

    /// The problem, with the nearest name of a relation where it is asked for.
    func problem(column: Int, nearest: (String) -> String?) -> AtomProblem {
      switch mistake {
      case .malformed(let found, let expected):
        .malformed(found: found, expected: expected, column: column)
      case .unknownRelation(let name):
        .unknownRelation(name: name, nearest: nearest(name), column: column)
      case .wrongArity(let relation, let columns, let found):
        .wrongArity(relation: relation, columns: columns, found: found, column: column)
      case .wrongTerm(let relation, let number, let expected, let found):
        .wrongTerm(
          relation: relation, number: number, expected: expected, found: found, column: column)
      case .date(let problem):
        .date(problem, column: column)
      }
    }
  }

  /// A term as it is written, before its column's type is known.
  struct Token {
    var text: String
    var isQuoted: Bool
    var offset: Int
  }

  init(bytes: [UInt8], range: Range<Int>, takesUnderscores: Bool = false) {
    self.bytes = bytes
    self.takesUnderscores = takesUnderscores
    end = range.upperBound
    position = range.lowerBound
  }

  /// Reads a whole text, with the parser for the places of its terms.
  static func read(
    _ text: String, _ vocabulary: Vocabulary
  ) throws(AtomProblem) -> (atom: Atom, parser: AtomParser) {
    let bytes = Array(text.utf8)
    var parser = AtomParser(bytes: bytes, range: 0..<bytes.count, takesUnderscores: true)
    do {
      return (try parser.parse(in: vocabulary), parser)
    } catch {
      throw error.problem(
        column: AtomParser.character(at: error.offset, in: bytes),
        nearest: vocabulary.nearestRelation(to:))
    }
  }

  mutating func parse(in vocabulary: Vocabulary) throws(Stop) -> Atom {
    skipSpace()
    let nameOffset = position
    let name = word()
    if name.isEmpty { throw malformed("the name of a relation") }
    skipSpace()
    guard take(UInt8(ascii: "(")) else { throw malformed("'(' after '\(name)'") }
    let tokens = try parseTerms()
    skipSpace()
    if position < end { throw malformed("nothing after the closing parenthesis") }
    let known =
      vocabulary.relations[name]
      ?? (takesUnderscores ? vocabulary.relations[name.replacingUnderscores] : nil)
    guard let relation = known else {
      throw Stop(mistake: .unknownRelation(name: name), offset: nameOffset)
    }
    guard tokens.count == relation.columns.count else {
      let columns = relation.columns.map(\.writtenName)
      throw Stop(
        mistake: .wrongArity(relation: relation.name, columns: columns, found: tokens.count),
        offset: nameOffset)
    }
    var arguments: [Argument] = []
    arguments.reserveCapacity(tokens.count)
    termOffsets = tokens.map(\.offset)
    for (index, token) in tokens.enumerated() {
      arguments.append(try argument(token, at: index, of: relation))
    }
    return Atom(relation: relation, arguments: arguments)
  }

  private mutating func parseTerms() throws(Stop) -> [Token] {
    var tokens: [Token] = []
    skipSpace()
    if take(UInt8(ascii: ")")) { return tokens }
    while true {
      skipSpace()
      let offset = position
      if position < end, bytes[position] == UInt8(ascii: "\"") {
        tokens.append(Token(text: try quotedText(), isQuoted: true, offset: offset))
      } else {
        let text = word()
        if text.isEmpty { throw malformed("a term") }
        tokens.append(Token(text: text, isQuoted: false, offset: offset))
      }
      skipSpace()
      if take(UInt8(ascii: ")")) { return tokens }
      guard take(UInt8(ascii: ",")) else { throw malformed("',' or ')'") }
    }
  }

  private func argument(
    _ token: Token, at index: Int, of relation: RelationSignature
  ) throws(Stop) -> Argument {
    if token.text == "_", !token.isQuoted { return .wildcard }
    let type = relation.columns[index]
    switch Value.reading(token.text, isQuoted: token.isQuoted, as: type) {
    case .value(let value): return .value(value)
    case .noSuchDay(let problem):
      throw Stop(mistake: .date(problem), offset: token.offset)
    case .otherType:
      let found = token.isQuoted ? "the text \"\(token.text)\"" : "'\(token.text)'"
      throw Stop(
        mistake: .wrongTerm(
          relation: relation.name, number: index + 1, expected: type.termNoun, found: found),
        offset: token.offset)
    }
  }

  // MARK: - Tokens

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < end, bytes[position] == 0x20 || 0x09...0x0D ~= bytes[position] {
      position += 1
    }
  }

  /// The bytes up to the next sign of punctuation or space.
  private mutating func word() -> String {
    let start = position
    while position < end, AtomParser.isWordByte(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Whether a byte can stand in a name, number or id without quotes.
  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "\""):
      false
    default: true
    }
  }

  private mutating func quotedText() throws(Stop) -> String {
    let opening = position
    position += 1
    var text: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        let letter = position < end ? bytes[position] : 0
        guard let meaning = AtomParser.escapes[letter] else {
          throw malformed("one of \" \\ n r t after a backslash")
        }
        text.append(meaning)
        position += 1
      default:
        text.append(byte)
      }
    }
    position = end
    throw Stop(
      mistake: .malformed(found: "the end", expected: "a closing double quote"), offset: opening)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private func malformed(_ expected: String) -> Stop {
    let rest = String(decoding: bytes[position..<min(end, position + 8)], as: UTF8.self)
    let found = rest.unicodeScalars.first.map { "'\($0)'" } ?? "the end"
    return Stop(mistake: .malformed(found: found, expected: expected), offset: position)
  }

  /// The number of the character that has a byte, from 1.
  static func character(at offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<min(offset, bytes.count)].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }
}

extension Vocabulary {
  /// The relation whose name is nearest to a misspelt one: the same with hyphens, if there is one.
  func nearestRelation(to name: String) -> String? {
    let hyphenated = name.replacingUnderscores
    return relations[hyphenated] != nil ? hyphenated : nearest(to: name, among: relations.keys)
  }
}
