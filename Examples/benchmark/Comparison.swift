extension Bench {
  /// Runs every row with ours and with the peers in turn.
  mutating func comparison() throws(Failure) -> Report {
    var results: [RowResult] = []
    for row in options.rows {
      do {
        results.append(try compare(row))
      } catch {
        try note(error)
      }
    }
    var tables = [Bench.times(results), Bench.memory(results)]
    if options.threads.count > 1 { tables.append(threads(results)) }
    let peers = Contender.peers.compactMap { commands.versions[$0] }.filter { !$0.isEmpty }
    return Report(machine: Machine.current, peers: peers, runs: options.runs, tables: tables)
  }

  private mutating func compare(_ row: Row) throws(Failure) -> RowResult {
    progress.report("\(row.name): inputs")
    let inputs = try makeInputs(row)
    var contenders = options.threads.map { Contender.rules(threads: $0) }
    contenders += Contender.peers.filter { commands.versions[$0] != nil && $0.runs(row) }
    for contender in contenders where contender.isCompiled {
      progress.report("\(row.name): Soufflé compiles")
      do {
        try commands.compile(row, for: contender, to: folder, scratch: scratch)
      } catch {
        try note(error)
        contenders.removeAll { $0 == contender }
      }
    }
    var result = RowResult(row: row)
    for turn in 1...options.runs {
      for contender in contenders where turn == 1 || contender != .meteor {
        progress.report("\(row.name), run \(turn) of \(options.runs): \(contender.title)")
        do {
          let (sample, counts) = try run(contender, row, inputs: inputs)
          try check(counts, of: contender, row)
          result.series[contender, default: Series()].add(sample)
        } catch {
          if case .rules = contender { throw error }
          try note(error)
          contenders.removeAll { $0 == contender }
          result.series[contender] = nil
        }
      }
    }
    if options.threads.count > 1 { try compareOutputs(row, inputs: inputs) }
    return result
  }

  /// Runs a row with each number of threads once more, and compares its results byte by byte.
  private mutating func compareOutputs(_ row: Row, inputs: String) throws(Failure) {
    progress.report("\(row.name): the output of \(options.threads) threads")
    let names = row.counts.keys.sorted()
    var programs = [commands.program(row)]
    if !row.isTemporal {
      programs.append(scratch + "/outputs.dl")
      try write(".output " + names.joined(separator: ", "), to: scratch + "/outputs.dl")
    }
    let folders = options.threads.map { "\(scratch)/threads-\($0)" }
    for (threads, folder) in zip(options.threads, folders) {
      try makeFolder(folder)
      let facts = commands.facts(row, in: inputs)
      try Child.run(
        [commands.rules] + programs
          + ["-F", facts, "-D", folder, "-j", "\(threads)", "--quiet"],
        output: folder + "/output.txt", errors: scratch + "/errors.txt")
    }
    for folder in folders.dropFirst() {
      for file in names.map({ $0 + ".csv" }) + ["output.txt"] {
        do {
          try Child.run(
            ["/usr/bin/cmp", "\(folders[0])/\(file)", "\(folder)/\(file)"],
            output: scratch + "/output.txt", errors: scratch + "/errors.txt")
        } catch {
          guard error.code == .mistake else { throw error }
          throw Failure(
            code: .mistake,
            message: "benchmark: \(row.name): '\(file)' depends on the number of threads")
        }
      }
    }
  }

  // MARK: - Tables

  private static func times(_ results: [RowResult]) -> Table {
    var table = Table(
      title: "Time",
      columns: [
        "row", "ours, s", "least–most", "work, s", "peer", "its, s", "least–most of it",
        "its work, s", "ratio", "at least", "holds",
      ])
    for result in results {
      guard let ours = result.ours else { continue }
      let start: [Cell] = [
        .text(result.row.name), .decimal(ours.median, 3), .range(ours.spread, 3),
        .decimal(ours.work, 3),
      ]
      let peers = Contender.peers.filter { result.series[$0] != nil }
      if peers.isEmpty { table.add(start) }
      for peer in peers {
        guard let its = result.series[peer] else { continue }
        let (ratio, bound) = (its.median / ours.median, peer.bound(result.row))
        table.add(
          start + [
            .text(peer.title), .decimal(its.median, 3), .range(its.spread, 3),
            .decimal(its.work, 3), .decimal(ratio, 2),
            bound.map { .decimal($0, 1) } ?? .none, bound.map { .holds(ratio >= $0) } ?? .none,
          ])
      }
    }
    return table
  }

  private static func memory(_ results: [RowResult]) -> Table {
    var table = Table(
      title: "Memory",
      columns: ["row", "ours, MiB", "peer", "its, MiB", "ratio", "at most, MiB", "holds"])
    for result in results {
      guard let ours = result.ours else { continue }
      let peak = mebibytes(ours.peak)
      let start: [Cell] = [.text(result.row.name), .decimal(peak, 1)]
      let limit = result.row.bounds?.peak
      if let limit {
        table.add(start + [.none, .none, .none, .decimal(limit, 1), .holds(peak <= limit)])
      }
      let peers = Contender.peers.filter { result.series[$0] != nil }
      if peers.isEmpty, limit == nil { table.add(start) }
      for peer in peers {
        guard let series = result.series[peer] else { continue }
        let its = mebibytes(series.peak)
        // What is no peer of the bound is shown without one.
        let bound = peer == .souffle && result.row.bounds != nil ? its * Row.Bounds.memory : nil
        table.add(
          start + [
            .text(peer.title), .decimal(its, 1), .decimal(peak / its, 2),
            bound.map { .decimal($0, 1) } ?? .none, bound.map { .holds(peak <= $0) } ?? .none,
          ])
      }
    }
    return table
  }

  private func threads(_ results: [RowResult]) -> Table {
    var table = Table(
      title: "Threads",
      columns: [
        "row", "threads", "s", "least–most", "work, s", "MiB", "ratio to \(options.threads[0])",
        "at least",
        "holds",
      ])
    for result in results {
      guard let base = result.series[.rules(threads: options.threads[0])] else { continue }
      for threads in options.threads {
        guard let series = result.series[.rules(threads: threads)] else { continue }
        var cells: [Cell] = [
          .text(result.row.name), .whole(threads), .decimal(series.median, 3),
          .range(series.spread, 3), .decimal(series.work, 3),
          .decimal(mebibytes(series.peak), 1),
        ]
        let ratio = base.median / series.median
        if threads != options.threads[0] {
          // The bound is one of two threads to one.
          let isBound = options.threads[0] == 1 && threads == 2
          let bound = isBound ? result.row.bounds?.twoThreads : nil
          cells += [
            .decimal(ratio, 2), bound.map { .decimal($0, 2) } ?? .none,
            bound.map { .holds(ratio >= $0) } ?? .none,
          ]
        }
        table.add(cells)
      }
    }
    return table
  }
}

extension RowResult {
  /// Our own runs that are set beside the peers': those with the fewest threads.
  fileprivate var ours: Series? {
    let threads = series.keys.compactMap { contender in
      if case .rules(let threads) = contender { threads } else { nil }
    }
    return threads.min().flatMap { series[.rules(threads: $0)] }
  }
}
