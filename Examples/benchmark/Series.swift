/// What the runs of one command took.
struct Series {
  private(set) var samples: [Sample] = []

  mutating func add(_ sample: Sample) { samples.append(sample) }

  private var sorted: [Double] { samples.map(\.seconds).sorted() }

  /// Seconds, the middle of all runs.
  var median: Double {
    let sorted = sorted
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// Seconds of the fastest and the slowest run.
  var spread: ClosedRange<Double> {
    let sorted = sorted
    return (sorted.first ?? 0)...(sorted.last ?? 0)
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
