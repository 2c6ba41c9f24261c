import TemporalDatalog

/// Reads rows from a stream of bytes into blocks of codes.
///
/// One buffer is all it needs beside the facts: a row that does not end in the buffer is moved to
/// its start, and only a longer row than the buffer makes it grow, up to a limit.
struct TableReader: ~Copyable {
  /// The limits of a reading; tests make them small.
  struct Limits: Sendable {
    /// Bytes read at a time.
    var buffer = 1 << 20
    /// Bytes that one row may have.
    var row = 1 << 26
    /// Unreadable rows that are reported one by one.
    var problems = 100
  }

  let relation: RelationSignature
  let format: TableFormat
  let file: String?
  let limits: Limits
  private(set) var blocks: [FactBlock] = []
  private(set) var rowCount = 0
  private(set) var problems: [TableProblem] = []
  /// How many rows have a problem.
  private(set) var unreadable = 0

  let kinds: [FieldKind]
  let delimiter: [UInt8]
  private var buffer: UnsafeMutableRawPointer
  private var capacity: Int
  /// The unread bytes of the buffer.
  private var unread = 0..<0
  private(set) var isAtEnd = false
  private var line = 1
  let columns: [UnsafeMutablePointer<UInt32>]
  let days: UnsafeMutablePointer<Int32>
  /// The rows of the block that is being filled.
  private(set) var filled = 0
  /// Texts and numbers whose codes are looked up together.
  var batch = SymbolBatch()
  var numbers = NumberBatch()
  /// The content of a quoted field that has quotes inside.
  var unescaped: UnsafeMutableRawPointer
  var unescapedCapacity = 256
  /// What is wrong with the field that was read last.
  var mistake: TableProblem.Mistake?

  /// What a column is read as.
  enum FieldKind {
    case text, entity, integer, unsigned, decimal, day, firstDay, lastDay
  }

  /// Why a row is not taken.
  struct Flaw: Error {
    var mistake: TableProblem.Mistake
    /// The number of the column; nil for the whole row.
    var column: Int?
    /// Where the mistake is in the buffer.
    var offset: Int
    /// Whether nothing after it can be read.
    var endsFile = false
  }

  init(
    _ relation: RelationSignature, _ format: TableFormat, file: String?, limits: Limits = Limits()
  ) {
    self.relation = relation
    self.format = format
    self.file = file
    self.limits = limits
    delimiter = Array(format.delimiter.utf8)
    kinds =
      relation.columns.enumerated().map { number, type in
        switch type {
        case .text: .text
        case .entity: .entity
        case .integer: format.unsignedColumns.contains(number) ? .unsigned : .integer
        case .decimal: .decimal
        case .day: .day
        }
      } + (format.periods == .none ? [] : [.firstDay, .lastDay])
    capacity = max(16, limits.buffer)
    buffer = .allocate(byteCount: capacity, alignment: 8)
    columns = relation.columns.map { _ in .allocate(capacity: FactBlock.capacity) }
    days = .allocate(capacity: 2 * FactBlock.capacity)
    unescaped = .allocate(byteCount: unescapedCapacity, alignment: 1)
  }

  deinit {
    buffer.deallocate()
    for column in columns { column.deallocate() }
    days.deallocate()
    unescaped.deallocate()
  }

  // MARK: - Reading

  /// Reads to the end; `fill` puts the next bytes into a buffer and returns how many, 0 at the end.
  mutating func read(
    into pools: inout Pools, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    var mustSkipHeader = format.hasHeader
    var isStart = true
    while true {
      try refill(fill)
      if isStart {
        isStart = false
        if startsCompressed {
          throw TableError([problem(.compressed, at: Place(file: file))])
        }
        skipByteOrderMark()
      }
      let isComplete = readRows(into: &pools, &mustSkipHeader)
      resolve(in: &pools)
      if pools.isFull {
        throw TableError([problem(.tooManyValues, at: Place(file: file, line: line))])
      }
      if isComplete { break }
    }
    flush()
    if !problems.isEmpty { throw TableError(problems, count: unreadable) }
  }

