/// Dependence: who relies on whom, directly and through chains, and what it would take to do without.
///
/// A lab depends on chips, chips on software, software on its maker, and a maker on labs that show
/// what its chips can do: dependence runs both ways. What is recorded is direct: one party, product
/// or field *depends on* another, and one thing is an *alternative to* another, ready or not. The
/// rest is concluded. What depends on something *relies on* whatever that relies on in turn, and is
/// *exposed* to the countries from which it comes. A part without an alternative is a *single point
/// of failure*; one whose alternatives all come from one country is *confined* to it. Who relies on
/// what a control keeps from its country is *hit* by that control, and who is built on an
/// alternative is *shielded*.
///
/// Ownership is a dependence that law reads: where a control covers affiliates, a party is restricted
/// once restricted owners together hold a share of it, directly or through others. The share is
/// recorded with the control, and counts on the days on which the control is in force.
///
/// How many alternatives and jurisdictions are enough are parameters: ``fewestAlternatives``,
/// ``fewestJurisdictions``. To ask what would happen without a tie, take its entry out of a copy of
/// the record.
public enum Dependence {
  // MARK: - Recorded

  /// A party, product or field depends directly on another.
  public static let dependsOn = Relation<Party, Party>("depends-on")

  /// The first is offered in the place of the second.
  public static let alternativeTo = Relation<Party, Party>("alternative-to")

  /// Something exists, and is not yet to be had in quantity.
  public static let unready = Relation<Party>("unready")

  /// An owner holds a share of another: one share at a time, so that two accounts conflict.
  ///
  /// *Shape*: owner, owned, percent.
  public static let owns = Relation<Party, Party, Fixed>("owns", oneOf: true)

  /// A control covers parties of which restricted owners together hold a share.
  ///
  /// *Shape*: control, percent.
  public static let coversAffiliatesFrom = Relation<ExportControl, Fixed>(
    "covers-affiliates-from")

  // MARK: - Concluded

  /// Something comes from a country: its own, or that of whoever makes it.
  public static let originatesIn = Relation<Party, Country>("originates-in")

  /// Something depends on another, directly or through others.
  public static let reliesOn = Relation<Party, Party>("relies-on")

  /// Something relies on what comes from a country that is not its own.
  public static let exposedTo = Relation<Party, Country>("exposed-to")

  /// Two parties rely on each other.
  public static let mutuallyReliant = Relation<Party, Party>("mutually-reliant")

  /// Something depends on what has too few alternatives, directly or through others.
  public static let singlePoint = Relation<Party, Party>("single-point-of-failure")

  /// Something, or an alternative to it, can be had from a country.
  public static let availableFrom = Relation<Party, Country>("available-from")

  /// Something depends on what can be had from too few jurisdictions, of which this is one.
  ///
  /// *Shape*: who depends, on what, the country.
  public static let confinedTo = Relation<Party, Party, Country>("confined-to")

  /// A control keeps from a party's country what the party relies on.
  public static let hitBy = Relation<Party, ExportControl>("hit-by")

  /// A control would hit a party if it were not built on an alternative.
  public static let shieldedFrom = Relation<Party, ExportControl>("shielded-from")

  // MARK: - Parameters

  /// With fewer alternatives than this a part is a single point of failure.
  public static let fewestAlternatives = Parameter("fewest_alternatives", 1)

  /// With fewer jurisdictions than this a part is confined.
  public static let fewestJurisdictions = Parameter("fewest_jurisdictions", 2)

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    dependsOn.signature, alternativeTo.signature, unready.signature, owns.signature,
    coversAffiliatesFrom.signature, originatesIn.signature, reliesOn.signature,
    exposedTo.signature, mutuallyReliant.signature, singlePoint.signature,
    availableFrom.signature, confinedTo.signature, hitBy.signature, shieldedFrom.signature,
  ]

  /// The rules of dependence, in the order in which they build on each other.
  public static let rulebook = Rulebook("Dependence") {
    relying
    failing
    enduring
    owning
  }
}
