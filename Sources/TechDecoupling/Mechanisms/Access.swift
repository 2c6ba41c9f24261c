/// Pre-release access: who is given a model before its release, who is refused it, and what follows.
///
/// A lab that is about to release a model customarily gives it to the makers of the hardware on
/// which it will run, some weeks ahead and under a promise of secrecy. They tune drivers, compilers
/// and libraries to it, so that it runs well on the first day; the lab gets a fast model, the maker
/// a good showing. A lab that keeps a model from one maker and gives it to another breaks with that
/// custom: the first cannot tune its platform in advance, the second gains a head start.
///
/// What is recorded is what was done and said: access was *granted*, or *declined*, to a party,
/// which may be a class such as "US chipmakers". What it comes to is concluded: a model is
/// *withheld from* a chipmaker from the day of the refusal until the chipmaker is given access or
/// the model is released; after that there is nothing left to withhold. Silence says little: that a
/// customary partner was left out while others were briefed is a rule of thumb, and its conclusion
/// is *possible* at best. So is what is said of a class, where it is taken to a member.
///
/// Headline conclusions, in the order in which a report tells them: ``withheldFrom``,
/// ``earlyAccess``, ``aheadOf``, ``gainsHeadStart``, ``headStartInDays``, ``cannotPreTune``,
/// ``canPreTune``, ``normBroken``.
public enum Access {
  // MARK: - Recorded

  /// A lab gives a party, or a class of parties, a model before its release.
  public static let grantedAccess = Relation<Lab, Model, Party>("granted-access")

  /// A lab refuses a party, or a class of parties, a model before its release.
  public static let declinedAccess = Relation<Lab, Model, Party>("declined-access")

  /// A model is out: whoever wants it has it.
  public static let released = Relation<Model>("released")

  /// A lab is used to working with a chipmaker before its releases.
  public static let customaryPartner = Relation<Lab, Chipmaker>("customary-partner")

  /// A norm has labs give hardware vendors a model before its release, for them to tune to it.
  public static let callsForEarlyAccess = Relation<Norm>("calls-for-early-access")

  // MARK: - Concluded

  /// A chipmaker has a model before its release.
  public static let earlyAccess = Relation<Model, Chipmaker>("early-access")

  /// A model is kept from a chipmaker before its release; the lab follows from who develops it.
  public static let withheldFrom = Relation<Model, Chipmaker>("withheld-from")

  /// A chipmaker has a model that is withheld from another.
  ///
  /// *Shape*: the one ahead, the one behind, the model.
  public static let aheadOf = Relation<Chipmaker, Chipmaker, Model>("ahead-of")

  /// A party, or an unnamed class, has a model while it is withheld from others.
  public static let gainsHeadStart = Relation<Party, Model>("gains-head-start")

  /// The number of days for which one chipmaker is ahead of another.
  ///
  /// It holds on each of these days. While nobody knows when the lead ends, it has no number.
  ///
  /// *Shape*: the one ahead, the one behind, the model, days.
  public static let headStartInDays = Relation<Chipmaker, Chipmaker, Model, Int>(
    "head-start-in-days")

  /// A chipmaker cannot tune a platform of its own to a model before the release.
  public static let cannotPreTune = Relation<Chipmaker, Platform, Model>("cannot-pre-tune")

  /// A chipmaker can tune a platform of its own to a model before the release.
  public static let canPreTune = Relation<Chipmaker, Platform, Model>("can-pre-tune")

  /// A lab breaks a norm by the way it handles a model.
  public static let normBroken = Relation<Norm, Lab, Model>("norm-broken")

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    grantedAccess.signature, declinedAccess.signature, released.signature,
    customaryPartner.signature, callsForEarlyAccess.signature, earlyAccess.signature,
    withheldFrom.signature, aheadOf.signature, gainsHeadStart.signature,
    headStartInDays.signature, cannotPreTune.signature, canPreTune.signature,
    normBroken.signature,
  ]

  /// The rules of pre-release access, in the order in which they build on each other.
  public static let rulebook = Rulebook("Access") {
    granting
    withholding
    leading
    tuning
    breaking
  }
}
