extension Mapping {
  /// Reads a table of comma-separated values whose first row names the columns.
  ///
  /// The file is read a megabyte at a time. A row that cannot be read as cells, and an entity or entry
  /// of which a cell is empty or cannot be placed, is left and noted in the report.
  ///
  /// ```swift
  /// let mapping = try Mapping(contentsOf: "suppliers.mapping.json")
  /// let read = try mapping.read(from: "suppliers.csv")
  /// print(read.report)
  /// ```
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input.
  ///   - reporting: Called with how far the reading has come, once for each megabyte.
  /// - Throws: ``ImportError`` if the file cannot be read, lacks a column that the mapping names, or
  ///   has a quote that is never closed. `CancellationError` if the task was cancelled.
  /// - Complexity: O(*n*) in bytes and in what is taken.
  public func read(
    from path: String, reporting: ((TableProgress) -> Void)? = nil
  ) throws -> Imported {
    var file = try CSVFile(path: path, delimiter: delimiter, reporting: reporting)
    return try read(&file)
  }

  /// Reads the rows of a file that is open.
  func read(_ file: inout CSVFile) throws -> Imported {
    var builder = ImportBuilder(source, kinds: kinds, relations: relations)
    let names = Set(
      row.holes + entities.flatMap(\.holes) + entries.flatMap(\.holes)
    ).sorted()
    let numbers = try file.require(names.map { columns[$0]?.column ?? $0 })
    var cells = RowCells()
    for name in names {
      cells.columns[name] = RowCells.Column(options: columns[name])
    }
    while try file.next(&builder.report) {
      // By name: a loop over the columns would keep a copy of them beside the one that changes.
      for (name, number) in zip(names, numbers) {
        let text = file.text(number)
        let separator = columns[name]?.separator
        cells.columns[name]?.values =
          separator.map { text.cells(at: $0) } ?? (text.isEmpty ? [] : [text])
      }
      builder.begin(cells.citation(row) ?? "line \(file.place.line ?? 0)", at: file.place)
      for entity in entities {
        cells.forEach(entity.holes, entity.isOptional, &builder) { cells, builder in
          cells.add(entity, &builder)
        }
      }
      for entry in entries {
        cells.forEach(entry.holes, entry.isOptional, &builder) { cells, builder in
          cells.add(entry, source.id, &builder)
        }
      }
    }
    return builder.imported
  }
}

/// The cells of one row, by the names that a mapping has for its columns.
struct RowCells {
  struct Column {
    let options: MappedColumn?
    var values: [String] = []
  }

  var columns: [String: Column] = [:]
  /// Which value of cells with several is meant.
  private var index = 0

  private func isList(_ name: String) -> Bool { columns[name]?.options?.separator != nil }

  private func value(_ name: String) -> String {
    guard let values = columns[name]?.values else { return "" }
    return isList(name)
      ? (values.indices.contains(index) ? values[index] : "") : values.first ?? ""
  }

  /// The row as it is cited; nil if a cell is empty.
  func citation(_ template: Template) -> String? {
    guard template.holes.allSatisfy({ !(columns[$0]?.values ?? []).isEmpty }) else { return nil }
    return template.parts.map { part in
      switch part {
      case .text(let text): text
      case .hole(let name): columns[name]?.values.joined(separator: ", ") ?? ""
      }
    }.joined()
  }

  /// Does something once, or once for each value of the cells with several that it needs.
  ///
  /// Where a cell that it needs is empty it is left out, which is noted unless it is optional.
  func forEach(
    _ holes: [String], _ isOptional: Bool, _ builder: inout ImportBuilder,
    _ body: (RowCells, inout ImportBuilder) -> Void
  ) {
    if let empty = holes.first(where: { (columns[$0]?.values ?? []).isEmpty }) {
      if !isOptional { builder.leave(.empty(column: columns[empty]?.options?.column ?? empty)) }
      return
    }
    let lists = Set(holes.filter(isList)).sorted()
    let counts = lists.map { columns[$0]?.values.count ?? 0 }
    guard Set(counts).count <= 1 else {
      builder.leave(.unequalLists(columns: lists, counts: counts))
      return
    }
    var cells = self
    for index in 0..<(counts.first ?? 1) {
      cells.index = index
      body(cells, &builder)
    }
  }

