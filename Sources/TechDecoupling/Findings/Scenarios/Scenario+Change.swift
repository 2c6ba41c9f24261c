extension Scenario {
  /// One change to a record, to its rules or to a parameter.
  public enum Change: Hashable, Sendable {
    /// Adds an entry; its claims join those of the entry with its id.
    case add(Entry)
    /// Removes an entry.
    case retract(EntryID)
    /// Adds a claim to an entry.
    case addClaim(Claim, to: EntryID)
    /// Removes the claims of a source from an entry; an entry left without any is removed.
    case removeClaims(of: SourceID, from: EntryID)
    /// Supposes that an atom holds over a period, or always: it is taken at every level.
    ///
    /// A period with an open end is a begin, which an event may end.
    case suppose(Atom, over: DatePeriod? = nil)
    /// Takes an entry at every level, as its claims date it.
    case confirm(EntryID)
    /// Takes an entry at no level; its claims stay on record.
    case deny(EntryID)
    /// Has a source withdraw all that it claims, and with that all that relays it.
    case withdraw(SourceID)
    /// Takes a held statement at every level; what it is given becomes the premises of a rule.
    case adopt(EntryID)
    /// Adds a rule.
    case addRule(Rule)
    /// Leaves the rule with a name out.
    case removeRule(String)
    /// Sets a parameter of the rules.
    case set(String, to: Value)
  }
}

extension Scenario.Change {
  /// The change in one form: an added entry as a chronicle keeps it.
  var canonical: Scenario.Change {
    if case .add(let entry) = self { .add(entry.canonical()) } else { self }
  }

  /// The entry that the change names, adds or takes away.
  var entry: EntryID? {
    switch self {
    case .add(let entry): entry.id
    case .retract(let id), .addClaim(_, let id), .removeClaims(_, let id), .confirm(let id),
      .deny(let id), .adopt(let id):
      id
    case .suppose, .withdraw, .addRule, .removeRule, .set: nil
    }
  }

  /// The kind's number in the order of a scenario.
  var rank: Int {
    switch self {
    case .suppose: 0
    case .confirm: 1
    case .deny: 2
    case .withdraw: 3
    case .adopt: 4
    case .add: 5
    case .retract: 6
    case .addClaim: 7
    case .removeClaims: 8
    case .addRule: 9
    case .removeRule: 10
    case .set: 11
    }
  }

  /// What tells any two changes apart, and orders them.
  var sortKey: (Int, String, String) {
    switch self {
    case .add(let entry): (rank, description, entry.json.text)
    case .addClaim(let claim, _): (rank, description, claim.json.text)
    case .addRule(let rule): (rank, description, rule.description)
    default: (rank, description, "")
    }
  }
}

extension Scenario.Change: CustomStringConvertible {
  /// The change in a few words: `confirm 'v4-trained-on-blackwell'`.
  public var description: String {
    switch self {
    case .add(let entry): "add entry '\(entry.id)'"
    case .retract(let id): "retract '\(id)'"
    case .addClaim(let claim, let id):
      "add to '\(id)' that '\(claim.source)' \(claim.stance.rawValue) it"
    case .removeClaims(let source, let id): "remove from '\(id)' the claims of '\(source)'"
    case .suppose(let atom, let period): "suppose \(atom)" + (period.map { " over \($0)" } ?? "")
    case .confirm(let id): "confirm '\(id)'"
    case .deny(let id): "deny '\(id)'"
    case .withdraw(let source): "'\(source)' withdraws"
    case .adopt(let id): "adopt '\(id)'"
    case .addRule(let rule): "add rule '\(rule.name)'"
    case .removeRule(let name): "leave out rule '\(name)'"
    case .set(let parameter, let value): "set '\(parameter)' to \(value.written)"
    }
  }
}
