/// Export controls: which item may go where, under which provision, and what stands in the way.
///
/// A state forbids exports by *provisions*: parts of a rule, individual letters, listings of
/// parties. Each has its own life: it is announced, takes effect, may be suspended, left unenforced
/// or removed. Each names what it covers, either by name (a chip, a class of tools) or by figures:
/// performance, performance density, link bandwidth. Each reaches destinations, by name or through
/// groups of countries whose membership is dated. So several provisions may cover one item at one
/// time, and each gives its own answer; what one of them allows does not meet another.
///
/// "Blocked" is therefore no state of its own. A provision in force may *prohibit*, demand a
/// *license* (with denial presumed, case by case, or approval presumed), allow under *conditions*,
/// or leave the case to an *exception*, which is a provision with a life and a reach of its own; the
/// strictest of them all is the answer, and ``Findings/controlAnswer(_:to:for:on:)`` gives it
/// together with the rest. A license granted answers one provision for one holder; it ends no
/// restriction.
///
/// Sources read a chip's figures differently. Readings are kept apart, and the strictest counts: one
/// that meets a clause brings the chip under it, and a gentler review is for a chip that every such
/// reading leaves below its limits.
///
/// In force means effective, not suspended and not removed. That nobody enforces a provision is a
/// second, separate statement about it. What is made in a country is no export to it, whatever its
/// figures.
///
/// The other side answers in kind: it lists parties, bars imports and tells its firms what not to
/// buy. These are provisions as well, with another authority. One whose destination is the state
/// that issued it holds back that state's own buyers; a license of the other side does not meet it.
///
/// Headline conclusions, in the order in which a report tells them: ``restricted``, ``restricts``,
/// ``licenseNeeded``, ``licensed``, ``excepted``, ``prohibited``, ``restrainsImports``,
/// ``heldByBothSides``, ``inForce``.
public enum ExportControls {
  /// What a control can cover: a chip, a technology, software, anything with an id.
  public typealias Item = Party

  // MARK: - Recorded: the life of a provision

  /// A provision has been announced or published.
  public static let announced = Relation<ExportControl>("announced")
  /// A provision is on the books and its effective day has come.
  public static let effective = Relation<ExportControl>("effective")
  /// A provision is suspended for a time.
  public static let suspended = Relation<ExportControl>("suspended")
  /// A provision is declared or known not to be enforced, whether or not it is in force.
  public static let unenforced = Relation<ExportControl>("unenforced")
  /// A provision is taken off the books.
  public static let removed = Relation<ExportControl>("removed")

  // MARK: - Recorded: what it covers

  /// A provision names an item.
  public static let namesItem = Relation<ExportControl, Item>("names-item")
  /// A party is listed: everything that goes to it is covered.
  public static let listsParty = Relation<ExportControl, Party>("lists-party")
  /// A letter is addressed to a party.
  public static let addressedTo = Relation<ExportControl, Party>("addressed-to")
  /// A clause covers chips of at least a performance, a performance density and a link bandwidth.
  ///
  /// All three must be reached; a figure that the clause does not ask for is 0.
  ///
  /// *Shape*: provision, clause, TPP, TPP per mm², GB/s.
  public static let coversFrom = Relation<ExportControl, String, Fixed, Fixed, Fixed>(
    "covers-from")
  /// A clause covers chips only below a performance.
  ///
  /// *Shape*: provision, clause, TPP.
  public static let coversBelowPerformance = Relation<ExportControl, String, Fixed>(
    "covers-below-performance")
  /// A clause covers chips only below a density.
  ///
  /// *Shape*: provision, clause, TPP per mm².
  public static let coversBelowDensity = Relation<ExportControl, String, Fixed>(
    "covers-below-density")
  /// A clause covers chips of at least a memory bandwidth, whatever their other figures.
  ///
  /// *Shape*: provision, clause, GB/s.
  public static let coversMemoryFrom = Relation<ExportControl, String, Fixed>("covers-memory-from")
  /// A clause leaves out a class of chips below a performance, such as those of no data center.
  ///
  /// *Shape*: provision, clause, the class, TPP.
  public static let sparesBelow = Relation<ExportControl, String, Group, Fixed>("spares-below")
  /// A chip's figures as one source reads them.
  ///
  /// What belongs together is one atom, so that figures of two readings are never mixed. TPP is
  /// twice the dense multiply-accumulate rate in TMAC/s times the bit length, at the best
  /// precision, added up over the chip. A figure that the source does not give is 0, and reaches no
  /// floor.
  ///
  /// *Shape*: chip, reading, TPP, die area in mm², link in GB/s, memory in GB/s.
  public static let figures = Relation<Chip, String, Fixed, Fixed, Fixed, Fixed>("figures")

  /// The link of a chip, told apart from its other figures.
  ///
  /// Where a reading gives none, a claim that calls a bandwidth unclear keeps the question open.
  ///
  /// *Shape*: chip, reading, GB/s.
  public static let link = Relation<Chip, String, Fixed>("link")

  // MARK: - Recorded: whom it reaches and on what terms

