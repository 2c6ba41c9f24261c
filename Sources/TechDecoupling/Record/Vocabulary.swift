/// The kinds of entity and the relations that a record may use.
///
/// What entries written in Swift use is added by itself; a document names its own.
public struct Vocabulary: Hashable, Sendable {
  /// Kinds by name.
  public internal(set) var kinds: [String: EntityKind]
  /// Relations by name.
  public internal(set) var relations: [String: RelationSignature]

  /// Creates a vocabulary; of two kinds or relations with one name the first counts.
  public init(kinds: [EntityKind] = [], relations: [RelationSignature] = []) {
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.relations = Dictionary(
      relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for kind in kinds {
      for field in kind.fields where self.relations[field.relation.name] == nil {
        self.relations[field.relation.name] = field.relation
      }
    }
  }

  /// The library's kinds, and the relations that their profiles state.
  public static let core = Vocabulary(kinds: EntityKind.standard, relations: Profile.relations)
}
