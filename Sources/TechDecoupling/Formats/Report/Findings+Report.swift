extension Findings {
  /// Returns a page for readers: HTML that needs nothing beside itself.
  ///
  /// The page has a timeline of the events and of the runs of the findings, the graph of actors on
  /// a day, the state of each chip for each destination over time, the index of interdependence,
  /// every finding with its proof, every entry with its claims, and every source. Each finding,
  /// entry, claim and source has an address that stays the same as long as its atom or id does.
  /// Findings, proofs, entries and sources can be read without JavaScript; with it the page has a
  /// day to slide and a filter, which its address keeps. The page asks for nothing from a network
  /// and forbids itself to.
  ///
  /// No text of the record becomes markup or script. Control characters and those that turn the
  /// direction of text are shown as `\u{202e}`.
  ///
  /// A finding is proved once where it is surest, and once where it is only conceivable: on the
  /// page's day if that is one of these days, or else on the first of them. In a proof of more than
  /// 60 steps what has an address on the page is named there, and not proved again.
  ///
  /// - Throws: ``QueryError`` if a relation is unknown or the day lies outside the horizon;
  ///   ``EvaluationError`` if the task is cancelled.
  /// - Complexity: that of ``runs(of:)`` for the relations, and of ``explain(_:on:)`` once or twice
  ///   for each finding; O(*n*) in the bytes of the page.
  public func html(of report: Report = Report()) throws -> String {
    String(decoding: try page(of: report), as: UTF8.self)
  }

  /// Writes a page for readers to a file.
  ///
  /// The file appears under its name once it is whole; one of the same name is replaced.
  ///
  /// - Parameters:
  ///   - report: What the page tells.
  ///   - path: The file, or `-` for standard output.
  /// - Throws: ``FileProblem`` if the file cannot be written; and as ``html(of:)``.
  /// - Complexity: as ``html(of:)``.
  public func write(_ report: Report, to path: String) throws {
    let bytes = try page(of: report)
    let output = try FileOutput(path)
    try output.write(bytes)
    try output.finish()
  }

  private func page(of report: Report) throws -> [UInt8] {
    var page = try ReportPage(self, report)
    try page.write()
    return page.markup.bytes
  }
}
