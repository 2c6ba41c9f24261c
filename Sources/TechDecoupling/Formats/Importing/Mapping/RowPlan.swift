/// What a mapping does with each row of a file, with numbers of columns in the place of their names.
///
/// Made once for a file. It remembers what cells became, so that an id, a country or a period that
/// stands in many rows is made once.
struct RowPlan {
  private let citation: RowTemplate
  private var entities: [RowEntity]
  private var entries: [RowEntry]

  /// - Parameter columns: The columns that the mapping uses.
  init(_ mapping: Mapping, _ columns: [MappedRow.Column]) {
    let columns = RowColumns(columns)
    citation = RowTemplate(mapping.row, columns)
    entities = mapping.entities.map { RowEntity($0, columns) }
    entries = mapping.entries.map { RowEntry($0, columns) }
  }

  /// Takes what a row gives.
  mutating func take(_ row: inout MappedRow, line: Int) {
    row.begin(citation, line: line)
    for number in entities.indices {
      let count = row.count(entities[number].needs)
      for index in 0..<count {
        row.index = index
        entities[number].add(to: &row)
      }
    }
    for number in entries.indices {
      let count = row.count(entries[number].needs)
      for index in 0..<count {
        row.index = index
        entries[number].add(to: &row)
      }
    }
  }

  /// Counts the entries that were taken.
  func count(in report: inout ImportReport) {
    for entry in entries { report.take(entry.kind, count: entry.takenCount) }
  }
}

/// The columns that a mapping uses, by name.
struct RowColumns {
  let columns: [MappedRow.Column]
  private let numbers: [String: Int]

  init(_ columns: [MappedRow.Column]) {
    self.columns = columns
    numbers = Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), 0...))
  }

  subscript(name: String) -> Int {
    guard let number = numbers[name] else {
      preconditionFailure("every name in a hole is that of a column, and '\(name)' is not")
    }
    return number
  }

  /// The numbers of the columns of some holes, each once.
  func numbers(of holes: [String]) -> [Int] {
    var found: Set<Int> = []
    return holes.map { self[$0] }.filter { found.insert($0).inserted }
  }
}

/// Text with holes for the cells of columns.
struct RowTemplate {
  enum Part {
    case text([UInt8])
    case column(Int)
  }

  let parts: [Part]
  /// The columns of the holes in order, each once.
  let columns: [Int]
  /// The only column, if that is all there is.
  let soleColumn: Int?
  /// The names of the columns in the file, for what is noted.
  let title: String

  init(_ template: Template, _ columns: RowColumns) {
    parts = template.parts.map { part in
      switch part {
      case .text(let text): .text(Array(text.utf8))
      case .hole(let name): .column(columns[name])
      }
    }
    self.columns = columns.numbers(of: template.holes)
    soleColumn = template.soleHole.map { columns[$0] }
    title = self.columns.map { columns.columns[$0].title }.joined(separator: "', '")
  }
}

/// The columns without whose cells an entity or an entry is not given.
struct RowNeeds {
  let columns: [Int]
  /// Those whose cells have several values, in the order of their names.
  let lists: [Int]
  let isOptional: Bool

  init(_ holes: [String], isOptional: Bool, _ columns: RowColumns) {
    self.columns = columns.numbers(of: holes)
    lists = self.columns.filter { columns.columns[$0].options.separator != nil }.sorted()
    self.isOptional = isOptional
  }
}

/// A term of an atom, or the value of a profile's field.
struct RowTerm {
  private let argument: Argument?
  private let template: RowTemplate?
  private let type: ColumnType
  private var entities = CellMemo<CellReading<EntityID>>()

  init(_ term: MappedTerm, _ columns: RowColumns) {
    type = term.type
    switch term.content {
    case .argument(let argument): (self.argument, template) = (argument, nil)
    case .template(let text): (argument, template) = (nil, RowTemplate(text, columns))
    }
  }

  /// The term of a row; nil, and noted, if a cell cannot be what it needs.
  mutating func argument(of row: inout MappedRow) -> Argument? {
    guard let template else { return argument }
    switch type {
    case .text: return .value(.text(row.text(template)))
    case .entity(let role):
      let reading = entities.result(for: row.key(template.columns)) {
        row.id(template, isCountry: role == Country.kind.name)
      }
      return row.builder.take(reading).map { .value(.entity($0)) }
    case .decimal: return row.builder.take(row.decimal(template)).map { .value(.decimal($0)) }
    case .integer:
      guard let number = row.builder.take(row.decimal(template)) else { return nil }
      guard number.millionths % 1_000_000 == 0 else {
        let text = row.text(template)
        row.builder.leave(.number(text, column: template.title, expected: "a whole number"))
        return nil
      }
      return .value(.integer(Int(number.millionths / 1_000_000)))
    case .day: return row.builder.take(row.day(template)).map { .value(.day($0)) }
    }
  }
}

