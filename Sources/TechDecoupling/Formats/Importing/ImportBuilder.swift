/// Gathers what a reader takes from rows: entities and entries, each once, with the row cited.
///
/// Ids are made of what rows say and of nothing else, so that a second reading gives the same.
struct ImportBuilder {
  private(set) var document: Document
  var report = ImportReport()
  /// The set that is cited, and what starts the ids of its entries.
  let source: Source
  /// Where the row is that is being read.
  private(set) var place = Place()
  /// The same in little room, for all that the row gives.
  private var position = Position.none
  /// The row as entries cite it: the file and the row's own key.
  private var citation: [String] = []
  /// The file that is being read, with its place, and its name without folders.
  private var origin = Position.Origin(Place())
  private(set) var fileName = ""
  /// What was noted of the row, so that a cell that several entries need is noted once.
  private var noted: [ImportProblem.Mistake] = []
  /// How often something was left, with what was noted before.
  private(set) var leavingCount = 0
  private var entityIndex: [EntityID: Int] = [:]
  private var entryIndex = HashIndex()

  init(_ source: Source, kinds: [EntityKind] = [], relations: [RelationSignature] = []) {
    self.source = source
    document = Document(kinds: kinds, relations: relations, sources: [source])
  }

  /// Begins a row: what follows is cited as of this key.
  mutating func begin(_ key: String, at place: Place) {
    open(place.file)
    begin(citing: fileName.isEmpty ? key : "\(fileName): \(key)", line: place.line ?? 0)
    self.place = place
    if !place.path.isEmpty { position = Position(place) }
  }

  /// Turns to a file, whose rows follow.
  mutating func open(_ file: String?) {
    guard file != origin.place.file else { return }
    origin = Position.Origin(Place(file: file))
    place = origin.place
    fileName = file.map { $0.split(separator: "/").last.map(String.init) ?? "" } ?? ""
  }

  /// Begins a row of the file that is open, which is cited by a text.
  mutating func begin(citing text: String, line: Int) {
    noted.removeAll(keepingCapacity: true)
    place.line = line
    position = Position(origin, line: line)
    citation = [text]
  }

  var imported: Imported { Imported(document: document, report: report) }

  /// Notes that the row, or a part of it, is left.
  mutating func leave(_ mistake: ImportProblem.Mistake) {
    leavingCount += 1
    guard !noted.contains(mistake) else { return }
    noted.append(mistake)
    report.leave(ImportProblem(mistake, at: place), at: place)
  }

  // MARK: - Entities

  /// Adds an entity, or a role to the one with its id; false if another name has the id.
  ///
  /// Names that have the same letters and digits, in upper or lower case, are one.
  @discardableResult
  mutating func add(_ record: EntityRecord) -> Bool {
    guard let index = entityIndex[record.id] else {
      var record = record
      record.place = place
      entityIndex[record.id] = document.entities.count
      document.entities.append(record)
      for role in record.roles { report.take(role) }
      if record.roles.isEmpty { report.take("Party") }
      return true
    }
    let known = document.entities[index]
    var names = record.aliases
    if let name = record.name, let first = known.name, name != first {
      guard EntityID.slug(name) == EntityID.slug(first) else {
        leave(.sameID(record.id.text, names: [first, name]))
        return false
      }
      names.append(name)
    }
    for role in record.roles.subtracting(known.roles) { report.take(role) }
    document.entities[index].roles.formUnion(record.roles)
    let aliases = names.filter { !known.aliases.contains($0) && $0 != known.name }
    document.entities[index].aliases += aliases
    if known.name == nil { document.entities[index].name = record.name }
    for (field, values) in record.profile.sorted(by: { $0.key < $1.key }) {
      guard let first = known.profile[field] else {
        document.entities[index].profile[field] = values
        continue
      }
      if first != values {
        leave(.repeatedKey("\(record.id.text): \(field)", firstLine: known.place?.line))
      }
    }
    return true
  }

  /// Whether an entity was added.
  func has(_ id: EntityID) -> Bool { entityIndex[id] != nil }

  // MARK: - Entries

  /// Adds a statement that the set makes; an equal one of the same id is the same statement.
  ///
  /// - Parameters:
  ///   - key: What tells the statement from others of its relation.
  ///   - atoms: What is so; the relation of the first names the entry.
  ///   - period: The days, every day if nil.
  mutating func state(_ key: String, _ atoms: Atom..., over period: DatePeriod? = nil) {
    add(key, atoms, .statement(Statement(atoms, over: period)))
  }

  /// Adds an event that the set tells.
  mutating func happen(_ key: String, _ event: Event) {
    add(key, event.begins + event.ends + event.marks, .event(event))
  }

  private mutating func add(_ key: String, _ atoms: [Atom], _ content: Entry.Content) {
    guard let relation = atoms.first?.relation.name else { return }
    if add(EntryID("\(source.id.text)-\(relation)-\(key)"), content) { report.take(relation) }
  }

  /// Adds an entry that the row makes; false if there is one with its id.
  mutating func add(_ id: EntryID, _ content: consuming Entry.Content) -> Bool {
    var claim = Claim(source: source.id)
    claim.stand(at: position)
    let hash = EntryTable.hash(id)
    if let number = entryIndex.number(hash, { document.entries[$0].id == id }) {
      let first = document.entries[number]
      if first.content != content || first.claims != [claim] {
        leave(.repeatedKey(id.text, firstLine: first.place?.line))
      }
      return false
    }
    var entry = Entry(id: id, content: content, claims: [claim], rows: citation)
    entry.stand(at: position)
    document.entries.append(entry)
    entryIndex.append(hash)
    return true
  }

  // MARK: - Values

  /// What a cell became; nil, and noted, if it became nothing.
  mutating func take<Value>(_ reading: CellReading<Value>) -> Value? {
    switch reading {
    case .value(let value): return value
    case .mistake(let mistake):
      leave(mistake)
      return nil
    }
  }

  /// The id of a country that a cell names; nil, and noted, if none is called so.
  mutating func country(_ text: String, column: String) -> EntityID? {
    take(.country(text, column: column))
  }

  /// The date that a cell gives in EDTF; nil, and noted, if it gives none.
  mutating func date(_ text: String, column: String) -> DateRange? {
    take(.date(text, column: column))
  }

  /// The decimal that a cell gives, times a power of ten; nil, and noted, if it gives none.
  ///
  /// - Parameter rounds: Whether a number of 1 or more is rounded to six places: tails of binary
  ///   floating point are no figures.
  mutating func decimal(
    _ text: String, column: String, power: Int = 0, rounds: Bool = false
  ) -> Fixed? {
    take(.decimal(text, column: column, power: power, rounds: rounds))
  }

  /// An id made of what starts it and a cell; nil, and noted, if the cell has no letter or digit.
  mutating func id(_ start: String, _ text: String, column: String) -> EntityID? {
    take(.id(start, text, column: column))
  }
}

extension Atom {
  /// An atom of a relation and values.
  init(_ relation: RelationSignature, _ values: Value...) {
    self.init(relation: relation, arguments: values.map { .value($0) })
  }
}
