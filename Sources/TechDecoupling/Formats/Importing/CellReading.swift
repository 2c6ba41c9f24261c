/// What the text of a cell became: a value, or what keeps it from being one.
enum CellReading<Value> {
  case value(Value)
  /// Elsewhere, so that the many values stay small.
  indirect case mistake(ImportProblem.Mistake)
}

extension CellReading<EntityID> {
  /// The country that a cell names.
  static func country(_ text: String, column: String) -> Self {
    if let code = Country.code(named: text) { return .value(EntityID(code)) }
    return .mistake(
      text.isEmpty
        ? .empty(column: column)
        : .unknownCountry(text, column: column, nearest: Country.nearestName(to: text)))
  }

  /// An id made of what starts it and the letters and digits of a cell.
  static func id(_ start: String, _ text: String, column: String) -> Self {
    if text.isEmpty { return .mistake(.empty(column: column)) }
    let slug = EntityID.slug(text)
    return slug.isEmpty ? .mistake(.noID(text, column: column)) : .value(EntityID(start + slug))
  }
}

extension CellReading<DateRange> {
  /// The date that a cell gives in EDTF.
  static func date(_ text: String, column: String) -> Self {
    if text.isEmpty { return .mistake(.empty(column: column)) }
    do throws(DateProblem) {
      return .value(try DateRange(parsing: text))
    } catch {
      return .mistake(.date(text, column: column, error))
    }
  }
}

extension CellReading<Day> {
  /// The day that a cell gives.
  static func day(_ text: String, column: String) -> Self {
    do throws(DateProblem) {
      return .value(try Day(parsing: text))
    } catch {
      return .mistake(.date(text, column: column, error))
    }
  }
}

extension CellReading<DatePeriod> {
  /// The period that a cell gives in EDTF.
  static func period(_ text: String, column: String) -> Self {
    do throws(DateProblem) {
      return .value(try DatePeriod(parsing: text))
    } catch {
      return .mistake(.date(text, column: column, error))
    }
  }
}

extension CellReading<Fixed> {
  /// The decimal that a cell gives, times a power of ten.
  static func decimal(_ text: String, column: String, power: Int, rounds: Bool) -> Self {
    if text.isEmpty { return .mistake(.empty(column: column)) }
    if let number = Fixed(scientific: text, power: power, rounds: rounds) { return .value(number) }
    return .mistake(
      .number(
        text, column: column,
        expected: "a decimal of at most six places"
          + (power == 0 ? "" : ", once it is multiplied by 1e\(power)")))
  }
}

extension Fixed {
  /// Reads a decimal that may have an exponent, times a power of ten; nil if it has another form, is
  /// out of range, or has more than six places then and is not rounded.
  init?(scientific text: String, power: Int, rounds: Bool) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { "eE".contains($0) })
    let exponent = parts.count == 2 ? Int(parts[1]) : 0
    guard let exponent, (-1_000...1_000).contains(exponent), let mantissa = parts.first else {
      return nil
    }
    func read(_ text: String) -> Int64? {
      let bytes = Array(text.utf8)
      return bytes.withUnsafeBytes { try? FieldReader.millionths($0) }
    }
    if let value = read("\(mantissa)e\(exponent + power)") {
      self.init(millionths: value)
      return
    }
    guard rounds, let (digits, shift) = Self.significant(mantissa) else { return nil }
    // digits · 10^places, in millionths.
    let places = shift + exponent + power + 6
    guard (-18...0).contains(places) else { return nil }
    var divisor: Int64 = 1
    for _ in 0..<(-places) { divisor *= 10 }
    let (quotient, rest) = digits.quotientAndRemainder(dividingBy: divisor)
    guard quotient.magnitude >= 1_000_000 else { return nil }
    self.init(millionths: quotient + (2 * rest.magnitude >= divisor ? digits.signum() : 0))
  }

  /// The first eighteen digits of a number without an exponent, and the power of ten that they are
  /// to be multiplied with.
  private static func significant(_ text: Substring) -> (digits: Int64, power: Int)? {
    var (digits, power, isFraction): (Int64, Int, Bool) = (0, 0, false)
    for character in text.drop(while: { $0 == "-" }) {
      if character == ".", !isFraction {
        isFraction = true
        continue
      }
      guard let digit = character.wholeNumberValue, character.isASCII else { return nil }
      if digits < 100_000_000_000_000_000 {
        digits = digits * 10 + Int64(digit)
        if isFraction { power -= 1 }
      } else if !isFraction {
        power += 1
      }
    }
    return (text.hasPrefix("-") ? -digits : digits, power)
  }
}
