/// A mistake in a file, a rule, a date or a question, worded in one place.
///
/// Each case of a conforming enum has a stable `code`, never reused, and an entry in the
/// documentation's list of codes.
public protocol Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// The code, such as `TD201`.
  var code: String { get }
  /// What happened, where, the law broken and the next step, as one lower-case sentence.
  var message: String { get }
}

extension Diagnostic {
  /// The code and the message: `TD201: variable 'rival' …`.
  public var description: String { "\(code): \(message)" }
}

/// The place in source code that made a rule or an entry.
public struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let fileID: String
  public let line: Int

  public init(fileID: String, line: Int) {
    self.fileID = fileID
    self.line = line
  }

  public var description: String { "\(fileID):\(line)" }

  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.fileID, left.line) < (right.fileID, right.line)
  }
}

/// The nearest of some names to a misspelt one, if it is near.
package func nearest(to name: String, among names: some Sequence<String>) -> String? {
  var best: (distance: Int, name: String)?
  let limit = max(1, min(3, name.count / 3))
  for candidate in names {
    let distance = editDistance(Array(name.unicodeScalars), Array(candidate.unicodeScalars))
    if distance <= limit, best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.name
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let next = x == y ? diagonal : 1 + min(diagonal, row[j], row[j + 1])
      diagonal = row[j + 1]
      row[j + 1] = next
    }
  }
  return row[b.count]
}
