/// Which entries of a record are others than those of another, and where the same ones stand.
struct EntryChanges {
  /// The ids of entries that one of both does not have, that they have differently, or of which
  /// something else is supposed.
  private(set) var ids: Set<EntryID>
  /// The numbers of entries that are the same and have moved, by those that they had.
  private(set) var moves: [UInt32: UInt32]

  /// Compares two records.
  ///
  /// - Complexity: O(*k* log *n*) for *k* changes, and O(1) for each block of entries that both
  ///   share; O(*n*) in claims if other sources are supposed to withdraw.
  init(from old: Chronicle, to new: Chronicle) {
    (ids, moves) = new.table.changes(from: old.table)
    if old.suppositions == new.suppositions { return }
    ids.formUnion(new.suppositions.changes(from: old.suppositions))
    let withdrawing = new.suppositions.withdrawn.symmetricDifference(old.suppositions.withdrawn)
    if withdrawing.isEmpty { return }
    for number in 0..<new.table.count {
      let isOther = new.table[number].claims.contains { claim in
        claim.stance == .withdraws && withdrawing.contains(claim.source)
      }
      if isOther { ids.insert(new.table[number].id) }
    }
  }
}

extension Suppositions {
  /// The entries of which something else is supposed than by others.
  fileprivate func changes(from other: Suppositions) -> Set<EntryID> {
    entries.union(other.entries).filter { self[$0] != other[$0] }
  }
}
