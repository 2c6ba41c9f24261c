extension Chronicle {
  /// Returns the record as a bundle of STIX 2.1, from which ``STIXReader`` reads it back.
  ///
  /// Labs, chipmakers, clouds, agencies, groups and sources are identities; countries locations;
  /// models, chips, platforms and technologies infrastructure; controls and norms courses of action.
  /// An event is a grouping, a statement a note, a claim its source's opinion. What STIX has no
  /// property for stands in one property extension, which the bundle defines. An id is a UUID of
  /// version 5, made of the id in the record; `created` is always 1970-01-01.
  ///
  /// Facts need days, and so findings: ``Findings/stix(of:modified:)`` adds relationships.
  ///
  /// - Parameter modified: The day that objects give as that of their version: of two versions of an
  ///   object, programs keep the later.
  /// - Complexity: O(*n* log *n*) in entities, entries and claims.
  /// - Source: OASIS, STIX Version 2.1, 2021.
  public func stix(modified: Day) -> String {
    var writer = STIXWriter(self, modified: modified)
    writer.writeRecord()
    return writer.bundle
  }
}

extension Findings {
  /// Returns the record and runs of days as a bundle of STIX 2.1.
  ///
  /// The record is as in ``Chronicle/stix(modified:)``. A run of an atom with two entities or more
  /// is a relationship of the first two, named as the relation (`related-to` if STIX cannot have the
  /// name), of another atom a note. `start_time` is the beginning of its first day, `stop_time` the
  /// end of its last, an open end has none; `confidence` is the credibility on the Admiralty scale of
  /// STIX's appendix A (90, 70, 50, 30, 10; none if it is not judged or only conceivable). A recorded
  /// fact refers to the sources that assert it.
  ///
  /// - Parameters:
  ///   - relations: The relations; nil: all that are known, by name.
  ///   - modified: The day that objects give as that of their version.
  /// - Throws: ``QueryError`` if a relation is unknown.
  /// - Complexity: as ``runs(of:)``.
  /// - Source: OASIS, STIX Version 2.1, 2021.
  public func stix(
    of relations: [RelationSignature]? = nil, modified: Day
  ) throws(QueryError) -> String {
    var writer = STIXWriter(chronicle, entities: facts.entities, modified: modified)
    writer.writeRecord()
    for relation in relations ?? sortedRelations {
      for run in try runs(of: relation.pattern) {
        let claims = facts[run.atom]?.supports.flatMap(\.claims) ?? []
        let sources = Set(claims.filter { $0.stance == .asserts }.map(\.source))
        writer.write(run, cited: sources.sorted())
      }
    }
    return writer.bundle
  }
}
