/// Norms and patterns: what is expected, who breaks with it, and what follows if many do.
///
/// That labs show a model to the makers of hardware before its release is a custom. It *expects*
/// each lab to show what it builds to its partners, and both sides gain: the lab a model that is
/// tuned to the hardware, the maker a good showing. One lab that withholds a model breaks it
/// (``Access/normBroken``), and both *forgo* that. One breach is an event. Several labs of one
/// country that withhold from the same maker within a window have *abandoned* the custom toward it,
/// and that has consequences: the maker loses what the custom gave it, the industries of the two
/// countries begin to fragment, and makers at home that had the models build faster.
///
/// How many labs make a pattern, and within how many days, no source says; both are parameters:
/// ``labs``, ``window``. What follows from a pattern is at most *possible*.
public enum Norms {
  // MARK: - Recorded

  /// A norm gives something to the vendors that take part.
  public static let gives = Relation<Norm, String>("gives")

  // MARK: - Concluded

  /// A norm has a lab show a model to a chipmaker before its release.
  public static let expectsAccess = Relation<Norm, Lab, Model, Chipmaker>("expects-access")

  /// A lab and a chipmaker both have something of tuning before the release.
  public static let bothGain = Relation<Lab, Chipmaker, Model>("both-gain")

  /// A lab and a chipmaker both go without what tuning before the release gives.
  public static let bothForgo = Relation<Lab, Chipmaker, Model>("both-forgo")

  /// Labs of a country have abandoned a norm toward a chipmaker.
  public static let abandoned = Relation<Norm, Country, Chipmaker>("norm-abandoned")

  /// A chipmaker may lose what a norm gave it.
  public static let loses = Relation<Chipmaker, String>("loses")

  /// The industries of two countries may come apart.
  public static let fragmenting = Relation<Country, Country>("fragmenting")

  /// A chipmaker may build accelerators faster for the software of its own country.
  public static let spurred = Relation<Chipmaker>("spurred")

  // MARK: - Parameters

  /// So many labs that withhold from a maker make a pattern.
  public static let labs = Parameter("withholding_labs", 3)

  /// The days within which they do.
  public static let window = Parameter("pattern_days", 365)

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    gives.signature, expectsAccess.signature, bothGain.signature, bothForgo.signature,
    abandoned.signature, loses.signature, fragmenting.signature, spurred.signature,
  ]

  /// The rules of norms and patterns, in the order in which they build on each other.
  public static let rulebook = Rulebook("Norms") {
    expecting
    patterns
    consequences
  }
}
