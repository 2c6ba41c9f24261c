/// The facts given to an evaluation, and the pools that their codes are of.
package struct FactStore: Sendable {
  package var symbols = SymbolPool()
  package var numbers = NumberPool()
  package private(set) var facts: [Fact] = []
  /// Tuples loaded in bulk, per relation; both readings alike.
  package private(set) var blocks: [Int: [FactBlock]] = [:]

  package init() {}

  /// The pools as they are now.
  package var pools: Pools { Pools(symbols: symbols, numbers: numbers) }

  package mutating func insert(_ fact: Fact) {
    facts.append(fact)
  }

  /// Adds tuples of one relation, whose days may reach beyond the horizon.
  package mutating func insert(_ block: FactBlock, relation: Int) {
    if block.count > 0 { blocks[relation, default: []].append(block) }
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
