/// Stacks: which chips, software, clouds and labs belong together, and who is tied to which of them.
///
/// A stack is a bloc of parts that fit each other, at four layers: hardware, software, cloud, lab.
/// It is a ``Group`` whose members stand at a ``Layer``, and membership is dated. Two stacks that
/// share a part, or whose software runs on each other's hardware, are *interoperable*; two that
/// offer the same layer and are not have *split*.
///
/// A model is *aligned* with the stack for which it is tuned, a product with the one it builds on.
/// Who is aligned with one stack alone is *locked in*; who serves two bears the cost of both. Early
/// tuning decides much of this: a platform that could be tuned to a model while its rival could not
/// is *favored*, for as long as the rival needs to catch up (``catchingUp``, a rule of thumb: better
/// tools make it shorter). With a large model a small gain changes what it costs to run, so it *sways
/// buyers*. An open model that many build on becomes a standard, and draws developers
/// to the stack in which it is locked.
///
/// A market may accept certain parts alone. What a product builds on beside them it *must replace*
/// there: its list of gaps.
public enum Stacks {
  // MARK: - Recorded

  /// A part belongs to a stack at a layer; see ``Layer`` for the words.
  ///
  /// *Shape*: part, stack, layer.
  public static let inStack = Relation<Party, Group, String>("in-stack")

  /// Software runs on hardware.
  public static let runsOn = Relation<Party, Party>("runs-on")

  /// Something is tuned for another: a model for chips, a chip for a kind of work.
  public static let tunedFor = Relation<Party, Party>("tuned-for")

  /// A model's weights are published.
  public static let openWeights = Relation<Model>("open-weights")

  /// How many parameters a model has.
  ///
  /// *Shape*: model, billions.
  public static let sizeInBillions = Relation<Model, Fixed>("size-in-billions")

  /// A market accepts a part at a layer; at a layer of which it accepts some, it accepts no other.
  public static let accepts = Relation<Country, String, Party>("accepts")

  /// Serving two stacks multiplies the cost of infrastructure.
  ///
  /// *Shape*: the stacks, the factor.
  public static let parallelCost = Relation<Group, Group, Fixed>("parallel-cost")

  /// What it costs to bring a product from one stack to another, in words.
  public static let portingCost = Relation<Group, Group, String>("porting-cost")

  // MARK: - Concluded

  /// A part belongs to two stacks.
  public static let shared = Relation<Party, Group, Group>("shared")

  /// Two stacks share a part, or software of the first runs on hardware of the second.
  public static let interoperable = Relation<Group, Group>("interoperable")

  /// Two stacks offer the same layer and do not work together.
  public static let split = Relation<Group, Group>("split")

  /// One platform could be tuned to a model while another could not.
  ///
  /// *Shape*: the one favored, the other, the model.
  public static let favoredOver = Relation<Platform, Platform, Model>("favored-over")

  /// Whoever runs a model may prefer one platform to another.
  ///
  /// *Shape*: the one preferred, the other, the model.
  public static let swaysBuyers = Relation<Platform, Platform, Model>("sways-buyers")

  /// A model, product or lab is fitted to a stack.
  public static let alignedWith = Relation<Party, Group>("aligned-with")

  /// A model, product or lab is fitted to one stack and to no other.
  public static let lockedIn = Relation<Party, Group>("locked-in")

  /// A product builds on a part that a market does not accept.
  ///
  /// *Shape*: product, market, part.
  public static let mustReplace = Relation<Party, Country, Party>("must-replace")

  /// A product serves two stacks, at a multiple of the cost of infrastructure.
  public static let bearsParallelCost = Relation<Party, Group, Group, Fixed>(
    "bears-parallel-cost")

  /// An open model is so widely built on that others measure themselves by it.
  public static let deFactoStandard = Relation<Model>("de-facto-standard")

  /// A model may move developers and investment to a stack.
  public static let drawsDevelopers = Relation<Model, Group>("draws-developers")

  // MARK: - Parameters

  /// The days for which early tuning keeps its lead.
  public static let catchingUp = Parameter("catching_up_days", 90)

  /// From so many billion parameters on a model is so large that small gains count.
  public static let largeModel = Parameter<Fixed>("large_model_billions", 100)

  /// So many that build on an open model make it a standard.
  public static let adopters = Parameter("adopters", 3)

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    inStack.signature, runsOn.signature, tunedFor.signature, openWeights.signature,
    sizeInBillions.signature, accepts.signature, parallelCost.signature, portingCost.signature,
    shared.signature, interoperable.signature, split.signature, favoredOver.signature,
    swaysBuyers.signature, alignedWith.signature, lockedIn.signature, mustReplace.signature,
    bearsParallelCost.signature, deFactoStandard.signature, drawsDevelopers.signature,
  ]

  /// The rules of stacks, in the order in which they build on each other.
  public static let rulebook = Rulebook("Stacks") {
    sharing
    aligning
    serving
    spreading
  }
}
