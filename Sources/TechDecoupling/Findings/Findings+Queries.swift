extension Findings {
  /// Returns what the findings say of an atom on a day.
  ///
  /// - Parameters:
  ///   - atom: With values only.
  ///   - day: A calendar day inside the horizon.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put.
  /// - Complexity: O(*l* log *n*) for *l* levels and *n* tuples of the relation, if it holds; a
  ///   conclusion that is undercut is traced down to the recorded fact that stops it.
  public func verdict(_ atom: Atom, on day: Day) throws(QueryError) -> Verdict {
    preconditionFailure("being written")
  }

  /// Returns the rows of a relation that hold on a day.
  ///
  /// - Parameters:
  ///   - relation: The relation; one row is one tuple of its columns.
  ///   - day: A calendar day; outside the horizon nothing holds.
  ///   - conceivable: Whether rows that are only conceivable are returned too.
  /// - Returns: One tuple per row, sorted by column from left to right: entities by id, text,
  ///   numbers and days by value.
  /// - Complexity: O(*k* log *k*), where *k* is the number of tuples of the relation on any day.
  public func rows<each C: Column>(
    _ relation: Relation<repeat each C>, on day: Day, conceivable: Bool = false
  ) -> [(repeat each C)] {
    []
  }

  /// Returns the atoms that match a pattern and hold on a day, or on any day.
  ///
  /// - Parameters:
  ///   - pattern: An atom that may have wildcards: `withheld-from(_, nvidia)`.
  ///   - day: A calendar day inside the horizon, or nil for any day.
  ///   - conceivable: Whether atoms that are only conceivable are returned too.
  /// - Returns: Ground atoms, sorted by column from left to right.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put.
  /// - Complexity: O(log *n* + *k* log *k*) for *k* matches among *n* tuples; the first search on a
  ///   set of columns sorts the relation.
  public func atoms(
    matching pattern: Atom, on day: Day? = nil, conceivable: Bool = false
  ) throws(QueryError) -> [Atom] {
    []
  }

  /// Returns the stretches of days on which an atom holds or is conceivable.
  ///
  /// - Parameter atom: An atom, which may have wildcards: then the runs of each that matches.
  /// - Returns: Runs sorted by atom, then first day; certain and merely conceivable stretches are
  ///   apart, and so are certain ones of different credibility. Two that touch are one if they
  ///   agree in both. An end that the horizon cuts is open.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put.
  /// - Complexity: as ``atoms(matching:on:conceivable:)``, at each level.
  public func runs(of atom: Atom) throws(QueryError) -> [Run] {
    []
  }

  /// Returns the proof of an atom on a day.
  ///
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put, or if the atom is
  ///   not even conceivable on the day; ``EvaluationError`` if a calculation fails.
  /// - Complexity: near linear in the rule instances that lie within the proof's height.
  public func explain(_ atom: Atom, on day: Day) throws -> Explanation {
    preconditionFailure("being written")
  }

  /// Returns all proofs of the last step to an atom on a day, the least tall first.
  ///
  /// Each proves the conclusion by another instance of a rule, or by the record; below that step
  /// every proof is the one that ``explain(_:on:)`` gives.
  public func explanations(of atom: Atom, on day: Day) throws -> [Explanation] {
    []
  }
}

extension Chronicle {
  /// Returns everything that follows from the record, read from a viewpoint, under some rules.
  ///
  /// - Parameters:
  ///   - rulebook: The rules; the library's own if left out.
  ///   - viewpoint: Known by which day, and trusting which credibility and above.
  ///   - budget: A limit for the whole call.
  ///   - horizon: The days that exist.
  /// - Throws: ``RulebookError``, ``ChronicleError`` or ``EvaluationError``.
  public func findings(
    under rulebook: Rulebook = .standard, from viewpoint: Viewpoint = Viewpoint(),
    within budget: Budget = Budget(), horizon: Horizon = .standard
  ) async throws -> Findings {
    preconditionFailure("being written")
  }
}

extension Facts {
  /// Returns everything that follows from the facts under some rules.
  ///
  /// Facts without a record are taken at every level: their credibility is that of the rules.
  ///
  /// - Throws: ``RulebookError`` or ``EvaluationError``.
  public func findings(
    under rulebook: Rulebook = .standard, within budget: Budget = Budget(),
    horizon: Horizon = .standard
  ) async throws -> Findings {
    preconditionFailure("being written")
  }
}
