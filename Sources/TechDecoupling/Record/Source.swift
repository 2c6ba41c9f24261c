/// The id of a source, such as `reuters`.
public struct SourceID: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  public let text: String
  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.init(text) }
  public var description: String { text }
  public static func < (left: SourceID, right: SourceID) -> Bool { left.text < right.text }
}

/// How far a source has proved reliable, on the Admiralty scale.
///
/// - Source: NATO AJP-2.1; STANAG 2511.
public enum Reliability: String, Hashable, Sendable, CaseIterable, Codable {
  case a = "A"
  case b = "B"
  case c = "C"
  case d = "D"
  case e = "E"
  /// Cannot be judged.
  case f = "F"
}

/// An outlet, document, agency or person that makes claims.
public struct Source: Hashable, Sendable, Identifiable {
  public var id: SourceID
  public var name: String
  public var reliability: Reliability
  /// Whether it gains from being believed: such a source is graded D at best.
  public var isInterested: Bool
  public var published: DateRange?
  public var url: String?
  /// The entity that speaks through this source, if it is one of the record's (an agency's own
  /// document); makes "the acting authority's own record" recognizable.
  public var entity: EntityID?

  public init(
    id: SourceID, name: String, reliability: Reliability, isInterested: Bool = false,
    published: DateRange? = nil, url: String? = nil, entity: EntityID? = nil
  ) {
    self.id = id
    self.name = name
    self.reliability = reliability
    self.isInterested = isInterested
    self.published = published
    self.url = url
    self.entity = entity
  }
}

/// How credible a piece of information is, on the Admiralty scale.
///
/// Ordered by trust: `confirmed` is the greatest, `notJudged` the least, below `improbable` and
/// never turned into a number.
public enum Credibility: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
  case notJudged = "not judged"
  case improbable
  case doubtful
  case possible
  case probable
  case confirmed

  public static func < (left: Credibility, right: Credibility) -> Bool {
    left.order < right.order
  }

  private var order: Int { Credibility.allCases.firstIndex(of: self) ?? 0 }
}
