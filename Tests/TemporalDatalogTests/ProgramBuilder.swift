@testable import TemporalDatalog

/// Shorthand for programs in tests: relations by name, columns of integers.
struct ProgramBuilder {
  var program: Program
  var store = FactStore()

  init(_ horizon: Span = Span(0, 100)) { program = Program(horizon: horizon) }

  mutating func relation(_ name: String, _ columns: Int, kind: ColumnKind = .integer) -> Int {
    program.relations.append(
      RelationDeclaration(name: name, columns: Array(repeating: kind, count: columns)))
    return program.relations.count - 1
  }

  mutating func number(_ value: Int64) -> Expression { .constant(store.numbers.code(value)) }

  mutating func fact(_ relation: Int, _ values: Int64..., on spans: Span..., maybe: [Span]? = nil) {
    let certain = spans.isEmpty && maybe == nil ? [program.horizon] : spans
    let tuple = values.map { store.numbers.code($0) }
    store.insert(
      Fact(relation: relation, tuple: tuple, certain: certain, conceivable: maybe ?? certain))
  }

  mutating func mark(_ relation: Int, _ values: Int64..., range: Span) {
    store.insert(
      Fact(
        relation: relation, tuple: values.map { store.numbers.code($0) }, certain: [],
        conceivable: [range], marks: [range]))
  }

  /// A rule's number is its origin.
  mutating func rule(_ head: Literal, _ premises: Premise...) {
    program.rules.append(
      ProgramRule(
        head: head, premises: premises, variableCount: 8, origin: program.rules.count))
  }

  func evaluate(
    _ budget: EvaluationBudget = EvaluationBudget()
  ) async throws(EvaluationFailure) -> Model {
    try await program.evaluate(store, budget: budget)
  }
}

/// A literal on variables; a negative number is a wildcard.
func literal(_ relation: Int, _ variables: Int..., window: Window? = nil) -> Literal {
  Literal(relation, variables.map { $0 < 0 ? .any : .variable($0) }, window: window)
}

extension Model {
  /// All tuples as numbers with their days.
  func table(_ relation: Int, _ reading: Reading = .certain) -> [[Int64]: [Span]] {
    var result: [[Int64]: [Span]] = [:]
    let pattern = [UInt32?](repeating: nil, count: program.relations[relation].columns.count)
    forEach(relation, matching: pattern, reading) { tuple, days in
      result[tuple.map(numbers.value)] = days
    }
    return result
  }
}
