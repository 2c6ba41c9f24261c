extension DataSet {
  /// Events of the PLOVER gold standard, coded by hand: who acted toward whom.
  ///
  /// An actor is a country or, by its words, an organization; each actor of one side acts toward each
  /// of the other. An event whose actors are all of one side is one of each toward nobody. The first
  /// record of the file, which describes it, is left.
  ///
  /// - Source: Open Event Data Alliance, PLOVER gold standard records, 0.5b1, CC BY-SA 4.0.
  public static let ploverEvents = DataSet(
    source: Source(
      id: "plover", name: "PLOVER gold standard records", reliability: .c, published: "2016-12",
      url: "https://github.com/openeventdata/PLOVER"),
    files: ["gold_standard_records.json"],
    relations: [actedToward.signature, acted.signature],
    readFiles: readEvents)

  @Sendable private static func readEvents(_ input: inout Input) throws {
    var file = try JSONFile(path: input.path("gold_standard_records.json"))
    guard let records = file.list(file.root) else {
      let problem = ReadingProblem(
        .wrongType(found: "no list", expected: "a list of records in brackets"),
        at: Place(file: file.name, line: 1))
      throw ImportError([ImportProblem(.reading(problem), at: Place(file: file.name, line: 1))])
    }
    for (index, record) in records.enumerated() {
      let id = file.text(file.member(record, "id")) ?? ""
      input.builder.begin(id, at: file.place(record, "$[\(index)]"))
      let kind = file.text(file.member(record, "event")) ?? ""
      guard kind != "DOCUMENT" else {
        input.builder.leave(.otherRecord("a record that describes the file", reads: "an event"))
        continue
      }
      guard !id.isEmpty, !kind.isEmpty else {
        input.builder.leave(.empty(column: id.isEmpty ? "id" : "event"))
        continue
      }
      guard
        let date = input.builder.date(file.text(file.member(record, "date")) ?? "", column: "date")
      else { continue }
      let sources = actors(record, "source", file, &input.builder)
      let targets = actors(record, "target", file, &input.builder)
      guard let sources, let targets else { continue }
      guard !sources.isEmpty else {
        input.builder.leave(.empty(column: "source"))
        continue
      }
      var atoms: [Atom] = []
      for source in sources {
        if targets.isEmpty {
          atoms.append(Atom(acted.signature, .entity(source), .text(kind)))
        }
        for target in targets {
          atoms.append(
            Atom(actedToward.signature, .entity(source), .text(kind), .entity(target)))
        }
      }
      let title = file.text(file.member(record, "eventText")) ?? kind
      input.builder.happen(EntityID.slug(id), Event(title, on: date, marks: atoms))
    }
  }

  /// The actors of one side; nil, and noted, if one cannot be placed.
  private static func actors(
    _ record: JSONFile.Value, _ side: String, _ file: JSONFile, _ builder: inout ImportBuilder
  ) -> [EntityID]? {
    guard let member = file.member(record, side), file.text(member) != "" else { return [] }
    guard let list = file.list(member) else {
      builder.leave(
        .otherRecord(
          "'\(excerpt(file.text(member) ?? ""))' as the \(side)", reads: "a list of actors"))
      return nil
    }
    var ids: [EntityID] = []
    for actor in list {
      let code = file.text(file.member(actor, "code")) ?? ""
      let words = file.text(file.member(actor, "actorText")) ?? ""
      // Organizations between states, of no state, and their regions have codes of no country.
      guard ["IGO", "NGO", "IMG"].contains(code) else {
        guard let country = builder.country(code, column: side) else { return nil }
        ids.append(country)
        continue
      }
      guard let id = builder.id("plover-", words, column: side),
        builder.add(EntityRecord(id: id, roles: [], name: words))
      else { return nil }
      ids.append(id)
    }
    return ids
  }
}
