/// Entities, sources and entries: a record of who did what to whom, and who says so.
///
/// A value; a copy is a fork.
public struct Chronicle: Hashable, Sendable {
  public internal(set) var entities: Entities
  public internal(set) var sources: [SourceID: Source]
  public internal(set) var entries: [Entry]
  /// Kinds of entity and relations of the record's own, beside the library's.
  public internal(set) var vocabulary: Vocabulary
}

