/// A record that grows, with what follows from it kept up to date for those who watch.
///
/// ```swift
/// let record = try await LiveRecord(chronicle)
/// let news = try await record.watch(Access.withheldFrom(any(), nvidia))
/// Task {
///   for await difference in news { print(difference) }
/// }
/// try await record.add(entry)
/// ```
///
/// Each change is one step: it is checked, recorded, and carried through the rules, or it throws and
/// leaves everything as it was. Changes are made one after the other, in the order in which they are
/// asked for. Whoever watches is told what the steps since have come to, and no step waits until it
/// has been told. See <doc:watching-a-record>.
public actor LiveRecord {
  /// What whoever began to watch since the last ``finishWatching()`` waits at.
  private var board: NoticeBoard
  private let budget: Budget
  private var isChanging = false
  /// Changes that wait for their turn, the longest waiting first.
  private var turns: [CheckedContinuation<Void, Never>] = []

  /// Creates a live record from a chronicle and evaluates it.
  ///
  /// - Parameters:
  ///   - chronicle: The record to begin with.
  ///   - rulebook: The rules; the library's own if left out.
  ///   - viewpoint: Known by which day, and trusting which credibility and above.
  ///   - budget: A limit for this evaluation, and for that of each change.
  ///   - horizon: The days that exist.
  /// - Throws: ``RulebookError``, ``ChronicleError`` or ``EvaluationError``.
  public init(
    _ chronicle: Chronicle = Chronicle(), under rulebook: Rulebook = .standard,
    from viewpoint: Viewpoint = Viewpoint(), within budget: Budget = Budget(),
    horizon: Horizon = .standard
  ) async throws {
    board = NoticeBoard(
      try await chronicle.findings(
        under: rulebook, from: viewpoint, within: budget, horizon: horizon))
    self.budget = budget
  }

  deinit { board.finish() }

  /// The record after the last change, and what follows from it.
  public var findings: Findings { board.newest.findings }

  // MARK: - Recording

  /// Adds entities, sources and entries in one step; those whose id is there are joined.
  ///
  /// - Throws: As ``change(_:)``; ``ChronicleError`` for mistakes in what is added.
  /// - Complexity: As ``Findings/updated(to:within:)``.
  public func add(
    entities: [any Entity] = [], sources: [Source] = [], entries: [Entry] = []
  ) async throws {
    try await change { chronicle in
      try chronicle.add(entities: entities, sources: sources, entries: entries)
    }
  }

  /// Adds an entry, or its claims to the one with its id.
  ///
  /// - Throws: As ``change(_:)``; ``ChronicleError`` for mistakes in the entry.
  public func add(_ entry: Entry) async throws {
    try await add(entries: [entry])
  }

  /// Changes the record in one step: whoever watches sees all of it or nothing.
  ///
  /// - Parameter change: Changes the chronicle that it is given, the newest one, which nobody else
  ///   changes meanwhile. What it throws undoes what it did.
  /// - Returns: What `change` returns, once the findings are up to date.
  /// - Throws: What `change` throws; ``RulebookError`` or ``EvaluationError`` if the changed record
  ///   cannot be evaluated, or if the task is cancelled before it is. The record is then unchanged.
  /// - Complexity: As ``Findings/updated(to:within:)``, and the changes that were asked for before.
  @discardableResult
  public func change<Result: Sendable>(
    _ change: @Sendable (inout Chronicle) throws -> Result
  ) async throws -> Result {
    await takeTurn()
    defer { endTurn() }
    let findings = findings
    if Task.isCancelled { throw EvaluationError.cancelled(.begun(at: findings.viewpoint.trusting)) }
    var chronicle = findings.chronicle
    let result = try change(&chronicle)
    let updated = try await findings.updated(to: chronicle, within: budget)
    // Another board may hang there by now.
    board.post(updated)
    return result
  }

  private func takeTurn() async {
    guard isChanging else {
      isChanging = true
      return
    }
    await withCheckedContinuation { turns.append($0) }
  }

  private func endTurn() {
    if turns.isEmpty {
      isChanging = false
    } else {
      turns.removeFirst().resume()
    }
  }

  // MARK: - Watching

  /// Returns what comes to be different about the atoms that match a pattern, as the record changes.
  ///
  /// - Parameters:
  ///   - pattern: An atom that may have wildcards, of a relation that the findings know.
  ///   - known: Findings that the watcher knows already: the first difference is from those. If left
  ///     out, the ones of this moment, so that nothing is delivered until something changes.
  /// - Returns: A sequence that ends when the live record is gone, after ``finishWatching()``, or
  ///   when the task that reads it is cancelled.
  /// - Throws: ``QueryError`` if the pattern's relation is unknown or its terms do not fit.
  public func watch(_ pattern: Atom, since known: Findings? = nil) throws(QueryError) -> Changes {
    let newest = board.newest
    try newest.findings.check(pattern, isGround: false)
    return Changes(
      pattern: pattern,
      told: known.map { NoticeBoard.Notice(findings: $0, number: -1) } ?? newest, board: board)
  }

  /// Ends all sequences that watch, each once it has delivered what is recorded by now.
  ///
  /// The record can still be changed, and watched anew.
  public func finishWatching() {
    let findings = findings
    board.finish()
    board = NoticeBoard(findings)
  }
}

extension EvaluationError.Progress {
  /// Nothing has been evaluated yet.
  fileprivate static func begun(at level: Credibility) -> Self {
    Self(level: level, rule: nil, round: 0, facts: 0)
  }
}
