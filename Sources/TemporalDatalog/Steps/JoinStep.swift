/// A premise: extends each row by the tuples that match it, on the days they share.
///
/// Matches are found for many rows of a batch before any value is copied; then each column is
/// copied by itself. Accesses to what is read or counted for each match are not checked at run time:
/// none encloses another to the same property.
final class JoinStep: Step {
  private let input: Layout
  private let number: Int
  /// What the number stands for at present.
  private var relation: Relation { context.relations[number] }
  private let isTemporal: Bool
  private let scope: Scope
  private let operands: [Operand]
  /// The columns that are bound, and by what.
  private let bound: [(column: Int, source: KeySource)]
  /// Hands out the rows that a first premise reads, where several lanes share them.
  var tickets: (ScanTickets, lane: Int)?
  /// Columns by which few rows may be read that lanes share, each for a relation's bits.
  private var leading: [(relation: Int, column: Int)] = []
  /// Whether lanes share the rows, and write to bits.
  var isShared = false
  /// Adds what the premise finds to the head's bits, where both can be bits.
  private var bitUnion: BitUnion?

  private var sources: [Source] = []
  /// The runs among the sources: all of them or none.
  private var runs: [SortedRun] = []
  private(set) lazy var key = KeyBuffer([])
  private var keySources: [KeySource] = []
  let copies: [Copy]
  @exclusivity(unchecked) private var fills: [Copy] = []
  @exclusivity(unchecked) private var columnChecks: [Copy] = []
  @exclusivity(unchecked) private var constantChecks: [(column: Int, code: UInt32)] = []
  /// Row numbers of the input and of what is looked into, side by side, not copied yet.
  private let pairs: Rows
  var lefts: UnsafeMutablePointer<UInt32> { pairs.column(0) }
  private var rights: UnsafeMutablePointer<UInt32> { pairs.column(1) }
  /// The days that the rows of a pair share.
  private var firsts: UnsafeMutablePointer<UInt32> { pairs.column(2) }
  private var ends: UnsafeMutablePointer<UInt32> { pairs.column(3) }
  private let ranges = RangeBuffer()
  @exclusivity(unchecked) private var pairCount = 0
  /// Tuples read from bits, without the bound columns, or from layers.
  private(set) lazy var scratch = Rows(width: 0, capacity: 0)
  private var arrangement: Arrangement?

  /// Where the columns of a tuple stand in what is looked into.
  private enum Arrangement: Equatable {
    case asWritten, withoutBound
    case ordered([Int])
  }

  /// What a premise looks into, one after the other.
  private enum Source {
    /// Rows that are read from end to end.
    case scan(Rows)
    case run(SortedRun)
    case bits(DenseSet)
    case layers(LayeredLookup)
  }

  init(
    _ context: Context, _ input: Layout, _ output: Layout, relation: Int, operands: [Operand],
    scope: Scope
  ) {
    self.input = input
    number = relation
    isTemporal = context.relations[relation].isTemporal
    self.operands = operands
    self.scope = scope
    bound = input.bound(operands)
    copies = input.copies(to: output, withDays: !isTemporal)
    pairs = Rows(width: isTemporal ? 4 : 2, capacity: 0)
    super.init(context, output)
  }

  /// Notes that the next stage is a head, to whose bits what is found may be added as bits.
  ///
  /// `first` is the first stage, whose rows lanes may share.
  func unite(with head: HeadStep, first: JoinStep?) {
    bitUnion = BitUnion(input, operands, head)
    if bitUnion != nil { first?.mayScan(inOrderOf: operands, of: number) }
  }

  /// Notes that rows that lanes share may be read in the order of the first column that they give of
  /// a relation's tuples, if it is not the last: so each lane comes to other parts of the bits.
  ///
  /// Of several relations the one with most bits decides.
  func mayScan(inOrderOf tuple: [Operand], of relation: Int) {
    for case .variable(let variable) in tuple.dropLast() {
      guard let column = operands.firstIndex(of: .variable(variable)) else { continue }
      leading.append((relation, column))
      return
    }
  }

