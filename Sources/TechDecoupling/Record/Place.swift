/// Where something was read: a file, a line and column in it, and a path in its document.
///
/// Readers attach places to what they read, so that a mistake in the record is reported where it
/// was written. Two records are equal wherever they were read.
public struct Place: Hashable, Sendable {
  /// The file's name as it was given, nil if the text did not come from a file.
  public var file: String?
  /// The line, from 1.
  public var line: Int?
  /// The column, from 1.
  public var column: Int?
  /// The path in the document, such as `entries[3].claims[0]`.
  public var path: String

  /// Creates a place.
  public init(file: String? = nil, line: Int? = nil, column: Int? = nil, path: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
  }

  /// Returns the place of a part: its path is longer, its line and column are those of the whole.
  public func appending(_ step: String) -> Place {
    var place = self
    place.path = path.isEmpty || step.hasPrefix("[") ? path + step : path + "." + step
    return place
  }
}

extension Place: CustomStringConvertible {
  /// File, line, column and path, as far as they are known: `seeds/a.json:12:5 (entries[3])`.
  public var description: String {
    var text = file ?? ""
    if let line {
      text += text.isEmpty ? "line \(line)" : ":\(line)"
      if let column { text += ":\(column)" }
    }
    if path.isEmpty { return text }
    return text.isEmpty ? path : "\(text) (\(path))"
  }
}

extension Place: Comparable {
  /// Orders by file, line, column, then path.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file ?? "", left.line ?? 0, left.column ?? 0, left.path)
      < (right.file ?? "", right.line ?? 0, right.column ?? 0, right.path)
  }
}

/// A value that takes no part in equality: every one is equal to every other.
struct Incidental<Wrapped: Sendable>: Hashable, Sendable {
  var value: Wrapped?

  init(_ value: Wrapped?) { self.value = value }

  static func == (left: Self, right: Self) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
