import TechDecoupling
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(60)))
struct DateRangeTests {
  struct Reading: Sendable, CustomTestStringConvertible {
    var text: String
    var first: Day?
    var last: Day?
    var printed: String?

    init(_ text: String, _ first: Day?, _ last: Day?, prints printed: String? = nil) {
      (self.text, self.first, self.last, self.printed) = (text, first, last, printed)
    }

    var testDescription: String { text }
  }

  @Test(
    "A date is read as the days that it may be",
    arguments: [
      Reading("2026-02-25", "2026-02-25", "2026-02-25"),
      Reading("2024-02-29", "2024-02-29", "2024-02-29"),
      Reading("2025-01", "2025-01-01", "2025-01-31"),
      Reading("2024-02", "2024-02-01", "2024-02-29"),
      Reading("2022", "2022-01-01", "2022-12-31"),
      Reading("201X", "2010-01-01", "2019-12-31"),
      Reading("20XX", "2000-01-01", "2099-12-31"),
      Reading("2004-XX", "2004-01-01", "2004-12-31"),
      Reading("2004-06-XX", "2004-06-01", "2004-06-30"),
      Reading("2004-XX-XX", "2004-01-01", "2004-12-31"),
      Reading("2022~", "2021-01-01", "2023-12-31"),
      Reading("2025-01?", "2024-12-01", "2025-02-28"),
      Reading("2024-12%", "2024-11-01", "2025-01-31"),
      Reading("2026-03-01%", "2026-02-28", "2026-03-02"),
      Reading("201X~", "2000-01-01", "2029-12-31"),
      Reading("2004-XX-XX?", "2003-01-01", "2005-12-31"),
      Reading("[2026-02-23..2026-03-01]", "2026-02-23", "2026-03-01"),
      Reading("[..2026-02-25]", nil, "2026-02-25"),
      Reading("[2026-02..]", "2026-02-01", nil),
      Reading("[2025..2026-02]", "2025-01-01", "2026-02-28"),
      Reading("[2026-02~..2026-06]", "2026-01-01", "2026-06-30"),
      Reading("[2026-02-25]", "2026-02-25", "2026-02-25", prints: "2026-02-25"),
      Reading(
        "[2026-02-24, 2026-02-23]", "2026-02-23", "2026-02-24", prints: "[2026-02-23..2026-02-24]"),
      Reading(
        "[..2026-01,2026-02-01,2026-02-02..2026-02-05]", nil, "2026-02-05",
        prints: "[..2026-02-05]"),
      Reading("-0044-03", "-0044-03-01", "-0044-03-31"),
    ])
  func reading(_ reading: Reading) throws {
    let date = try DateRange(parsing: reading.text)
    #expect(date.first == reading.first)
    #expect(date.last == reading.last)
    #expect(date.description == reading.printed ?? reading.text)
    #expect(try DateRange(parsing: date.description) == date)
  }

  @Test(
    "A period is read by its ends",
    arguments: [
      ("2022-10/2024-03", "2022-10/2024-03"), ("2022-10/..", "2022-10/.."), ("../2023", "../2023"),
      ("/2024", "/2024"), ("2022-10/", "2022-10/"), ("../..", "../.."),
      ("1984?/2004-06~", "1984?/2004-06~"), ("2004-XX/2005", "2004-XX/2005"),
      ("[2022-01..2022-03]/..", "[2022-01..2022-03]/.."), ("2024/2024", "2024/2024"),
    ])
  func periods(_ text: String, _ printed: String) throws {
    let period = try DatePeriod(parsing: text)
    #expect(period.description == printed)
    #expect(try DatePeriod(parsing: period.description) == period)
  }

  @Test(
    "A date that cannot be read says why and what to write",
    arguments: [
      (
        "yesterday",
        "TD401: 'yesterday' is not a date; write one in EDTF, as in 2026-02-25, 2025-01, 2022, 2022~ or [2026-02-23..2026-03-01]"
      ),
      (
        "2026-02-31",
        "TD402: '2026-02-31' does not exist: February 2026 has 28 days; write one of them, or the month alone if the day is not known"
      ),
      (
        "2026-13",
        "TD403: '2026-13' does not exist: there is no month 13, a year has months 01 to 12; write one of them, or the year alone if the month is not known"
      ),
      (
        "2022-01/2022-03",
        "TD404: '2022-01/2022-03' is an interval, and the date of an event is one day; write [2022-01-01..2022-03-31] for a day that is not known better"
      ),
      (
        "2022-10/..",
        "TD404: '2022-10/..' is an interval, and the date of an event is one day; write a date or a one-of set"
      ),
      (
        "[2026-03..2026-01]",
        "TD406: '[2026-03..2026-01]' ends on 2026-01-31, before it starts on 2026-03-01; exchange the ends"
      ),
      (
        "2026-02-25T10:00",
        "TD407: '2026-02-25T10:00' has a time of day, which is not read; write the day alone, as in 2026-02-25"
      ),
      (
        "2001-21",
        "TD407: '2001-21' has a season or another part of the year, which is not read; write its months, as in [2001-03..2001-05], since a season's days depend on the place"
      ),
      (
        "Y170000002",
        "TD407: 'Y170000002' has a year with the prefix Y, which is not read; write a year of four digits"
      ),
      (
        "2004-?06",
        "TD407: '2004-?06' has a mark on a part of the date, which is not read; write the mark at its end, as in 2025-01~"
      ),
      (
        "1XXX",
        "TD407: '1XXX' has an X in a place where level 1 of EDTF has none, which is not read; write 201X, 20XX, 2004-XX, 2004-06-XX or 2004-XX-XX"
      ),
      (
        "{2025,2026}",
        "TD407: '{2025,2026}' has a set that means all of its members, which is not read; write an entry for each date, or [2026-02-23..2026-03-01] for one of them"
      ),
      (
        "[2026-02-23,2026-02-25]",
        "TD408: '[2026-02-23,2026-02-25]' leaves out days between the ones it names, and a date is one day out of an unbroken range; write [2026-02-23..2026-02-25]"
      ),
    ])
  func mistakes(_ text: String, _ message: String) {
    let error = #expect(throws: DateProblem.self) { try DateRange(parsing: text) }
    #expect(error?.description == message)
  }

