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

    /// Adds a value, once.
    mutating func add(_ property: String, _ value: String) {
      if properties[property]?.contains(value) != true {
        properties[property, default: []].append(value)
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

  init(_ bytes: [UInt8], name: String) {
    self.name = name
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if first == UInt8(ascii: "{") || first == nil {
      readLines(bytes)
    } else {
      readTable(bytes)
    }
  }

  // MARK: - JSON

  private mutating func readLines(_ bytes: ArraySlice<UInt8>) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated()
    where line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) {
      let place = Place(file: name, line: number + 1)
      let (reader, isWhole) = DocumentReader.opening(
        ChronicleReader.File(name: name, bytes: Array(line)), number: 0, vocabulary: .standard)
      let problems = DocumentReader.problems([reader], isVocabularyWhole: true)
      for problem in problems {
        var found = problem.place ?? place
        found.line = number + 1
        let problem = ReadingProblem(problem.mistake, at: found)
        report.leave(FollowTheMoneyProblem.syntax(problem), at: found)
      }
      if isWhole, problems.isEmpty { read(reader.document, at: place) }
    }
  }

  private mutating func read(_ line: JSONDocument, at place: Place) {
    func text(_ key: String) -> String? { line.string(key, of: 0) }
    if line.member("prop", of: 0) != nil {
      let keys = ["canonical_id", "entity_id", "prop", "schema", "value", "dataset", "first_seen"]
      var row: [String: String] = [:]
      for key in keys { row[key] = text(key) }
      readStatement(row, at: place)
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
        for value in values { items[number].add(property, value) }
      } else {
        let expected = "a list of texts"
        report.leave(
          FollowTheMoneyProblem.property(property, schema: schema, expected: expected), at: place)
      }
      key = line.next(after: key + 1)
    }
  }

  // MARK: - Statements

  private mutating func readTable(_ bytes: ArraySlice<UInt8>) {
    var table = StatementTable(bytes)
    guard let header = table.next() else { return }
    while let row = table.next() {
      let place = Place(file: name, line: row.line)
      guard row.cells.count == header.cells.count else {
        report.leave(FollowTheMoneyProblem.otherLine, at: place)
        continue
      }
      readStatement(
        Dictionary(zip(header.cells, row.cells), uniquingKeysWith: { first, _ in first }), at: place
      )
    }
  }

  private mutating func readStatement(_ row: [String: String], at place: Place) {
    guard let entity = row["entity_id"], let property = row["prop"], let schema = row["schema"],
      let value = row["value"], !entity.isEmpty
    else {
      report.leave(FollowTheMoneyProblem.otherLine, at: place)
      return
    }
    let canonical = row["canonical_id"].flatMap { $0.isEmpty ? nil : $0 } ?? entity
    if canonical != entity { merged[entity] = canonical }
    let number = item(canonical, at: place)
    items[number].schemata.insert(schema)
    items[number].see(row["first_seen"])
    if let dataset = row["dataset"], !dataset.isEmpty { items[number].datasets.insert(dataset) }
    if property != "id" { items[number].add(property, value) }
  }

  private mutating func item(_ id: String, at place: Place) -> Int {
    if let number = numbers[id] { return number }
    numbers[id] = items.count
    items.append(Item(id: id, place: place))
    return items.count - 1
  }
}

/// The rows of a table of statements: cells between commas, in quotes where they hold one.
private struct StatementTable {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var line = 1

  init(_ bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

  /// The next row that is not empty, with its line; nil at the end.
  mutating func next() -> (cells: [String], line: Int)? {
    while place < bytes.endIndex {
      let (start, cells) = (line, row())
      if cells != [""] { return (cells, start) }
    }
    return nil
  }

  private mutating func row() -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while place < bytes.endIndex {
      let byte = bytes[place]
      place += 1
      if byte == 0x0A { line += 1 }
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && place < bytes.endIndex && bytes[place] == byte:
        cell.append(byte)
        place += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case _ where isQuoted: cell.append(byte)
      case UInt8(ascii: ","):
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case 0x0A:
        cells.append(String(decoding: cell, as: UTF8.self))
        return cells
      case 0x0D where place < bytes.endIndex && bytes[place] == 0x0A: break
      default: cell.append(byte)
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return cells
  }
}
