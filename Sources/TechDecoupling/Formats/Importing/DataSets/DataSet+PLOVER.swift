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
    var file = try input.list(nil, of: "gold_standard_records.json")
    while let record = try file.next() {
      let id = record["id"]?.text ?? ""
      input.builder.begin(id, at: file.place)
      let kind = record["event"]?.text ?? ""
      guard kind != "DOCUMENT" else {
        input.builder.leave(.otherRecord("a record that describes the file", reads: "an event"))
        continue
      }
      guard !id.isEmpty, !kind.isEmpty else {
        input.builder.leave(.empty(column: id.isEmpty ? "id" : "event"))
        continue
      }
      guard let date = input.builder.date(record["date"]?.text ?? "", column: "date") else {
        continue
      }
      let sources = actors(record, "source", &input.builder)
      let targets = actors(record, "target", &input.builder)
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
      let title = record["eventText"]?.text ?? kind
      input.builder.happen(EntityID.slug(id), Event(title, on: date, marks: atoms))
    }
    guard file.hasList else {
      let problem = ReadingProblem(
        .wrongType(found: "no list", expected: "a list of records in brackets"),
        at: Place(file: file.name, line: 1))
      throw ImportError([ImportProblem(.reading(problem), at: Place(file: file.name, line: 1))])
    }
  }

  /// The actors of one side; nil, and noted, if one cannot be placed.
  private static func actors(
    _ record: JSONItem, _ side: String, _ builder: inout ImportBuilder
  ) -> [EntityID]? {
    guard let member = record[side], member.text != "" else { return [] }
    guard let list = member.elements else {
      builder.leave(
        .otherRecord(
          "'\(excerpt(member.text ?? ""))' as the \(side)", reads: "a list of actors"))
      return nil
    }
    var ids: [EntityID] = []
    for actor in list {
      let code = actor["code"]?.text ?? ""
      let words = actor["actorText"]?.text ?? ""
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