  // MARK: - What a row gives

  func add(_ entity: MappedEntity, _ builder: inout ImportBuilder) {
    guard case .entity(let id)? = value(entity.id, .entity(role: nil), &builder) else { return }
    var record = EntityRecord(id: id, roles: entity.roles, name: entity.name.map(text))
    record.aliases = entity.aliases.map(text)
    for (name, term) in entity.profile {
      guard let argument = argument(term, &builder), case .value(let value) = argument else {
        continue
      }
      record.profile[name] = [value]
    }
    builder.add(record)
  }

  func add(_ entry: MappedEntry, _ source: SourceID, _ builder: inout ImportBuilder) {
    guard case .entity(let id)? = value(entry.id, .entity(role: nil), &builder) else { return }
    var isWhole = true
    func atoms(_ mapped: [MappedAtom], _ builder: inout ImportBuilder) -> [Atom] {
      mapped.map { atom in
        Atom(
          relation: atom.relation,
          arguments: atom.terms.map { term in
            if let argument = argument(term, &builder) { return argument }
            isWhole = false
            return .wildcard
          })
      }
    }
    let content: Entry.Content
    if let title = entry.event {
      var event = Event(text(title))
      if let time = entry.time {
        event.date = builder.date(text(time), column: names(time))
        if event.date == nil { isWhole = false }
      }
      event.begins = atoms(entry.begins, &builder)
      event.ends = atoms(entry.ends, &builder)
      event.marks = atoms(entry.marks, &builder)
      content = .event(event)
    } else {
      var statement = Statement(atoms(entry.states, &builder))
      if let time = entry.time {
        statement.period = builder.period(text(time), column: names(time))
        if statement.period == nil { isWhole = false }
      }
      content = .statement(statement)
    }
    guard isWhole else { return }
    let kind = (entry.states + entry.begins + entry.ends + entry.marks).first?.relation.name
    builder.add(EntryID(id.text), content, as: kind ?? "event")
  }

  // MARK: - Values

  private func names(_ template: Template) -> String {
    template.holes.map { columns[$0]?.options?.column ?? $0 }.joined(separator: "', '")
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
    switch term.content {
    case .argument(let argument): argument
    case .template(let template): value(template, term.type, &builder).map { .value($0) }
    }
  }

  /// What cells become in a column of a type; nil, and noted, if they cannot.
  private func value(
    _ template: Template, _ type: ColumnType, _ builder: inout ImportBuilder
  ) -> Value? {
    let column = names(template)
    switch type {
    case .text: return .text(text(template))
    case .entity(let role):
      return id(template, isCountry: role == Country.kind.name, &builder).map { .entity($0) }
    case .decimal, .integer:
      let options = template.soleHole.flatMap { columns[$0]?.options }
      guard
        let number = builder.decimal(
          text(template), column: column, power: options?.power ?? 0,
          rounds: options?.rounds ?? false)
      else { return nil }
      if type == .decimal { return .decimal(number) }
      guard number.millionths % 1_000_000 == 0 else {
        builder.leave(.number(text(template), column: column, expected: "a whole number"))
        return nil
      }
      return .integer(Int(number.millionths / 1_000_000))
    case .day:
      do throws(DateProblem) {
        return .day(try Day(parsing: text(template)))
      } catch {
        builder.leave(.date(text(template), column: column, error))
        return nil
      }
    }
  }

  private func id(
    _ template: Template, isCountry: Bool, _ builder: inout ImportBuilder
  ) -> EntityID? {
    var id = ""
    for part in template.parts {
      switch part {
      case .text(let text): id += text
      case .hole(let name):
        let options = columns[name]?.options
        let column = options?.column ?? name
        if options?.isCountry == true || isCountry && template.soleHole != nil {
          guard let code = builder.country(value(name), column: column) else { return nil }
          id += code.text
        } else {
          guard let slug = builder.id("", value(name), column: column) else { return nil }
          id += slug.text
        }
      }
    }
    return EntityID(id)
  }
}
