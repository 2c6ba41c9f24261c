/// What entities from elsewhere mean in a record: kinds and relations by FollowTheMoney's words.
///
/// Nothing else is taken.
public struct FollowTheMoneyMapping: Hashable, Sendable {
  /// Names of kinds by schema, such as `["Asset": ["Chip"]]`; entities of schemata that are not named
  /// here are left, but for those whose `keywords` say a kind as the library writes it.
  public var kinds: [String: Set<String>]
  /// Relations of two entities by the role of an `UnknownLink`.
  public var relations: [String: RelationSignature]

  /// Creates a mapping.
  public init(kinds: [String: Set<String>], relations: [String: RelationSignature]) {
    self.kinds = kinds
    self.relations = relations
  }

  /// Legal entities of all schemata are parties without a kind; a role named as a relation of the
  /// library with two columns, both of entities, is that relation.
  public static let standard = FollowTheMoneyMapping(
    kinds: ["LegalEntity": [], "Organization": [], "Company": [], "PublicBody": [], "Person": []],
    relations: Vocabulary.standard.relations.filter { $0.value.isOfTwoEntities })
}
