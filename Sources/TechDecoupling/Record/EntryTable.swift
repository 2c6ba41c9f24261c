/// The entries of a chronicle: a list in blocks, and a table of their ids.
///
/// A copy shares every block until it changes something in it.
struct EntryTable: Sendable {
  private var blocks: [[Entry]] = []
  private var ids = HashIndex()
  /// The first and the last day that some date of an entry or claim names, or named.
  private(set) var namedDays = Days(.max, .min)

  /// A block is copied for one change of it, so that it is small.
  private static let blockBits = 7
  private static let blockMask = 1 << blockBits - 1

  /// The number of entries.
  var count: Int { ids.count }

  /// The entry with a number from 0 up to the count.
  subscript(number: Int) -> Entry {
    _read { yield blocks[number >> Self.blockBits][number & Self.blockMask] }
  }

  /// The entries among which the one with a number stands, and where.
  func block(of number: Int) -> (entries: [Entry], index: Int) {
    (blocks[number >> Self.blockBits], number & Self.blockMask)
  }

  static func hash(_ id: EntryID) -> UInt32 { UInt32(truncatingIfNeeded: id.hashValue) }

  // MARK: - Looking up

  /// The entry with an id.
  ///
  /// - Complexity: O(1) on average.
  subscript(id: EntryID) -> Entry? { number(of: id, Self.hash(id)).map { self[$0] } }

  /// The number of the entry with an id, whose hash is given.
  func number(of id: EntryID, _ hash: UInt32) -> Int? {
    ids.number(hash) { self[$0].id == id }
  }

  // MARK: - Changing

  /// Puts an entry in, in the place of the one with its id if there is one.
  ///
  /// - Complexity: O(1) on average, amortized; O(block) if the block is shared.
  mutating func set(_ entry: Entry, _ hash: UInt32) {
    guard let number = number(of: entry.id, hash) else { return append(entry, hash) }
    noteDays(entry)
    blocks[number >> Self.blockBits][number & Self.blockMask] = entry
  }

  /// Makes room for so many entries more, where they are more than there are.
  mutating func reserveCapacity(forMore more: Int) {
    if more > count { ids.reserveCapacity(count + more) }
  }

  /// Puts an entry in whose id no other has.
  mutating func append(_ entry: consuming Entry, _ hash: UInt32) {
    put(entry, at: count)
    ids.append(hash)
  }

  /// Fills an empty table with entries whose ids an index has, in their order.
  mutating func fill(_ ids: HashIndex, _ next: () -> Entry) {
    for number in 0..<ids.count { put(next(), at: number) }
    self.ids = ids
  }

  /// Puts an entry behind those that there are.
  private mutating func put(_ entry: consuming Entry, at number: Int) {
    noteDays(entry)
    if number & Self.blockMask == 0 {
      blocks.append([])
      // The first block stays as small as the record.
      if number > 0 { blocks[blocks.count - 1].reserveCapacity(Self.blockMask + 1) }
    }
    blocks[blocks.count - 1].append(entry)
  }

  /// Takes the entry with an id out; the last one gets its number.
  mutating func remove(_ id: EntryID) -> Entry? {
    let hash = Self.hash(id)
    guard let number = number(of: id, hash) else { return nil }
    let removed = self[number]
    let last = self[count - 1]
    ids.remove(number, hash, lastHash: Self.hash(last.id))
    blocks[number >> Self.blockBits][number & Self.blockMask] = last
    blocks[blocks.count - 1].removeLast()
    if blocks[blocks.count - 1].isEmpty { blocks.removeLast() }
    return removed
  }

  private mutating func noteDays(_ entry: Entry) {
    func note(_ date: DateRange?) {
      guard let date else { return }
      if let first = date.first { note(first) }
      if let last = date.last { note(last) }
    }
    func note(_ day: Day) {
      namedDays.from = min(namedDays.from, day.number)
      namedDays.until = max(namedDays.until, day.number)
    }
    func note(_ period: DatePeriod?) {
      guard let period else { return }
      if case .date(let date) = period.start { note(date) }
      if case .date(let date) = period.end { note(date) }
    }
    switch entry.content {
    case .event(let event): note(event.date)
    case .statement(let statement): note(statement.period)
    }
    for claim in entry.claims {
      note(claim.date)
      if !claim.isPlain { note(claim.period) }
    }
  }

