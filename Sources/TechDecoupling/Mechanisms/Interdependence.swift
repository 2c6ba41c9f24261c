/// Interdependence over time: the cycle of controls and answers, and what is left of the ties.
///
/// A control limits what may be sold. A variant is made that it does not cover, a *workaround*; a
/// later control covers the variant as well, a *tightening*; and those who are cut off turn to what
/// is made at home, *self-sufficiency*. Each of these answers the one before, and a full turn of the
/// cycle leaves the two sides less dependent on each other than they were. What a source says of an
/// answer is recorded as ``answers``; most answers are concluded from chips, controls and tuning.
///
/// Ties lie in three dimensions: hardware, intellectual property, collaboration. A tie is *cut* by
/// a control in force for each item that it restricts and for which no license under it is on
/// record, by a model that is refused a maker of the other country, and by each party that
/// answers a control by self-sufficiency.
///
/// The index of a pair of countries in a dimension is 100 less the number of ties cut on the day. One
/// more control never raises it, and one relaxation (a license, a suspension, a removal, access
/// granted) never lowers it: items are counted by control, since a license meets one control and
/// leaves the others. It counts cuts and weighs none of them: read its direction, and compare
/// the last days of two periods. It has no lower bound.
public enum Interdependence {
  // MARK: - Recorded

  /// The industries of two countries are tied in a dimension; see ``Dimension`` for the words.
  public static let tied = Relation<Country, Country, String>("tied")

  /// Something that a control can cover is know-how and no good that is shipped.
  public static let knowHow = Relation<Party>("know-how")

  /// A state stands behind a party, by money or by policy.
  ///
  /// *Shape*: state, party, by what.
  public static let backs = Relation<Country, Party, String>("backs")

  // MARK: - Recorded and concluded

  /// A party or measure answers another in a way; see ``Response`` for the words.
  ///
  /// *Shape*: the answer, what it answers, how.
  public static let answers = Relation<Party, Party, String>("answers")

  // MARK: - Concluded

  /// A country imposes a control, itself or through an agency.
  public static let imposedBy = Relation<ExportControl, Country>("imposed-by")

  /// A control was worked around, a control tightened on that, and somebody turned to what is at home.
  ///
  /// *Shape*: the control, the workaround, the tighter control, who turned.
  public static let turnOfTheCycle = Relation<ExportControl, Party, ExportControl, Party>(
    "turn-of-the-cycle")

  /// A tie between two countries is cut.
  ///
  /// *Shape*: the countries, the dimension, what cuts it, what is cut off.
  public static let tieCut = Relation<Country, Country, String, Party, Party>("tie-cut")

  /// How far two countries still depend on each other in a dimension: 100 less the ties cut.
  public static let index = Relation<Country, Country, String, Int>("interdependence")

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    tied.signature, knowHow.signature, backs.signature, answers.signature, imposedBy.signature,
    turnOfTheCycle.signature, tieCut.signature, index.signature,
  ]

  /// The rules of interdependence, in the order in which they build on each other.
  public static let rulebook = Rulebook("Interdependence") {
    answering
    cutting
    measuring
  }
}
