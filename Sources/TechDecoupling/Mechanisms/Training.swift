/// On which hardware a model was trained.
///
/// What hardware a lab has used is seldom in the open: it is told, denied or left unsaid, often by
/// those who gain from being believed, and several accounts may stand side by side. No rule
/// concludes it; who says so, and how firmly, is all there is.
public enum Training {
  /// A model was trained on a chip, or on chips of a family.
  public static let trainedOn = Relation<Model, Chip>("trained-on")

  /// All of them, with their column types erased.
  public static let relations: [RelationSignature] = [trainedOn.signature]
}
