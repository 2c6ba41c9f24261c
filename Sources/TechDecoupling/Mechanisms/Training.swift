/// On what a model was trained, where, and which questions of compliance that raises.
///
/// What hardware a lab has used is seldom in the open: it is told, denied or left unsaid, often by
/// those who gain from being believed, and several accounts may stand side by side. No rule
/// concludes it; who says so, and how firmly, is all there is. The same goes for the data: that a
/// lab has *distilled* another's model is mostly the word of the one that feels robbed.
///
/// What follows is a question, never a verdict. A model that was trained on a controlled chip in a
/// controlled destination, with no license on record for the lab or the chip's maker, raises a
/// *compliance question*: the chips may have come before the control, or under a license of which
/// nobody spoke. Where a license is only conceivable, so is the question. An allegation by one
/// interested voice raises none where *possible* is the least that is trusted; whoever supposes it
/// to be so records it on a copy of the chronicle.
///
/// Controls on hardware erode where such use meets software that is tuned at home: what was kept
/// back is used, and what is used next does not need it.
///
/// ``trainedOn`` and ``trainedIn`` hold on the days of the training, and from then on where its
/// end is not stated; a question is raised on days on which the provision restricts the chip.
///
/// Headline conclusions: ``complianceQuestion``, ``trainingDisputed``, ``controlErodes``.
public enum Training {
  // MARK: - Recorded

  /// A model was trained on a chip, or on chips of a family.
  public static let trainedOn = Relation<Model, Chip>("trained-on")

  /// A model is said to be trained on chips of this kind and no others.
  public static let trainedOnlyOn = Relation<Model, Chip>("trained-only-on")

  /// A model was trained in a country.
  public static let trainedIn = Relation<Model, Country>("trained-in")

  /// A lab, or a class of labs, has trained models of its own on the answers of another's model.
  public static let distilled = Relation<Party, Model>("distilled")

  // MARK: - Concluded

  /// A model was trained on a restricted chip in a destination, and no license for it is known.
  ///
  /// *Shape*: model, chip, destination, the provision that restricts the chip.
  public static let complianceQuestion = Relation<Model, Chip, Country, ExportControl>(
    "compliance-question")

  /// A model is said to be trained on one chip alone, and on another.
  ///
  /// *Shape*: model, the chip said to be the only one, the other.
  public static let trainingDisputed = Relation<Model, Chip, Chip>("training-disputed")

  /// A control on hardware loses its hold on a destination.
  public static let controlErodes = Relation<ExportControl, Country>("control-erodes")

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    trainedOn.signature, trainedOnlyOn.signature, trainedIn.signature, distilled.signature,
    complianceQuestion.signature, trainingDisputed.signature, controlErodes.signature,
  ]

  /// The rules on training, in the order in which they build on each other.
  public static let rulebook = Rulebook("Training") {
    questioning
    eroding
  }
}
