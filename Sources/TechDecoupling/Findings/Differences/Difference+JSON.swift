extension Difference {
  /// The difference as a document of JSON, for other programs.
  ///
  /// Days are `2026-02-26`, of a period both included; an open end is null.
  public var json: String {
    JSONValue.object([
      JSONValue.Member("format", "techdecoupling-difference/1"),
      JSONValue.Member("before", .string(before)),
      JSONValue.Member("after", .string(after)),
      JSONValue.Member("rows", .array(rows.map(\.json))),
    ]).text
  }
}

extension Difference.Row {
  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member("change", .string(change.rawValue)),
      JSONValue.Member("atom", .string("\(atom)")),
      JSONValue.Member("concluded", .boolean(isConcluded)),
      JSONValue.Member("days", .array(days.map { .object($0.members) })),
      JSONValue.Member("before", .array(before.map(\.json))),
      JSONValue.Member("after", .array(after.map(\.json))),
      JSONValue.Member("causes", .array(causes.map(\.json))),
    ])
  }
}

extension Difference.Cause {
  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member("cause", .string("\(origin)")),
      JSONValue.Member("exceptions", .array(exceptions.map { .string("\($0)") })),
    ])
  }
}

extension Run {
  fileprivate var json: JSONValue {
    .object(
      period.members + [
        JSONValue.Member("credibility", credibility.map { .string($0.rawValue) } ?? .null)
      ])
  }
}
