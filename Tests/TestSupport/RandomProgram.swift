import TemporalDatalog

/// A small program with its facts, as the generator makes it and the shrinker takes it apart.
package struct RandomProgram: Sendable {
  package var seed: UInt64
  package var program: Program
  package var numbers: NumberPool
  package var facts: [Fact]
  /// Tuples that are loaded in bulk, with their days.
  package var bulk: [(relation: Int, tuple: [UInt32], days: Span)] = []

  package init(seed: UInt64, program: Program, numbers: NumberPool, facts: [Fact]) {
    self.seed = seed
    self.program = program
    self.numbers = numbers
    self.facts = facts
  }

  /// Texts whose order is not that of their codes; from the ninth on, those that begin with a
  /// number.
  package static let symbols: SymbolPool = {
    var pool = SymbolPool()
    for text in ["b", "a", "ab", "", "é", "aab", "ba", "b é", "12", "-3x", "2", "7 a"] {
      _ = pool.code(text)
    }
    // Patterns that both sides read alike, and one that is none.
    for text in ["a.*", "[ab]+", "(a|b)?b", ".{1,2}", "[0-9]+.*", "[^a]*", "("] {
      _ = pool.code(text)
    }
    for number in 0..<1_000 { _ = pool.code("s\(1_000 + number)") }
    return pool
  }()

  static let patterns = (12..<19).map { UInt32($0) }
  static let goodPatterns = patterns.dropLast()

  package var store: FactStore {
    var store = FactStore()
    store.symbols = RandomProgram.symbols
    store.numbers = numbers
    for fact in facts { store.insert(fact) }
    for row in bulk {
      store.insert(
        FactBlock(
          count: 1, columns: row.tuple.map { [$0] },
          from: row.days == program.horizon ? [] : [row.days.from],
          until: row.days == program.horizon ? [] : [row.days.until]), relation: row.relation)
    }
    return store
  }

  /// The relations that some rule concludes.
  package var concluded: Set<Int> { Set(program.rules.map(\.head.relation)) }
}

extension ProgramRule {
  /// Whether every variable that has to be bound is.
  package var isSafe: Bool {
    guard let bound = Premise.bound(by: premises, from: []) else { return false }
    return bound.isSuperset(of: head.variables) && !head.operands.contains(.any)
  }
}

extension Premise {
  /// The variables bound by the premises together; nil if one of them lacks a variable.
  static func bound(by premises: [Premise], from outer: Set<Int>) -> Set<Int>? {
    var known = outer.union(premises.filter(\.isPositive).flatMap(\.bindings))
    var rest = premises.filter { !$0.isPositive }
    while !rest.isEmpty {
      guard let index = rest.firstIndex(where: { known.isSuperset(of: $0.needs) }) else {
        return nil
      }
      let premise = rest.remove(at: index)
      known.formUnion(premise.bindings)
      guard case .aggregate(let aggregate, _) = premise else { continue }
      guard let inner = bound(by: aggregate.body, from: Set(aggregate.group)),
        inner.isSuperset(of: aggregate.per + [aggregate.value].compactMap { $0 })
      else { return nil }
    }
    return known
  }
}
