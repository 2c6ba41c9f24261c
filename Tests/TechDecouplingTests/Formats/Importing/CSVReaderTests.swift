import TestSupport
import Testing

@testable import TechDecoupling

/// Reading comma-separated values, RFC 4180.
@Suite(.timeLimit(.minutes(60))) struct CSVReaderTests {
  /// All rows that can be read, and what was left.
  private func rows(
    _ bytes: [UInt8], limits: CSVReader.Limits = CSVReader.Limits(), step: Int = .max
  ) throws -> (rows: [[String]], lines: [Int], report: ImportReport) {
    var report = ImportReport()
    var file = try Imports.table(bytes, limits: limits, step: step)
    var (rows, lines): ([[String]], [Int]) = ([], [])
    while try file.next(&report) {
      rows.append(file.columns.indices.map { file.text($0) })
      lines.append(file.place.line ?? 0)
    }
    return (rows, lines, report)
  }

  private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)).rows }

  @Test func `quotes hold delimiters, line breaks and quotes written twice`() throws {
    let read = try rows("a,b\r\n\"x, y\",\"he said \"\"hi\"\"\"\r\n\"two\r\nlines\",\"\"\n")
    #expect(read == [["x, y", "he said \"hi\""], ["two\r\nlines", ""]])
  }

  @Test(arguments: [
    "a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r\n1,2", "\u{FEFF}a,b\n\n1,2\n\n\n",
  ])
  func `ends of lines and of the file, a byte order mark and blank lines change nothing`(
    text: String
  ) throws {
    #expect(try rows(text) == [["1", "2"]])
  }

  @Test func `an empty cell at the end of a row is a cell`() throws {
    #expect(try rows("a,b\n1,\n,\n\"\",2") == [["1", ""], ["", ""], ["", "2"]])
  }

  @Test func `lines are counted through quoted line breaks`() throws {
    let read = try rows(Array("a,b\n\"1\n\n\",2\n3\n4,5\n".utf8))
    #expect(read.lines == [2, 6])
    #expect(read.report.left.map(\.place) == [Place(file: "t.csv", line: 5)])
  }

  @Test func `space at the ends of a cell is no part of it`() throws {
    #expect(try rows("a , b\n x y ,\"z\n\"\n") == [["x y", "z"]])
  }

  @Test func `a file without a byte has no columns and no rows`() throws {
    let file = try Imports.table("")
    #expect(file.columns == [])
  }

  // MARK: - What is left, and what is refused

  @Test func `rows that cannot be read are left, with line, column and reason`() throws {
    let bytes: [UInt8] =
      Array("a,b\n1\n\"x\"y,2\n3,4\n".utf8) + [0x35, 0xFF, 0x2C, 0x36, 0x0A, 0x37, 0, 0x2C, 0x38]
    let read = try rows(bytes)
    #expect(read.rows == [["3", "4"]])
    #expect(
      Imports.left(read.report) == [
        "2: TD770: found 1 column at t.csv:2 where 'the table' has 2; columns are separated by ','",
        "3: TD784: 'y,2' follows a closing quote in column 1 ('a') of 'the table' at t.csv:3;"
          + " write a quote within quotes twice",
        "5: TD779: byte 0xFF in '5\u{FFFD}' is not UTF-8 in column 1 ('a') of 'the table' at"
          + " t.csv:5; save the file as UTF-8",
        "6: TD780: '7\\u{0}' holds the character U+0000 in column 1 ('a') of 'the table' at"
          + " t.csv:6; remove it",
      ])
  }

  private func refusal(
    _ text: String, delimiter: Character = ",", limits: CSVReader.Limits = CSVReader.Limits()
  ) -> String {
    do {
      var report = ImportReport()
      var file = try Imports.table(Array(text.utf8), delimiter: delimiter, limits: limits)
      while try file.next(&report) {}
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func `what keeps a file from being read on is thrown, with its line`() {
    #expect(
      refusal("a,b\n1,2\n3,\"x\n\n")
        == "TD783: a quote is never closed in 'the table' at t.csv:3; close it, and write a quote"
        + " within quotes twice")
    #expect(
      refusal("a,b\n1," + String(repeating: "x", count: 99), limits: .init(buffer: 16, row: 32))
        == "TD785: a row of 'the table' is longer than 32 bytes at t.csv:2; check that lines end"
        + " with a line feed")
    #expect(
      refusal("a\"b", delimiter: "\"")
        == "TD787: '\"' cannot separate the columns of 'the table'; use a character or more, without"
        + " line break and quote")
    #expect(refusal("a,b,a\n") == "t.csv:1: TD902: two columns are named 'a'; rename one")
    var gzip = CSVReader()
    #expect(throws: CSVReader.Stop.self) {
      var isRead = false
      _ = try gzip.next { buffer in
        if isRead { return 0 }
        isRead = true
        buffer[0] = 0x1F
        buffer[1] = 0x8B
        return 2
      }
    }
  }

  @Test func `a file that is not there is said, with the path`() {
    let error = #expect(throws: ImportError.self) { _ = try CSVFile(path: "nowhere.csv") }
    #expect(
      error?.description
        == "TD101: cannot read 'nowhere.csv': there is no such file or folder; give the path of a"
        + " file")
  }

  // MARK: - Against a simple reader

  /// Reads a table character by character, as RFC 4180 says it.
  private func simply(_ text: String) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var (isQuoted, isStart) = (false, true)
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if isQuoted {
        if scalar == "\"", rest.first == "\"" {
          rest.removeFirst()
          cell.unicodeScalars.append(scalar)
        } else if scalar == "\"" {
          isQuoted = false
        } else {
          cell.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"", isStart {
        (isQuoted, isStart) = (true, false)
      } else if scalar == "," {
        row.append(cell)
        (cell, isStart) = ("", true)
      } else if scalar == "\n" {
        rows.append(row + [cell])
        (row, cell, isStart) = ([], "", true)
      } else if scalar != "\r" || rest.first != "\n" {
        cell.unicodeScalars.append(scalar)
        isStart = false
      }
    }
    if !row.isEmpty || !cell.isEmpty { rows.append(row + [cell]) }
    return rows
  }

  @Test(arguments: 0..<300)
  func `random tables are read as a simple reader reads them, whatever the buffer`(
    seed: UInt64
  ) throws {
    var random = RepeatableRandom(seed: seed)
    let pieces = ["a", "é", "界", "\"", ",", "\n", "\r\n", "x y", "", "1.5"]
    var text = "one,two,three\n"
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let cells = (0..<3).map { _ -> String in
        let content = (0..<Int.random(in: 0...4, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
        let needsQuotes = content.contains { "\",\n\r\r\n".contains($0) }
        guard needsQuotes || Bool.random(using: &random) else { return content }
        return "\"" + content.replacing("\"", with: "\"\"") + "\""
      }
      text += cells.joined(separator: ",") + (Bool.random(using: &random) ? "\r\n" : "\n")
    }
    let limits = CSVReader.Limits(buffer: Int.random(in: 16...64, using: &random), row: 1 << 20)
    let read = try rows(
      Array(text.utf8), limits: limits, step: Int.random(in: 1...40, using: &random))
    let expected = simply(text).dropFirst().map { row in
      row.map { cell in
        String(
          cell.unicodeScalars.drop { $0.properties.isWhitespace }.reversed()
            .drop { $0.properties.isWhitespace }.reversed().map(Character.init))
      }
    }
    #expect(read.report.leftCount == 0)
    #expect(
      read.rows.map { $0.map { Array($0.unicodeScalars) } }
        == expected.map { $0.map { Array($0.unicodeScalars) } }, "seed \(seed)")
  }
}
