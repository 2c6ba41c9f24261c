/// A word or sign of rule text: where it is written, and where it is used if a macro stands for it.
struct RuleToken: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    /// After the last token.
    case end
    case identifier
    case number
    /// A number with `u` after it.
    case unsigned
    case float
    /// In quotes.
    case text
    /// A dot and a word of ``RuleWords/directives``.
    case directive
    /// A line of the preprocessor, from `#` to its end.
    case condition
    /// The name of a macro with arguments, which was refused where it was defined.
    case refusedMacro
    /// What was reported already.
    case reported

    case underscore, comma, dot, semicolon, colon, doubleColon, implied, bar
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, subtype
    case plus, minus, star, slash, percent, caret, exclamation, dollar, at
  }

  var kind: Kind
  /// UTF-8 offsets of what is written, `[from, until)`.
  var from: Int32
  var until: Int32
  /// One more than the index of the use, among the preprocessor's; 0 if no macro made the token.
  var use: Int32 = 0

  init(_ kind: Kind, from: Int, until: Int) {
    self.kind = kind
    // Safe: a longer file is refused before it is read.
    self.from = Int32(truncatingIfNeeded: from)
    self.until = Int32(truncatingIfNeeded: until)
  }

  /// Where the token is written.
  var writtenRange: TextRange { TextRange(from: Int(from), until: Int(until)) }
}

/// The words that rule text gives a meaning.
enum RuleWords {
  static let directives: Set<String> = [
    "decl", "type", "number_type", "symbol_type", "input", "output", "printsize", "limitsize",
    "comp", "init", "override", "pragma", "plan", "functor", "lattice", "include", "once",
    "extern", "iterative", "rulebook", "rule", "parameter", "set",
  ]

  /// Those that a message proposes for a misspelt one.
  static let offeredDirectives = [
    "decl", "type", "input", "output", "printsize", "comp", "init", "override", "rulebook", "rule",
    "parameter", "set",
  ]

  /// Those after a declaration.
  static let qualifiers: Set<String> = [
    "temporal", "one_of", "btree", "brie", "btree_delete", "magic", "no_magic", "no_inline",
    "overridable", "input", "output", "printsize", "eqrel", "inline",
  ]

  static let offeredQualifiers = [
    "temporal", "one_of", "btree", "brie", "magic", "no_magic", "no_inline", "overridable",
  ]

  static let conditions = ["define", "undef", "ifdef", "ifndef", "else", "endif"]

  /// What a term may be aggregated by.
  static let aggregates: Set<String> = ["count", "sum", "min", "max", "mean"]

  /// The names of aggregates in a conclusion, as other dialects have them.
  static let headAggregates: [String: String] = [
    "count": "count", "sum": "sum", "min": "min", "max": "max", "mean": "mean",
    "average": "mean", "avg": "mean", "COUNT": "count", "SUM": "sum", "MIN": "min", "MAX": "max",
    "AVERAGE": "mean", "AVG": "mean",
  ]

  /// Operators that are words, with how tightly they bind.
  static let infix: [String: Int] = [
    "lor": 1, "lxor": 2, "land": 3, "bor": 4, "bxor": 5, "band": 6, "bshl": 7, "bshr": 7,
    "bshru": 7,
  ]
}
