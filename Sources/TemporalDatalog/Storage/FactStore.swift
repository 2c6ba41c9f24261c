/// The facts given to an evaluation, and the pools that their codes are of.
package struct FactStore: Sendable {
  package var symbols = SymbolPool()
  package var numbers = NumberPool()
  package private(set) var facts: [Fact] = []
  /// Timeless tuples loaded in bulk, flat, per relation.
  package private(set) var bulk: [Int: [UInt32]] = [:]

  package init() {}

  /// The pools as they are now.
  package var pools: Pools { Pools(symbols: symbols, numbers: numbers) }

  package mutating func insert(_ fact: Fact) {
    facts.append(fact)
  }

  /// Adds timeless tuples of one relation: `codes` is row after row.
  package mutating func insert(timeless codes: [UInt32], relation: Int) {
    bulk[relation, default: []].append(contentsOf: codes)
  }
}

/// What codes stand for: texts and numbers.
package struct Pools: Sendable {
  package var symbols: SymbolPool
  package var numbers: NumberPool

  package init(symbols: SymbolPool = SymbolPool(), numbers: NumberPool = NumberPool()) {
    self.symbols = symbols
    self.numbers = numbers
  }

  /// Whether a text or a number was refused because there are no more codes.
  package var isFull: Bool { symbols.isFull || numbers.isFull }
}
