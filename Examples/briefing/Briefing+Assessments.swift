import TechDecoupling

extension Briefing {
  /// How large others expect the effects of an act to be, when, and on whom.
  func effects() -> Section {
    var section = Section(
      key: "effects", title: "Effects that others expect", nothing: "Nobody expects any.")
    let pattern = Assessments.impact(any(), any(), any(), any(), any())
    var items: [(frame: String, item: Item)] = []
    for held in findings.facts.held(matching: pattern) {
      // One expectation about several parties is told once.
      let atoms = held.statement.atoms.filter { $0.matches(pattern) }.compactMap(\.values)
      var told: [[Value]] = []
      for values in atoms where !told.contains(Array(values[2...])) {
        let scope = Array(values[2...])
        told.append(scope)
        let parties = atoms.filter { Array($0[2...]) == scope }.map { name($0[1]) }
        var item = Item(
          text: "\(name(values[3])), \(name(values[2])) of \(list(parties)): \(name(values[4])),"
            + " \(holder(of: held))" + mark([held.entry]))
        if let words = held.statement.words { item.details.append(words) }
        for given in held.statement.holding?.given ?? [] {
          item.details.append("on the condition \(given)")
        }
        item.fields =
          [("atoms", .strings(held.statement.atoms.map(\.description)))] + fields(of: held)
        items.append((name(values[3]), item))
      }
    }
    // What comes soon is told first.
    let frames = Assessments.TimeFrame.allCases.map(\.rawValue)
    section.items = items.enumerated().sorted { left, right in
      let places = [left, right].map {
        frames.firstIndex(of: $0.element.frame) ?? frames.count
      }
      return (places[0], left.offset) < (places[1], right.offset)
    }.map(\.element.item)
    for disagreement in findings.facts.disagreements(on: pattern) where disagreement.isConflict {
      section.items.append(
        Item(
          text: "\(disagreement.question): the holders exclude each other",
          details: disagreement.answers.map { holder(of: $0.held) },
          fields: [
            ("entries", .strings(disagreement.answers.map(\.held.entry.text)))
          ]))
    }
    return section
  }

  /// Figures, with what they lack, and those that were told under the wrong measure.
  func figures() throws -> Section {
    var section = Section(
      key: "figures", title: "Figures, as they are told", nothing: "None is on record.")
    let missing = incompleteFigures()
    for (atom, runs) in try ranked(
      Indicators.indicator(any(), any(), any(), any(), any(), any(), any()))
    {
      let values = atom.values ?? []
      guard values.count == 7 else { continue }
      let bounds = values[3] == values[4] ? [values[3]] : [values[3], values[4]]
      let basis = name(values[6])
      let comparator =
        name(values[2]) == Indicators.Comparator.exactly.rawValue
        ? "" : name(values[2]) + " "
      var item = try item(
        atom, runs,
        "\(name(values[1])), \(name(values[0])): \(comparator)"
          + "\(bounds.map(number).joined(separator: " and ")) \(name(values[5]))"
          + (basis.isEmpty ? "" : ", \(basis)"))
      if let parts = missing[atom] {
        item.details.append("not given: \(list(parts.map(\.rawValue)))")
      }
      let wrong = Indicators.mislabeled(Party(id(values[0])), text(values[1]), any(), any(), any())
      for found in try ranked(wrong) where found.atom.values?[3] == values[3] {
        item.details.append("fits the \(name(found.atom.values?[2])) instead")
      }
      section.items.append(item)
    }
    return section
  }

  private func incompleteFigures() -> [Atom: [Indicators.Part]] {
    var missing: [Atom: [Indicators.Part]] = [:]
    for warning in (try? findings.chronicle.warnings(horizon: findings.horizon)) ?? [] {
      if case .incompleteFigure(let atom, let parts) = warning.kind { missing[atom] = parts }
    }
    return missing
  }

  /// A number without a needless point.
  private func number(_ value: Value) -> String {
    let text = name(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func id(_ value: Value) -> EntityID {
    if case .entity(let id) = value { return id }
    return EntityID("")
  }

  /// Who holds a statement, who tells of it if that is somebody else, and how surely.
  func holder(of held: HeldStatement) -> String {
    guard let holding = held.statement.holding else { return "" }
    let known = findings.chronicle.sources[SourceID(holding.holder)]?.name
    // Whose words are passed on is told by whoever passes them on.
    let tellers = held.claims.map { source($0.source) }
    let teller = known != nil || tellers.isEmpty ? "" : ", as told by \(list(tellers))"
    return "held by \(known ?? holding.holder)\(teller)"
      + (holding.likelihood.map { ", \"\($0)\"" } ?? "")
  }

  /// The same for machines, beside what is held.
  func fields(of held: HeldStatement) -> [(String, JSON)] {
    [
      ("holder", .string(held.statement.holding?.holder ?? "")),
      ("likelihood", .optional(held.statement.holding?.likelihood)),
      ("entries", .strings([held.entry.text])),
    ]
  }
}
