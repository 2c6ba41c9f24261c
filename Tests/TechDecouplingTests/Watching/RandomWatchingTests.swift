import TechDecoupling
import TestSupport
import Testing

/// Whatever is recorded and whenever it is read, what is told adds up to what the findings say.
@Suite(.timeLimit(.minutes(60))) struct RandomWatchingTests {
  typealias R = RandomDifferenceTests

  /// Given and concluded atoms, all and some.
  static let patterns = [
    SmallRecord.uses(any()), SmallRecord.supplies(any(), any()), R.reached(any(), any()),
    R.reached(Lab("lab-0"), any()), R.free(any()), R.lately(any()), R.many(any()),
  ]

  static func record(seed: UInt64) async throws -> LiveRecord {
    try await LiveRecord(
      SmallRecord.random(seed: seed, readings: 40).chronicle(), under: R.book, horizon: R.horizon)
  }

  /// Adds, removes or replaces a random entry.
  static func change(_ record: LiveRecord, _ random: inout RepeatableRandom) async throws {
    let other = try SmallRecord.random(seed: random.next(), readings: 40).chronicle()
    var entry = random.pick(other.entries)
    let ids = await record.findings.chronicle.entries.map(\.id)
    let old = ids.isEmpty ? nil : random.pick(ids)
    switch (random.number(0...2), old) {
    case (0, let old?):
      try await record.change { $0.remove(entry: old) }
    case (1, let old?):
      entry.id = old
      let other = entry
      try await record.change { try $0.replace(other) }
    default:
      entry.id = EntryID("new-\(random.next())")
      try await record.add(entry)
    }
  }

  /// The runs of a pattern, by atom.
  static func runs(_ record: LiveRecord, _ pattern: Atom) async throws -> [Atom: [Run]] {
    try Told(await record.findings, pattern).runs
  }

  @Test func `What was told adds up to the findings, whenever it is read`() async throws {
    var deliveryCount = 0
    for seed in 0..<60 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let record = try await Self.record(seed: seed)
      let begun = await record.findings
      var readers: [(pattern: Atom, told: Told, news: LiveRecord.Changes.Iterator)] = []
      for pattern in Self.patterns {
        let news = try await record.watch(pattern)
        readers.append((pattern, try Told(begun, pattern), news.makeAsyncIterator()))
      }
      for step in 0..<12 {
        try await Self.change(record, &random)
        for index in readers.indices where random.chance(30) {
          let now = try await Self.runs(record, readers[index].pattern)
          // A reader with nothing to be told would wait for the next change.
          if now != readers[index].told.runs {
            readers[index].told.take(try #require(await readers[index].news.next()))
          }
          #expect(readers[index].told.runs == now, "seed \(seed), step \(step)")
        }
      }
      await record.finishWatching()
      for index in readers.indices {
        while let difference = await readers[index].news.next() {
          readers[index].told.take(difference)
        }
        let now = try await Self.runs(record, readers[index].pattern)
        #expect(readers[index].told.runs == now, "seed \(seed), at the end")
        deliveryCount += readers[index].told.deliveryCount
      }
    }
    #expect(deliveryCount > 500)
  }

  @Test func `Tasks that record and read at once lose nothing`() async throws {
    var deliveryCount = 0
    for seed in 0..<8 as Range<UInt64> {
      let record = try await Self.record(seed: seed)
      let begun = await record.findings
      deliveryCount += try await withThrowingTaskGroup(of: Int.self) { group in
        for (number, pattern) in (Self.patterns + Self.patterns).enumerated() {
          let news = try await record.watch(pattern, since: begun)
          group.addTask {
            var told = try Told(begun, pattern)
            var random = RepeatableRandom(seed: seed + UInt64(number))
            for await difference in news {
              told.take(difference)
              // Some read more slowly than others.
              for _ in 0..<random.number(0...number * 10) { await Task.yield() }
            }
            #expect(try await told.runs == Self.runs(record, pattern), "seed \(seed)")
            return told.deliveryCount
          }
        }
        try await withThrowingTaskGroup(of: Void.self) { recorders in
          for number in 0..<4 as Range<UInt64> {
            recorders.addTask {
              var random = RepeatableRandom(seed: 1_000 * seed + number)
              for _ in 0..<6 { try await Self.add(to: record, &random) }
            }
          }
          try await recorders.waitForAll()
        }
        await record.finishWatching()
        return try await group.reduce(0, +)
      }
      #expect(await record.findings.chronicle.entryCount == begun.chronicle.entryCount + 24)
    }
    #expect(deliveryCount > 100)
  }

  private static func add(to record: LiveRecord, _ random: inout RepeatableRandom) async throws {
    let other = try SmallRecord.random(seed: random.next(), readings: 40).chronicle()
    var entry = random.pick(other.entries)
    entry.id = EntryID("new-\(random.next())")
    try await record.add(entry)
  }

  @Test func `Changes are made one after the other, in order, each on the newest record`()
    async throws
  {
    let record = try await Self.record(seed: 1)
    let first = await record.findings.chronicle.entryCount
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask {
          let atom = SmallRecord.ranks(Lab("lab-0"), 1)
          return try await record.change { chronicle in
            try chronicle.add(Entry(EntryID("more-\(number)"), Statement([atom])))
            return chronicle.entryCount
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.sorted() == Array(first + 1...first + 20))
  }
}
