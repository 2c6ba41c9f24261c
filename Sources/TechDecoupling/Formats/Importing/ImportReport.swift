/// What became of a file that was read into a record: how much was taken, and what was left and why.
///
/// Nothing is dropped in silence: a reader counts what it takes, and notes each row, object or value
/// that it cannot place, with the line, the reason and a code of the documentation's list.
public struct ImportReport: Hashable, Sendable {
  /// Something that was not taken: a whole row or object, or one value of it.
  public struct Left: Hashable, Sendable {
    /// The file and line, and the path in the document where there is one.
    public let place: Place
    /// The code of the documentation's list, such as `TD905`.
    public let code: String
    /// What was found, and what would have been taken.
    public let reason: String

    /// Creates a note.
    public init(_ problem: some Diagnostic, at place: Place) {
      self.place = place
      code = problem.code
      reason = problem.message
    }
  }

  /// How much was taken, by kind: `["chip": 175, "entry": 512]`.
  public private(set) var taken: [String: Int] = [:]
  /// What was left, in the order in which it was read; of much the first ``limit``.
  public private(set) var left: [Left] = []
  /// How much was left in all.
  public private(set) var leftCount = 0

  /// How many notes a report keeps, so that a long file of another form needs no more memory.
  public static let limit = 10_000

  /// Creates an empty report.
  public init() {}

  /// Counts what was taken.
  public mutating func take(_ kind: String, count: Int = 1) {
    if count > 0 { taken[kind, default: 0] += count }
  }

  /// Notes what was left, and why.
  public mutating func leave(_ problem: some Diagnostic, at place: Place) {
    leftCount += 1
    if left.count < Self.limit { left.append(Left(problem, at: place)) }
  }

  /// The same without what was taken.
  var onlyLeft: ImportReport {
    var report = self
    report.taken = [:]
    return report
  }

  /// Adds what another report says, after all that this one does.
  public mutating func merge(_ other: ImportReport) {
    for (kind, count) in other.taken { take(kind, count: count) }
    leftCount += other.leftCount
    left += other.left.prefix(Self.limit - left.count)
  }
}

extension ImportReport: CustomStringConvertible {
  /// A line of what was taken, and a line for all that was left.
  public var description: String {
    let counts = taken.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
    var lines = ["taken: " + (counts.isEmpty ? "nothing" : counts.joined(separator: ", "))]
    lines += left.map(\.description)
    if leftCount > left.count { lines.append("… and \(leftCount - left.count) more were left") }
    return lines.joined(separator: "\n")
  }
}

extension ImportReport.Left: CustomStringConvertible {
  /// The place, the code and the reason.
  public var description: String {
    let place = place.description
    return place.isEmpty ? "\(code): \(reason)" : "\(place): \(code): \(reason)"
  }
}
