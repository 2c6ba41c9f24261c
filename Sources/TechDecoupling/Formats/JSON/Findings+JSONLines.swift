extension Findings {
  /// Returns runs as JSON Lines: an object on each line, for programs that read one at a time.
  ///
  /// ```json
  /// {"atom":"released(deepseek-v4)","relation":"released","terms":["deepseek-v4"],"from":"2026-04-24","to":null,"certain":true,"credibility":"confirmed"}
  /// ```
  ///
  /// `terms` has ids, texts and days as strings, numbers as numbers (of 64 bits); `atom` reads back
  /// as it stands. Both days are included, and an open end is null. `credibility` is null for a run
  /// that is only conceivable.
  ///
  /// - Parameter relations: The relations, in the order of the lines; nil: all that are known, by
  ///   name.
  /// - Throws: ``QueryError`` if a relation is unknown.
  /// - Complexity: as ``runs(of:)``.
  /// - Source: jsonlines.org.
  public func jsonLines(of relations: [RelationSignature]? = nil) throws(QueryError) -> String {
    var bytes: [UInt8] = []
    for relation in relations ?? sortedRelations {
      for run in try runs(of: relation.pattern) {
        JSONLine.append(.object(run.members), to: &bytes)
        bytes.append(0x0A)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// All relations that are known, by name.
  var sortedRelations: [RelationSignature] { relations.values.sorted { $0.name < $1.name } }
}

extension Facts {
  /// All facts as JSON Lines: an object for each recorded atom, then for each row loaded in bulk.
  ///
  /// ```json
  /// {"atom":"released(deepseek-v4)","relation":"released","terms":["deepseek-v4"],"certain":[{"from":"2026-04-24","to":null}],"conceivable":[{"from":"2026-04-24","to":null}],"marks":[],"entries":["v4-released"],"sources":["deepseek"]}
  /// ```
  ///
  /// `certain` and `conceivable` are the days on which it holds, `marks` the imprecise dates of which
  /// it certainly holds on one day. `entries` and `sources` say on whose word; both are empty for
  /// what comes without a record.
  ///
  /// - Complexity: O(*n*) in facts and their claims.
  /// - Source: jsonlines.org.
  public var jsonLines: String {
    var bytes: [UInt8] = []
    func write(_ fact: RecordedFact) {
      let supports = fact.supports
      let entries = Set(supports.compactMap(\.entry?.text)).sorted()
      let sources = Set(supports.flatMap { $0.claims.map(\.source.text) }).sorted()
      JSONLine.append(
        .object(
          fact.atom.members + [
            JSONValue.Member("certain", .array(fact.certain.map { .object($0.members) })),
            JSONValue.Member("conceivable", .array(fact.conceivable.map { .object($0.members) })),
            JSONValue.Member("marks", .array(fact.marks.map { .object($0.members) })),
            JSONValue.Member("entries", .array(entries.map { .string($0) })),
            JSONValue.Member("sources", .array(sources.map { .string($0) })),
          ]), to: &bytes)
      bytes.append(0x0A)
    }
    for fact in rows { write(fact) }
    for (atom, period) in tables.lazy.flatMap(\.atoms) {
      write(RecordedFact(atom: atom, certain: [period], conceivable: [period]))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Run {
  fileprivate var members: [JSONValue.Member] {
    atom.members + period.members + [
      JSONValue.Member("certain", .boolean(isCertain)),
      JSONValue.Member("credibility", credibility.map { .string($0.rawValue) } ?? .null),
    ]
  }
}

extension Atom {
  fileprivate var members: [JSONValue.Member] {
    [
      JSONValue.Member("atom", .string("\(self)")),
      JSONValue.Member("relation", .string(relation.name)),
      JSONValue.Member("terms", .array((values ?? []).map(\.json))),
    ]
  }
}

extension Period {
  /// The days as members of an object, both included; an open end is null.
  var members: [JSONValue.Member] {
    func value(_ day: Day?) -> JSONValue { day.map { .string("\($0)") } ?? .null }
    return [
      JSONValue.Member("from", value(from)),
      JSONValue.Member("to", value(until?.advanced(by: -1))),
    ]
  }
}