  /// The column by which rows are read that lanes share; nil if it is the first.
  private var leadingColumn: Int? {
    func size(_ relation: Int) -> Int { context.relations[relation].dense?.bitCount ?? 0 }
    let best = leading.max { size($0.relation) < size($1.relation) }
    return best.flatMap { $0.column == 0 ? nil : $0.column }
  }

  /// As many matches of one row are noted as pairs; more are copied at once.
  private static let mostPairs = 16
  private static let leastPairs = 32

  /// Makes room for so many numbers of rows; no pair waits.
  func makeRoom(_ count: Int) { pairs.reserve(count) }

  // MARK: - Preparing

  override func prepare() throws(EvaluationFailure) {
    pairCount = 0
    pairs.reserve(JoinStep.leastPairs)
    runs = []
    if readsNewest {
      // The newest rows are read once from end to end, so that no sort order is needed.
      // Bits are read wherever there are some, so that every lane reads what tickets were made for.
      if bound.isEmpty, let set = relation.views[.newest] { return prepare(set) }
      sources = try relation.delta().blocks.map(Source.scan)
      return arrange(.asWritten)
    }
    if isShared, bound.isEmpty, relation.isReordered, let leadingColumn {
      let (runs, order) = try relation.searchableRuns(prefix: [leadingColumn], scope)
      self.runs = runs
      sources = runs.map(Source.run)
      return arrange(.ordered(order))
    }
    switch try relation.lookup(bound.map(\.column), scope) {
    case .bits(let set): prepare(set)
    case .runs(let runs, let order):
      self.runs = runs
      sources = runs.map(Source.run)
      arrange(.ordered(order))
    case .layers(let layers):
      sources = [.layers(layers)]
      makeScratch(width: operands.count + (isTemporal ? 2 : 0))
      arrange(.ordered(layers.order))
    }
  }

  private func prepare(_ set: DenseSet) {
    sources = [.bits(set)]
    bitUnion?.prepare()
    makeScratch(width: operands.count - bound.count)
    arrange(.withoutBound)
  }

  override func letGoOfRelation() {
    super.letGoOfRelation()
    (sources, runs) = ([], [])
  }

  override func letGo() {
    super.letGo()
    pairs.clear(keeping: JoinStep.leastPairs)
    scratch.clear(keeping: Step.leastBatch)
    ranges.letGo()
  }

  private func makeScratch(width: Int) {
    if scratch.width != width { scratch = Rows(width: width, capacity: 16) }
  }

  /// Finds the places of columns, unless they are those of the last time.
  private func arrange(_ arrangement: Arrangement) {
    if self.arrangement == arrangement { return }
    self.arrangement = arrangement
    fills = []
    columnChecks = []
    constantChecks = []
    var positions = Array(operands.indices)
    switch arrangement {
    case .asWritten:
      key = KeyBuffer([])
      for (column, source) in bound {
        if case .constant(let code) = source { constantChecks.append((column, code)) }
      }
    case .withoutBound:
      // What is bound is not read again.
      positions = positions.map { max(0, $0 - bound.count) }
      keySources = bound.map(\.source)
      key = KeyBuffer(keySources)
    case .ordered(let order):
      key = KeyBuffer(order, bound)
      for (position, column) in order.enumerated() { positions[column] = position }
    }
    for (column, operand) in operands.enumerated() {
      guard case .variable(let variable) = operand, input.slot(variable) == nil else { continue }
      if let first = operands[..<column].firstIndex(of: operand) {
        columnChecks.append(Copy(from: positions[first], to: positions[column]))
      } else if let slot = layout.slot(variable) {
        fills.append(Copy(from: positions[column], to: slot))
      }
    }
  }

  /// The relation that is searched, and the columns that are bound then; nil if it is read from end
  /// to end.
  var search: (Relation, columns: [Int], Scope)? {
    input.variables.isEmpty ? nil : (relation, bound.map(\.column), scope)
  }

