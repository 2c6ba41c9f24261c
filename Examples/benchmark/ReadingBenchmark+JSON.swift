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

extension ReadingBenchmark {
  /// Measures files of JSON: elements alone, of which none is taken, an Entity List of distinct names,
  /// and a bundle of STIX of which every second object is taken; returns the rate of the first.
  func measureJSON() throws -> Double {
    let alone = try measure("elements alone", "gold_standard_records.json", "[", Self.event, "]") {
      try DataSet.ploverEvents.read(from: $0, reporting: $1).report
    }
    let tables = #"{"licenceRequirements": ["all"], "licencePolicies": ["denied"]}"#
    _ = try measure(
      "an Entity List", "entity-list.json", "{\"tables\": \(tables), \"entries\": [", Self.party,
      "]}"
    ) { try DataSet.entityList.read(from: $0, reporting: $1).report }
    let reader = STIXReader(source: Source(id: "s", name: "S", reliability: .c))
    _ = try measure(
      "a bundle of STIX", "bundle.json", #"{"type": "bundle", "objects": ["#, Self.object, "]}"
    ) { try reader.read(contentsOf: $0, reporting: $1).report }
    return alone
  }

  private static func event(_ number: Int) -> String {
    #"{"id": "GSR-\#(number)", "date": "2000-01-01", "event": "DOCUMENT", "language": "en", "#
      + #""source": [{"actorText": "Hungarian", "code": "HUN"}, {"code": "ROU"}], "#
      + #""text": "Senior officials agreed on Wednesday that their countries should cooperate."}"#
  }

  private static func party(_ number: Int) -> String {
    #"{"n":"Party \#(number) Co., Ltd.","s":4,"a":["P\#(number)"],"c":["CN","HK"],"lr":0,"#
      + #""lp":0,"fr":"\#(76 + number % 14) FR \#(number)","u":3}"#
  }

  private static func object(_ number: Int) -> String {
    let digits = String(number)
    let id = "00000000-0000-4000-8000-" + String("000000000000\(digits)".suffix(12))
    let isTaken = number % 2 == 0
    let type = isTaken ? "identity" : "indicator"
    return #"{"type":"\#(type)","spec_version":"2.1","id":"\#(type)--\#(id)","#
      + #""created":"2026-01-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","#
      + #""name":"\#(type) \#(number)""#
      + (isTaken
        ? "}"
        : #","pattern":"[file:hashes.'SHA-256' = '\#(id)\#(id)']","pattern_type":"stix","#
          + #""valid_from":"2026-01-01T00:00:00Z","description":"Seen where \"others\" were."}"#)
  }

  /// Writes a list of so many elements that the file is as long as asked for, and measures its reading.
  private func measure(
    _ what: String, _ name: String, _ start: String, _ element: (Int) -> String, _ end: String,
    _ read: (String, @escaping (TableProgress) -> Void) throws -> ImportReport
  ) throws -> Double {
    let path = "/tmp/benchmark-reading-\(getpid())-\(name)"
    guard let file = fopen(path, "w") else {
      throw Failure(code: .mistake, message: "cannot write '\(path)'")
    }
    defer { unlink(path) }
    fputs(start, file)
    var (count, written) = (0, 0)
    while written < megabytes * 1_000_000 {
      let text = (count == 0 ? "\n" : ",\n") + element(count)
      fputs(text, file)
      written += text.utf8.count
      count += 1
    }
    fputs("\n\(end)\n", file)
    fclose(file)
    var bytes = 0
    let begin = processorTime()
    let report = try read(path) { bytes = $0.bytes }
    let rate = Double(bytes) / 1_000_000 / (processorTime() - begin)
    let peak = RecordBenchmark.memory("VmHWM") / 1_048_576
    print(
      "JSON, \(what): \(count), \(report.leftCount) of them left: \((rate * 10).rounded() / 10) MB/s;"
        + " peak so far: \(peak) MiB")
    return rate
  }
}
