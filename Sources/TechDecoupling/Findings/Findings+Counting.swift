extension Findings {
  /// Returns the number of tuples of a relation that hold on at least one day.
  ///
  /// - Parameters:
  ///   - relation: The relation.
  ///   - conceivable: Whether tuples that are only conceivable count too.
  /// - Returns: Their number at the trusted level; 0 if nothing mentions the relation.
  /// - Complexity: O(1) for a relation without time, else O(*n*) for *n* tuples and periods.
  public func count<each C: Column>(
    of relation: Relation<repeat each C>, conceivable: Bool = false
  ) -> Int {
    guard let number = trusted.compiled.relationNumbers[relation.name] else { return 0 }
    return trusted.model.count(number, conceivable ? .conceivable : .certain)
  }
}