  // MARK: - Comparing

  /// The ids of entries that one of two tables does not have, or that they have differently, and the
  /// numbers here of those that are the same and have another number there.
  ///
  /// - Complexity: O(1) for each block that both share, O(entries) for others.
  func changes(from other: EntryTable) -> (ids: Set<EntryID>, moves: [UInt32: UInt32]) {
    var ids: Set<EntryID> = []
    var displaced: Set<EntryID> = []
    for block in 0..<max(blocks.count, other.blocks.count) {
      if block < blocks.count, block < other.blocks.count,
        Self.areShared(blocks[block], other.blocks[block])
      {
        continue
      }
      let start = block << Self.blockBits
      let end = min(start + Self.blockMask + 1, max(count, other.count))
      for number in start..<end {
        if number < count, number < other.count, self[number].id == other[number].id {
          if self[number] != other[number] { ids.insert(self[number].id) }
          continue
        }
        if number < count { displaced.insert(self[number].id) }
        if number < other.count { displaced.insert(other[number].id) }
      }
    }
    var moves: [UInt32: UInt32] = [:]
    for id in displaced {
      let hash = Self.hash(id)
      if let new = number(of: id, hash), let old = other.number(of: id, hash),
        self[new] == other[old]
      {
        moves[UInt32(old)] = UInt32(new)
      } else {
        ids.insert(id)
      }
    }
    return (ids, moves)
  }

  /// Whether two blocks are one in memory.
  private static func areShared(_ left: [Entry], _ right: [Entry]) -> Bool {
    left.count == right.count
      && left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress }
      }
  }

  // MARK: - In order

  /// The numbers of all entries, sorted by id.
  ///
  /// - Complexity: O(*n* log *n*); ids are looked at beyond 16 bytes only where these are the same.
  var sortedNumbers: [UInt32] {
    var keys: [OrderKey] = []
    keys.reserveCapacity(count)
    var isPlain = true
    for number in 0..<count {
      let (key, isASCII) = OrderKey.reading(self[number].id.text, UInt32(number))
      isPlain = isPlain && isASCII
      keys.append(key)
    }
    // Bytes have the order of texts only where no two spellings are one text.
    if isPlain {
      keys.sort { left, right in
        if left.high != right.high { return left.high < right.high }
        if left.low != right.low { return left.low < right.low }
        return self[Int(left.number)].id < self[Int(right.number)].id
      }
    } else {
      keys.sort { self[Int($0.number)].id < self[Int($1.number)].id }
    }
    return keys.map(\.number)
  }

  /// All entries, sorted by id.
  var sorted: [Entry] { sortedNumbers.map { self[Int($0)] } }
}

/// The first bytes of a text, by which most texts are told apart.
struct OrderKey {
  var high: UInt64
  var low: UInt64
  var number: UInt32

  /// The key of a text, and whether the text is all ASCII.
  static func reading(_ text: String, _ number: UInt32) -> (OrderKey, Bool) {
    var (high, low): (UInt64, UInt64) = (0, 0)
    var bits: UInt8 = 0
    var count = 0
    for byte in text.utf8 {
      bits |= byte
      if count < 8 {
        high |= UInt64(byte) << UInt64(56 - 8 * count)
      } else if count < 16 {
        low |= UInt64(byte) << UInt64(120 - 8 * count)
      }
      count += 1
    }
    return (OrderKey(high: high, low: low, number: number), bits < 0x80)
  }
}

extension EntryTable: Hashable {
  /// Whether the same entries are there, whatever their order.
  static func == (left: EntryTable, right: EntryTable) -> Bool {
    guard left.count == right.count else { return false }
    for number in 0..<left.count {
      let id = left[number].id
      guard let other = right.number(of: id, hash(id)), left[number] == right[other] else {
        return false
      }
    }
    return true
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    var ids = 0
    for number in 0..<count { ids ^= self[number].id.hashValue }
    hasher.combine(ids)
  }
}
