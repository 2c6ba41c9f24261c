extension Vocabulary {
  /// The library's kinds and relations: those of profiles and those of every mechanism.
  public static let standard = Vocabulary(
    kinds: EntityKind.standard + [Norm.kind, Technology.kind, Act.kind, Motive.kind],
    relations: Profile.relations + Access.relations + ExportControls.relations
      + Motives.relations + Training.relations + Dependence.relations + Stacks.relations
      + Interdependence.relations + Norms.relations + Assessments.relations
      + Indicators.relations)
}

extension Rulebook {
  /// The rules of every mechanism.
  public static let standard = Rulebook("Standard") {
    Access.rulebook
    ExportControls.rulebook
    Training.rulebook
    Dependence.rulebook
    Stacks.rulebook
    Interdependence.rulebook
    Norms.rulebook
    Assessments.rulebook
    Indicators.rulebook
  }
}
