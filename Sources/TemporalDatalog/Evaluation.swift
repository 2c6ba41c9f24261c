/// The facts given to an evaluation, and the numbers in them.
package struct FactStore: Sendable {
  package var numbers = NumberPool()
  package private(set) var facts: [Fact] = []
  /// Timeless tuples loaded in bulk, flat, per relation.
  package private(set) var bulk: [Int: [UInt32]] = [:]

  package init() {}

  package mutating func insert(_ fact: Fact) {
    facts.append(fact)
  }

  /// Adds timeless tuples of one relation: `codes` is row after row.
  package mutating func insert(timeless codes: [UInt32], relation: Int) {
    bulk[relation, default: []].append(contentsOf: codes)
  }
}

extension Program {
  /// Returns everything that holds, given and concluded.
  package func evaluate(
    _ facts: consuming FactStore, budget: EvaluationBudget = EvaluationBudget()
  ) async throws(EvaluationFailure) -> Model {
    preconditionFailure("being written")
  }
}

/// The least model of a program on its facts: immutable, both readings.
package struct Model: Sendable {
  package let program: Program
  package let numbers: NumberPool

  /// The number of tuples that hold on at least one day.
  package func count(_ relation: Int, _ reading: Reading) -> Int {
    preconditionFailure("being written")
  }

  /// Calls a function with each tuple that matches (`nil`: any value) and its coalesced days.
  package func forEach(
    _ relation: Int, matching pattern: [UInt32?], _ reading: Reading,
    _ body: (_ tuple: [UInt32], _ days: [Span]) -> Void
  ) { preconditionFailure("being written") }

  /// The days on which a tuple holds: coalesced, ascending.
  package func days(_ relation: Int, _ tuple: [UInt32], _ reading: Reading) -> [Span] {
    preconditionFailure("being written")
  }

  /// The instances of rules that conclude a tuple in a reading, with the days on which they fire.
  ///
  /// `rule` indexes `program.rules` as given; order: rule, then bindings. Every premise is
  /// evaluated against the finished model, so an instance may be circular; who builds a proof
  /// chooses by height.
  package func derivations(
    of tuple: [UInt32], relation: Int, _ reading: Reading
  ) throws(EvaluationFailure) -> [Derivation] { preconditionFailure("being written") }
}

/// One rule instance of the finished model.
package struct Derivation: Sendable, Hashable {
  package var rule: Int
  /// The value of each of the rule's variables; nil for a variable local to an aggregate's body.
  package var bindings: [UInt32?]
  /// Where a premise has a wildcard there may be several tuples: the tuples that satisfy each
  /// positive premise, by the premise's index. Only `holds` and `run` premises have an entry.
  package var witnesses: [Int: [UInt32]]
  package var days: [Span]
}
