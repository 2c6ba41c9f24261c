/// What if: a named list of changes to a record and its rules.
///
/// ```swift
/// let granted = try Scenario(
///   "Nvidia is granted access",
///   [.suppose(Access.grantedAccess(deepseek, v4, nvidia), over: "2026-03-10/..")])
/// let supposed = try await chronicle.findings(supposing: granted)
/// print(try supposed.difference(from: findings))
/// ```
///
/// A value; the record that it is applied to stays as it is. The order in which changes are given
/// plays no part, and a change that is given twice counts once, so that scenarios compose: see
/// ``merging(_:)``. Two changes that contradict each other are an error.
public struct Scenario: Hashable, Sendable {
  /// The name of the scenario, for reports.
  public let name: String
  /// A note in the author's words.
  public let note: String?
  /// The changes, each once, in the order of their kinds and then of their texts.
  public let changes: [Change]
  /// Where changes were read; takes no part in equality.
  let places: Incidental<[Change: Place]>

  /// Creates a scenario from its changes.
  ///
  /// - Throws: ``ScenarioError`` with every two changes that contradict each other.
  /// - Complexity: O(*n* log *n*) in the changes.
  public init(
    _ name: String, _ changes: [Change], note: String? = nil
  ) throws(ScenarioError) {
    try self.init(name, changes, note: note, places: [:])
  }

  init(
    _ name: String, _ changes: [Change], note: String?, places: [Change: Place]
  ) throws(ScenarioError) {
    self.init(unchecked: name, changes, note: note, places: places)
    let problems = contradictions
    guard problems.isEmpty else { throw ScenarioError(problems) }
  }

  /// Creates a scenario whose changes do not contradict each other.
  init(unchecked name: String, _ changes: [Change], note: String?, places: [Change: Place]) {
    self.name = name
    self.note = note
    self.changes = Set(changes.map(\.canonical)).map { ($0, key: $0.sortKey) }
      .sorted { $0.key < $1.key }.map(\.0)
    self.places = Incidental(places)
  }

  /// The record as it is: a scenario without changes.
  public static let none = Scenario(
    unchecked: "the record as it is", [], note: nil, places: [:])

  /// Returns a scenario with the changes of both; the order does not matter.
  ///
  /// - Throws: ``ScenarioError`` if a change of one contradicts a change of the other.
  public func merging(_ other: Scenario) throws(ScenarioError) -> Scenario {
    if other.isEmpty { return self }
    if isEmpty { return other }
    let names = Set([name, other.name]).sorted()
    let notes = Set([note, other.note].compactMap(\.self)).sorted()
    return try Scenario(
      names.joined(separator: " + "), changes + other.changes,
      note: notes.isEmpty ? nil : notes.joined(separator: "\n"),
      places: (places.value ?? [:]).merging(other.places.value ?? [:]) { first, _ in first })
  }

  /// Whether nothing is changed.
  public var isEmpty: Bool { changes.isEmpty }

  /// Where a change was read, nil if it was not read.
  func place(of change: Change) -> Place? { places.value?[change] }
}
