/// The lines of a file of FollowTheMoney, put together to entities: entities and statements in JSON,
/// or statements in a table.
struct FollowTheMoneyLines {
  /// What the lines say of one entity.
  struct Item {
    let id: String
    let place: Place
    var schemata: Set<String> = []
    var properties: [String: [String]] = [:]
    var datasets: Set<String> = []
    var firstSeen: String?

    /// Adds values, of which those that were there already are dropped in the end.
    mutating func add(_ property: String, _ values: [String]) {
      properties[property, default: []] += values
    }

    /// Keeps each value of a property once, where it came first.
    mutating func dropRepeated() {
      for (property, values) in properties where values.count > 1 {
        var found: Set<String> = []
        properties[property] = values.filter { found.insert($0).inserted }
      }
    }

    /// The earliest of what is there and another timestamp.
    mutating func see(_ time: String?) {
      guard let time, !time.isEmpty else { return }
      firstSeen = firstSeen.map { min($0, time) } ?? time
    }
  }

  private let name: String
  /// The entities, in the order in which they first appear.
  private(set) var items: [Item] = []
  private var numbers: [String: Int] = [:]
  /// The ids under which entities were merged, by their own.
  private(set) var merged: [String: String] = [:]
  private(set) var report = ImportReport()

  /// Reads lines from a function that puts the next bytes into a buffer and returns how many, 0 at
  /// the end.
  ///
  /// - Throws: What the function throws; a line that cannot be read is noted.
  init(
    name: String, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    self.name = name
    var start: [UInt8] = []
    while !start.contains(where: Self.isTelling) {
      let next = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = try fill(UnsafeMutableRawBufferPointer(buffer))
      }
      if next.isEmpty { break }
      start += next
    }
    let first = start.first(where: Self.isTelling)
    var given = 0
    func whole(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      guard given < start.count else { return try fill(buffer) }
      let part = start[given...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      given += part.count
      return part.count
    }
    do {
      if first == UInt8(ascii: "{") || first == nil {
        try readLines(whole)
      } else {
        try readTable(whole)
      }
    } catch let stop as CSVReader.Stop {
      leave(stop.mistake, at: Place(file: name, line: stop.line))
    }
    for number in items.indices { items[number].dropRepeated() }
  }

  /// Reads lines that are in memory.
  init(_ bytes: [UInt8], name: String) {
    var given = 0
    do {
      try self.init(name: name) { buffer in
        let part = bytes[given...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        given += part.count
        return part.count
      }
    } catch {
      preconditionFailure("bytes in memory are read without a mistake, and there was \(error)")
    }
  }

  /// Whether a byte says what a file has: it is neither space nor of a byte order mark.
  private static func isTelling(_ byte: UInt8) -> Bool {
    ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte)
  }

  /// Notes a row or line that cannot be read as cells.
  private mutating func leave(
    _ mistake: TableProblem.Mistake, column: String? = nil, at place: Place
  ) {
    let problem = TableProblem(mistake, relation: "the table", column: column, at: place)
    report.leave(FollowTheMoneyProblem.table(problem), at: place)
  }

  // MARK: - JSON

  private mutating func readLines(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    var reader = CSVReader(delimiter: nil)
    while try reader.next(fill) {
      let line = reader.bytes(0)
      guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { continue }
      let place = Place(file: name, line: reader.line)
      if let flaw = reader.flaw {
        leave(flaw.mistake, at: place)
        continue
      }
      let (document, isWhole) = DocumentReader.opening(
        ChronicleReader.File(name: name, bytes: Array(line)), number: 0, vocabulary: .standard)
      let problems = DocumentReader.problems([document], isVocabularyWhole: true)
      for problem in problems {
        var found = problem.place ?? place
        found.line = place.line
        let problem = ReadingProblem(problem.mistake, at: found)
        report.leave(FollowTheMoneyProblem.syntax(problem), at: found)
      }
      if isWhole, problems.isEmpty { read(document.document, at: place) }
    }
  }

  private mutating func read(_ line: JSONDocument, at place: Place) {
    func text(_ key: String) -> String? { line.string(key, of: 0) }
    if line.member("prop", of: 0) != nil {
      readStatement(StatementKey.allCases.map { text($0.rawValue) }, at: place)
      return
    }
    guard let id = text("id"), !id.isEmpty, let schema = text("schema"),
      let properties = line.member("properties", of: 0), line.nodes[properties].kind == .object
    else {
      report.leave(FollowTheMoneyProblem.otherLine, at: place)
      return
    }
    let number = item(id, at: place)
    items[number].schemata.insert(schema)
    items[number].see(text("first_seen"))
    items[number].datasets.formUnion(line.strings(line.member("datasets", of: 0)) ?? [])
    var key = line.firstChild(of: properties)
    while key < line.endOfChildren(of: properties) {
      let property = line.text(of: key)
      if let values = line.strings(key + 1) {
        items[number].add(property, values)
      } else {
        let expected = "a list of texts"
        report.leave(
          FollowTheMoneyProblem.property(property, schema: schema, expected: expected), at: place)
      }
      key = line.next(after: key + 1)
    }
  }

  // MARK: - Statements

  /// What a statement says, by the names of its columns.
  private enum StatementKey: String, CaseIterable {
    case entity = "entity_id"
    case property = "prop"
    case schema
    case value
    case canonical = "canonical_id"
    case dataset
    case firstSeen = "first_seen"

    static let needed = [entity, property, schema, value]
  }

  private mutating func readTable(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    var reader = CSVReader()
    guard try reader.next(fill) else { return }
    let header = reader.fields.indices.map { reader.text($0) }
    let numbers = StatementKey.allCases.map { header.firstIndex(of: $0.rawValue) }
    guard reader.flaw == nil, StatementKey.needed.allSatisfy({ header.contains($0.rawValue) })
    else {
      report.leave(FollowTheMoneyProblem.otherLine, at: Place(file: name, line: reader.line))
      return
    }
    while try reader.next(fill) {
      let place = Place(file: name, line: reader.line)
      let count = reader.fields.count
      if let flaw = reader.flaw {
        let column = flaw.field.map { number in
          header.indices.contains(number) ? "\(number + 1) ('\(header[number])')" : "\(number + 1)"
        }
        leave(flaw.mistake, column: column, at: place)
      } else if count != header.count {
        leave(.columnCount(found: count, expected: header.count, delimiter: ","), at: place)
      } else {
        readStatement(numbers.map { $0.map { reader.text($0) } }, at: place)
      }
    }
  }

  /// Reads the parts of a statement, in the order of ``StatementKey``.
  private mutating func readStatement(_ row: [String?], at place: Place) {
    guard let entity = row[0], let property = row[1], let schema = row[2], let value = row[3],
      !entity.isEmpty
    else {
      report.leave(FollowTheMoneyProblem.otherLine, at: place)
      return
    }
    let canonical = row[4].flatMap { $0.isEmpty ? nil : $0 } ?? entity
    if canonical != entity { merged[entity] = canonical }
    let number = item(canonical, at: place)
    items[number].schemata.insert(schema)
    items[number].see(row[6])
    if let dataset = row[5], !dataset.isEmpty { items[number].datasets.insert(dataset) }
    if property != "id" { items[number].add(property, [value]) }
  }

  private mutating func item(_ id: String, at place: Place) -> Int {
    if let number = numbers[id] { return number }
    numbers[id] = items.count
    items.append(Item(id: id, place: place))
    return items.count - 1
  }
}
