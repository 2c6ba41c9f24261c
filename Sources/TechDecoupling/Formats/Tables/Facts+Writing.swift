import TemporalDatalog

extension Facts {
  /// Which days are written for atoms whose days are imprecise.
  public enum WrittenDays: Hashable, Sendable {
    /// None: such an atom is an error.
    case precise
    /// The days on which atoms certainly hold.
    case certain
    /// The days on which atoms conceivably hold.
    case conceivable
  }

  /// Writes all facts to a folder, a file for each relation, named `early_access.facts`.
  ///
  /// Each row ends with its period, so that reading the files as temporal relations gives the facts
  /// back. What the facts rest on, and ids read as one, are not written: ids are those that rules
  /// see.
  ///
  /// - Parameters:
  ///   - folder: The folder, which must exist.
  ///   - days: Which days are written for atoms whose certain and conceivable days differ.
  ///   - format: How the files are written; its columns for periods are added.
  /// - Returns: The relations that were written, by name.
  /// - Throws: ``TableError``; imprecise atoms are named unless `days` chooses.
  @discardableResult
  public func write(
    to folder: String, days: WrittenDays = .precise, format: TableFormat = TableFormat()
  ) throws -> [RelationSignature] {
    var format = format
    if format.periods == .none { format.periods = .dates }
    if days == .precise {
      let imprecise = rows.filter { $0.certain != $0.conceivable || !$0.marks.isEmpty }
      if let first = imprecise.first {
        throw TableError([
          TableProblem(
            .imprecise(imprecise.prefix(3).map(\.atom), count: imprecise.count),
            relation: first.atom.relation.name)
        ])
      }
    }
    let relations = Set(relations).sorted {
      ($0.name, $0.columns.count) < ($1.name, $1.columns.count)
    }
    try checkNames(of: relations)
    for relation in relations {
      let (blocks, pools) = blocks(of: relation, days)
      let name = fileName(of: relation)
      guard let path = FileAccess.path(of: name, inside: folder) else {
        throw TableError([
          TableProblem(.outside(name: name, folder: folder), relation: relation.name)
        ])
      }
      _ = try TableWriter.write(
        relation, OrderedRows(blocks, kinds: relation.columns.map(\.kind), pools: pools),
        to: path, format, pools, horizon: nil)
    }
    return relations
  }

  private func fileName(of relation: RelationSignature) -> String {
    String(relation.name.map { $0 == "-" ? "_" : $0 }) + ".facts"
  }

  /// Refuses two relations that would be written to one file.
  private func checkNames(of relations: [RelationSignature]) throws(TableError) {
    var taken: [String: String] = [:]
    var problems: [TableProblem] = []
    for relation in relations {
      let name = fileName(of: relation)
      if let other = taken.updateValue(relation.name, forKey: name) {
        problems.append(
          TableProblem(.sameFile(name: name, other: other), relation: relation.name))
      }
    }
    if !problems.isEmpty { throw TableError(problems) }
  }

  /// All rows of a relation, recorded and loaded, and the pools of their codes.
  private func blocks(
    of relation: RelationSignature, _ days: WrittenDays
  ) -> (blocks: [FactBlock], pools: Pools) {
    var pools = bulk.pools
    var columns = [[UInt32]](repeating: [], count: relation.columns.count)
    var from: [Int32] = []
    var until: [Int32] = []
    for row in rows where row.atom.relation == relation {
      guard let values = row.atom.values, values.count == columns.count else { continue }
      let codes = values.map { pools.code($0) }
      for period in days == .conceivable ? row.conceivable : row.certain {
        for (column, code) in codes.enumerated() { columns[column].append(code) }
        from.append(period.bulk.from)
        until.append(period.bulk.until)
      }
    }
    let recorded = FactBlock(count: from.count, columns: columns, from: from, until: until)
    return ([recorded] + (bulk[relation]?.blocks ?? []), pools)
  }
}
