import TemporalDatalog

/// A random program whose facts change at random, one update after the other.
package struct ChangingProgram: Sendable {
  package let origin: RandomProgram
  /// What is given of each tuple.
  private var given: [Key: Fact] = [:]
  /// What was given before and is not any more.
  private var former: [Fact] = []
  private var random: RepeatableRandom

  package struct Key: Hashable, Comparable, Sendable {
    var relation: Int
    var tuple: [UInt32]

    package static func < (left: Key, right: Key) -> Bool {
      left.relation != right.relation
        ? left.relation < right.relation : left.tuple.lexicographicallyPrecedes(right.tuple)
    }
  }

  package init(_ origin: RandomProgram) {
    self.origin = origin
    random = RepeatableRandom(seed: origin.seed ^ 0x5EED_0F_C4A9_6E5)
    let bulk = origin.bulk.map {
      Fact(relation: $0.relation, tuple: $0.tuple, certain: [$0.days], conceivable: [$0.days])
    }
    for fact in origin.facts + bulk {
      let key = Key(relation: fact.relation, tuple: fact.tuple)
      var one = fact
      if let other = given[key] {
        one.certain += other.certain
        one.conceivable += other.conceivable
        one.marks += other.marks
      }
      given[key] = tidy(one)
    }
  }

  private var horizon: Span { origin.program.horizon }

  private func tidy(_ fact: Fact) -> Fact {
    var fact = fact
    fact.certain = SpanSet.coalesced(fact.certain, within: horizon)
    fact.conceivable = SpanSet.coalesced(fact.conceivable + fact.certain, within: horizon)
    fact.marks = Set(fact.marks).sorted()
    return fact
  }

  /// The facts as they are now.
  package var store: FactStore {
    store(in: Pools(symbols: RandomProgram.symbols, numbers: origin.numbers))
  }

  /// The facts as they are now, in the codes of some pools.
  package func store(in pools: Pools) -> FactStore {
    var store = FactStore()
    (store.symbols, store.numbers) = (pools.symbols, pools.numbers)
    for key in given.keys.sorted() { if let fact = given[key] { store.insert(fact) } }
    return store
  }

  /// Lets some facts begin, end, or hold on other days, and returns what is given of their tuples.
  package mutating func change() -> [Fact] {
    var changed: [Key: Fact] = [:]
    for _ in 0..<random.pick([1, 1, 1, 2, 3]) {
      let fact = changeOne()
      changed[Key(relation: fact.relation, tuple: fact.tuple)] = fact
    }
    return Array(changed.values)
  }

  /// Takes an update back that was refused.
  package mutating func revert(to other: ChangingProgram) {
    given = other.given
    former = other.former
  }

  private mutating func changeOne() -> Fact {
    let keys = given.keys.sorted()
    if keys.isEmpty || random.chance(35) { return begin(keys) }
    let key = random.pick(keys)
    guard var fact = given[key] else { preconditionFailure("a key has its fact") }
    if random.chance(60) {
      former.append(fact)
      given[key] = nil
      return Fact(relation: key.relation, tuple: key.tuple, certain: [], conceivable: [])
    }
    let days = span()
    switch random.number(0...3) {
    case 0...1:
      // Not on some days.
      fact.certain = SpanSet.subtracting(fact.certain, [days])
      fact.conceivable = SpanSet.subtracting(fact.conceivable, [days])
      fact.marks = fact.marks.filter { $0.until <= days.from || days.until <= $0.from }
    case 2 where isImprecise(key.relation):
      // Not surely on some days.
      fact.certain = SpanSet.subtracting(fact.certain, [days])
    default:
      fact.conceivable.append(days)
      fact.certain.append(days)
    }
    fact = tidy(fact)
    given[key] = fact
    return fact
  }

  /// A fact that was not given on these days, mostly as precise and as dated as others are.
  private mutating func begin(_ keys: [Key]) -> Fact {
    if !former.isEmpty, random.chance(40) {
      return state(former.remove(at: random.number(0...former.count - 1)))
    }
    let relation =
      keys.isEmpty || random.chance(10)
      ? random.number(0...origin.program.relations.count - 1) : random.pick(keys).relation
    let columns = origin.program.relations[relation].columns
    let tuple = columns.indices.map { column -> UInt32 in
      let known = keys.flatMap { key in
        zip(key.tuple, origin.program.relations[key.relation].columns)
          .filter { $0.1 == columns[column] }.map(\.0)
      }
      return known.isEmpty
        ? (columns[column] == .symbol ? 0 : origin.someNumber) : random.pick(known)
    }
    let others = given.values.filter { $0.relation == relation }
    let isDated = others.contains { $0.conceivable != [horizon] }
    let days = isDated || random.chance(3) ? span() : horizon
    var fact = Fact(relation: relation, tuple: tuple, certain: [days], conceivable: [days])
    if isImprecise(relation), random.chance(40) {
      fact.certain = []
      if others.contains(where: { !$0.marks.isEmpty }), random.chance(60) { fact.marks = [days] }
    }
    return state(fact)
  }

  private mutating func state(_ fact: Fact) -> Fact {
    let key = Key(relation: fact.relation, tuple: fact.tuple)
    var one = fact
    if let other = given[key] {
      one.certain += other.certain
      one.conceivable += other.conceivable
      one.marks += other.marks
    }
    given[key] = tidy(one)
    return tidy(one)
  }

  private func isImprecise(_ relation: Int) -> Bool {
    given.values.contains { $0.relation == relation && $0.certain != $0.conceivable }
  }

  private mutating func span() -> Span {
    let from = Int32.random(in: horizon.from..<horizon.until, using: &random)
    return random.chance(10)
      ? horizon : Span(from, min(horizon.until, from + Int32(random.number(1...4))))
  }
}

extension RandomProgram {
  /// A number that has a code.
  fileprivate var someNumber: UInt32 {
    var numbers = numbers
    return numbers.code(1)
  }
}
