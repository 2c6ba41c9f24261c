/// Why something was done: rival explanations, each with its holder, and the question itself.
///
/// A motive is rarely a fact. Commentators *hold* that an act had one, each more or less surely:
/// held statements, kept and shown, from which nothing follows. That nobody has given a reason is
/// recorded as well: a Statement `motive(act, _)` whose claims are all *declines*. It makes no
/// fact, and every verdict on a motive of that act names it as an open question.
///
/// ``Facts/disagreements(on:)`` puts the proposals side by side, the likeliest first: unlike the
/// ``Assessments`` of one scope, several motives may hold together.
public enum Motives {
  /// An act was done for a motive.
  public static let motive = Relation<Act, Motive>("motive")

  /// All of them, with their column types erased.
  public static let relations: [RelationSignature] = [motive.signature]
}
