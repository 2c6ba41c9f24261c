/// The id of an entry, such as `v4-declined-to-nvidia`.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible,
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
  public static func < (left: EntryID, right: EntryID) -> Bool { left.text < right.text }
}

/// The unit of record: an event, a statement or a held statement, with its claims.
///
/// A date or period written on an entry is that of its claims in the same document that have none:
/// a chronicle writes it on them when it takes the entry. Only what the recorder vouches for
/// (``isOwnWord``) keeps a date of its own.
public struct Entry: Hashable, Sendable, Identifiable, Codable {
  /// What the entry records.
  public enum Content: Hashable, Sendable {
    /// Something happened on a date.
    case event(Event)
    /// Something is so, always or over a period.
    case statement(Statement)
  }

  /// The id by which documents, proofs and scenarios name it.
  public var id: EntryID
  /// The event or statement.
  public var content: Content
  /// Whether the recorder vouches for the entry, beside any claims: it is then taken at every
  /// level.
  ///
  /// True of every entry without claims, once a chronicle has taken it, and stays true when other
  /// documents add claims.
  public var isOwnWord: Bool
  /// Who says so, denies it, and so on.
  ///
  /// Without claims the entry is the recorder's own word.
  public var claims: [Claim]
  /// Rows of a list of facts that the entry carries, such as `F003-03`.
  public var rows: [String]
  private var remark = Box<String>(nil)
  private var position = Position.none

  /// A note in the recorder's words.
  public var note: String? {
    get { remark.value }
    set { remark = Box(newValue) }
  }

  /// Where the entry was read; takes no part in equality.
  public var place: Place? {
    get { position.place }
    set { position = Position(newValue) }
  }

  /// Sets where the entry was read.
  mutating func stand(at position: Position) { self.position = position }

  /// Creates an entry.
  public init(
    id: EntryID, content: Content, claims: [Claim] = [], isOwnWord: Bool = false,
    rows: [String] = [], note: String? = nil, place: Place? = nil
  ) {
    self.id = id
    self.content = content
    self.claims = claims
    self.isOwnWord = isOwnWord
    self.rows = rows
    if let note { remark = Box(note) }
    if let place { position = Position(place) }
  }

  /// Creates an entry that records an event.
  public init(
    _ id: EntryID, _ event: Event, claims: [Claim] = [], isOwnWord: Bool = false,
    rows: [String] = [], note: String? = nil
  ) {
    self.init(
      id: id, content: .event(event), claims: claims, isOwnWord: isOwnWord, rows: rows, note: note)
  }

  /// Creates an entry that records a statement.
  public init(
    _ id: EntryID, _ statement: Statement, claims: [Claim] = [], isOwnWord: Bool = false,
    rows: [String] = [], note: String? = nil
  ) {
    self.init(
      id: id, content: .statement(statement), claims: claims, isOwnWord: isOwnWord, rows: rows,
      note: note)
  }
}

extension Entry {
  private enum CodingKeys: String, CodingKey {
    case id, content, claims, isOwnWord, rows, note
  }

  /// Reads an object of the parts.
  public init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try parts.decode(EntryID.self, forKey: .id),
      content: try parts.decode(Content.self, forKey: .content),
      claims: try parts.decode([Claim].self, forKey: .claims),
      isOwnWord: try parts.decode(Bool.self, forKey: .isOwnWord),
      rows: try parts.decode([String].self, forKey: .rows),
      note: try parts.decodeIfPresent(String.self, forKey: .note))
  }

  /// Writes an object of the parts; a note that is not given is left out.
  public func encode(to encoder: any Encoder) throws {
    var parts = encoder.container(keyedBy: CodingKeys.self)
    try parts.encode(id, forKey: .id)
    try parts.encode(content, forKey: .content)
    try parts.encode(claims, forKey: .claims)
    try parts.encode(isOwnWord, forKey: .isOwnWord)
    try parts.encode(rows, forKey: .rows)
    try parts.encodeIfPresent(note, forKey: .note)
  }
}
