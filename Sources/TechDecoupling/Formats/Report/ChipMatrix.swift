/// The state of each chip for each destination, as far as any provision covers it.
struct ChipMatrix {
  /// The state from a day on; nil: from the horizon's edge.
  struct Change {
    let from: Day?
    let lenient: ControlState
    let strict: ControlState
  }

  /// Destinations for which the record says the same of every chip.
  let destinations: [[Country]]
  /// The chips that some provision covers, with the changes for each group of destinations.
  let rows: [(chip: Chip, cells: [[Change]])]
  /// The chips that none covers.
  let uncovered: [Chip]

  /// A conclusion on an item and a destination without the destination.
  private struct Trace: Hashable {
    let atom: Atom
    let period: Period
    let isCertain: Bool
  }

  /// The relations whose runs are the days on which a state can change; item and destination are
  /// their columns 1 and 2.
  static let relations = [
    ExportControls.restricts.signature, ExportControls.licenseNeeded.signature,
    ExportControls.prohibited.signature, ExportControls.excepted.signature,
  ]

  /// The matrix, if some provision covers a chip.
  ///
  /// - Complexity: that of ``Findings/controlAnswer(_:to:on:)`` for each change of each cell.
  static func any(in findings: Findings) throws(QueryError) -> ChipMatrix? {
    let known = findings.relations
    guard relations.allSatisfy({ known[$0.name] == $0 }) else { return nil }
    let matrix = try ChipMatrix(findings)
    return matrix.rows.isEmpty ? nil : matrix
  }

  private init(_ findings: Findings) throws(QueryError) {
    var traces: [EntityID: Set<Trace>] = [:]
    var days: [EntityID: [EntityID: Set<Day?>]] = [:]
    for relation in ChipMatrix.relations {
      for run in try findings.runs(of: relation.pattern) {
        guard let values = run.atom.values, case .entity(let item) = values[1],
          case .entity(let destination) = values[2]
        else { continue }
        var atom = run.atom
        atom.arguments[2] = .wildcard
        traces[destination, default: []].insert(
          Trace(atom: atom, period: run.period, isCertain: run.isCertain))
        days[item, default: [:]][destination, default: [nil]]
          .formUnion([run.period.from, run.period.until])
      }
    }
    let entities = findings.facts.entities
    var groups: [Set<Trace>: [Country]] = [:]
    for (id, traces) in traces {
      groups[traces, default: []].append(
        Country(record: entities[id] ?? EntityRecord(id: id, roles: [Country.kind.name])))
    }
    destinations = groups.values.map { $0.sorted { $0.id < $1.id } }
      .sorted { ($0.count, $0[0].id) < ($1.count, $1[0].id) }
    var rows: [(chip: Chip, cells: [[Change]])] = []
    var uncovered: [Chip] = []
    for chip in entities.all(Chip.self) {
      guard let changes = days[chip.id] else {
        uncovered.append(chip)
        continue
      }
      var cells: [[Change]] = []
      for destination in destinations.map({ $0[0] }) {
        cells.append(
          try ChipMatrix.changes(chip, destination, changes[destination.id] ?? [nil], findings))
      }
      rows.append((chip, cells))
    }
    self.rows = rows
    self.uncovered = uncovered
  }

  private static func changes(
    _ chip: Chip, _ destination: Country, _ days: Set<Day?>, _ findings: Findings
  ) throws(QueryError) -> [Change] {
    var changes: [Change] = []
    let horizon = findings.horizon
    for day in days.map({ $0 ?? horizon.from }).sorted() where day < horizon.until {
      let answer = try findings.controlAnswer(chip, to: destination, on: day)
      if let last = changes.last, last.lenient == answer.lenient, last.strict == answer.strict {
        continue
      }
      changes.append(
        Change(
          from: day == horizon.from ? nil : day, lenient: answer.lenient, strict: answer.strict))
    }
    return changes
  }
}

extension ChipMatrix.Change {
  var words: String {
    lenient == strict ? "\(strict)" : "between '\(lenient)' and '\(strict)'"
  }

  /// The class by which the state is drawn.
  var mark: String {
    let kind =
      switch strict {
      case .notCovered: "free"
      case .exception: "excepted"
      case .allowedWithConditions: "allowed"
      case .licenseNeeded: "licensed"
      case .prohibited: "prohibited"
      }
    return lenient == strict ? kind : kind + " unsure"
  }
}
