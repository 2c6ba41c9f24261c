extension RuleClause.Literal {
  /// The value of a base that the literal is, or what is wrong with it.
  func value(
    of base: TypeTable.Base
  ) -> Result<Value, LiteralMistake> {
    switch (self, base) {
    case (.number(let digits), .number), (.number(let digits), .unsigned),
      (.unsigned(let digits), .unsigned):
      guard let number = RuleClause.Literal.whole(digits) else {
        return .failure(.number(digits, .beyond64Bits))
      }
      if base == .unsigned, number < 0 { return .failure(.number(digits, .negative)) }
      // The four bytes of an address are a number of 32 bits with a sign, as in other engines.
      if base == .number, digits.contains("."), let bits = UInt32(exactly: number) {
        return .success(.integer(Int(Int32(bitPattern: bits))))
      }
      return .success(.integer(number))
    case (.number(let digits), .float), (.float(let digits), .float):
      return RuleClause.Literal.decimal(digits).map { .decimal($0) }
    case (.text(let text), .symbol):
      return .success(.text(text))
    case (.truth(let truth), .symbol):
      return .success(.text(truth ? "true" : "false"))
    case (.text(let text), .day):
      do throws(DateProblem) {
        return .success(.day(try Day(parsing: text)))
      } catch {
        return .failure(.date(text, error))
      }
    case (.text(let text), .entity):
      return .success(.entity(EntityID(text)))
    case (.typed(let text, base), _):
      return RuleClause.Literal.text(text).value(of: base)
    default:
      return .failure(.type)
    }
  }

  /// Why a literal has no value.
  enum LiteralMistake: Error {
    case type
    case number(String, RuleMeaningMistake.NumberReason)
    case date(String, DateProblem)
  }

  /// The literal as it is written.
  var written: String {
    switch self {
    case .number(let digits), .float(let digits): digits
    case .unsigned(let digits): digits + "u"
    case .text(let text), .typed(let text, _): "\"\(text)\""
    case .truth(let truth): truth ? "True" : "False"
    }
  }

  /// A whole number: decimal, hexadecimal, binary, or four bytes of an address.
  static func whole(_ text: String) -> Int? {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative ? text.dropFirst() : text[...]
    let sign = isNegative ? "-" : ""
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      return Int(sign + digits.dropFirst(2), radix: 16)
    }
    if digits.hasPrefix("0b") || digits.hasPrefix("0B") {
      return Int(sign + digits.dropFirst(2), radix: 2)
    }
    if digits.contains(".") {
      let parts = digits.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
      guard parts.count == 4 else { return nil }
      var address = 0
      for part in parts {
        guard let part else { return nil }
        address = address << 8 | Int(part)
      }
      return isNegative ? -address : address
    }
    return Int(sign + digits)
  }

  /// A decimal, exactly: with a point, an exponent, or neither.
  static func decimal(_ text: String) -> Result<Fixed, LiteralMistake> {
    var mantissa = text[...]
    var exponent = 0
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }), !text.contains("x") {
      var digits = text[text.index(after: mark)...]
      if digits.hasPrefix("+") { digits = digits.dropFirst() }
      guard let number = Int(digits), abs(number) < 64 else {
        return .failure(.number(text, .beyond64Bits))
      }
      (mantissa, exponent) = (text[..<mark], number)
    }
    let isNegative = mantissa.hasPrefix("-")
    if isNegative { mantissa = mantissa.dropFirst() }
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.joined().utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return .failure(.number(text, .notDecimal))
    }
    var digits = Array(parts.joined().utf8)
    // The digits are millionths after as many places as are missing to six.
    var shift = 6 + exponent - (parts.count == 2 ? parts[1].utf8.count : 0)
    while shift < 0, digits.last == 0x30 {
      digits.removeLast()
      shift += 1
    }
    if digits.allSatisfy({ $0 == 0x30 }) { return .success(Fixed(millionths: 0)) }
    guard shift >= 0 else { return .failure(.number(text, .places)) }
    let all =
      (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
      + String(repeating: "0", count: shift)
    guard let millionths = Int64(all) else { return .failure(.number(text, .beyond64Bits)) }
    return .success(Fixed(millionths: millionths))
  }
}
