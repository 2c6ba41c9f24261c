/// The form of a chronicle's JSON document: every object with its keys.
///
/// The reader, its errors and the JSON Schema are made from these tables.
enum ChronicleFormat {
  /// The value of the key `format`.
  static let version = "techdecoupling/1"
}

/// A key that an object may have.
struct KeyForm: Sendable {
  let name: String
  let bytes: [UInt8]
  let isRequired: Bool
  let value: ValueForm
  /// What the key says, for the schema.
  let summary: String

  init(_ name: String, _ value: ValueForm, isRequired: Bool = false, _ summary: String) {
    self.name = name
    self.value = value
    self.isRequired = isRequired
    self.summary = summary
    bytes = Array(name.utf8)
  }

  static let schema = KeyForm("$schema", .text, "The address of this schema, for editors.")

  static func format(_ version: String) -> KeyForm {
    KeyForm("format", .constant(version), isRequired: true, "The format and its version.")
  }

  /// The same key with a value of another form.
  func with(_ value: ValueForm) -> KeyForm {
    KeyForm(name, value, isRequired: isRequired, summary)
  }
}

/// What stands after a key, for the schema.
indirect enum ValueForm: Sendable {
  case text
  case id
  case kindName
  case fieldName
  case relationName
  case boolean
  case integer(least: Int, most: Int?)
  case number
  case word([String])
  case constant(String)
  case columnType
  case atom
  case date
  case period
  case list(ValueForm)
  case object(String)
  case either([ValueForm])
}

/// The names of the keys of one kind of object, at most sixteen, and which of them are required.
final class KeyTable: Sendable {
  /// The names one after the other.
  let bytes: [UInt8]
  /// Where each name starts, and where the last one ends.
  let starts: [Int]
  let required: [Int]

  init(_ forms: [KeyForm]) {
    precondition(forms.count <= 16, "an object has at most 16 keys, not \(forms.count)")
    bytes = forms.flatMap(\.bytes)
    var starts = [0]
    for form in forms { starts.append((starts.last ?? 0) + form.bytes.count) }
    self.starts = starts
    required = forms.indices.filter { forms[$0].isRequired }
  }

  var count: Int { starts.count - 1 }

  /// The key with a name, looked for from one on and then from the first; nil if there is none.
  ///
  /// O(1) where keys stand in the order in which they are written.
  func slot(named name: UnsafeBufferPointer<UInt8>, from first: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<count {
        let slot = first + offset < count ? first + offset : first + offset - count
        let start = starts[slot]
        guard starts[slot + 1] - start == name.count else { continue }
        var index = 0
        // Safe: both have `name.count` bytes from here.
        while index < name.count, bytes[start + index] == name[index] { index += 1 }
        if index == name.count { return slot }
      }
      return nil
    }
  }
}

/// The keys of one kind of object, in the order in which they are written.
protocol KeySet: CaseIterable, RawRepresentable<Int>, Sendable {
  /// The object with its article, for errors.
  static var owner: String { get }
  /// The document that the object is the root of, for errors.
  static var noun: String { get }
  /// The same forms as ``form``, computed once.
  static var forms: [KeyForm] { get }
  /// The names and the required keys of ``forms``, for the reader.
  static var table: KeyTable { get }
  var form: KeyForm { get }
}

extension KeySet {
  static var noun: String { "document" }
  var name: String { Self.forms[rawValue].name }
}

enum DocumentKey: Int, KeySet {
  case schema, format, title, kinds, relations, entities, sources, entries

  static let owner = "a document"
  static let noun = "chronicle"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .schema: .schema
    case .format: .format(ChronicleFormat.version)
    case .title:
      KeyForm("title", .text, "What the document is, for people; no part of the record.")
    case .kinds:
      KeyForm(
        "kinds", .list(.object("kind")),
        "Kinds of entity beside the library's, for all documents that are read together.")
    case .relations:
      KeyForm(
        "relations", .list(.object("relation")),
        "Relations beside the library's, for all documents that are read together.")
    case .entities:
      KeyForm(
        "entities", .list(.object("entity")),
        "Labs, chipmakers, models, chips, countries and other things with an id.")
    case .sources:
      KeyForm("sources", .list(.object("source")), "Who makes claims.")
    case .entries:
      KeyForm(
        "entries", .list(.object("entry")), "Events and statements, with their claims.")
    }
  }
}

enum KindKey: Int, KeySet {
  case name, fields

  static let owner = "a kind"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .name:
      KeyForm("name", .kindName, isRequired: true, "The role's name, such as University.")
    case .fields:
      KeyForm(
        "fields", .list(.object("field")), "The fields of the profile of such an entity.")
    }
  }
}

enum ProfileFieldKey: Int, KeySet {
  case name, states, entityColumn, list

  static let owner = "a field"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .name:
      KeyForm("name", .fieldName, isRequired: true, "The key of the field in an entity.")
    case .states:
      KeyForm(
        "states", .relationName, isRequired: true,
        "The relation of two columns that the field states.")
    case .entityColumn:
      KeyForm(
        "entityColumn", .integer(least: 1, most: 2),
        "The column in which the entity itself stands; 1 unless given.")
    case .list:
      KeyForm("list", .boolean, "Whether the field takes a list of values.")
    }
  }
}

enum RelationKey: Int, KeySet {
  case name, columns, oneOf

  static let owner = "a relation"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .name:
      KeyForm("name", .relationName, isRequired: true, "The relation's name in kebab case.")
    case .columns:
      KeyForm(
        "columns", .list(.columnType), isRequired: true,
        "A kind's name, entity, integer, decimal, day or text for each column.")
    case .oneOf:
      KeyForm(
        "oneOf", .boolean, "Whether the other columns have one value in the last at a time.")
    }
  }
}

