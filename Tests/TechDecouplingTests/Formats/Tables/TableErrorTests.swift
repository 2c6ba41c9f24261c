import TemporalDatalog
import Testing

@testable import TechDecoupling

@Suite("What rows cannot be read, and what is said") struct TableErrorTests {
  private let edge = RelationSignature(name: "edge", columns: [.integer, .integer])
  private let weight = RelationSignature(name: "weight", columns: [.text, .decimal])
  private let flag = RelationSignature(name: "flag", columns: [])

  @Test func `rows with too many columns or too few`() {
    #expect(
      Tables.mistakes("1\t2\n1\n1\t2\t3\t4\n\n", as: edge)
        == """
        TD770: found 1 column at r.facts:2:1 where 'edge' has 2; columns are separated by a tab
        TD770: found 4 columns at r.facts:3:1 where 'edge' has 2; columns are separated by a tab
        TD770: found 1 column at r.facts:4:1 where 'edge' has 2; columns are separated by a tab
        """)
  }

  @Test func `numbers`() {
    #expect(
      Tables.mistakes("1\tx12\n9223372036854775808\t1\n1 \t2\n-\t1\n", as: edge)
        == """
        TD771: 'x12' is no whole number in column 2 of 'edge' at r.facts:1:3; \
        write digits, as in 12 or -3
        TD772: '9223372036854775808' is out of range in column 1 of 'edge' at r.facts:2:1; \
        numbers have 64 bits, so give it in a larger unit
        TD771: '1 ' is no whole number in column 1 of 'edge' at r.facts:3:1; \
        write digits, as in 12 or -3
        TD771: '-' is no whole number in column 1 of 'edge' at r.facts:4:1; \
        write digits, as in 12 or -3
        """)
    var format = TableFormat()
    format.unsignedColumns = [1]
    format.columnNames = ["from", "to"]
    #expect(
      Tables.mistakes("-1\t-1\n", as: edge, format)
        == """
        TD773: '-1' is negative in column 2 ('to') of 'edge' at r.facts:1:4; \
        the column is declared 'unsigned', so write 0 or more or declare it 'number'
        """)
  }

  @Test func `characters that act on a terminal are shown by their numbers`() {
    #expect(
      Tables.mistakes("1\t\u{1B}[31mred\u{9B}\u{7}\n", as: edge)
        == "TD771: '\\u{1B}[31mred\\u{9B}\\u{7}' is no whole number in column 2 of 'edge' "
        + "at r.facts:1:3; write digits, as in 12 or -3")
  }

  @Test func `decimals`() {
    #expect(
      Tables.mistakes(
        "a\t1,5\na\t0.1234567\na\t10000000000000\na\t1e-7\na\t1e30\na\tinf\na\t0.12e\n", as: weight)
          == """
          TD774: '1,5' is no decimal in column 2 of 'weight' at r.facts:1:3; \
          write one such as 5.92 or -3
          TD775: '0.1234567' has more than six places in column 2 of 'weight' at r.facts:2:3; \
          nothing is rounded, so round it or give it in a smaller unit
          TD772: '10000000000000' is out of range in column 2 of 'weight' at r.facts:3:3; \
          numbers have 64 bits, so give it in a larger unit
          TD775: '1e-7' has more than six places in column 2 of 'weight' at r.facts:4:3; \
          nothing is rounded, so round it or give it in a smaller unit
          TD772: '1e30' is out of range in column 2 of 'weight' at r.facts:5:3; \
          numbers have 64 bits, so give it in a larger unit
          TD774: 'inf' is no decimal in column 2 of 'weight' at r.facts:6:3; \
          write one such as 5.92 or -3
          TD774: '0.12e' is no decimal in column 2 of 'weight' at r.facts:7:3; \
          write one such as 5.92 or -3
          """)
  }

  @Test func `days and periods`() {
    let due = RelationSignature(name: "due", columns: [.day])
    var format = TableFormat()
    format.periods = .dates
    #expect(
      Tables.mistakes(
        "2025-02-29\t..\t..\n2025-01-01\t2025-13\t..\n2025-01-01\t2025-03-02\t2025-03-01\n",
        as: due,
        format)
          == """
          TD776: no day is given in column 1 of 'due' at r.facts:1:1: '2025-02-29' does not exist: \
          February 2025 has 28 days; write one of them, or the month alone if the day is not known
          TD776: no day is given in column 2 ('from') of 'due' at r.facts:2:12: \
          '2025-13' is not a day; write year, month and day, as in 2026-02-25
          TD778: the period of a row of 'due' starts on 2025-03-02 and ends on 2025-03-01 \
          at r.facts:3:1; both days are included, so an end is not before its start
          """)
    format.periods = .dayNumbers
    #expect(
      Tables.mistakes("2025-01-01\t7\t2147483647\n2025-01-01\t9\t7\n", as: due, format)
        == """
        TD777: '2147483647' is no number of a day in column 3 ('to') of 'due' at r.facts:1:14; \
        write days since 1970-01-01, from -2147483647 to 2147483645, or '..'
        TD778: the period of a row of 'due' starts on 9 and ends on 7 at r.facts:2:1; \
        both days are included, so an end is not before its start
        """)
  }

  @Test func `text`() throws {
    do {
      _ = try Tables.read([0x61, 0xC3, 0x28, 0x09, 0x31, 0x0A, 0x62, 0, 0x09, 0x31], as: weight)
      Issue.record("no mistake")
    } catch {
      #expect(
        "\(error)"
          == """
          TD779: byte 0xC3 in 'a\u{FFFD}(' is not UTF-8 in column 1 of 'weight' at r.facts:1:1; \
          save the file as UTF-8
          TD780: 'b\\u{0}' holds the character U+0000 in column 1 of 'weight' at r.facts:2:1; \
          remove it
          """)
    }
    #expect(
      Tables.mistakes("\n", as: RelationSignature(name: "lab", columns: [.entity(role: "Lab")]))
        == "TD781: no id is given in column 1 of 'lab' at r.facts:1:1; write the id of an entity")
    #expect(
      Tables.mistakes("()\nyes\n", as: flag)
        == "TD782: found 'yes' at r.facts:2:1 where a row of 'flag' is '()'; "
        + "the relation has no columns")
  }

  @Test func `quotes`() {
    var format = TableFormat()
    format.isQuoted = true
    format.delimiter = ","
    #expect(
      Tables.mistakes("\"a\"b,1\n\"a\nb\",x\n\"c,1\n", as: weight, format)
        == """
        TD784: 'b,1' follows a closing quote in column 1 of 'weight' at r.facts:1:4; \
        write a quote within quotes twice
        TD774: 'x' is no decimal in column 2 of 'weight' at r.facts:3:4; \
        write one such as 5.92 or -3
        TD783: a quote is never closed in column 1 of 'weight' at r.facts:4:1; \
        close it, and write a quote within quotes twice
        """)
  }

  @Test func `what is no file of rows`() {
    let limits = TableReader.Limits(buffer: 16, row: 64)
    #expect(
      Tables.mistakes("1\t2\n" + String(repeating: "1", count: 200), as: edge, limits: limits)
        == "TD785: a row of 'edge' is longer than 64 bytes at r.facts:2:1; "
        + "check that lines end with a line feed")
    var facts = Facts()
    #expect(
      throws: TableError([
        TableProblem(.compressed, relation: "edge", at: Place(file: "edge.facts.gz"))
      ])
    ) {
      try facts.insert(fileAt: "edge.facts.gz", as: edge)
    }
    do {
      try Tables.insert([0x1F, 0x8B, 8], into: &facts, as: edge)
      Issue.record("no mistake")
    } catch {
      #expect(
        "\(error)"
          == "TD786: r.facts is compressed and cannot be read as rows of 'edge'; decompress it first"
      )
    }
    #expect(facts.tables.isEmpty)
    do {
      try facts.insert(fileAt: "/nowhere/edge.facts", as: edge)
      Issue.record("no mistake")
    } catch {
      #expect(
        "\(error)"
          == "TD101: cannot read '/nowhere/edge.facts': there is no such file or folder; "
          + "give the path of a file")
    }
  }

  @Test func `delimiters that separate nothing`() {
    var format = TableFormat()
    format.delimiter = ""
    #expect(
      Tables.mistakes("", as: edge, format)
        == "TD787: '' cannot separate the columns of 'edge'; "
        + "use a character or more, without line break")
    format.delimiter = "\"\t"
    format.isQuoted = true
    #expect(
      Tables.mistakes("", as: edge, format)
        == "TD787: '\"\\u{9}' cannot separate the columns of 'edge'; "
        + "use a character or more, without line break and quote")
  }

  @Test func `more values than codes`() {
    var reader = TableReader(edge, TableFormat(), file: "r.facts")
    var pools = Pools(numbers: NumberPool(limit: 1))
    let bytes = Array("4000000000\t5000000000\n".utf8)
    var isRead = false
    do {
      try reader.read(into: &pools) { buffer in
        if isRead { return 0 }
        isRead = true
        buffer.copyBytes(from: bytes)
        return bytes.count
      }
      Issue.record("no mistake")
    } catch {
      #expect(
        "\(error)"
          == "TD788: the facts hold more different values than can be told apart at r.facts:2; "
          + "split the rows of 'edge'")
    }
  }

  @Test func `of many mistakes the first hundred, and how many there are`() throws {
    let text = String(repeating: "x\ty\n1\t2\n", count: 250)
    do {
      _ = try Tables.read(Array(text.utf8), as: edge)
      Issue.record("no mistake")
    } catch let error as TableError {
      #expect(error.problems.count == 100)
      #expect(error.count == 250)
      #expect(error.description.hasSuffix("\n… and 150 more rows"))
    }
  }

  @Test func `text that a file without quotes cannot hold`() {
    func mistake(_ text: String, _ isQuoted: Bool = false) -> String {
      var facts = Facts()
      facts.insert(Relation<String>("name"), columns: [text])
      var format = TableFormat()
      format.isQuoted = isQuoted
      do {
        let relation = RelationSignature(name: "name", columns: [.text])
        return String(decoding: try Tables.write(facts, relation, format), as: UTF8.self)
      } catch {
        return "\(error)"
      }
    }
    for (text, shown) in [
      ("a\tb", "a\\u{9}b"), ("a\n", "a\\u{A}"), ("a\r", "a\\u{D}"), ("a\r\nb", "a\\u{D}\\u{A}b"),
    ] {
      #expect(
        mistake(text)
          == "TD789: '\(shown)' in column 1 of 'name' cannot be written to r.csv without quotes; "
          + "write the file with rfc4180=true")
      #expect(mistake(text, true) == "\"\(text)\"\n")
    }
    for isQuoted in [false, true] {
      #expect(
        mistake("a\0", isQuoted)
          == "TD790: 'a\\u{0}' in column 1 of 'name' holds the character U+0000 "
          + "and cannot be written to r.csv; remove it")
    }
    #expect(mistake("say \"no\"", true) == "\"say \"\"no\"\"\"\n")
  }
}
