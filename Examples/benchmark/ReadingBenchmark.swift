import TechDecoupling

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Measures the reading of comma-separated values, the cells alone and rows taken into a document,
/// and of JSON.
///
/// Cells, rows, and elements alone, are to be 50 MB/s or more.
///
/// Times are of the processor.
struct ReadingBenchmark {
  static let usage = "benchmark reading [MEGABYTES]"

  let megabytes: Int

  /// Measures a file of so many megabytes, by default 200.
  static func perform(_ arguments: [String]) throws(Failure) -> ExitCode {
    if arguments == ["--help"] || arguments == ["-h"] {
      print("usage: \(usage)")
      return .success
    }
    let numbers = arguments.compactMap { Int($0) }
    guard numbers.count == arguments.count, numbers.count <= 1, 1...4_000 ~= numbers.first ?? 1
    else { throw Failure.usage("'reading' needs a number of megabytes; usage: \(usage)") }
    do {
      return try ReadingBenchmark(megabytes: numbers.first ?? 200).run()
    } catch {
      throw Failure(code: .mistake, message: "benchmark: \(error)")
    }
  }

  private func run() throws -> ExitCode {
    let path = "/tmp/benchmark-reading-\(getpid()).csv"
    guard let file = fopen(path, "w") else {
      throw Failure(code: .mistake, message: "cannot write '\(path)'")
    }
    defer { unlink(path) }
    var random = SplitMix(state: 1)
    var (rows, written) = (0, 0)
    fputs("key,part,maker,country,share,year,note\n", file)
    while written < megabytes * 1_000_000 {
      let maker = random.below(5_000)
      let line =
        "\(rows),part \(random.below(400)),\"Maker \(maker), Inc.\",\(["JPN", "Germany", "US"][maker % 3]),"
        + "\(random.below(100)).\(random.below(10)),\(2015 + random.below(10)),"
        + "\"As told by \"\"the trade\"\" in that year, without a link\"\n"
      fputs(line, file)
      written += line.utf8.count
      rows += 1
    }
    fclose(file)
    print("\(rows) rows of 7 cells, 2 of them quoted, \(written) bytes")
    let before = RecordBenchmark.memory("VmHWM")
    let (alone, cellRate) = try measure(path, "", "cells alone")
    print("peak: \((RecordBenchmark.memory("VmHWM") - before) / 1_048_576) MiB more than before")
    let (taken, rowRate) = try measure(path, Self.entries, "taken as statements")
    guard alone.leftCount == 0, taken.leftCount == 0, taken.taken["share-provided"] == rows else {
      print("not all rows were taken")
      return .mistake
    }
    let elementRate = try measureJSON()
    return min(cellRate, rowRate, elementRate) < 50 ? .bound : .success
  }

  private static let entries = """
    {"id": "share-{key}", "states": ["share-provided(maker-{maker}, part-{part}, {share})"],
     "period": "{year}-01-01/{year}-12-31"}
    """

  private func measure(_ path: String, _ entries: String, _ what: String) throws
    -> (report: ImportReport, rate: Double)
  {
    let mapping = try Mapping(
      json: """
        {"format": "techdecoupling-mapping/1", "row": "\(entries.isEmpty ? "row" : "{key}")",
         "source": {"id": "s", "name": "S", "reliability": "B"}, "entries": [\(entries)]}
        """)
    var bytes = 0
    let start = processorTime()
    let report = try mapping.read(from: path) { bytes = $0.bytes }.report
    let seconds = processorTime() - start
    let rate = Double(bytes) / 1_000_000 / seconds
    print("\(what): \((rate * 10).rounded() / 10) MB/s")
    return (report, rate)
  }
}
