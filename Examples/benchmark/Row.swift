/// One thing to measure: a program, its inputs, what must come of it, and what it must reach.
struct Row: Sendable {
  var name: String
  var inputs: Inputs
  /// The program's file without its ending: `.dl` for both engines, `.sql` for DuckDB if there is one.
  var program: String
  /// The numbers of rows of the results, or of their periods, for the inputs as they are.
  var counts: [String: Int]
  /// Nil for inputs that are too small to be measured.
  var bounds: Bounds?

  /// What must be reached.
  ///
  /// Ratios of times are peer to ours, so that more is better.
  struct Bounds: Sendable {
    var souffle: Double
    var duckDB: Double?
    var meteor: Double?
    /// One thread to two.
    var twoThreads = Bounds.noLoss
    /// The peak in MiB, whatever that of the peer is.
    var peak: Double?

    /// As fast, but for what two medians differ by.
    static let noLoss = 0.95
    /// Our peak to compiled Soufflé's.
    static let memory = 1.5
    /// The growth of the time per derivation, and that of the bytes per tuple.
    static let growth = (time: 1.6, memory: 1.2)
  }

  /// Whether facts hold for some days only.
  var isTemporal: Bool { name == "temporal" }

  static let all = [
    Row(
      name: "tc-random", inputs: .randomGraph(nodes: 3000, edges: 6000, seed: 1), program: "tc",
      counts: ["path": 5_676_807],
      bounds: Bounds(souffle: 4.5, duckDB: 2, twoThreads: 1.5)),
    Row(
      name: "tc-chain", inputs: .chain(edges: 3500), program: "tc", counts: ["path": 6_126_750],
      bounds: Bounds(souffle: 4.5, duckDB: 1.6)),
    Row(
      name: "tc-grid", inputs: .grid(side: 70), program: "tc", counts: ["path": 6_170_325],
      bounds: Bounds(souffle: 6, duckDB: 1.7, twoThreads: 1.5)),
    Row(
      name: "sg", inputs: .generations(layers: 15, width: 600, parents: 2, seed: 7),
      program: "sg", counts: ["same": 3_775_409],
      bounds: Bounds(souffle: 4.5, duckDB: 2, twoThreads: 1.5)),
    Row(
      name: "andersen", inputs: .assignments(variables: 5000, seed: 11), program: "andersen",
      counts: ["points": 859_674, "holds": 4_568_069],
      bounds: Bounds(souffle: 4, twoThreads: 1.5)),
    Row(
      name: "exposure", inputs: .exposure(facts: 1_000_000, seed: 20_260_101),
      program: "exposure",
      counts: [
        "controls": 290_761, "restricted": 18_499, "within": 996_481, "sensitive": 2_997,
        "tainted": 91_017, "taintedSupply": 253_450, "soleExposed": 170_545,
        "critical": 150_103, "buyerRisk": 138_439, "countryRisk": 40,
      ],
      bounds: Bounds(souffle: 3.5, duckDB: 1.7)),
    Row(
      name: "temporal", inputs: .supplies(companies: 1000, supplies: 20_000, seed: 5),
      program: "temporal",
      counts: [
        "recently": 16, "stable": 10_493, "risk": 9_952, "owned": 177_041, "critical": 8_004,
        "hit": 53, "linked": 1,
      ],
      bounds: Bounds(souffle: 16, meteor: 300, peak: 100)),
  ]

  /// The rows of these names, in the order of all; all of them if there is no name.
  static func named(_ names: [String], areSmall: Bool = false) throws(Failure) -> [Row] {
    for name in names where !all.contains(where: { $0.name == name }) {
      let known = all.map { "'\($0.name)'" }.joined(separator: ", ")
      throw Failure.usage("there is no row '\(printable(name))'; there are \(known)")
    }
    let rows = names.isEmpty ? all : all.filter { names.contains($0.name) }
    return areSmall ? rows.map(\.small) : rows
  }

  /// The row with inputs that take no time.
  private var small: Row {
    var row = self
    row.bounds = nil
    switch inputs {
    case .randomGraph(_, _, let seed):
      row.inputs = .randomGraph(nodes: 200, edges: 400, seed: seed)
      row.counts = ["path": 27_103]
    case .chain:
      row.inputs = .chain(edges: 100)
      row.counts = ["path": 5050]
    case .grid:
      row.inputs = .grid(side: 10)
      row.counts = ["path": 2925]
    case .generations(_, _, let parents, let seed):
      row.inputs = .generations(layers: 5, width: 40, parents: parents, seed: seed)
      row.counts = ["same": 3737]
    case .assignments(_, let seed):
      row.inputs = .assignments(variables: 500, seed: seed)
      row.counts = ["points": 2252, "holds": 847]
    case .exposure(_, let seed):
      row.inputs = .exposure(facts: 10_000, seed: seed)
      row.counts = [
        "controls": 2972, "restricted": 8, "within": 581, "sensitive": 19, "tainted": 80,
        "taintedSupply": 161, "soleExposed": 99, "critical": 84, "buyerRisk": 153,
        "countryRisk": 33,
      ]
    case .supplies(_, _, let seed):
      row.inputs = .supplies(companies: 100, supplies: 1000, seed: seed)
      row.counts = [
        "recently": 2, "stable": 513, "risk": 32, "owned": 668, "critical": 11, "hit": 0,
        "linked": 0,
      ]
    }
    return row
  }
}
