/// What the runs of one command took.
struct Series {
  private(set) var samples: [Sample] = []

  mutating func add(_ sample: Sample) { samples.append(sample) }

  /// Seconds from start to end, the middle of all runs.
  var median: Double { Series.median(samples.map(\.seconds)) }

  /// Seconds at work on all cores, the middle of all runs.
  var work: Double { Series.median(samples.map(\.workSeconds)) }

  /// Seconds of the fastest and the slowest run.
  var spread: ClosedRange<Double> {
    let seconds = samples.map(\.seconds)
    return (seconds.min() ?? 0)...(seconds.max() ?? 0)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// The most memory of any run, in bytes.
  var peak: Int { samples.map(\.peak).max() ?? 0 }
}

/// A number in MiB, of bytes.
func mebibytes(_ bytes: Int) -> Double { Double(bytes) / 1_048_576 }

/// What came of a row.
struct RowResult {
  var row: Row
  var series: [Contender: Series] = [:]
}
