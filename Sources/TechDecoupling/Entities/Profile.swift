/// The relations that the profiles of entities state, and the two that every record knows.
///
/// A profile is the recorder's own word: each of its fields enters the record as a Statement
/// without a period. Sourced Statements of the same relation may contradict it.
public enum Profile {
  /// A party's one country at a time.
  public static let homeCountry = Relation<Party, Country>("home-country", oneOf: true)
  /// A lab develops a model.
  public static let develops = Relation<Lab, Model>("develops")
  /// A chipmaker makes a chip, in the sense of designing and selling it.
  public static let makes = Relation<Chipmaker, Chip>("makes")
  /// A chipmaker makes a platform: the software with which its chips are used.
  public static let makesPlatform = Relation<Chipmaker, Platform>("makes-platform")
  /// A chip is a variant of another, as A800 of A100.
  public static let variantOf = Relation<Chip, Chip>("variant-of")
  /// An agency or a country has issued a control, and speaks with authority on it.
  public static let issuedBy = Relation<ExportControl, Party>("issued-by")
  /// The law or rule on which a control rests, as its text is cited.
  public static let legalBasis = Relation<ExportControl, String>("legal-basis")
  /// A party belongs to a group; dated by whoever records it, and never part of a profile.
  public static let memberOf = Relation<Party, Group>("member-of")
  /// Two ids name one entity: a Statement without a period.
  public static let sameAs = Relation<Party, Party>("same-as")

  /// All of them, with their column types erased.
  public static let relations: [RelationSignature] = [
    homeCountry.signature, develops.signature, makes.signature, makesPlatform.signature,
    variantOf.signature, issuedBy.signature, legalBasis.signature, memberOf.signature,
    sameAs.signature,
  ]
}
