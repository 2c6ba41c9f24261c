import TemporalDatalog

extension TableReader {
  /// Reads one row, whose line ends at `end`; false if it goes on beyond the buffer.
  ///
  /// Quotes may hold line breaks, which moves `end`.
  @inline(__always)
  mutating func readRow(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: inout Int, into pools: inout Pools
  ) throws(Flaw) -> Bool {
    if kinds.isEmpty {
      try readUnit(bytes, start, end)
      return true
    }
    var place = start
    var limit = rowLimit(bytes, start, end)
    for column in kinds.indices {
      if kinds[column] == .integer, readShortInteger(bytes, &place, limit, column) { continue }
      let first = place
      var field: UnsafeRawBufferPointer
      if format.isQuoted, place < limit, bytes[place] == 0x22 {
        guard let (content, next) = try unquote(bytes, place, &end, column) else { return false }
        field = content
        place = next
        limit = rowLimit(bytes, start, end)
        if place < limit, !startsDelimiter(bytes, place, limit) {
          let rest = String(decoding: bytes[place..<limit], as: UTF8.self)
          throw Flaw(mistake: .afterQuote(rest), column: column, offset: place)
        }
      } else {
        place = delimiterPlace(bytes, place, limit)
        field = UnsafeRawBufferPointer(rebasing: bytes[first..<place])
      }
      let isLast = column == kinds.count - 1
      if isLast != (place >= limit) {
        let count = isLast ? kinds.count + extraColumns(bytes, place, limit) : column + 1
        let mistake = TableProblem.Mistake.columnCount(
          found: count, expected: kinds.count, delimiter: format.delimiter)
        throw Flaw(mistake: mistake, column: nil, offset: start)
      }
      if !readField(field, column, &pools) {
        throw Flaw(mistake: mistake ?? .emptyID, column: column, offset: first)
      }
      place += delimiter.count
    }
    if format.periods != .none, days[2 * filled] >= days[2 * filled + 1] {
      throw Flaw(mistake: reversed, column: nil, offset: start)
    }
    return true
  }

  /// Reads a field of one to nine digits in one pass, and steps over the delimiter after it; false,
  /// with nothing done, for all other fields.
  @inline(__always)
  private func readShortInteger(
    _ bytes: UnsafeRawBufferPointer, _ place: inout Int, _ limit: Int, _ column: Int
  ) -> Bool {
    let most = min(limit, place &+ 9)
    var value: Int64 = 0
    var end = place
    while end < most {
      let digit = bytes[end] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      end &+= 1
    }
    if end == place { return false }
    let isLast = column == kinds.count &- 1
    guard isLast ? end == limit : end < limit && delimiter.count == 1 && bytes[end] == delimiter[0],
      let code = NumberPool.code(small: value)
    else { return false }
    columns[column][filled] = code
    place = end &+ 1
    return true
  }

  private func readUnit(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) throws(Flaw) {
    let row = UnsafeRawBufferPointer(rebasing: bytes[start..<rowLimit(bytes, start, end)])
    if !row.isEmpty && !row.elementsEqual([0x28, 0x29]) {
      throw Flaw(
        mistake: .notUnit(String(decoding: row, as: UTF8.self)), column: nil, offset: start)
    }
  }

  // MARK: - Lines and columns

