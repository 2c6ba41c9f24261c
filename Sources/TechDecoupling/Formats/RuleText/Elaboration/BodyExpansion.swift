/// Turns bodies with alternatives and negated groups into lists of conditions.
struct BodyExpansion {
  /// A condition that is no group, to hold or not to hold.
  struct Literal {
    var body: BodySyntax
    var isNegated: Bool
    var range: TextRange
  }

  /// There are more alternatives than a clause may have.
  struct TooMany: Error {}

  /// The most rules that one clause may mean.
  static let limit = 4096
  /// The most conditions that the rules of one clause may have together.
  private static let sizeLimit = 100_000

  /// The lists of conditions of which one must hold whole: `(a; b), c` is `a, c` or `b, c`.
  ///
  /// A list with a condition that is false by itself is left out.
  static func alternatives(of body: BodySyntax, isNegated: Bool = false) throws(TooMany)
    -> [[Literal]]
  {
    switch (body, isNegated) {
    case (.not(let inner, _), _):
      return try alternatives(of: inner, isNegated: !isNegated)
    case (.constant(let value, _), _):
      return value != isNegated ? [[]] : []
    case (.all(let parts), false), (.any(let parts), true):
      var result: [[Literal]] = [[]]
      for part in parts {
        let more = try alternatives(of: part, isNegated: isNegated)
        guard result.count * more.count <= limit,
          result.count * more.count * (result[0].count + (more.first?.count ?? 0)) <= sizeLimit
        else { throw TooMany() }
        if more.isEmpty { return [] }
        result =
          more.count == 1
          ? result.map { $0 + more[0] } : result.flatMap { one in more.map { one + $0 } }
      }
      return result
    case (.any(let parts), false), (.all(let parts), true):
      var result: [[Literal]] = []
      for part in parts {
        result += try alternatives(of: part, isNegated: isNegated)
        guard result.count <= limit else { throw TooMany() }
      }
      return result
    default:
      return [[Literal(body: body, isNegated: isNegated, range: body.range)]]
    }
  }
}

extension BodySyntax {
  /// Where the condition stands.
  var range: TextRange {
    switch self {
    case .all(let parts), .any(let parts):
      parts.first?.range.joined(with: parts.last?.range) ?? TextRange(from: 0, until: 0)
    case .not(_, let range), .comparison(_, _, _, let range), .same(_, _, let range),
      .constant(_, let range):
      range
    case .atom(let atom): atom.range
    case .window(let window, let atom): window.range.joined(with: atom.range)
    case .run(let atom, let run): atom.range.joined(with: run.range)
    case .test(let term): term.range
    }
  }
}

extension TextRange {
  /// The text from the first of two places to the end of the last.
  func joined(with other: TextRange?) -> TextRange {
    guard let other else { return self }
    return TextRange(from: min(from, other.from), until: max(until, other.until))
  }
}