  @Test(
    "A period that cannot be read says why and what to write",
    arguments: [
      (
        "2022",
        "TD405: '2022' is a single date, and a period has a start and an end; write 2022-01-01/2022-12-31"
      ),
      (
        "[..2026-02-25]",
        "TD405: '[..2026-02-25]' is a single date, and a period has a start and an end; write ../2026-02-25"
      ),
      (
        "2026/2025",
        "TD406: '2026/2025' ends on 2025-12-31, before it starts on 2026-01-01; exchange the ends"
      ),
      (
        "2022/2023/2024",
        "TD401: '2022/2023/2024' is not a period; write an EDTF interval, as in 2022-10/2024-03, or 2022-10/.. if it is still so"
      ),
      (
        "2026-02-30/..",
        "TD402: '2026-02-30' does not exist: February 2026 has 28 days; write one of them, or the month alone if the day is not known"
      ),
      (
        "",
        "TD401: '' is not a period; write an EDTF interval, as in 2022-10/2024-03, or 2022-10/.. if it is still so"
      ),
    ])
  func periodMistakes(_ text: String, _ message: String) {
    let error = #expect(throws: DateProblem.self) { try DatePeriod(parsing: text) }
    #expect(error?.description == message)
  }

  @Test(
    "A day that cannot be read says what a day is",
    arguments: ["2026-02", "2026-2-5", "2026-02-25~", "26-02-25", "", "2026-02-XX", " 2026-02-25"])
  func dayMistakes(_ text: String) {
    let error = #expect(throws: DateProblem.self) { try Day(parsing: text) }
    #expect(
      error?.description
        == "TD401: '\(text)' is not a day; write year, month and day, as in 2026-02-25")
  }

  @Test("No text stops the process, and what is read is printed so that it reads the same")
  func anyText() throws {
    var random = RepeatableRandom(seed: 7)
    let alphabet = Array("0123456789012-------//..[],X~?%{}TYSE:ü ")
    let starts = ["", "2026-02-2", "[2026-0", "2022-1", "20", "../", "[.."]
    var readCount = 0
    for _ in 0..<20_000 {
      var text = starts[Int(random.next() % UInt64(starts.count))]
      for _ in 0..<(random.next() % 14) {
        text.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      _ = try? Day(parsing: text)
      if let date = try? DateRange(parsing: text) {
        readCount += 1
        #expect(try DateRange(parsing: date.description) == date, "\(text)")
        if let first = date.first, let last = date.last { #expect(first <= last, "\(text)") }
      }
      if let period = try? DatePeriod(parsing: text) {
        readCount += 1
        #expect(try DatePeriod(parsing: period.description) == period, "\(text)")
      }
    }
    #expect(readCount > 300)
  }

  @Test("A day's number and its parts agree over four hundred years and at their edges")
  func calendar() {
    for number in Int32(-200_000)...Int32(200_000) where number % 17 == 0 {
      let day = Day(number: number)
      let (year, month, date) = day.components
      #expect(Day(year, month, date) == day)
    }
    #expect(Day(1970, 1, 1)?.number == 0)
    #expect(Day(number: .max).advanced(by: .max) == Day(number: .max))
    #expect(Day(number: .min).advanced(by: .min) == Day(number: .min))
    #expect(Day(1900, 2, 29) == nil)
  }

  @Test("The distance to a day is the number of days by which to advance, whatever the days")
  func distance() {
    #expect(("2026-02-25" as Day).distance(to: "2026-04-24") == 58)
    #expect(("2026-04-24" as Day).distance(to: "2026-02-25") == -58)
    let first = Day(number: .min)
    #expect(first.advanced(by: first.distance(to: Day(number: .max))) == Day(number: .max))
  }
}
