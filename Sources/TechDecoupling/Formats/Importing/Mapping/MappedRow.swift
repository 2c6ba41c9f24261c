/// The row that a mapping is reading: its cells, and what the rows have given so far.
///
/// Cells are bytes of the reader's buffer, and there until the next row is read.
struct MappedRow: ~Copyable {
  /// A column whose cells are used.
  struct Column {
    /// The name by which holes ask for it.
    let name: String
    /// The name in the file, and the number there.
    let title: String
    let number: Int
    let options: MappedColumn
  }

  var builder: ImportBuilder
  let columns: [Column]
  /// The values of the row's cells, of one column after the other, and where those of each start:
  /// an empty cell has none, and a cell with several has each.
  private var values: [UnsafeRawBufferPointer] = []
  private var starts: [Int]
  /// Which value of cells with several is meant.
  var index = 0
  /// The text and the key that are being put together.
  private var written = ByteText()
  /// How the row is cited: the file's name, then what tells the row from others.
  private var citation = ByteText()
  private let citationStart: Int
  private var joined = ByteText()
  /// What the cells of each column are as names of countries.
  private var countries: [CellMemo<CellReading<EntityID>>]

  init(_ builder: ImportBuilder, _ columns: [Column]) {
    self.builder = builder
    if !builder.fileName.isEmpty {
      citation.append(builder.fileName)
      citation.append(": ")
    }
    citationStart = citation.count
    self.columns = columns
    starts = Array(repeating: 0, count: columns.count + 1)
    countries = Array(repeating: CellMemo(), count: columns.count)
  }

  /// Takes the cells of the row that a file is at.
  mutating func read(_ file: borrowing CSVFile) {
    values.removeAll(keepingCapacity: true)
    for column in columns.indices {
      let cell = file.bytes(columns[column].number)
      if let separator = columns[column].options.separator {
        split(cell, at: separator)
      } else if !cell.isEmpty {
        values.append(cell)
      }
      starts[column + 1] = values.count
    }
  }

  private mutating func split(_ cell: UnsafeRawBufferPointer, at separator: Character) {
    // In ASCII each byte is a character, but for those of a line break.
    if separator.utf8.count == 1, let byte = separator.asciiValue, ![0x0A, 0x0D].contains(byte),
      cell.allSatisfy({ $0 < 0x80 })
    {
      var start = 0
      while start < cell.count {
        let end = FieldReader.find(byte, in: cell, from: start)
        let value = CSVFile.trimmed(UnsafeRawBufferPointer(rebasing: cell[start..<end]))
        if !value.isEmpty { values.append(value) }
        start = end + 1
      }
      return
    }
    let text = String(decoding: cell, as: UTF8.self)
    for part in text.parts(at: separator) {
      let start = text.utf8.distance(from: text.startIndex, to: part.startIndex)
      values.append(UnsafeRawBufferPointer(rebasing: cell[start..<(start + part.utf8.count)]))
    }
  }

  // MARK: - Cells

  /// How many values the cell of a column has.
  private func count(_ column: Int) -> Int { starts[column + 1] - starts[column] }

  private func value(_ column: Int) -> UnsafeRawBufferPointer {
    values[starts[column] + (columns[column].options.separator == nil ? 0 : index)]
  }

  /// How often the row gives something: once, or once for each value of the cells with several.
  ///
  /// Where a cell is empty that is needed it does not, which is noted unless it is optional.
  mutating func count(_ needs: RowNeeds) -> Int {
    if let empty = needs.columns.first(where: { count($0) == 0 }) {
      if !needs.isOptional { builder.leave(.empty(column: columns[empty].title)) }
      return 0
    }
    guard let first = needs.lists.first else { return 1 }
    let counts = needs.lists.map { count($0) }
    if counts.contains(where: { $0 != counts[0] }) {
      builder.leave(
        .unequalLists(columns: needs.lists.map { columns[$0].name }, counts: counts))
      return 0
    }
    return count(first)
  }

  /// The values of some columns as one key, which is there until the next one is asked for.
  mutating func key(_ columns: [Int]) -> UnsafeRawBufferPointer {
    if columns.count == 1 { return value(columns[0]) }
    joined.truncate(to: 0)
    for column in columns {
      joined.append(value(column))
      // No text has this byte.
      joined.append(0)
    }
    return joined.bytes
  }

  // MARK: - Values

  /// Begins the row, as the mapping cites it.
  mutating func begin(_ template: RowTemplate, line: Int) {
    citation.truncate(to: citationStart)
    if template.columns.contains(where: { count($0) == 0 }) {
      citation.append("line \(line)")
    } else {
      for part in template.parts {
        switch part {
        case .text(let plain): citation.append(plain)
        case .column(let column):
          for number in starts[column]..<starts[column + 1] {
            if number > starts[column] { citation.append(", ") }
            citation.append(values[number])
          }
        }
      }
    }
    builder.begin(citing: citation.text, line: line)
  }

  /// A template with the row's cells in its holes.
  mutating func text(_ template: RowTemplate) -> String {
    if let column = template.soleColumn { return String(decoding: value(column), as: UTF8.self) }
    written.truncate(to: 0)
    for part in template.parts {
      switch part {
      case .text(let plain): written.append(plain)
      case .column(let column): written.append(value(column))
      }
    }
    return written.text
  }

  /// The id that a template gives; the name of a country is its code if the template is nothing else.
  mutating func id(_ template: RowTemplate, isCountry: Bool = false) -> CellReading<EntityID> {
    written.truncate(to: 0)
    for part in template.parts {
      switch part {
      case .text(let plain): written.append(plain)
      case .column(let column):
        if columns[column].options.isCountry || isCountry && template.soleColumn != nil {
          switch country(column) {
          case .value(let code): written.append(code.text)
          case let mistake: return mistake
          }
        } else {
          let start = written.count
          written.appendSlug(value(column))
          if written.count == start {
            let cell = String(decoding: value(column), as: UTF8.self)
            return .mistake(.noID(cell, column: columns[column].title))
          }
        }
      }
    }
    return .value(EntityID(written.text))
  }

  private mutating func country(_ column: Int) -> CellReading<EntityID> {
    let cell = value(column)
    let title = columns[column].title
    return countries[column].result(for: cell) {
      .country(String(decoding: cell, as: UTF8.self), column: title)
    }
  }

  /// The decimal that a template gives.
  mutating func decimal(_ template: RowTemplate) -> CellReading<Fixed> {
    var (power, rounds) = (0, false)
    if let column = template.soleColumn {
      (power, rounds) = (columns[column].options.power, columns[column].options.rounds)
      if let millionths = try? FieldReader.millionths(value(column), power: power) {
        return .value(Fixed(millionths: millionths))
      }
    }
    return .decimal(text(template), column: template.title, power: power, rounds: rounds)
  }

  /// The day that a template gives.
  mutating func day(_ template: RowTemplate) -> CellReading<Day> {
    if let column = template.soleColumn, let number = FieldReader.day(value(column)) {
      return .value(Day(number: number))
    }
    return .day(text(template), column: template.title)
  }
}
