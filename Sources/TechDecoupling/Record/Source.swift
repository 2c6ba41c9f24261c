/// The id of a source, such as `reuters`.
public struct SourceID: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The id as it is written.
  public let text: String

  /// Creates an id from its text.
  public init(_ text: String) { self.text = text }

  /// Creates an id from a literal.
  public init(stringLiteral text: String) { self.init(text) }

  /// The id as it is written.
  public var description: String { text }

  /// Orders by the text.
  public static func < (left: SourceID, right: SourceID) -> Bool { left.text < right.text }
}

/// How far a source has proved reliable, on the Admiralty scale.
///
/// - Source: NATO AJP-2.1; STANAG 2511.
public enum Reliability: String, Hashable, Sendable, CaseIterable, Codable {
  /// Completely reliable.
  case a = "A"
  /// Usually reliable.
  case b = "B"
  /// Fairly reliable.
  case c = "C"
  /// Not usually reliable.
  case d = "D"
  /// Unreliable.
  case e = "E"
  /// Cannot be judged: the weakest of all, never a middle value.
  case f = "F"
}

extension Reliability: Comparable {
  /// Orders by trust: `F` is the least, `A` the greatest.
  public static func < (left: Reliability, right: Reliability) -> Bool {
    left.order < right.order
  }

  private var order: Int {
    switch self {
    case .f: 0
    case .e: 1
    case .d: 2
    case .c: 3
    case .b: 4
    case .a: 5
    }
  }
}

/// An outlet, document, agency or person that makes claims.
public struct Source: Hashable, Sendable, Identifiable, Codable {
  /// The id by which claims and relays name it.
  public var id: SourceID
  /// The name to print.
  public var name: String
  /// How far it has proved reliable.
  public var reliability: Reliability
  /// Whether it gains from being believed: such a source is graded D at best.
  public var isInterested: Bool
  /// The day of publication: that of each of its claims that gives none of its own.
  public var published: DateRange?
  /// Where it can be read.
  public var url: String?
  /// The entity that speaks through this source, if it is one of the record's (an agency's own
  /// document); makes "the acting authority's own record" recognizable.
  public var entity: EntityID?
  private var location = Incidental<Place>(nil)

  /// Where the source was read; takes no part in equality.
  public var place: Place? {
    get { location.value }
    set { location.value = newValue }
  }

  /// Creates a source.
  public init(
    id: SourceID, name: String? = nil, reliability: Reliability, isInterested: Bool = false,
    published: DateRange? = nil, url: String? = nil, entity: EntityID? = nil, place: Place? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.reliability = reliability
    self.isInterested = isInterested
    self.published = published
    self.url = url
    self.entity = entity
    location = Incidental(place)
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, reliability, isInterested, published, url, entity
  }
}
