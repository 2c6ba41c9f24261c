extension Bench {
  /// Runs every row on inputs of growing size.
  ///
  /// What grows is the processor's time, since other programs lengthen long runs more.
  mutating func growth() throws(Failure) -> Report {
    var sizes = Table(
      title: "Growth",
      columns: [
        "row", "times", "facts", "tuples", "derivations", "s", "work, s",
        "work, ns a derivation", "MiB", "bytes a tuple",
      ])
    var bounds = Table(
      title: "Growth over the sizes",
      columns: [
        "row", "work a derivation", "at most", "holds", "bytes a tuple", "at most for bytes",
        "holds for bytes",
      ])
    let limit = Row.Bounds.growth
    for row in options.rows {
      var (times, memories) = ([Double](), [Double]())
      var factor = 1
      while factor <= options.largest {
        let size: Size
        do {
          size = try measure(row, times: factor)
        } catch {
          try note(error)
          break
        }
        times.append(size.series.work / Double(max(1, size.derivations)))
        memories.append(Double(size.series.peak) / Double(max(1, size.tuples)))
        sizes.add([
          .text(row.name), .whole(factor), .whole(size.facts), .whole(size.tuples),
          .whole(size.derivations), .decimal(size.series.median, 3),
          .decimal(size.series.work, 3), .decimal((times.last ?? 0) * 1e9, 1),
          .decimal(mebibytes(size.series.peak), 1), .decimal(memories.last ?? 0, 1),
        ])
        factor *= 2
      }
      guard !times.isEmpty else { continue }
      let (time, memory) = (Bench.growth(times), Bench.growth(memories))
      bounds.add([
        .text(row.name), .decimal(time, 2), .decimal(limit.time, 1),
        row.bounds == nil ? .none : .holds(time <= limit.time),
        .decimal(memory, 2), .decimal(limit.memory, 1),
        row.bounds == nil ? .none : .holds(memory <= limit.memory),
      ])
    }
    return Report(
      machine: Machine.current, peers: [], runs: options.runs, tables: [sizes, bounds])
  }

  private struct Size {
    var facts: Int
    var tuples: Int
    var derivations: Int
    var series = Series()
  }

  private mutating func measure(_ row: Row, times factor: Int) throws(Failure) -> Size {
    progress.report("\(row.name) × \(factor): inputs")
    let inputs = try makeInputs(row, times: factor)
    let facts = commands.facts(row, in: inputs)
    var given = 0
    for relation in row.inputs.relations {
      given += try lineCount(of: "\(facts)/\(relation).facts")
    }
    progress.report("\(row.name) × \(factor): derivations")
    let own = commandPath(CommandLine.arguments[0]) ?? CommandLine.arguments[0]
    let output = scratch + "/output.txt"
    try Child.run(
      [own, Subcommand.derivations.rawValue, commands.program(row), facts],
      output: output, errors: scratch + "/errors.txt")
    let counts = Bench.counts(try text(of: output))
    var size = Size(
      facts: given, tuples: given + (counts["new"] ?? 0), derivations: counts["derived"] ?? 0)
    for turn in 1...options.runs {
      progress.report("\(row.name) × \(factor), run \(turn) of \(options.runs)")
      let ours = Contender.rules(threads: options.threads[0])
      let (sample, counts) = try run(ours, row, inputs: inputs)
      if factor == 1 { try check(counts, of: ours, row) }
      size.series.add(sample)
    }
    return size
  }

  /// The most by which a later value exceeds an earlier one, as a factor.
  static func growth(_ values: [Double]) -> Double {
    var (most, least) = (1.0, Double.infinity)
    for value in values {
      least = min(least, value)
      most = max(most, value / least)
    }
    return most
  }
}
