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
  /// The row as entries cite it: the file and the row's own key.
  private var citation = ""
  /// The file that is being read, and its name without folders.
  private var file: String?
  private var fileName = ""
  /// What was noted of the row, so that a cell that several entries need is noted once.
  private var noted: [ImportProblem.Mistake] = []
  private var entityIndex: [EntityID: Int] = [:]
  private var entryIndex: [EntryID: Int] = [:]

  init(_ source: Source, kinds: [EntityKind] = [], relations: [RelationSignature] = []) {
    self.source = source
    document = Document(kinds: kinds, relations: relations, sources: [source])
  }

  /// Begins a row: what follows is cited as of this key.
  mutating func begin(_ key: String, at place: Place) {
    self.place = place
    noted.removeAll(keepingCapacity: true)
    if place.file != file {
      file = place.file
      fileName =
        file.map { path in
          String(
            path.suffix(from: path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex))
        } ?? ""
    }
    citation = fileName.isEmpty ? key : "\(fileName): \(key)"
  }

  var imported: Imported { Imported(document: document, report: report) }

  /// Notes that the row, or a part of it, is left.
  mutating func leave(_ mistake: ImportProblem.Mistake) {
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
    add(EntryID("\(source.id.text)-\(relation)-\(key)"), content, as: relation)
  }

  /// Adds an entry that the row makes, counted as of a kind.
  mutating func add(_ id: EntryID, _ content: Entry.Content, as kind: String) {
    let entry = Entry(
      id: id, content: content, claims: [Claim(source: source.id, place: place)],
      rows: [citation], place: place)
    if let index = entryIndex[entry.id] {
      let first = document.entries[index]
      if first.content != entry.content || first.claims != entry.claims {
        leave(.repeatedKey(entry.id.text, firstLine: first.place?.line))
      }
      return
    }
    entryIndex[entry.id] = document.entries.count
    document.entries.append(entry)
    report.take(kind)
  }

  // MARK: - Values

  /// The id of a country that a cell names; nil, and noted, if none is called so.
  mutating func country(_ text: String, column: String) -> EntityID? {
    if let code = Country.code(named: text) { return EntityID(code) }
    leave(
      text.isEmpty
        ? .empty(column: column)
        : .unknownCountry(text, column: column, nearest: Country.nearestName(to: text)))
    return nil
  }

  /// The date that a cell gives in EDTF; nil, and noted, if it gives none.
  mutating func date(_ text: String, column: String) -> DateRange? {
    if text.isEmpty {
      leave(.empty(column: column))
      return nil
    }
    do throws(DateProblem) {
      return try DateRange(parsing: text)
    } catch {
      leave(.date(text, column: column, error))
      return nil
    }
  }

  /// The period that a cell gives in EDTF; nil, and noted, if it gives none.
  mutating func period(_ text: String, column: String) -> DatePeriod? {
    do throws(DateProblem) {
      return try DatePeriod(parsing: text)
    } catch {
      leave(.date(text, column: column, error))
      return nil
    }
  }

  /// The decimal that a cell gives, times a power of ten; nil, and noted, if it gives none.
  ///
  /// - Parameter rounds: Whether a number of 1 or more is rounded to six places: tails of binary
  ///   floating point are no figures.
  mutating func decimal(
    _ text: String, column: String, power: Int = 0, rounds: Bool = false
  ) -> Fixed? {
    if text.isEmpty {
      leave(.empty(column: column))
      return nil
    }
    if let number = Fixed(scientific: text, power: power, rounds: rounds) { return number }
    leave(
      .number(
        text, column: column,
        expected: "a decimal of at most six places"
          + (power == 0 ? "" : ", once it is multiplied by 1e\(power)")))
    return nil
  }

  /// An id made of what starts it and a cell; nil, and noted, if the cell has no letter or digit.
  mutating func id(_ start: String, _ text: String, column: String) -> EntityID? {
    if text.isEmpty {
      leave(.empty(column: column))
      return nil
    }
    let slug = EntityID.slug(text)
    if slug.isEmpty {
      leave(.noID(text, column: column))
      return nil
    }
    return EntityID(start + slug)
  }
}