  /// A provision reaches a destination that it names.
  public static let destination = Relation<ExportControl, Country>("destination")
  /// A provision reaches every country of a group, as long as the country is in it.
  public static let destinationGroup = Relation<ExportControl, Group>("destination-group")
  /// A provision leaves out a country, though a group that it reaches has it.
  public static let spares = Relation<ExportControl, Country>("spares")
  /// A provision forbids; without this it demands a license.
  public static let forbids = Relation<ExportControl>("forbids")
  /// How applications under a provision are reviewed; see ``LicensePolicy`` for the words.
  public static let licensePolicy = Relation<ExportControl, String>("license-policy")
  /// A rule changes how applications under another provision are reviewed.
  public static let amendsReview = Relation<ExportControl, ExportControl>("amends-review")
  /// A rule has chips below a performance and a memory bandwidth reviewed in another way.
  ///
  /// *Shape*: the rule, policy, TPP, GB/s.
  public static let reviewsBelow = Relation<ExportControl, String, Fixed, Fixed>("reviews-below")
  /// A provision leaves an item, or a class of items, to an exception, where that is in force.
  ///
  /// *Shape*: provision, item, the exception.
  public static let allowsException = Relation<ExportControl, Item, ExportControl>(
    "allows-exception")
  /// A provision leaves the chips of a clause to an exception, where that is in force.
  ///
  /// *Shape*: provision, clause, the exception.
  public static let exceptsClause = Relation<ExportControl, String, ExportControl>(
    "excepts-clause")
  /// A license is granted under a provision.
  ///
  /// *Shape*: provision, item, holder, terms.
  public static let licenseGranted = Relation<ExportControl, Item, Party, String>(
    "license-granted")

  // MARK: - Concluded

  /// A provision is effective, not suspended and not removed.
  public static let inForce = Relation<ExportControl>("in-force")
  /// A provision reaches a country.
  public static let reaches = Relation<ExportControl, Country>("reaches")
  /// A chip has a link by one reading.
  ///
  /// *Shape*: chip, reading, GB/s.
  public static let hasLink = Relation<Chip, String, Fixed>("has-link")
  /// A chip meets a clause by one reading of its figures; recorded where a source tells no more.
  ///
  /// *Shape*: chip, provision, clause, reading.
  public static let meets = Relation<Chip, ExportControl, String, String>("meets")
  /// A chip is outside an upper limit of a clause by one reading of its figures.
  public static let outside = Relation<Chip, ExportControl, String, String>("outside")
  /// A chip is made by a chipmaker of a country, and so no export to it.
  public static let domestic = Relation<Item, Country>("domestic")
  /// A provision covers an item, by name or by figures; recorded where a source says so.
  public static let covers = Relation<ExportControl, Item>("covers")
  /// A provision in force covers an item and reaches a destination.
  public static let restricts = Relation<ExportControl, Item, Country>("restricts")
  /// Some provision demands a license for an item and a destination, or forbids.
  public static let restricted = Relation<Item, Country>("restricted")
  /// A provision in force covers whatever goes to a listed party.
  public static let restrictsParty = Relation<ExportControl, Party>("restricts-party")
  /// A provision forbids an item to a destination.
  public static let prohibited = Relation<ExportControl, Item, Country>("prohibited")
  /// By one reading a chip is below the limits of a rule on reviews.
  ///
  /// *Shape*: the rule, policy, chip, reading.
  public static let underLimits = Relation<ExportControl, String, Chip, String>("under-limits")
  /// By some reading that brings it under a provision a chip is not below the limits.
  ///
  /// *Shape*: provision, chip, the rule on reviews, policy.
  public static let keepsReview = Relation<ExportControl, Chip, ExportControl, String>(
    "keeps-review")
  /// A provision has applications for an item reviewed otherwise than its own policy says.
  public static let reviewedAs = Relation<ExportControl, Item, Country, String>("reviewed-as")
  /// A provision demands a license.
  ///
  /// *Shape*: provision, item, destination, policy.
  public static let licenseNeeded = Relation<ExportControl, Item, Country, String>(
    "license-needed")
  /// An exception to a provision is open.
  ///
  /// *Shape*: provision, item, destination, the exception.
  public static let excepted = Relation<ExportControl, Item, Country, ExportControl>("excepted")
  /// A holder has a license under a provision that would otherwise stand in the way.
  ///
  /// *Shape*: provision, item, destination, holder, terms.
  public static let licensed = Relation<ExportControl, Item, Country, Party, String>("licensed")
  /// A country's own provision keeps an item from the country's buyers.
  public static let restrainsImports = Relation<ExportControl, Item, Country>("restrains-imports")
  /// An item is held back by another state's provision and by the one to which it would go.
  public static let heldByBothSides = Relation<Item, Country>("held-by-both-sides")

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    announced.signature, effective.signature, suspended.signature, unenforced.signature,
    removed.signature, namesItem.signature, listsParty.signature, addressedTo.signature,
    coversFrom.signature, coversMemoryFrom.signature, coversBelowPerformance.signature,
    coversBelowDensity.signature, sparesBelow.signature, figures.signature, link.signature,
    destination.signature, destinationGroup.signature, spares.signature, forbids.signature,
    licensePolicy.signature, amendsReview.signature, reviewsBelow.signature,
    allowsException.signature, exceptsClause.signature, licenseGranted.signature, inForce.signature,
    reaches.signature, hasLink.signature, meets.signature, outside.signature, domestic.signature,
    covers.signature, restricts.signature, restricted.signature, restrictsParty.signature,
    prohibited.signature, underLimits.signature, keepsReview.signature, reviewedAs.signature,
    licenseNeeded.signature, excepted.signature, licensed.signature, restrainsImports.signature,
    heldByBothSides.signature,
  ]

  /// The rules of export controls, in the order in which they build on each other.
  public static let rulebook = Rulebook("Export controls") {
    applying
    covering
    reviewing
    answering
    countering
  }
}
