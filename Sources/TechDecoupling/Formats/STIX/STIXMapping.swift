/// What objects of other programs mean in a record: kinds of entity and relations by STIX's words.
///
/// Nothing else is taken.
public struct STIXMapping: Hashable, Sendable {
  /// Names of kinds by type of object, such as `["infrastructure": ["Chip"]]`; objects of types that
  /// are not named here are left.
  ///
  /// An empty set takes entities without a kind, which columns of parties accept.
  public var kinds: [String: Set<String>]
  /// Relations of two entities by type of relationship, such as `["located-at": …]`.
  public var relations: [String: RelationSignature]

  /// Creates a mapping.
  public init(kinds: [String: Set<String>], relations: [String: RelationSignature]) {
    self.kinds = kinds
    self.relations = relations
  }

  /// Identities are parties without a kind; a relationship named as a relation of the library with
  /// two columns, both of entities, is that relation.
  public static let standard = STIXMapping(
    kinds: ["identity": []],
    relations: Vocabulary.standard.relations.filter { $0.value.isOfTwoEntities })
}

extension RelationSignature {
  /// Whether it has two columns, both of entities.
  var isOfTwoEntities: Bool { columns.count == 2 && columns.allSatisfy(\.isEntity) }
}
