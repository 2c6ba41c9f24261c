import TemporalDatalog

/// Days of a small horizon as bits; bit 0 is the horizon's first day.
package typealias DaySet = UInt64

/// A tuple by meaning: symbols by code, numbers and days by value, decimals in millionths.
package typealias NaiveTuple = [Int64]

/// Every tuple of every relation with its days, both readings, and what went wrong on the way.
package struct NaiveModel: Sendable, Equatable {
  /// By relation.
  package var certain: [[NaiveTuple: DaySet]]
  package var conceivable: [[NaiveTuple: DaySet]]
  /// The days on which each failure happens.
  ///
  /// If there is one, the evaluation has no result.
  package var failures: [NaiveFailure: DaySet] = [:]

  package init(
    certain: [[NaiveTuple: DaySet]], conceivable: [[NaiveTuple: DaySet]]
  ) {
    self.certain = certain
    self.conceivable = conceivable
  }

  package subscript(relation: Int, reading: Reading) -> [NaiveTuple: DaySet] {
    reading == .certain ? certain[relation] : conceivable[relation]
  }

  package mutating func insert(
    _ tuple: NaiveTuple, _ days: DaySet, into relation: Int, _ reading: Reading
  ) {
    guard days != 0 else { return }
    if reading == .certain {
      certain[relation][tuple, default: 0] |= days
    } else {
      conceivable[relation][tuple, default: 0] |= days
    }
  }

  /// The number of tuples of all relations in the conceivable reading.
  package var tupleCount: Int { conceivable.reduce(0) { $0 + $1.count } }
}

/// What can go wrong in a rule, by the rule's origin.
package enum NaiveFailure: Sendable, Hashable {
  case overflow(rule: Int)
  case divisionByZero(rule: Int)
  case negativeInRecursion(rule: Int)
  case undefined(rule: Int)
}

/// Why a program has no naive result at all.
package enum NaiveRejection: Error, Sendable, Hashable {
  /// A cycle of relations through an exception, an aggregate or a run.
  case unstratified
  /// The fixpoint was not reached within the limit; the program may not end.
  case tooLarge
}
