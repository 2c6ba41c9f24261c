import TemporalDatalog

extension EngineComparison {
  /// What is wrong with the form in which a model gives its tuples and days.
  ///
  /// Days are coalesced, ascending and inside the horizon; tuples are distinct and ascending; the
  /// count, the days of one tuple and the tuples of a pattern agree with the whole.
  static func complaints(_ model: Model, _ program: Program) -> [String] {
    var complaints: [String] = []
    for (relation, declaration) in program.relations.enumerated() {
      let anything = [UInt32?](repeating: nil, count: declaration.columns.count)
      for reading in Reading.allCases {
        var rows: [([UInt32], [Span])] = []
        model.forEach(relation, matching: anything, reading) { rows.append(($0, $1)) }
        func complain(_ text: String) {
          complaints.append("\(reading) \(declaration.name): \(text)")
        }
        if model.count(relation, reading) != rows.count { complain("the count is wrong") }
        for (before, after) in zip(rows, rows.dropFirst())
        where !before.0.lexicographicallyPrecedes(after.0) {
          complain("\(before.0) and \(after.0) are out of order")
        }
        for (tuple, days) in rows {
          if days != model.days(relation, tuple, reading) { complain("days of \(tuple) differ") }
          if !isCoalesced(days, program.horizon) { complain("\(tuple) has the days \(days)") }
          for column in tuple.indices {
            var pattern = anything
            pattern[column] = tuple[column]
            var matches = 0
            model.forEach(relation, matching: pattern, reading) { found, spans in
              matches += 1
              if found == tuple, spans != days { complain("days of \(tuple) differ in a search") }
            }
            if matches != rows.count(where: { $0.0[column] == tuple[column] }) {
              complain("a search for \(pattern) is incomplete")
            }
          }
        }
      }
    }
    return complaints
  }

  /// Whether no two spans touch, each has a day, and all are inside the horizon.
  private static func isCoalesced(_ days: [Span], _ horizon: Span) -> Bool {
    !days.isEmpty && days.allSatisfy { $0.from < $0.until }
      && zip(days, days.dropFirst()).allSatisfy { $0.until < $1.from }
      && days.allSatisfy { $0.from >= horizon.from && $0.until <= horizon.until }
  }
}
