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
  /// The module and the file, as `#fileID` has them.
  public let fileID: String
  /// The line, from 1.
  public let line: Int

  /// Creates a place.
  public init(fileID: String, line: Int) {
    self.fileID = fileID
    self.line = line
  }

  /// File and line: `Module/File.swift:41`.
  public var description: String { "\(fileID):\(line)" }

  /// Orders by file, then line.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.fileID, left.line) < (right.fileID, right.line)
  }
}

/// The nearest of some names to a misspelt one, if it is near.
package func nearest(to name: String, among names: some Sequence<String>) -> String? {
  var best: (distance: Int, name: String)?
  let limit = max(1, min(3, name.count / 3))
  // A letter is at most four bytes: names of other lengths need not be compared.
  let slack = 4 * limit
  for candidate in names where abs(candidate.utf8.count - name.utf8.count) <= slack {
    let distance = editDistance(Array(name.unicodeScalars), Array(candidate.unicodeScalars))
    if distance <= limit, best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.name
}

/// The number of insertions, removals, changes and exchanges of neighbors that lead from one text
/// to another.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var row = [i + 1]
    for (j, y) in b.enumerated() {
      var cost = min(last[j] + (x == y ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
