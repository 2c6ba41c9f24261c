extension Findings {
  /// Returns the entities, events and runs of days as entities of FollowTheMoney.
  ///
  /// Chipmakers and clouds are companies, labs organizations, agencies public bodies, other parties
  /// legal entities; chips, models and platforms assets; kinds stand among the `keywords`. An event
  /// is an `Event`; a run of `owns` an `Ownership`, of `lists-party` a `Sanction`, and of another
  /// relation of entities that have schemata an `UnknownLink` between the first two, with the
  /// relation as `role` and the whole atom as `recordId`; days are `startDate` and `endDate`, both
  /// included, the credibility is in `description`. What FollowTheMoney cannot say is in the report,
  /// each with the reason. ``FollowTheMoneyReader`` reads what is written.
  ///
  /// - Parameter relations: The relations; nil: all that are known, by name.
  /// - Throws: ``QueryError`` if a relation is unknown.
  /// - Complexity: as ``runs(of:)``.
  public func followTheMoney(
    of relations: [RelationSignature]? = nil
  ) throws(QueryError) -> FollowTheMoney {
    var writer = FollowTheMoneyWriter(self)
    writer.writeEntities()
    writer.writeEntries()
    for relation in relations ?? sortedRelations {
      for run in try runs(of: relation.pattern) { writer.write(run) }
    }
    return FollowTheMoney(entities: writer.entities, report: writer.report)
  }
}