  /// Whether the newest rows are read from end to end.
  private var readsNewest: Bool { scope == .newest && input.variables.isEmpty }

  /// The number of rows, or of 64 bits, that a first premise reads; nil for others.
  var scanCount: Int? {
    guard input.variables.isEmpty, !input.isTemporal, !isExistence else { return nil }
    if case .layers? = sources.first { return nil }
    return sources.reduce(0) { $0 + scanCount($1) }
  }

  private func scanCount(_ source: Source) -> Int {
    switch source {
    case .scan(let rows): return rows.count
    case .run(let run):
      let (low, high) = run.range(of: key.values, length: key.length)
      return high - low
    case .bits(let set):
      return (set.positions(of: key.values, length: key.length).count + 63) / 64
    case .layers: return 0
    }
  }

  /// Whether matches have neither conditions nor days.
  private var isPlain: Bool {
    columnChecks.isEmpty && constantChecks.isEmpty && !isTemporal
  }

  /// Whether the premise binds nothing more, so that each row passes once or not at all.
  private var isExistence: Bool { isPlain && fills.isEmpty }

  // MARK: - Running

  override func process(_ input: Rows) throws(EvaluationFailure) {
    if scanCount != nil { return try scan(input) }
    if isExistence { return try processExistence(input) }
    let isPlain = isPlain
    for source in sources {
      key.reset()
      switch source {
      case .scan(let rows):
        for row in 0..<input.count { try match(input, row, rows, 0, rows.count, isPlain) }
        try materialize(input, rows)
      case .run(let run):
        ranges.find(key, of: input, in: run)
        try matchRanges(input, 0..<input.count, run.rows, isPlain)
      case .bits(let set):
        var start = try unite(input, set)
        while start < input.count {
          let end = ranges.read(key, of: input, from: start, in: set, into: scratch)
          try matchRanges(input, start..<end, scratch, isPlain)
          start = end
        }
      case .layers(let layers):
        try process(input, layers, isPlain)
      }
      try context.watch.tick(input.count)
    }
  }

  /// Adds what is found in bits to those of the head, as far as that can be done; returns the row
  /// at which it stopped.
  private func unite(_ input: Rows, _ set: DenseSet) throws(EvaluationFailure) -> Int {
    guard let bitUnion, key.length == operands.count - 1, let next else { return 0 }
    if !next.isReady { try next.makeReady() }
    var row = 0
    while row < input.count {
      let (end, count) = bitUnion.add(key, of: input, from: row, in: set)
      if end == row { break }
      row = end
      notePassed(count)
      try context.watch.tick(count >> 4)
    }
    return row
  }

  /// Takes the tuples that were found for some rows, and copies them.
  private func matchRanges(
    _ input: Rows, _ range: Range<Int>, _ rows: Rows, _ isPlain: Bool
  ) throws(EvaluationFailure) {
    let (lows, highs) = (ranges.lows, ranges.highs)
    for row in range {
      let (low, high) = (Int(lows[row]), Int(highs[row]))
      if low != high { try match(input, row, rows, low, high, isPlain) }
    }
    try materialize(input, rows)
  }

  /// Reads a first premise from end to end, or the parts of it that no other lane has taken.
  private func scan(_ input: Rows) throws(EvaluationFailure) {
    let scanned = scanCount ?? 0
    let (tickets, lane) = tickets ?? (ScanTickets(count: scanned, size: .max, lanes: 1), lane: 0)
    while let ticket = tickets.next(for: lane) {
      var start = 0
      for source in sources {
        let count = scanCount(source)
        let low = max(ticket.lowerBound - start, 0)
        let high = min(ticket.upperBound - start, count)
        if low < high { try scan(input, source, low, high) }
        start += count
      }
      // What the rows lead to is done before others are taken, so that every lane gets its share.
      if ticket.count < scanned { try flush() }
    }
  }

