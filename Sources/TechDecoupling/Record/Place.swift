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

/// A place in little room; takes no part in equality.
///
/// Where a document's lists or the rows of a table are read, the place of an element is made only when
/// it is asked for.
struct Position: Hashable, Sendable {
  /// The file that an element of a list or a row was read from, or any other place.
  final class Origin: Sendable {
    let place: Place

    init(_ place: Place) { self.place = place }
  }

  private final class Content: Sendable {
    let origin: Origin
    let line: UInt32
    let column: UInt32
    /// The element of the list, and of its list of claims; `UInt32.max` if it is none.
    let element: UInt32
    let claim: UInt32

    init(
      _ origin: Origin, _ line: UInt32, _ column: UInt32, _ element: UInt32, _ claim: UInt32
    ) {
      self.origin = origin
      self.line = line
      self.column = column
      self.element = element
      self.claim = claim
    }
  }

  private let content: Content?

  /// No place.
  static let none = Position(nil)

  init(_ place: Place?) { content = place.map { Content(Origin($0), 0, 0, .max, .max) } }

  /// The place of an element of a list whose place is the origin's, or of one of its claims.
  init(_ list: Origin, line: Int, column: Int, element: Int, claim: Int? = nil) {
    content = Content(
      list, UInt32(clamping: line), UInt32(clamping: column), UInt32(clamping: element),
      claim.map { UInt32(clamping: $0) } ?? .max)
  }

  /// The place of a row of the file whose place is the origin's; line 0 is none.
  init(_ file: Origin, line: Int) {
    content = Content(file, UInt32(clamping: line), 0, .max, .max)
  }

  /// The place, nil if nothing was read.
  var place: Place? {
    guard let content else { return nil }
    var place = content.origin.place
    if content.line != 0 { place.line = Int(content.line) }
    guard content.element != .max else { return place }
    place.column = Int(content.column)
    place.path += "[\(content.element)]"
    if content.claim != .max { place.path += ".claims[\(content.claim)]" }
    return place
  }

  static func == (left: Self, right: Self) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}

/// A rare part of a value, kept elsewhere, so that the many without it stay small.
struct Box<Wrapped: Hashable & Sendable>: Hashable, Sendable {
  private final class Content: Sendable {
    let value: Wrapped

    init(_ value: Wrapped) { self.value = value }
  }

  private let content: Content?

  init(_ value: Wrapped?) { content = value.map(Content.init) }

  var value: Wrapped? { content?.value }

  static func == (left: Self, right: Self) -> Bool {
    left.content === right.content || left.value == right.value
  }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
