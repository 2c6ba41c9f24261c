import Synchronization
import TemporalDatalog

extension NaiveEvaluator {
  /// The texts of values that functions made: a value says its text to every evaluator.
  private static let made = Mutex<[Int64: String]>([:])

  /// A text as a value: the code of a given one, else a number made of its bytes alone, so that no
  /// order of evaluation shows in it.
  package static func value(of text: String, _ given: SymbolPool) -> Int64 {
    if let code = given.code(existing: text) { return Int64(code) }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(hash >> 2) | 1 << 40
  }

  private func value(of text: String) -> Int64 {
    let value = NaiveEvaluator.value(of: text, symbols)
    NaiveEvaluator.made.withLock { $0[value] = text }
    return value
  }

  /// The text that a value stands for.
  func text(_ value: Int64) -> String {
    if value < symbols.count { return symbols.text(UInt32(value)) }
    return NaiveEvaluator.made.withLock { $0[value] } ?? ""
  }

  /// The text that a value of a random program stands for.
  package static func text(of value: Int64) -> String {
    let given = RandomProgram.symbols
    if (0..<Int64(given.count)).contains(value) { return given.text(UInt32(value)) }
    return made.withLock { $0[value] } ?? ""
  }

  /// Whether one text comes before another, byte by byte.
  func precedes(_ left: Int64, _ right: Int64) -> Bool {
    text(left).utf8.lexicographicallyPrecedes(text(right).utf8)
  }

  func call(_ functor: Functor, _ operands: [Int64], _ kind: ColumnKind) -> Outcome {
    func fits(_ value: Int128) -> Outcome {
      Int64(exactly: value).map(Outcome.value) ?? .failure(.overflow(rule: origin))
    }
    let undefined = Outcome.failure(.undefined(rule: origin))
    switch functor {
    case .negate: return fits(-Int128(operands[0]))
    case .bitNot: return .value(-1 - operands[0])
    case .logicalNot: return .value(operands[0] == 0 ? 1 : 0)
    case .natural: return operands[0] < 0 ? undefined : .value(operands[0])
    case .integerOfDecimal: return .value(operands[0] / 1_000_000)
    case .decimalOfInteger: return fits(Int128(operands[0]) * 1_000_000)
    case .concatenate: return .value(value(of: operands.map(text).joined()))
    case .textLength: return .value(Int64(text(operands[0]).utf8.count))
    case .substring:
      let bytes = Array(text(operands[0]).utf8)
      guard (0...Int64(bytes.count)).contains(operands[1]) else { return .value(value(of: "")) }
      let rest = bytes.dropFirst(Int(operands[1]))
      let piece = operands[2] < 0 ? rest : rest.prefix(Int(clamping: operands[2]))
      guard let text = String(validating: piece, as: UTF8.self) else { return undefined }
      return .value(value(of: text))
    case .ordinal: return .value(operands[0])
    case .textOfNumber:
      if kind != .decimal { return .value(value(of: "\(operands[0])")) }
      let digits = String(String("\(operands[0].magnitude)".reversed()).padded(to: 7).reversed())
      let sign = operands[0] < 0 ? "-" : ""
      return .value(value(of: "\(sign)\(digits.dropLast(6)).\(digits.suffix(6))"))
    case .integerOfText:
      // What the random programs write: a sign and digits, and perhaps more after them.
      guard let match = text(operands[0]).prefixMatch(of: /\s*(-?[0-9]+)/),
        let number = Int64(match.1)
      else { return undefined }
      return .value(number)
    case .decimalOfText:
      guard let match = text(operands[0]).prefixMatch(of: /\s*(-?[0-9]+)/),
        let number = Int64(match.1)
      else { return undefined }
      return fits(Int128(number) * 1_000_000)
    case .contains:
      let (part, whole) = (Array(text(operands[0]).utf8), Array(text(operands[1]).utf8))
      let starts = 0...max(0, whole.count - part.count)
      return .value(starts.contains { whole.dropFirst($0).starts(with: part) } ? 1 : 0)
    case .matches:
      guard let pattern = try? Regex(text(operands[0])).matchingSemantics(.unicodeScalar) else {
        return undefined
      }
      return .value(text(operands[1]).wholeMatch(of: pattern) == nil ? 0 : 1)
    }
  }

  /// The operations of which the results are 64 bits, bit by bit.
  func bits(_ sign: ArithmeticOperator, _ left: Int64, _ right: Int64) -> Int64 {
    func bit(_ value: Int64, _ place: Int64) -> Bool {
      (UInt64(bitPattern: value) >> UInt64(place)) % 2 == 1
    }
    let count = Int64(UInt64(bitPattern: right) % 64)
    var result: UInt64 = 0
    for place in Int64(0)..<64 {
      let isSet =
        switch sign {
        case .bitAnd: bit(left, place) && bit(right, place)
        case .bitOr: bit(left, place) || bit(right, place)
        case .bitXor: bit(left, place) != bit(right, place)
        case .shiftLeft: place >= count && bit(left, place - count)
        case .shiftRight: bit(left, min(63, place + count))
        default: place + count < 64 && bit(left, place + count)
        }
      if isSet { result += 1 << UInt64(place) }
    }
    return Int64(bitPattern: result)
  }

  /// A whole power, one multiplication after another.
  func power(_ base: Int64, _ exponent: Int64) -> Outcome {
    if exponent < 0 {
      if base == 0 { return .failure(.divisionByZero(rule: origin)) }
      return .value(base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0)
    }
    if base == 0 || base == 1 { return .value(exponent == 0 ? 1 : base) }
    if base == -1 { return .value(exponent % 2 == 0 ? 1 : -1) }
    var result: Int128 = 1
    for _ in 0..<min(exponent, 64) {
      result *= Int128(base)
      if result.magnitude > 1 << 64 { return .failure(.overflow(rule: origin)) }
    }
    return Int64(exactly: result).map(Outcome.value) ?? .failure(.overflow(rule: origin))
  }

  /// The numbers of a range, one after another; nil if there are too many to list.
  func range(from: Int64, to: Int64, step: Int64?, _ kind: ColumnKind) -> [Int64]? {
    let one: Int64 = kind == .decimal ? 1_000_000 : 1
    let step = step ?? (from <= to ? one : -one)
    if step == 0 { return from == to ? [] : [from] }
    var numbers: [Int64] = []
    var next = Int128(from)
    while step > 0 ? next < to : next > to {
      numbers.append(Int64(next))
      next += Int128(step)
      if numbers.count > 500 { return nil }
    }
    return numbers
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: "0", count: max(0, count - self.count))
  }
}