  /// The end of a line without the carriage return that may stand before its end.
  @inline(__always)
  private func rowLimit(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int {
    end > start && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  @inline(__always)
  private func delimiterPlace(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    let line = UnsafeRawBufferPointer(rebasing: bytes[..<limit])
    var place = FieldReader.find(delimiter[0], in: line, from: start)
    if delimiter.count == 1 { return place }
    while place < limit, !startsDelimiter(bytes, place, limit) {
      place = FieldReader.find(delimiter[0], in: line, from: place + 1)
    }
    return place
  }

  private func startsDelimiter(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ limit: Int
  ) -> Bool {
    if start + delimiter.count > limit { return false }
    for (offset, byte) in delimiter.enumerated() where bytes[start + offset] != byte {
      return false
    }
    return true
  }

  private func extraColumns(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    var place = start
    var count = 0
    while place < limit {
      count += 1
      place = delimiterPlace(bytes, place + delimiter.count, limit)
    }
    return count
  }

  /// The content of a field whose quote opens at a place, and the place after its closing quote;
  /// nil if it may go on beyond the buffer.
  private mutating func unquote(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: inout Int, _ column: Int
  ) throws(Flaw) -> (content: UnsafeRawBufferPointer, next: Int)? {
    var place = start + 1
    var copied = place
    var length = 0
    while true {
      place = FieldReader.find(0x22, in: bytes, from: place)
      // A quote at the end of the buffer may be the first of two.
      if place + 1 >= bytes.count, !isAtEnd { return nil }
      if place == bytes.count {
        throw Flaw(mistake: .openQuote, column: column, offset: start, endsFile: true)
      }
      if place + 1 == bytes.count || bytes[place + 1] != 0x22 { break }
      keep(bytes[copied...place], &length)
      place += 2
      copied = place
    }
    if place > end {
      end = FieldReader.find(0x0A, in: bytes, from: place)
      if end == bytes.count, !isAtEnd { return nil }
    }
    if length == 0 {
      return (UnsafeRawBufferPointer(rebasing: bytes[copied..<place]), place + 1)
    }
    keep(bytes[copied..<place], &length)
    return (UnsafeRawBufferPointer(start: unescaped, count: length), place + 1)
  }

  /// Appends bytes to the content of a quoted field.
  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>, _ length: inout Int) {
    if length + bytes.count > unescapedCapacity {
      let capacity = 2 * (length + bytes.count)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
      larger.copyMemory(from: unescaped, byteCount: length)
      unescaped.deallocate()
      (unescaped, unescapedCapacity) = (larger, capacity)
    }
    // Safe: there is room for the bytes, which are not those of the content.
    UnsafeMutableRawBufferPointer(start: unescaped + length, count: bytes.count)
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes))
    length += bytes.count
  }

  // MARK: - Values

  /// Puts the value of a field into the block; whether it is one, or what the ``mistake`` is.
  @inline(__always)
  private mutating func readField(
    _ field: UnsafeRawBufferPointer, _ column: Int, _ pools: inout Pools
  ) -> Bool {
    let kind = kinds[column]
    switch kind {
    case .text, .entity:
      if let flaw = FieldReader.flaw(field) { return refuse(flaw, field) }
      if kind == .entity, field.isEmpty {
        mistake = .emptyID
        return false
      }
      let target = columns[column] + filled
      if batch.isFull { batch.resolve(in: &pools.symbols) }
      if field.baseAddress == UnsafeRawPointer(unescaped) {
        // The next quoted field takes its place.
        batch.resolve(in: &pools.symbols)
        target.pointee = pools.symbols.code(field)
      } else {
        // Safe: the buffer stays until the rows in it are read, and the block until it is full.
        batch.append(field, for: target)
      }
    case .integer:
      do throws(FieldReader.Failure) {
        put(try FieldReader.integer(field), column, &pools)
      } catch {
        return refuse(error, field, kind)
      }
    case .unsigned, .decimal:
      do throws(FieldReader.Failure) {
        let value =
          kind == .decimal
          ? try FieldReader.millionths(field) : try FieldReader.unsigned(field)
        if kind == .unsigned, value < 0 {
          mistake = .negative(String(decoding: field, as: UTF8.self))
          return false
        }
        put(value, column, &pools)
      } catch {
        return refuse(error, field, kind)
      }
    case .day:
      guard let day = FieldReader.day(field) ?? otherDay(field) else { return false }
      put(Int64(day), column, &pools)
    case .firstDay, .lastDay:
      return readEnd(field, kind)
    }
    return true
  }

  /// Puts the code of a number into the block; after a row that is refused it may be a wrong one,
  /// but then no row of the file is taken.
  @inline(__always)
  private mutating func put(_ value: Int64, _ column: Int, _ pools: inout Pools) {
    if numbers.isFull { numbers.resolve(in: &pools.numbers) }
    // Safe: the block stays until it is full.
    numbers.append(value, for: columns[column] + filled)
  }

  private mutating func refuse(
    _ flaw: FieldReader.TextFlaw, _ field: UnsafeRawBufferPointer
  ) -> Bool {
    let text = String(decoding: field, as: UTF8.self)
    switch flaw {
    case .null: mistake = .null(text)
    case .encoding(let byte): mistake = .encoding(text, byte: byte)
    }
    return false
  }

  private mutating func refuse(
    _ failure: FieldReader.Failure, _ field: UnsafeRawBufferPointer, _ kind: FieldKind
  ) -> Bool {
    let text = String(decoding: field, as: UTF8.self)
    switch failure {
    case .form: mistake = kind == .decimal ? .notDecimal(text) : .notNumber(text)
    case .range: mistake = .numberRange(text)
    case .places: mistake = .places(text)
    }
    return false
  }

  /// Reads a day that is written in a rarer way; what is wrong with it is the ``mistake``.
  private mutating func otherDay(_ field: UnsafeRawBufferPointer) -> Int32? {
    let text = String(decoding: field, as: UTF8.self)
    do throws(DateProblem) {
      return try Day(parsing: text).number
    } catch {
      mistake = .notDay(text, reason: error)
      return nil
    }
  }

  /// Reads an end of a row's period.
  private mutating func readEnd(_ field: UnsafeRawBufferPointer, _ kind: FieldKind) -> Bool {
    let place = 2 * filled + (kind == .firstDay ? 0 : 1)
    if field.elementsEqual([0x2E, 0x2E]) {
      days[place] = kind == .firstDay ? FactBlock.open.from : FactBlock.open.until
      return true
    }
    var number: Int32
    if format.periods == .dayNumbers {
      guard let value = try? FieldReader.integer(field),
        value > Int64(Int32.min), value < Int64(Int32.max) - 1
      else {
        mistake = .notDayNumber(String(decoding: field, as: UTF8.self))
        return false
      }
      number = Int32(value)
    } else {
      guard let day = FieldReader.day(field) ?? otherDay(field) else { return false }
      number = day
    }
    // Both days are included; the file gives the last one.
    if kind == .lastDay { number += 1 }
    days[place] = number
    return true
  }

  private var reversed: TableProblem.Mistake {
    let (first, last) = (days[2 * filled], days[2 * filled + 1] - 1)
    return format.periods == .dayNumbers
      ? .reversed(from: "\(first)", to: "\(last)")
      : .reversed(from: "\(Day(number: first))", to: "\(Day(number: last))")
  }
}