  /// Moves unread bytes to the start of the buffer, and fills the rest of it.
  private mutating func refill(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    if unread.lowerBound > 0 {
      // Safe: both ranges lie inside the buffer; they may overlap.
      buffer.copyMemory(from: buffer + unread.lowerBound, byteCount: unread.count)
      unread = 0..<unread.count
    } else if unread.count == capacity {
      // The row is longer than the buffer; growing by half at least keeps reading it again cheap.
      let grown = capacity * 2
      let larger = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 8)
      larger.copyMemory(from: buffer, byteCount: unread.count)
      buffer.deallocate()
      (buffer, capacity) = (larger, grown)
    }
    while unread.count < capacity, !isAtEnd {
      let count = try fill(
        UnsafeMutableRawBufferPointer(
          start: buffer + unread.upperBound, count: capacity - unread.count))
      if count == 0 { isAtEnd = true }
      unread = 0..<(unread.upperBound + count)
    }
  }

  private var startsCompressed: Bool {
    unread.count >= 2 && buffer.load(as: UInt8.self) == 0x1F
      && buffer.load(fromByteOffset: 1, as: UInt8.self) == 0x8B
  }

  private mutating func skipByteOrderMark() {
    let bytes = UnsafeRawBufferPointer(start: buffer, count: unread.count)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { unread = 3..<unread.upperBound }
  }

  /// Reads the rows that end in the buffer; whether the file is read.
  private mutating func readRows(into pools: inout Pools, _ mustSkipHeader: inout Bool) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: buffer, count: unread.upperBound)
    var start = unread.lowerBound
    defer { unread = start..<bytes.count }
    while start < bytes.count {
      var end = FieldReader.find(0x0A, in: bytes, from: start)
      if end == bytes.count && !isAtEnd {
        if bytes.count - start <= limits.row { return false }
        report(Flaw(mistake: .rowLength(limit: limits.row), offset: start), bytes, start)
        return true
      }
      if mustSkipHeader {
        mustSkipHeader = false
      } else {
        do throws(Flaw) {
          guard try readRow(bytes, start, &end, into: &pools) else {
            if bytes.count - start <= limits.row { return false }
            throw Flaw(mistake: .rowLength(limit: limits.row), offset: start, endsFile: true)
          }
          filled += 1
          rowCount += 1
          if filled == FactBlock.capacity {
            resolve(in: &pools)
            flush()
          }
        } catch {
          report(error, bytes, start)
          if error.endsFile { return true }
        }
      }
      line += 1
      if end > start, format.isQuoted { line += lineBreaks(bytes, start..<end) }
      start = min(end + 1, bytes.count)
    }
    return isAtEnd
  }

  /// Finds the codes of all values that wait for them.
  private mutating func resolve(in pools: inout Pools) {
    batch.resolve(in: &pools.symbols)
    numbers.resolve(in: &pools.numbers)
  }

  private func lineBreaks(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
    var count = 0
    for place in range where bytes[place] == 0x0A { count += 1 }
    return count
  }

  // MARK: - Results

  /// Makes a block of the rows that were read since the last one.
  private mutating func flush() {
    guard filled > 0 else { return }
    let count = filled
    filled = 0
    let codes = columns.map { Array(UnsafeBufferPointer(start: $0, count: count)) }
    guard format.periods != .none else {
      blocks.append(FactBlock(count: count, columns: codes))
      return
    }
    var from = [Int32](repeating: 0, count: count)
    var until = from
    for row in 0..<count { (from[row], until[row]) = (days[2 * row], days[2 * row + 1]) }
    blocks.append(FactBlock(count: count, columns: codes, from: from, until: until))
  }

  private mutating func report(_ flaw: Flaw, _ bytes: UnsafeRawBufferPointer, _ start: Int) {
    unreadable += 1
    guard problems.count < limits.problems else { return }
    var place = Place(file: file, line: line, column: 1)
    for byte in bytes[start..<max(start, min(flaw.offset, bytes.count))] {
      if byte == 0x0A {
        (place.line, place.column) = ((place.line ?? 0) + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        place.column = (place.column ?? 0) + 1
      }
    }
    problems.append(problem(flaw.mistake, column: flaw.column, at: place))
  }

  private func problem(
    _ mistake: TableProblem.Mistake, column: Int? = nil, at place: Place
  ) -> TableProblem {
    TableProblem(
      mistake, relation: relation.name, column: column.map { format.label($0, relation) },
      at: place)
  }
}
