/// A function applied to the rows of a batch.
struct FunctionCall {
  let functor: Functor
  let kind: ColumnKind
  let context: Context

  /// No function makes a longer text, so that a recursion that doubles one is stopped.
  static let longestText = 1 << 24

  /// The result on each row, from one column for each operand.
  func values(
    _ columns: [[Int64]], count: Int, _ failures: inout [Int: ArithmeticFailure]
  ) throws(EvaluationFailure) -> [Int64] {
    var result = [Int64](repeating: 0, count: count)
    var matcher: (pattern: Int64, compiled: Result<Pattern, PatternError>)?
    var work = 0
    for row in 0..<count {
      if !failures.isEmpty && failures[row] != nil { continue }
      do throws(ArithmeticFailure) {
        switch functor {
        case .negate, .bitNot, .logicalNot, .natural, .integerOfDecimal, .decimalOfInteger:
          result[row] = try number(columns[0][row])
        case .textOfNumber:
          var text = Arithmetic.text(columns[0][row], kind)
          result[row] = text.withUTF8 { Int64(context.code(UnsafeRawBufferPointer($0))) }
        case .ordinal:
          result[row] = columns[0][row]
        case .textLength:
          result[row] = context.withBytes(columns[0][row]) { Int64($0.count) }
        case .concatenate:
          result[row] = try concatenate(columns, row, &work)
        case .substring:
          result[row] = try substring(columns[0][row], columns[1][row], columns[2][row])
        case .integerOfText, .decimalOfText:
          result[row] = try readNumber(columns[0][row])
        case .contains:
          result[row] = contains(columns[0][row], columns[1][row], &work) ? 1 : 0
        case .matches:
          if matcher?.pattern != columns[0][row] {
            matcher = (columns[0][row], context.pattern(columns[0][row]))
          }
          guard let compiled = matcher?.compiled else { continue }
          result[row] = try matches(compiled, columns[0][row], columns[1][row], &work) ? 1 : 0
        }
      } catch {
        failures[row] = error
      }
      if work > 1 << 14 {
        try context.watch.tick(work >> 4)
        work = 0
      }
    }
    return result
  }

  // MARK: - Numbers

  private func number(_ value: Int64) throws(ArithmeticFailure) -> Int64 {
    switch functor {
    case .negate:
      if value == .min { throw .overflow("-(\(Arithmetic.describe(Int128(value), kind)))") }
      return -value
    case .bitNot:
      return ~value
    case .logicalNot:
      return value == 0 ? 1 : 0
    case .natural:
      if value < 0 {
        throw .undefined(
          Arithmetic.describe(Int128(value), kind), reason: "an unsigned number is not negative")
      }
      return value
    case .integerOfDecimal:
      return value / Int64(Arithmetic.one)
    default:
      let (result, overflow) = value.multipliedReportingOverflow(by: Int64(Arithmetic.one))
      if overflow { throw .overflow("itof(\(value))") }
      return result
    }
  }

  // MARK: - Texts

  private func concatenate(
    _ columns: [[Int64]], _ row: Int, _ work: inout Int
  ) throws(ArithmeticFailure) -> Int64 {
    var bytes: [UInt8] = []
    for column in columns {
      context.withBytes(column[row]) { bytes.append(contentsOf: $0) }
      if bytes.count > FunctionCall.longestText {
        throw .undefined(
          "cat of \(bytes.count) bytes",
          reason: "a text has at most \(FunctionCall.longestText) bytes")
      }
    }
    work += bytes.count
    return code(bytes)
  }

  private func code(_ bytes: [UInt8]) -> Int64 {
    let known = context.symbols.count
    let code = bytes.withUnsafeBytes { context.code($0) }
    if context.symbols.count > known { context.madeByteCount += bytes.count }
    return Int64(code)
  }

  private func substring(
    _ text: Int64, _ from: Int64, _ length: Int64
  ) throws(ArithmeticFailure) -> Int64 {
    let piece = context.withBytes(text) { bytes -> [UInt8]? in
      guard from >= 0, from <= bytes.count else { return [] }
      let rest = bytes.count - Int(from)
      let size = length < 0 ? rest : Int(min(length, Int64(rest)))
      let (start, end) = (Int(from), Int(from) + size)
      // A byte `10xxxxxx` is inside of a character.
      func isInside(_ place: Int) -> Bool { place < bytes.count && bytes[place] & 0xC0 == 0x80 }
      if size > 0 && (isInside(start) || isInside(end)) { return nil }
      return Array(bytes[start..<end])
    }
    guard let piece else {
      throw .undefined(
        "substr(\(context.quoted(text)), \(from), \(length))",
        reason: "the piece begins or ends inside of a character")
    }
    return code(piece)
  }

  private func readNumber(_ text: Int64) throws(ArithmeticFailure) -> Int64 {
    let isDecimal = functor == .decimalOfText
    let name = isDecimal ? "to_float" : "to_number"
    switch context.withBytes(
      text,
      {
        isDecimal ? NumberReading.decimal($0) : NumberReading.integer($0)
      })
    {
    case .value(let value): return value
    case .tooGreat: throw .overflow("\(name)(\(context.quoted(text)))")
    case .none:
      throw .undefined(
        "\(name)(\(context.quoted(text)))", reason: "the text does not begin with a number")
    }
  }

  private func contains(_ part: Int64, _ text: Int64, _ work: inout Int) -> Bool {
    context.withBytes(part) { part in
      context.withBytes(text) { text in
        work += text.count
        return ByteSearch.contains(part, in: text)
      }
    }
  }

  private func matches(
    _ compiled: Result<Pattern, PatternError>, _ pattern: Int64, _ text: Int64, _ work: inout Int
  ) throws(ArithmeticFailure) -> Bool {
    switch compiled {
    case .success(let compiled):
      return context.withBytes(text) { bytes in
        work += bytes.count * (1 + compiled.stateCount / 8)
        return compiled.matches(bytes)
      }
    case .failure(let error):
      throw .undefined(
        "match(\(context.quoted(pattern)), \(context.quoted(text)))", reason: error.reason)
    }
  }
}

extension Context {
  /// Calls a function with the bytes of a symbol.
  @inline(__always)
  func withBytes<Value>(_ code: Int64, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    symbols.withBytes(UInt32(truncatingIfNeeded: code), body)
  }

  /// A text as rule text has it, cut if it is long.
  func quoted(_ code: Int64) -> String {
    let text = symbols.text(UInt32(truncatingIfNeeded: code))
    let isLong = text.utf8.count > 80
    let cut = isLong ? String(text.prefix(60)) + "…" : text
    var result = "\""
    for character in cut.unicodeScalars {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }

  /// The compiled form of a pattern, kept for the next row that has it.
  func pattern(_ code: Int64) -> Result<Pattern, PatternError> {
    if let known = patterns[code] { return known }
    let result = Pattern.compiled(symbols.text(UInt32(truncatingIfNeeded: code)))
    // Patterns come from rules, seldom from data: a few are worth keeping.
    if patterns.count >= 1024 { patterns.removeAll() }
    patterns[code] = result
    return result
  }
}
