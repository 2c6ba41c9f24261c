/// What a scenario supposes of a record, beside what it adds to it and removes from it.
struct Suppositions: Hashable, Sendable {
  /// What is supposed of an entry.
  enum Kind: Hashable, Sendable {
    /// The entry is the scenario's own: a supposition.
    case supposed
    /// It is taken at every level.
    case confirmed
    /// It is taken at no level.
    case denied
    /// It is held, and taken at every level.
    case adopted
  }

  private var kinds: [EntryID: Kind] = [:]
  /// Sources that withdraw all that they claim, whatever the day.
  var withdrawn: Set<SourceID> = []

  var isEmpty: Bool { kinds.isEmpty && withdrawn.isEmpty }

  /// What is supposed of an entry, nil if nothing is.
  subscript(id: EntryID) -> Kind? {
    get { kinds.isEmpty ? nil : kinds[id] }
    set { if newValue != kinds[id] { kinds[id] = newValue } }
  }

  /// The entries of which something is supposed.
  var entries: Set<EntryID> { Set(kinds.keys) }

  /// Adds what others suppose; of two that suppose something of one entry these count.
  mutating func merge(_ other: Suppositions) {
    kinds.merge(other.kinds) { own, _ in own }
    withdrawn.formUnion(other.withdrawn)
  }

  /// Held statements that are taken at every level.
  var adopted: Set<EntryID> { Set(kinds.filter { $0.value == .adopted }.keys) }
}
