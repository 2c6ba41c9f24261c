extension Relation {
  /// A relation of the same rows that shares those of an older one, where they differ in few: what
  /// was evaluated anew then lies on what was there, and a change that is undone leaves nothing.
  ///
  /// O(*n* + *m*). What is kept as bits stays as it is.
  func sharing(_ older: Relation) throws(EvaluationFailure) -> Relation {
    let base = older.overlay?.base ?? older
    guard overlay == nil, dense == nil, base.dense == nil, name == base.name,
      arity == base.arity, isTemporal == base.isTemporal, rowsWorthBits == base.rowsWorthBits,
      let old = try base.sealedRun()?.rows, let new = try sealedRun()?.rows,
      let (lost, gained) = Rows.difference(old, new, limit: old.count / Relation.rowsForDifference)
    else { return self }
    if lost.count + gained.count == 0 { return base }
    return try Relation(over: base, Layer(hidden: lost, added: gained, arity: arity))
  }

  /// At most one of so many rows is kept as a difference: searches look into it too, and it may be
  /// sorted in several orders.
  private static let rowsForDifference = 8
}

extension GivenFacts {
  /// The same facts in relations that share rows with older ones.
  func sharing(_ older: GivenFacts) throws(EvaluationFailure) -> GivenFacts {
    var result = self
    for (target, known) in rows {
      if let other = older.rows[target] { result.rows[target] = try known.sharing(other) }
    }
    for (relation, known) in marks {
      if let other = older.marks[relation] { result.marks[relation] = try known.sharing(other) }
    }
    return result
  }
}

extension ModelStorage {
  /// The same model, evaluated anew, in relations that share rows with those of an older one.
  ///
  /// Relations are told by their number and name.
  func sharing(_ older: ModelStorage) throws(EvaluationFailure) -> ModelStorage {
    var shared = relations
    for number in shared.indices.prefix(older.relations.count) {
      shared[number] = try shared[number].sharing(older.relations[number])
    }
    let given = try given.sharing(older.given)
    // What is shared now is held once.
    withContext { context in (context.relations, context.given) = (shared, given) }
    return ModelStorage(self, shared, given, nil, orders)
  }
}

extension Rows {
  /// The rows of two sorted blocks that only the one or only the other has; nil if they are more
  /// than a limit, or the task is cancelled.
  ///
  /// O(*n* + *m*).
  static func difference(_ old: Rows, _ new: Rows, limit: Int) -> (lost: Rows, gained: Rows)? {
    if abs(old.count - new.count) > limit { return nil }
    let (lost, gained) = (Rows(width: old.width, capacity: 1), Rows(width: old.width, capacity: 1))
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if (i + j) & 0xFFFF == 0, Task.isCancelled { return nil }
      let order =
        i == old.count
        ? 1 : j == new.count ? -1 : compare(old, i, new, j, columns: old.width)
      if order < 0 { lost.append(old, i..<i + 1) }
      if order > 0 { gained.append(new, j..<j + 1) }
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
      if lost.count + gained.count > limit { return nil }
    }
    return (lost, gained)
  }
}