/// An entity that rows give.
struct RowEntity {
  let needs: RowNeeds
  private let id: RowTemplate
  private let roles: Set<String>
  private let name: RowTemplate?
  private let aliases: [RowTemplate]
  private var profile: [(field: String, term: RowTerm)]
  /// Cells whose entity was added, and nothing noted: adding it again changes nothing.
  private var added = CellMemo<Bool>()

  init(_ entity: MappedEntity, _ columns: RowColumns) {
    needs = RowNeeds(entity.holes, isOptional: entity.isOptional, columns)
    id = RowTemplate(entity.id, columns)
    roles = entity.roles
    name = entity.name.map { RowTemplate($0, columns) }
    aliases = entity.aliases.map { RowTemplate($0, columns) }
    profile = entity.profile.sorted { $0.key < $1.key }.map { ($0, RowTerm($1, columns)) }
  }

  mutating func add(to row: inout MappedRow) {
    let hash = row.key(needs.columns).cellHash
    if added.result(for: row.key(needs.columns), hash) != nil { return }
    let leavingCount = row.builder.leavingCount
    guard let id = row.builder.take(row.id(id)) else { return }
    var record = EntityRecord(id: id, roles: roles, name: name.map { row.text($0) })
    record.aliases = aliases.map { row.text($0) }
    for number in profile.indices {
      guard case .value(let value)? = profile[number].term.argument(of: &row) else { continue }
      record.profile[profile[number].field] = [value]
    }
    row.builder.add(record)
    if row.builder.leavingCount == leavingCount {
      added.keep(true, for: row.key(needs.columns), hash)
    }
  }
}

/// An atom that rows give.
struct RowAtom {
  let relation: RelationSignature
  private var terms: [RowTerm]

  init(_ atom: MappedAtom, _ columns: RowColumns) {
    relation = atom.relation
    terms = atom.terms.map { RowTerm($0, columns) }
  }

  /// The atom of a row; a term that its cells do not give is noted, and the atom is not whole.
  mutating func atom(of row: inout MappedRow, _ isWhole: inout Bool) -> Atom {
    var arguments: [Argument] = []
    arguments.reserveCapacity(terms.count)
    for number in terms.indices {
      let argument = terms[number].argument(of: &row)
      if argument == nil { isWhole = false }
      arguments.append(argument ?? .wildcard)
    }
    return Atom(relation: relation, arguments: arguments)
  }
}

/// An event or statement that rows give.
struct RowEntry {
  let needs: RowNeeds
  /// What the entries are counted as: the relation of the first atom.
  let kind: String
  private(set) var takenCount = 0
  private let id: RowTemplate
  private let event: RowTemplate?
  private let time: RowTemplate?
  private var dates = CellMemo<CellReading<DateRange>>()
  private var periods = CellMemo<CellReading<DatePeriod>>()
  private var states: [RowAtom]
  private var begins: [RowAtom]
  private var ends: [RowAtom]
  private var marks: [RowAtom]

  init(_ entry: MappedEntry, _ columns: RowColumns) {
    needs = RowNeeds(entry.holes, isOptional: entry.isOptional, columns)
    id = RowTemplate(entry.id, columns)
    event = entry.event.map { RowTemplate($0, columns) }
    time = entry.time.map { RowTemplate($0, columns) }
    states = entry.states.map { RowAtom($0, columns) }
    begins = entry.begins.map { RowAtom($0, columns) }
    ends = entry.ends.map { RowAtom($0, columns) }
    marks = entry.marks.map { RowAtom($0, columns) }
    kind = (states + begins + ends + marks).first?.relation.name ?? "event"
  }

  mutating func add(to row: inout MappedRow) {
    guard let id = row.builder.take(row.id(id)) else { return }
    var isWhole = true
    let content: Entry.Content
    if let title = event {
      var event = Event(row.text(title))
      if let time {
        event.date = date(time, &row)
        isWhole = event.date != nil
      }
      event.begins = Self.atoms(&begins, &row, &isWhole)
      event.ends = Self.atoms(&ends, &row, &isWhole)
      event.marks = Self.atoms(&marks, &row, &isWhole)
      content = .event(event)
    } else {
      var statement = Statement(Self.atoms(&states, &row, &isWhole))
      if let time {
        statement.period = period(time, &row)
        isWhole = isWhole && statement.period != nil
      }
      content = .statement(statement)
    }
    if isWhole, row.builder.add(EntryID(id.text), content) { takenCount += 1 }
  }

  private static func atoms(
    _ atoms: inout [RowAtom], _ row: inout MappedRow, _ isWhole: inout Bool
  ) -> [Atom] {
    var made: [Atom] = []
    made.reserveCapacity(atoms.count)
    for number in atoms.indices { made.append(atoms[number].atom(of: &row, &isWhole)) }
    return made
  }

  private mutating func date(_ time: RowTemplate, _ row: inout MappedRow) -> DateRange? {
    row.builder.take(
      dates.result(for: row.key(time.columns)) { .date(row.text(time), column: time.title) })
  }

  private mutating func period(_ time: RowTemplate, _ row: inout MappedRow) -> DatePeriod? {
    row.builder.take(
      periods.result(for: row.key(time.columns)) { .period(row.text(time), column: time.title) })
  }
}
