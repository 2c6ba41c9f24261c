extension Vocabulary {
  /// The library's kinds and relations: those of profiles and those of every mechanism.
  public static let standard = Vocabulary(
    kinds: EntityKind.standard + [Norm.kind, Technology.kind, Act.kind, Motive.kind],
    relations: Profile.relations + Access.relations + ExportControls.relations
      + Motives.relations + Training.relations + Dependence.relations + Stacks.relations
      + Interdependence.relations + Norms.relations + Assessments.relations
      + Indicators.relations + SupplyChain.relations + Evidence.relations)
}

extension Rulebook {
  /// The rules of every mechanism, in the order of an account of how decoupling works.
  ///
  /// Industries depend on each other. A state keeps from another what it depends on; some of it is
  /// used all the same, and that raises questions. A lab in its turn keeps its model from the makers
  /// of chips, against the custom, and others may follow. So what was fitted to all comes to be
  /// fitted to one of two stacks; controls and answers take turns, and fewer ties are left. What an
  /// act comes to is weighed by what others can do without, figures are read for what they say, and
  /// texts for who gains from them.
  public static let standard = Rulebook("Standard") {
    Dependence.rulebook
    ExportControls.rulebook
    Training.rulebook
    Access.rulebook
    Norms.rulebook
    Stacks.rulebook
    Interdependence.rulebook
    Assessments.rulebook
    Indicators.rulebook
    Evidence.rulebook
  }
}
