/// Entities, sources and entries: a record of who did what to whom, and who says so.
///
/// A value; a copy is a fork. Everything in it has been checked: ids are known, atoms fit their
/// relations, claims name sources of the record. A change that would break that throws and changes
/// nothing. Two chronicles are equal if they say the same, in whatever order and from whatever
/// documents they were put together.
public struct Chronicle: Hashable, Sendable {
  /// The entities, by id.
  public internal(set) var entities: Entities
  /// The sources, by id.
  public internal(set) var sources: [SourceID: Source]
  /// Kinds of entity and relations of the record's own, beside the library's.
  public internal(set) var vocabulary: Vocabulary
  var table: EntryTable
  /// What a scenario supposes of entries and sources; empty for a record as it is.
  var suppositions = Suppositions()
  /// What checks of entries found right; takes no part in equality.
  var seen = Seen()

  /// Creates an empty chronicle.
  public init(vocabulary: Vocabulary = .standard) {
    entities = Entities()
    sources = [:]
    table = EntryTable()
    self.vocabulary = vocabulary
  }

  /// Creates a chronicle from entities, sources and entries.
  ///
  /// Kinds and relations that are not in the vocabulary are added to it.
  ///
  /// - Throws: ``ChronicleError`` with every problem, sorted by place.
  /// - Complexity: O(*n* log *n*) in entities, sources, entries and claims.
  public init(
    entities: [any Entity] = [], sources: [Source] = [], entries: [Entry] = [],
    vocabulary: Vocabulary = .standard
  ) throws(ChronicleError) {
    var kinds: [String: EntityKind] = [:]
    for entity in entities {
      let kind = type(of: entity).kind
      kinds[kind.name] = kind
    }
    let document = Document(
      kinds: kinds.values.filter { $0.name != Party.kind.name }.sorted { $0.name < $1.name },
      entities: entities.map { EntityRecord($0) }, sources: sources, entries: entries)
    try self.init(joining: [document], vocabulary: vocabulary)
  }

  /// Creates a chronicle from documents read together: one record, whatever their order.
  ///
  /// Entities, sources and entries with one id are joined; see <doc:recording-events>.
  ///
  /// - Throws: ``ChronicleError`` with every problem, sorted by place.
  /// - Complexity: O(*n* log *n*) in all that the documents hold.
  public init(
    joining documents: [Document], vocabulary: Vocabulary = .standard
  ) throws(ChronicleError) {
    self.init(vocabulary: vocabulary)
    try join(documents)
  }

  // MARK: - Entries

  /// The entries, sorted by id.
  ///
  /// - Complexity: O(*n* log *n*).
  public var entries: [Entry] { table.sorted }

  /// The number of entries.
  public var entryCount: Int { table.count }

  /// The entry with an id, nil if there is none.
  public subscript(id: EntryID) -> Entry? { table[id] }
}
