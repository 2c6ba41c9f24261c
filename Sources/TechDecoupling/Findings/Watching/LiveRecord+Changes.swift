extension LiveRecord {
  /// What comes to be different about the atoms that match a pattern, one difference after another.
  ///
  /// Each difference is the net one since the last, never empty: a reader that is slow is told what
  /// several changes came to, and nothing of what came and went between them. All of them together
  /// lead from the first findings to the last. Each iterator begins where the sequence does and is
  /// told by itself; it holds the findings of its last difference and no others.
  public struct Changes: AsyncSequence, Sendable {
    /// The atoms that are watched.
    public let pattern: Atom
    let told: NoticeBoard.Notice
    let board: NoticeBoard

    /// Returns an iterator that begins where the sequence does.
    public func makeAsyncIterator() -> Iterator {
      Iterator(pattern: pattern, told: told, board: board)
    }
  }
}

extension LiveRecord.Changes {
  /// The differences, as far as one reader has been told them.
  public struct Iterator: AsyncIteratorProtocol, Sendable {
    let pattern: Atom
    var told: NoticeBoard.Notice
    let board: NoticeBoard

    /// Waits until something is different from what was told last, and returns in what way.
    ///
    /// A task that is cancelled is told nothing and loses nothing: another may go on with the
    /// iterator.
    ///
    /// - Returns: A difference with at least one row, whose ``Difference/Row/after`` are all runs of
    ///   its atom now; nil at the end of the sequence, or if the task is cancelled.
    /// - Complexity: O(*m* log *n*) for *m* atoms that match among *n* tuples of the relation, and a
    ///   proof for each row; once for each time that something was recorded meanwhile.
    public mutating func next() async -> Difference? {
      while let notice = await board.notice(after: told.number) {
        // What is looked for is there to be proved, so that only a cancelled task gets none.
        guard
          let difference = try? notice.findings.difference(
            from: told.findings, listedUnder: pattern)
        else { return nil }
        told = notice
        if !difference.isEmpty {
          return Difference(
            before: "the record when last told", after: "the record now", rows: difference.rows)
        }
      }
      return nil
    }
  }
}
