/// Numbers for words of likelihood: a value that can be replaced by another.
///
/// A word is kept as it was said. Only a scale gives it a number, and a word that the scale does not
/// have, such as "may" or "appears", has none: it is not made a medium.
public struct LikelihoodScale: Hashable, Sendable {
  /// Percent by word, in lowercase.
  public var percentByWord: [String: Int]

  /// Creates a scale.
  public init(percentByWord: [String: Int]) { self.percentByWord = percentByWord }

  /// The words of the intelligence community, each with the middle of its band.
  ///
  /// - Source: ODNI, Intelligence Community Directive 203, Analytic Standards; numbers as in OASIS,
  ///   STIX 2.1, appendix A, table "DNI scale".
  public static let standard = LikelihoodScale(percentByWord: [
    "almost no chance": 5, "remote": 5, "very unlikely": 15, "highly improbable": 15,
    "unlikely": 30, "improbable": 30, "roughly even chance": 50, "roughly even odds": 50,
    "likely": 70, "probable": 70, "very likely": 85, "highly probable": 85,
    "almost certain": 95, "nearly certain": 95, "almost certainly": 95,
  ])

  /// Returns the number of a word, 0 to 100; nil if the scale does not have the word.
  public func percent(of word: String) -> Int? { percentByWord[word.lowercased()] }
}
