/// The index of interdependence between two countries in one dimension.
struct IndexLine {
  /// The least and the greatest value from a day on; nil: from the horizon's edge.
  struct Step {
    let from: Day?
    let least: Int
    let greatest: Int
  }

  /// The countries and the dimension.
  let terms: [Value]
  let steps: [Step]

  /// The lines of all pairs and dimensions, in order.
  static func all(in findings: Findings) throws(QueryError) -> [IndexLine] {
    let signature = Interdependence.index.signature
    guard findings.relations[signature.name] == signature else { return [] }
    var groups: [(terms: [Value], runs: [Run])] = []
    for run in try findings.runs(of: signature.pattern) {
      let terms = Array((run.atom.values ?? []).dropLast())
      if groups.last?.terms == terms {
        groups[groups.count - 1].runs.append(run)
      } else {
        groups.append((terms, [run]))
      }
    }
    return groups.map { group in
      IndexLine(terms: group.terms, steps: steps(of: group.runs, from: findings.horizon.from))
    }
  }

  /// The range of values from each day on which a run begins or ends.
  private static func steps(of runs: [Run], from edge: Day) -> [Step] {
    let days = Set(runs.flatMap { [$0.period.from, $0.period.until] }.compactMap(\.self))
    var steps: [Step] = []
    for day in [edge] + days.sorted() {
      let values = runs.filter { $0.period.contains(day) }.compactMap { run -> Int? in
        if case .integer(let value)? = run.atom.values?.last { value } else { nil }
      }
      guard let least = values.min(), let greatest = values.max() else { continue }
      if let last = steps.last, last.least == least, last.greatest == greatest { continue }
      steps.append(Step(from: day == edge ? nil : day, least: least, greatest: greatest))
    }
    return steps
  }
}
