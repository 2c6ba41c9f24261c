extension CauseSearch {
  /// What makes an entity of an atom be read as another one: the changes of a scenario, or else the
  /// entries that speak otherwise on who is who.
  func origins(ofIdentitiesIn atom: Atom) -> [Difference.Cause.Origin] {
    let (old, new) = (before.trusted.facts, after.trusted.facts)
    var classes: Set<EntityID> = []
    for case .value(.entity(let id)) in atom.arguments {
      let both = [old.identityClass(of: id), new.identityClass(of: id)]
      if both[0] != both[1] { classes.formUnion(both.joined()) }
    }
    guard !classes.isEmpty else { return [] }
    let relation = Profile.sameAs.signature
    let changed = changes.filter { change in
      if case .suppose(let atom, _) = change { return atom.relation == relation }
      let entries = change.entry.map { [before.chronicle[$0], after.chronicle[$0]] } ?? []
      return entries.contains { entry in
        entry?.effects.contains { $0.relation == relation } ?? false
      }
    }
    if !changed.isEmpty { return changed.map { .change($0) } }
    func isAbout(_ atom: Atom) -> Bool {
      atom.relation == relation
        && atom.arguments.contains { argument in
          if case .value(.entity(let id)) = argument { classes.contains(id) } else { false }
        }
    }
    // What says that two ids are one is listed under the one: it is told as its entry writes it.
    var entries: [Atom: Set<EntryID>] = [:]
    for same in Set((old.rows + new.rows).map(\.atom).filter(isAbout)) {
      let (old, new) = (before.supports(of: same), after.supports(of: same))
      let differing = old.filter { !new.contains($0) } + new.filter { !old.contains($0) }
      for id in differing.compactMap(\.entry) {
        for atom in (after.chronicle[id] ?? before.chronicle[id])?.effects ?? []
        where isAbout(atom) { entries[atom, default: []].insert(id) }
      }
    }
    return entries.sorted { $0.key < $1.key }.map { .record($0.key, entries: $0.value.sorted()) }
  }
}

extension Facts {
  /// All ids that are read as one with an id, itself included.
  fileprivate func identityClass(of id: EntityID) -> Set<EntityID> {
    let least = identity(of: id)
    return Set(identities.filter { $0.value == least }.keys).union([id, least])
  }
}
