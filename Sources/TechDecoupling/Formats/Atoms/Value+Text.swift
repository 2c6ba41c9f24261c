extension Value {
  /// What became of a text that was read by a column's type.
  enum Reading {
    case value(Value)
    case otherType
    /// In the form of a day, but not in the calendar.
    case noSuchDay(DateProblem)
  }

  /// Reads a term by its column's type.
  static func reading(_ text: String, isQuoted: Bool, as type: ColumnType) -> Reading {
    switch type {
    case .entity:
      return text.isEmpty ? .otherType : .value(.entity(EntityID(text)))
    case .text:
      return isQuoted ? .value(.text(text)) : .otherType
    case .integer:
      guard !isQuoted, let number = Int(text), text.utf8.first != UInt8(ascii: "+") else {
        return .otherType
      }
      return .value(.integer(number))
    case .decimal:
      guard !isQuoted, let number = Fixed(written: text) else { return .otherType }
      return .value(.decimal(number))
    case .day:
      return isQuoted ? .otherType : readingDay(text)
    }
  }

  /// Reads a day; what has a day's form but is none keeps the reason.
  private static func readingDay(_ text: String) -> Reading {
    do throws(DateProblem) {
      return .value(.day(try Day(parsing: text)))
    } catch {
      if case .malformed = error { return .otherType }
      return .noSuchDay(error)
    }
  }
}

extension Fixed {
  /// Reads a decimal as it is written, `5.92`; nil if it has another form, more than six places or
  /// too many digits.
  init?(written text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(
      separator: ".", omittingEmptySubsequences: false)
    let places: Substring = parts.count == 2 ? parts[1] : "0"
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, !places.isEmpty,
      places.utf8.count <= 6, [whole.utf8, places.utf8].joined().allSatisfy({ 0x30...0x39 ~= $0 }),
      let millionths = Int64(
        (isNegative ? "-" : "") + whole + places
          + String(repeating: "0", count: 6 - places.utf8.count))
    else { return nil }
    self.init(millionths: millionths)
  }

  /// The decimal without needless zeros; always with a point, so that it is no integer.
  var written: String {
    let digits = String(millionths.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    var places = padded.suffix(6)
    while places.count > 1, places.last == "0" { places.removeLast() }
    return (millionths < 0 ? "-" : "") + padded.dropLast(6) + "." + places
  }
}

extension ColumnType {
  /// The type as files and signatures name it.
  var writtenName: String {
    switch self {
    case .entity(let role): role ?? "entity"
    case .integer: "integer"
    case .decimal: "decimal"
    case .day: "day"
    case .text: "text"
    }
  }

  /// What a term of the type is, for errors.
  var termNoun: String {
    switch self {
    case .entity(let role?): "the id of a \(role)"
    case .entity(nil): "the id of an entity"
    case .integer: "an integer such as 3, of 64 bits"
    case .decimal: "a decimal such as 5.92, of at most six places"
    case .day: "a day such as 2026-02-25"
    case .text: "text in double quotes"
    }
  }
}
