/// Changes of facts, made in order: atoms that begin to hold on some days, or hold there no longer.
///
/// ```swift
/// var changes = FactChanges()
/// changes.remove(owns(first, second, 40))
/// changes.add(owns(first, second, 60), over: "2025-03-01/..")
/// let after = try await findings.updated(with: changes)
/// ```
public struct FactChanges: Hashable, Sendable {
  /// One change of one atom.
  struct Change: Hashable, Sendable {
    var atom: Atom
    var period: Period
    var isAdded: Bool
  }

  private(set) var all: [Change] = []

  /// Creates a list without changes.
  public init() {}

  /// Whether there are no changes.
  public var isEmpty: Bool { all.isEmpty }

  /// Lets an atom hold over a period, in both readings.
  ///
  /// - Returns: Whether the change was taken: the atom is ground and fits its relation's columns.
  @discardableResult
  public mutating func add(_ atom: Atom, over period: Period = .always) -> Bool {
    append(atom, period, isAdded: true)
  }

  /// Lets an atom no longer hold over a period, in either reading; rules may still conclude it.
  ///
  /// Marks that lie on one of the days go as well. An atom that is not given there stays as it is.
  ///
  /// - Returns: Whether the change was taken: the atom is ground and fits its relation's columns.
  @discardableResult
  public mutating func remove(_ atom: Atom, over period: Period = .always) -> Bool {
    append(atom, period, isAdded: false)
  }

  private mutating func append(_ atom: Atom, _ period: Period, isAdded: Bool) -> Bool {
    guard let values = atom.values, values.count == atom.relation.columns.count,
      zip(values, atom.relation.columns).allSatisfy({ $0.stands(in: $1) })
    else { return false }
    all.append(Change(atom: atom, period: period, isAdded: isAdded))
    return true
  }
}
