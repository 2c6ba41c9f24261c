import TechDecoupling

extension Briefing {
  /// What nothing can stand in for.
  func singlePoints() throws -> Section {
    var section = Section(
      key: "singlePoints", title: "Single points of failure", nothing: "None is on record.")
    for (atom, runs) in try ranked(Dependence.singlePoint(any(), any())) {
      let values = atom.values ?? []
      section.items.append(
        try item(atom, runs, "\(name(values.last)) for \(name(values.first))"))
    }
    return section
  }

  /// The index of interdependence before and after it changes.
  func interdependence() throws -> Section {
    var section = Section(
      key: "interdependence", title: "Interdependence, 100 less the ties cut",
      nothing: "No ties are on record.")
    var indices: [(terms: [Value], runs: [Run])] = []
    for run in try findings.runs(of: Interdependence.index(any(), any(), any(), any())) {
      let terms = Array((run.atom.values ?? []).dropLast())
      if indices.last?.terms == terms {
        indices[indices.count - 1].runs.append(run)
      } else {
        indices.append((terms, [run]))
      }
    }
    for (terms, runs) in indices {
      let days = day.map { [$0] } ?? tellingDays(of: runs)
      var values = days.compactMap { day in range(of: runs, on: day).map { "\($0) on \(day)" } }
      // Without a change any day tells the value.
      if values.isEmpty, let value = range(of: runs, on: findings.horizon.from) {
        values = ["\(value) on every day"]
      }
      section.items.append(
        Item(
          text: "\(name(terms.last)), \(name(terms.first)) and \(name(terms.dropFirst().first)): "
            + values.joined(separator: ", "),
          fields: [
            ("dimension", .string(name(terms.last))), ("runs", json(runs)),
          ]))
    }
    return section
  }

  /// The value on a day, or the least and the greatest that the record allows.
  private func range(of runs: [Run], on day: Day) -> String? {
    let found = runs.filter { $0.period.contains(day) }.compactMap { run -> Int? in
      if case .integer(let number)? = run.atom.values?.last { return number }
      return nil
    }
    guard let least = found.min(), let greatest = found.max() else { return nil }
    return least == greatest ? "\(least)" : "\(least) to \(greatest)"
  }

  /// The last day before the first change, and each change; of many the last day of each year.
  private func tellingDays(of runs: [Run]) -> [Day] {
    let changes = Set(runs.compactMap(\.period.from)).sorted()
    guard let first = changes.first else { return [] }
    let ends = changes.compactMap { Day($0.components.year, 12, 31) }
    let before = first.advanced(by: -1)
    if changes.count < 5 { return [before] + changes }
    return [before]
      + ends.reduce(into: []) { days, end in if days.last != end { days.append(end) } }
  }
}
