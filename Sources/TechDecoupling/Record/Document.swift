/// What one document brings to a record, before it is checked: kinds, relations, entities, sources
/// and entries.
///
/// Documents that are read together are one record, so an id may stand in one and its entity in
/// another: ``Chronicle/init(joining:vocabulary:)`` takes them all.
public struct Document: Hashable, Sendable {
  /// Kinds of entity of its own.
  public var kinds: [EntityKind]
  /// Relations of its own.
  public var relations: [RelationSignature]
  /// Entities, in the order in which they were written.
  public var entities: [EntityRecord]
  /// Sources, in the order in which they were written.
  public var sources: [Source]
  /// Entries, in the order in which they were written.
  public var entries: [Entry]

  /// Creates a document.
  public init(
    kinds: [EntityKind] = [], relations: [RelationSignature] = [],
    entities: [EntityRecord] = [], sources: [Source] = [], entries: [Entry] = []
  ) {
    self.kinds = kinds
    self.relations = relations
    self.entities = entities
    self.sources = sources
    self.entries = entries
  }
}