extension EntityID {
  /// The letters and digits of a text in lower case, with a hyphen for whatever else stands between
  /// them; a plus sign is `plus`.
  static func slug(_ text: String) -> String {
    plainSlug(text) ?? anySlug(text)
  }

  /// The same of text in ASCII; nil for other text.
  private static func plainSlug(_ text: String) -> String? {
    var slug: [UInt8] = []
    slug.reserveCapacity(text.utf8.count)
    var isGap = false
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      let isUpper = 0x41...0x5A ~= byte
      guard isUpper || 0x61...0x7A ~= byte || 0x30...0x39 ~= byte || byte == 0x2B else {
        isGap = true
        continue
      }
      if (isGap || byte == 0x2B) && !slug.isEmpty { slug.append(0x2D) }
      isGap = byte == 0x2B
      if isGap { slug += "plus".utf8 } else { slug.append(isUpper ? byte + 0x20 : byte) }
    }
    return String(decoding: slug, as: UTF8.self)
  }

  private static func anySlug(_ text: String) -> String {
    var slug = ""
    var isGap = false
    for scalar in text.lowercased().unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      guard isWord || scalar == "+" else {
        isGap = true
        continue
      }
      if (isGap || scalar == "+") && !slug.isEmpty { slug += "-" }
      isGap = scalar == "+"
      slug += scalar == "+" ? "plus" : String(scalar)
    }
    return slug
  }
}

extension Fixed {
  /// Reads a decimal that may have an exponent, times a power of ten; nil if it has another form, is
  /// out of range, or has more than six places then and is not rounded.
  init?(scientific text: String, power: Int, rounds: Bool) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { "eE".contains($0) })
    let exponent = parts.count == 2 ? Int(parts[1]) : 0
    guard let exponent, (-1_000...1_000).contains(exponent), let mantissa = parts.first else {
      return nil
    }
    func read(_ text: String) -> Int64? {
      let bytes = Array(text.utf8)
      return bytes.withUnsafeBytes { try? FieldReader.millionths($0) }
    }
    if let value = read("\(mantissa)e\(exponent + power)") {
      self.init(millionths: value)
      return
    }
    guard rounds, let (digits, shift) = Self.significant(mantissa) else { return nil }
    // digits · 10^places, in millionths.
    let places = shift + exponent + power + 6
    guard (-18...0).contains(places) else { return nil }
    var divisor: Int64 = 1
    for _ in 0..<(-places) { divisor *= 10 }
    let (quotient, rest) = digits.quotientAndRemainder(dividingBy: divisor)
    guard quotient.magnitude >= 1_000_000 else { return nil }
    self.init(millionths: quotient + (2 * rest.magnitude >= divisor ? digits.signum() : 0))
  }

  /// The first eighteen digits of a number without an exponent, and the power of ten that they are
  /// to be multiplied with.
  private static func significant(_ text: Substring) -> (digits: Int64, power: Int)? {
    var (digits, power, isFraction): (Int64, Int, Bool) = (0, 0, false)
    for character in text.drop(while: { $0 == "-" }) {
      if character == ".", !isFraction {
        isFraction = true
        continue
      }
      guard let digit = character.wholeNumberValue, character.isASCII else { return nil }
      if digits < 100_000_000_000_000_000 {
        digits = digits * 10 + Int64(digit)
        if isFraction { power -= 1 }
      } else if !isFraction {
        power += 1
      }
    }
    return (text.hasPrefix("-") ? -digits : digits, power)
  }
}

extension Atom {
  /// An atom of a relation and values.
  init(_ relation: RelationSignature, _ values: Value...) {
    self.init(relation: relation, arguments: values.map { .value($0) })
  }
}