  private func scan(
    _ input: Rows, _ source: Source, _ low: Int, _ high: Int
  ) throws(EvaluationFailure) {
    let isPlain = isPlain
    switch source {
    case .scan(let rows):
      try match(input, 0, rows, low, high, isPlain)
      try materialize(input, rows)
    case .run(let run):
      let first = run.range(of: key.values, length: key.length).low
      try match(input, 0, run.rows, first + low, first + high, isPlain)
      try materialize(input, run.rows)
    case .bits(let set):
      let all = set.positions(of: key.values, length: key.length)
      let size = 1 << 10
      for part in stride(from: low, to: high, by: size) {
        scratch.count = 0
        let first = all.lowerBound + part * 64
        let end = min(all.lowerBound + min(part + size, high) * 64, all.upperBound)
        // The bound columns have one value in all tuples that are read.
        set.read(first..<end, from: key.length, base: all.lowerBound, into: scratch)
        if scratch.count > 0 { try match(input, 0, scratch, 0, scratch.count, isPlain) }
        try materialize(input, scratch)
        try context.watch.tick(scratch.count + size)
      }
    case .layers: break
    }
  }

  /// Takes the tuples of one stretch for one row.
  @inline(__always)
  func match(
    _ input: Rows, _ row: Int, _ rows: Rows, _ low: Int, _ high: Int, _ isPlain: Bool
  ) throws(EvaluationFailure) {
    if !isPlain { return try matchConditions(input, row, rows, low, high) }
    if high &- low > JoinStep.mostPairs {
      try materialize(input, rows)
      return try copyStretch(input, row, rows, low, high)
    }
    if pairCount &+ high &- low > pairs.capacity { try materialize(input, rows) }
    // Safe: there is room for more pairs than are noted at once.
    let (lefts, rights) = (lefts, rights)
    let number = UInt32(truncatingIfNeeded: row)
    for match in low..<high {
      lefts[pairCount] = number
      rights[pairCount] = UInt32(truncatingIfNeeded: match)
      pairCount &+= 1
    }
  }

  /// Timeless matches without conditions: whole stretches of columns are copied.
  private func copyStretch(
    _ input: Rows, _ row: Int, _ rows: Rows, _ low: Int, _ high: Int
  ) throws(EvaluationFailure) {
    var low = low
    while low < high {
      if out.count == batchSize { try flush() }
      let size = min(high &- low, batchSize &- out.count)
      for copy in copies {
        let value = input.value(copy.from, row)
        let target = out.column(copy.to) + out.count
        for index in 0..<size { target[index] = value }
      }
      for fill in fills {
        (out.column(fill.to) + out.count).update(from: rows.column(fill.from) + low, count: size)
      }
      out.count &+= size
      low &+= size
    }
  }

  /// Copies the pairs' values, and hands on full batches.
  func materialize(_ input: Rows, _ rows: Rows) throws(EvaluationFailure) {
    var start = 0
    while start < pairCount {
      if out.count == batchSize { try flush() }
      let size = min(pairCount &- start, batchSize &- out.count)
      let (lefts, rights) = (lefts + start, rights + start)
      // Safe: pairs are numbers of rows, and there is room for `size` rows.
      for copy in copies {
        let source = input.column(copy.from)
        let target = out.column(copy.to) + out.count
        for index in 0..<size { target[index] = source[Int(lefts[index])] }
      }
      for fill in fills {
        let source = rows.column(fill.from)
        let target = out.column(fill.to) + out.count
        for index in 0..<size { target[index] = source[Int(rights[index])] }
      }
      if isTemporal {
        (out.column(layout.from) + out.count).update(from: firsts + start, count: size)
        (out.column(layout.until) + out.count).update(from: ends + start, count: size)
      }
      out.count &+= size
      start &+= size
    }
    pairCount = 0
    pairs.reserve(batchSize)
  }

  // MARK: - Conditions and days

