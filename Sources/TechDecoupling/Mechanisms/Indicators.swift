/// Figures as they are told: revenue, prices, downloads, with what a number needs to mean something.
///
/// A number alone says little. A figure has a subject and a measure, a range and a word for how it
/// bounds the value ("at least", "about"), a unit, and, where it is relative, a basis: 30 percent of
/// what, against when. Its period is the Statement's, its source that of a claim, and the words in
/// which the source gives it are the claim's. What is not given is left empty, and the lint
/// (``Chronicle/warnings(horizon:)``) lists it: a figure that lacks its basis or period says little
/// beside another.
///
/// Nothing is overwritten. Two figures of one measure that do not meet *conflict*; if one of them
/// fits another measure of the same subject and days, it was *mislabeled*: revenue told as earnings.
/// The text keeps what it says, and the second source says what it is.
///
/// Headline conclusions: ``mislabeled``, ``figuresConflict``.
public enum Indicators {
  // MARK: - Recorded

  /// A figure: between two bounds, in a unit, on a basis.
  ///
  /// A value that is given as one number has it as both bounds.
  ///
  /// *Shape*: subject, measure, ``Comparator``, least, most, unit, basis; unit and basis are empty
  /// where the source gives none.
  public static let indicator = Relation<
    Party, String, String, Fixed, Fixed, String, String
  >("indicator")

  // MARK: - Concluded

  /// Two figures of one measure, unit and basis do not meet; both ways round.
  ///
  /// *Shape*: subject, measure, a bound of the one, the bound of the other next to it, unit.
  public static let figuresConflict = Relation<Party, String, Fixed, Fixed, String>(
    "figures-conflict")

  /// A figure of one measure is that of another.
  ///
  /// *Shape*: subject, the measure said, the measure meant, the figure, unit.
  public static let mislabeled = Relation<Party, String, String, Fixed, String>("mislabeled")

  /// All of them, with their column types erased; the recorded one first.
  public static let relations: [RelationSignature] = [
    indicator.signature, figuresConflict.signature, mislabeled.signature,
  ]

  /// How far a rounded figure may be from the exact one, in its unit, when measures are compared.
  public static let rounding = Parameter<Fixed>("rounding", 0.5)

  /// The rules of figures, in the order in which they build on each other.
  public static let rulebook = Rulebook("Indicators") {
    Rule("Two exact figures do not meet") {
      subject, measure, first, lower, unit, basis, second, higher in
      figuresConflict(subject, measure, lower, higher, unit)
        .when(
          indicator(subject, measure, first, any(), lower, unit, basis),
          first != Comparator.atLeast.rawValue,
          first != Comparator.about.rawValue,
          indicator(subject, measure, second, higher, any(), unit, basis),
          second != Comparator.atMost.rawValue,
          second != Comparator.about.rawValue,
          lower < higher
        )
        .because("the \(measure) of \(subject) is told as \(lower) and as \(higher) \(unit)")
    }

    Rule("Two figures do not meet, and rounding does not make up for it") {
      subject, measure, first, lower, unit, basis, second, higher in
      figuresConflict(subject, measure, lower, higher, unit)
        .when(
          indicator(subject, measure, first, any(), lower, unit, basis),
          first != Comparator.atLeast.rawValue,
          indicator(subject, measure, second, higher, any(), unit, basis),
          second != Comparator.atMost.rawValue,
          higher - lower > rounding
        )
        .because("the \(measure) of \(subject) is told as \(lower) and as \(higher) \(unit)")
    }

    Rule("Two figures do not meet, the other way round") { subject, measure, one, other, unit in
      figuresConflict(subject, measure, other, one, unit)
        .when(figuresConflict(subject, measure, one, other, unit))
        .because("the \(measure) of \(subject) is told as \(other) and as \(one) \(unit)")
    }

    Rule("A figure that conflicts, and fits another measure") {
      subject, said, meant, figure, unit, least, most in
      mislabeled(subject, said, meant, figure, unit)
        .when(
          figuresConflict(subject, said, figure, any(), unit),
          indicator(subject, meant, any(), least, most, unit, any()),
          said != meant,
          least - figure <= rounding,
          figure - most <= rounding
        )
        .because(
          "\(figure) \(unit) are told as the \(said) of \(subject), and fit its \(meant)")
    }
  }
}

extension Indicators {
  /// How a figure bounds its value: the words of the third column of ``Indicators/indicator``.
  public enum Comparator: String, Hashable, Sendable, CaseIterable, Codable {
    /// The value itself.
    case exactly
    /// Near it: a rounded value.
    case about
    /// The value or more; "thousands" is at least 2000.
    case atLeast = "at least"
    /// The value or less.
    case atMost = "at most"
    /// Between two values, both included.
    case between
  }
}
