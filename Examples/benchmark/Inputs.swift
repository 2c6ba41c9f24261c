/// The facts that a row runs on, made by a generator that is the same everywhere.
enum Inputs: Hashable {
  case randomGraph(nodes: Int, edges: Int, seed: UInt64)
  case chain(edges: Int)
  case grid(side: Int)
  case generations(layers: Int, width: Int, parents: Int, seed: UInt64)
  case assignments(variables: Int, seed: UInt64)
  case exposure(facts: Int, seed: UInt64)
  case supplies(companies: Int, supplies: Int, seed: UInt64)

  /// A name for the folder that holds them.
  var name: String {
    switch self {
    case .randomGraph(let nodes, let edges, let seed): "random-\(nodes)-\(edges)-\(seed)"
    case .chain(let edges): "chain-\(edges)"
    case .grid(let side): "grid-\(side)"
    case .generations(let layers, let width, let parents, let seed):
      "generations-\(layers)-\(width)-\(parents)-\(seed)"
    case .assignments(let variables, let seed): "assignments-\(variables)-\(seed)"
    case .exposure(let facts, let seed): "exposure-\(facts)-\(seed)"
    case .supplies(let companies, let supplies, let seed):
      "supplies-\(companies)-\(supplies)-\(seed)"
    }
  }

  /// The relations that are read.
  var relations: [String] {
    switch self {
    case .randomGraph, .chain, .grid: ["edge"]
    case .generations: ["parent"]
    case .assignments: ["alloc", "assign", "load", "store"]
    case .exposure: ExposureInput.relations
    case .supplies: TemporalInput.relations
    }
  }

  /// Inputs of the same kind with so many times the facts; what has no size of its own, such as
  /// the number of layers, stays.
  func times(_ factor: Int) -> Inputs {
    switch self {
    case .randomGraph(let nodes, let edges, let seed):
      .randomGraph(nodes: nodes * factor, edges: edges * factor, seed: seed)
    case .chain(let edges): .chain(edges: edges * factor)
    case .grid(let side): .grid(side: Int((Double(side) * Double(factor).squareRoot()).rounded()))
    case .generations(let layers, let width, let parents, let seed):
      .generations(layers: layers, width: width * factor, parents: parents, seed: seed)
    case .assignments(let variables, let seed):
      .assignments(variables: variables * factor, seed: seed)
    case .exposure(let facts, let seed): .exposure(facts: facts * factor, seed: seed)
    case .supplies(let companies, let supplies, let seed):
      .supplies(companies: companies * factor, supplies: supplies * factor, seed: seed)
    }
  }

  /// Writes one file for each relation to a folder.
  func write(to folder: String) throws(Failure) {
    switch self {
    case .randomGraph(let nodes, let edges, let seed):
      try Graph.random(nodes: nodes, edges: edges, seed: seed).write(to: folder)
    case .chain(let edges): try Graph.chain(edges).write(to: folder)
    case .grid(let side): try Graph.grid(side).write(to: folder)
    case .generations(let layers, let width, let parents, let seed):
      try GenerationsInput(layers: layers, width: width, parents: parents, seed: seed)
        .write(to: folder)
    case .assignments(let variables, let seed):
      try AssignmentsInput(variables: variables, seed: seed).write(to: folder)
    case .exposure(let facts, let seed):
      try ExposureInput(facts: facts, seed: seed).write(to: folder)
    case .supplies(let companies, let supplies, let seed):
      try TemporalInput(companies: companies, supplies: supplies, seed: seed).write(to: folder)
    }
  }
}

// MARK: - The subcommand

extension Inputs {
  static let usage = "benchmark inputs FOLDER [ROW…] [--times N] [--small]"

  /// Writes the inputs of rows to folders in a folder, those that are not there yet.
  ///
  /// Measuring starts this program anew for it: what a process once held counts in the peak of the
  /// processes that it starts, so the one that measures stays small.
  static func perform(_ arguments: [String]) throws(Failure) -> ExitCode {
    var (names, factor, areSmall) = ([String](), 1, false)
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h":
        print("usage: \(usage)")
        return .success
      case "--times":
        factor = try Options.number(rest.popFirst() ?? "", of: "--times", in: 1...64)
      case "--small": areSmall = true
      case _ where argument.hasPrefix("-"):
        throw Failure.usage("'inputs' has no option '\(printable(argument))'; usage: \(usage)")
      default: names.append(argument)
      }
    }
    guard let folder = names.first, !folder.isEmpty else {
      throw Failure.usage("'inputs' needs a folder to write to; usage: \(usage)")
    }
    try makeFolder(folder)
    for row in try Row.named(Array(names.dropFirst()), areSmall: areSmall) {
      let inputs = row.inputs.times(factor)
      let path = "\(folder)/\(inputs.name)"
      if !isFolder(path) {
        // A folder that is there is whole: it gets its name at the end.
        let unfinished = "\(path).unfinished"
        try makeFolder(unfinished)
        try inputs.write(to: unfinished)
        try rename(unfinished, to: path)
      }
      print("\(row.name)\t\(path)")
    }
    return .success
  }
}
