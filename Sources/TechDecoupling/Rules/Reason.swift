/// A sentence with variables in it: what a rule says of itself in a proof.
public struct Reason: Hashable, Sendable {
  /// A piece of a sentence.
  public enum Part: Hashable, Sendable {
    /// Words as they stand.
    case text(String)
    /// A variable, parameter or value that is rendered with the proof's values.
    case argument(Argument)
  }
  /// The sentence, piece by piece.
  public var parts: [Part]

  /// Creates a sentence from its pieces.
  public init(parts: [Part]) { self.parts = parts }
}

extension Reason: ExpressibleByStringInterpolation {
  /// Collects the pieces of an interpolated sentence.
  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Creates an empty sentence.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds words.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }

    /// Adds a variable, parameter or value.
    public mutating func appendInterpolation(_ term: some Term) {
      parts.append(.argument(term.argument))
    }
  }

  /// Creates a sentence from an interpolated string.
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// Creates a sentence without variables.
  public init(stringLiteral text: String) { parts = text.isEmpty ? [] : [.text(text)] }
}