enum EntityKey: Int, KeySet {
  case id, roles, name, aliases

  static let owner = "an entity"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .id:
      KeyForm("id", .id, isRequired: true, "One id for all roles of the entity.")
    case .roles:
      KeyForm("roles", .list(.kindName), "Names of kinds of entity.")
    case .name:
      KeyForm("name", .text, "The name to print.")
    case .aliases:
      KeyForm("aliases", .list(.text), "Other names, in any language.")
    }
  }
}

enum SourceKey: Int, KeySet {
  case id, name, reliability, published, url, interested, entity

  static let owner = "a source"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .id:
      KeyForm("id", .id, isRequired: true, "The id that claims name.")
    case .name:
      KeyForm("name", .text, isRequired: true, "The name to print.")
    case .reliability:
      KeyForm(
        "reliability", .word(Reliability.allCases.map(\.rawValue)), isRequired: true,
        "How far the source has proved reliable, on the Admiralty scale.")
    case .published:
      KeyForm("published", .date, "The date of what is cited, if it has one.")
    case .url:
      KeyForm("url", .text, "Where it can be read.")
    case .interested:
      KeyForm("interested", .boolean, "Whether it gains from being believed.")
    case .entity:
      KeyForm("entity", .id, "The entity that speaks through this source.")
    }
  }
}

enum EntryKey: Int, KeySet {
  case id, event, states, date, period, begins, ends, marks, held, words, rows, note, ownWord,
    claims

  static let owner = "an entry"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  /// The keys that only an event has, and those that only a statement has.
  static let ofEvents: [EntryKey] = [.event, .date, .begins, .ends, .marks]
  static let ofStatements: [EntryKey] = [.states, .period, .held, .words]

  var form: KeyForm {
    switch self {
    case .id:
      KeyForm("id", .id, isRequired: true, "The entry's id; entries of one id are joined.")
    case .event:
      KeyForm("event", .text, "What happened, in a few words; makes the entry an event.")
    case .states:
      KeyForm(
        "states", .list(.atom), "Atoms that hold; makes the entry a statement.")
    case .date:
      KeyForm("date", .date, "The date of an event.")
    case .period:
      KeyForm("period", .period, "The days over which a statement holds; always, if silent.")
    case .begins:
      KeyForm(
        "begins", .list(.atom), "Atoms that hold from the date until they are ended.")
    case .ends:
      KeyForm("ends", .list(.atom), "Atoms that cease on the date.")
    case .marks:
      KeyForm("marks", .list(.atom), "Atoms that hold on the date alone.")
    case .held:
      KeyForm(
        "held", .object("holding"), "Set for an opinion, forecast or conditional: it is no fact.")
    case .words:
      KeyForm("words", .text, "A statement in words.")
    case .rows:
      KeyForm(
        "rows", .list(.text), "Rows of a list of facts that the entry carries.")
    case .note:
      KeyForm("note", .text, "A note in the recorder's words.")
    case .ownWord:
      KeyForm(
        "ownWord", .boolean,
        "Whether the recorder vouches for the entry beside its claims, and for its date.")
    case .claims:
      KeyForm(
        "claims", .list(.object("claim")),
        "Who says so; an entry without claims is the recorder's own word.")
    }
  }
}

enum HoldingKey: Int, KeySet {
  case holder, likelihood, given

  static let owner = "a holding"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .holder:
      KeyForm("holder", .text, isRequired: true, "Who holds it.")
    case .likelihood:
      KeyForm("likelihood", .text, "The word of likelihood, as it was said.")
    case .given:
      KeyForm("given", .list(.atom), "If these hold, then the stated ones.")
    }
  }
}

enum ClaimKey: Int, KeySet {
  case source, stance, relays, firstHand, attribution, reported, date, period, effects, words

  static let owner = "a claim"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .source:
      KeyForm("source", .id, isRequired: true, "The id of the source.")
    case .stance:
      KeyForm(
        "stance", .word(Claim.Stance.allCases.map(\.rawValue)),
        "What the source does with the entry; asserts, if silent.")
    case .relays:
      KeyForm(
        "relays", .list(.either([.id, .object("relay")])),
        "The sources that it passes on, each directly.")
    case .firstHand:
      KeyForm("firstHand", .boolean, "Whether the source's own people or documents say so.")
    case .attribution:
      KeyForm("attribution", .object("attribution"), "To whom the source attributes it.")
    case .reported:
      KeyForm("reported", .date, "The day on which the source said it.")
    case .date:
      KeyForm("date", .date, "The date that this claim gives the event.")
    case .period:
      KeyForm("period", .period, "The period that this claim gives the statement.")
    case .effects:
      KeyForm("effects", .list(.atom), "The effects that it covers; all, if silent.")
    case .words:
      KeyForm("words", .text, "The source's own words, short.")
    }
  }
}

enum RelayKey: Int, KeySet {
  case source, reported

  static let owner = "a relay"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .source:
      KeyForm("source", .id, isRequired: true, "The id of the source that is passed on.")
    case .reported:
      KeyForm("reported", .date, "The day of what is passed on.")
    }
  }
}

enum AttributionKey: Int, KeySet {
  case speaker, people, role, words, interested

  static let owner = "an attribution"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .speaker:
      KeyForm("speaker", .text, "A named person or organization.")
    case .people:
      KeyForm("people", .integer(least: 1, most: nil), "How many people, if said.")
    case .role:
      KeyForm("role", .text, "Who they are, such as familiar with the matter.")
    case .words:
      KeyForm("words", .text, "Their words, short.")
    case .interested:
      KeyForm("interested", .boolean, "Whether they gain from being believed.")
    }
  }
}