  private func matchConditions(
    _ input: Rows, _ row: Int, _ rows: Rows, _ low: Int, _ high: Int
  ) throws(EvaluationFailure) {
    let arity = operands.count
    let isTemporal = isTemporal
    var from: UInt32 = 0
    var until: UInt32 = .max
    if self.input.isTemporal {
      from = input.value(self.input.from, row)
      until = input.value(self.input.until, row)
    }
    try context.watch.tick((high - low) >> 2)
    var (lefts, rights, firsts, ends) = (lefts, rights, firsts, ends)
    var match = low
    /// Rows passed over one after the other: in a long history the next is searched for.
    var passed = 0
    while match < high {
      var first = from
      var end = until
      if isTemporal {
        first = max(first, rows.value(arity, match))
        end = min(end, rows.value(arity + 1, match))
        if first >= end {
          passed &+= 1
          match = passed & 7 == 0 ? nextOverlap(rows, match, high, from, until) : match &+ 1
          continue
        }
      }
      passed = 0
      if passes(rows, match) {
        if pairCount == pairs.capacity {
          try materialize(input, rows)
          (lefts, rights, firsts, ends) = (self.lefts, self.rights, self.firsts, self.ends)
        }
        lefts[pairCount] = UInt32(truncatingIfNeeded: row)
        rights[pairCount] = UInt32(truncatingIfNeeded: match)
        if isTemporal {
          firsts[pairCount] = first
          ends[pairCount] = end
        }
        pairCount &+= 1
      }
      match &+= 1
    }
  }

  /// The next row after one that shares no day with `from..<until`, where rows of one tuple, which
  /// are in the order of their days, are passed over by halving steps.
  ///
  /// O(log of the rows passed over).
  private func nextOverlap(
    _ rows: Rows, _ match: Int, _ high: Int, _ from: UInt32, _ until: UInt32
  ) -> Int {
    let arity = operands.count
    let isBefore = rows.value(arity &+ 1, match) <= from
    // Of one tuple, rows before the days come first, then those that share some, then later ones.
    return rows.gallop(from: match, below: high) { candidate in
      Rows.compare(rows, match, rows, candidate, columns: arity) == 0
        && (!isBefore || rows.value(arity &+ 1, candidate) <= from)
    }
  }

  @inline(__always)
  private func passes(_ rows: Rows, _ match: Int) -> Bool {
    for check in columnChecks where rows.value(check.from, match) != rows.value(check.to, match) {
      return false
    }
    for check in constantChecks where rows.value(check.column, match) != check.code {
      return false
    }
    return true
  }

  private func processExistence(_ input: Rows) throws(EvaluationFailure) {
    makeRoom(input.count)
    if case .bits(let set)? = sources.first, key.length == operands.count {
      let count = set.select(input, keySources, arePresent: true, into: lefts)
      try emit(input, lefts, count, copies)
      return try context.watch.tick(input.count)
    }
    if case .layers(let layers)? = sources.first { return try processExistence(input, layers) }
    if !runs.isEmpty {
      let count = ranges.select(key, of: input, in: runs, arePresent: true, into: lefts)
      try emit(input, lefts, count, copies)
      return try context.watch.tick(input.count)
    }
    let (key, lefts) = (key, lefts)
    key.reset()
    var isPresent = false
    var count = 0
    for row in 0..<input.count {
      if key.fill(input, row) { isPresent = sources.contains { isFound(key, in: $0) } }
      lefts[count] = UInt32(truncatingIfNeeded: row)
      count &+= isPresent ? 1 : 0
    }
    try emit(input, lefts, count, copies)
    try context.watch.tick(input.count)
  }

  @inline(__always)
  private func isFound(_ key: KeyBuffer, in source: Source) -> Bool {
    switch source {
    case .scan(let rows): return rows.count > 0
    case .run: return false
    case .bits(let set):
      return set.hasTuple(in: set.positions(of: key.values, length: key.length))
    case .layers(let layers): return layers.contains(key.values)
    }
  }
}
