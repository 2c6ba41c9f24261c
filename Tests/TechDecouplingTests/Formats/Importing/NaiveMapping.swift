@testable import TechDecoupling

/// A mapping that is read as it is written: by names, every cell anew, and nothing remembered.
///
/// ``Mapping/read(_:)`` is held to it.
struct NaiveMapping {
  let mapping: Mapping
  private var values: [String: [String]] = [:]
  /// Which value of cells with several is meant.
  private var index = 0

  init(_ mapping: Mapping) { self.mapping = mapping }

  /// What rows give; the first names the columns, and each other has as many cells.
  mutating func read(_ rows: [[String]], name: String) -> Imported {
    var builder = ImportBuilder(
      mapping.source, kinds: mapping.kinds, relations: mapping.relations)
    for (number, row) in rows.enumerated().dropFirst() {
      let cells = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
      values = [:]
      for hole in holes {
        let cell = cells[title(hole), default: ""]
        values[hole] =
          options(hole).separator.map { cell.cells(at: $0) } ?? (cell.isEmpty ? [] : [cell])
      }
      let line = number + 1
      builder.begin(citation ?? "line \(line)", at: Place(file: name, line: line))
      for entity in mapping.entities {
        forEach(entity.holes, entity.isOptional, &builder) { $0.add(entity, &$1) }
      }
      for entry in mapping.entries {
        forEach(entry.holes, entry.isOptional, &builder) { $0.add(entry, &$1) }
      }
    }
    return builder.imported
  }

  private var holes: Set<String> {
    Set(
      mapping.row.holes + mapping.entities.flatMap(\.holes) + mapping.entries.flatMap(\.holes))
  }

  private func options(_ hole: String) -> MappedColumn {
    mapping.columns[hole] ?? MappedColumn(column: hole)
  }

  private func title(_ hole: String) -> String { options(hole).column }

  private func value(_ hole: String) -> String {
    values[hole, default: []][options(hole).separator == nil ? 0 : index]
  }

  private var citation: String? {
    guard mapping.row.holes.allSatisfy({ values[$0] != [] }) else { return nil }
    return mapping.row.parts.map { part in
      switch part {
      case .text(let text): text
      case .hole(let name): values[name, default: []].joined(separator: ", ")
      }
    }.joined()
  }

  private mutating func forEach(
    _ holes: [String], _ isOptional: Bool, _ builder: inout ImportBuilder,
    _ body: (NaiveMapping, inout ImportBuilder) -> Void
  ) {
    if let empty = holes.first(where: { values[$0] == [] }) {
      if !isOptional { builder.leave(.empty(column: title(empty))) }
      return
    }
    let lists = Set(holes.filter { options($0).separator != nil }).sorted()
    let counts = lists.map { values[$0, default: []].count }
    if Set(counts).count > 1 { return builder.leave(.unequalLists(columns: lists, counts: counts)) }
    for index in 0..<(counts.first ?? 1) {
      self.index = index
      body(self, &builder)
    }
  }

  // MARK: - What a row gives

  private func add(_ entity: MappedEntity, _ builder: inout ImportBuilder) {
    guard let id = id(entity.id, &builder) else { return }
    var record = EntityRecord(id: id, roles: entity.roles, name: entity.name.map(text))
    record.aliases = entity.aliases.map(text)
    for (name, term) in entity.profile.sorted(by: { $0.key < $1.key }) {
      if case .value(let value)? = argument(term, &builder) { record.profile[name] = [value] }
    }
    builder.add(record)
  }

  private func add(_ entry: MappedEntry, _ builder: inout ImportBuilder) {
    guard let id = id(entry.id, &builder) else { return }
    var isWhole = true
    func atoms(_ mapped: [MappedAtom], _ builder: inout ImportBuilder) -> [Atom] {
      mapped.map { atom in
        let arguments = atom.terms.map { argument($0, &builder) }
        if arguments.contains(nil) { isWhole = false }
        return Atom(relation: atom.relation, arguments: arguments.map { $0 ?? .wildcard })
      }
    }
    let content: Entry.Content
    if let title = entry.event {
      var event = Event(text(title))
      if let time = entry.time {
        event.date = builder.take(.date(text(time), column: names(time)))
        isWhole = event.date != nil
      }
      event.begins = atoms(entry.begins, &builder)
      event.ends = atoms(entry.ends, &builder)
      event.marks = atoms(entry.marks, &builder)
      content = .event(event)
    } else {
      var statement = Statement(atoms(entry.states, &builder))
      if let time = entry.time {
        statement.period = builder.take(.period(text(time), column: names(time)))
        if statement.period == nil { isWhole = false }
      }
      content = .statement(statement)
    }
    let kind = (entry.states + entry.begins + entry.ends + entry.marks).first?.relation.name
    if isWhole, builder.add(EntryID(id.text), content) { builder.report.take(kind ?? "event") }
  }

  // MARK: - Values

  private func names(_ template: Template) -> String {
    var names: [String] = []
    for hole in template.holes where !names.contains(title(hole)) { names.append(title(hole)) }
    return names.joined(separator: "', '")
  }

  private func text(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .hole(let name): value(name)
      }
    }.joined()
  }

  private func argument(_ term: MappedTerm, _ builder: inout ImportBuilder) -> Argument? {
    guard case .template(let template) = term.content else {
      if case .argument(let argument) = term.content { return argument }
      return nil
    }
    let column = names(template)
    switch term.type {
    case .text: return .value(.text(text(template)))
    case .entity(let role):
      let isCountry = role == Country.kind.name && template.soleHole != nil
      return id(template, isCountry: isCountry, &builder).map { .value(.entity($0)) }
    case .decimal, .integer:
      let sole = template.soleHole.map { options($0) }
      let number = builder.decimal(
        text(template), column: column, power: sole?.power ?? 0, rounds: sole?.rounds ?? false)
      guard let number else { return nil }
      if term.type == .decimal { return .value(.decimal(number)) }
      if number.millionths % 1_000_000 == 0 {
        return .value(.integer(Int(number.millionths / 1_000_000)))
      }
      builder.leave(.number(text(template), column: column, expected: "a whole number"))
      return nil
    case .day: return builder.take(.day(text(template), column: column)).map { .value(.day($0)) }
    }
  }

  private func id(
    _ template: Template, isCountry: Bool = false, _ builder: inout ImportBuilder
  ) -> EntityID? {
    var id = ""
    for part in template.parts {
      switch part {
      case .text(let text): id += text
      case .hole(let name):
        let cell = value(name)
        let found =
          isCountry || options(name).isCountry
          ? builder.country(cell, column: title(name)) : builder.id("", cell, column: title(name))
        guard let found else { return nil }
        id += found.text
      }
    }
    return EntityID(id)
  }
}
