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

/// The kinds of entity and the relations that a record may use.
public struct Vocabulary: Hashable, Sendable {
  public internal(set) var kinds: [String: EntityKind]
  public internal(set) var relations: [String: RelationSignature]
}

/// From what distance the record is read.
public struct Viewpoint: Hashable, Sendable {
  /// Only claims reported on or before this day count; nil: all.
  public var knownBy: Day?
  /// The least credibility that is taken to be so.
  public var trusting: Credibility

  public init(knownBy: Day? = nil, trusting: Credibility = .possible) {
    self.knownBy = knownBy
    self.trusting = trusting
  }
}
