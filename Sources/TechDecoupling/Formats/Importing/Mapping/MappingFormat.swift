/// The form of a mapping's JSON document: every object with its keys.
enum MappingFormat {
  /// The value of the key `format`.
  static let version = "techdecoupling-mapping/1"
}

enum MappingKey: Int, KeySet {
  case schema, format, title, source, row, delimiter, columns, kinds, relations, entities, entries

  static let owner = "a mapping"
  static let noun = "mapping"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .schema: .schema
    case .format: .format(MappingFormat.version)
    case .title: KeyForm("title", .text, "What the mapping is for, for people.")
    case .source:
      KeyForm(
        "source", .object("source"), isRequired: true,
        "The source that every entry cites: the table, and the day of its version.")
    case .row:
      KeyForm(
        "row", .text, isRequired: true,
        "How a row is cited: text with {columns} that tell it from others.")
    case .delimiter:
      KeyForm("delimiter", .text, "The character between cells; a comma, if silent.")
    case .columns:
      KeyForm("columns", .list(.object("column")), "Columns whose cells need more than reading.")
    case .kinds: KeyForm("kinds", .list(.object("kind")), "Kinds of entity beside the library's.")
    case .relations:
      KeyForm("relations", .list(.object("relation")), "Relations beside the library's.")
    case .entities:
      KeyForm("entities", .list(.object("entity")), "The entities that a row gives.")
    case .entries:
      KeyForm(
        "entries", .list(.object("entry")), isRequired: true,
        "The events and statements that a row gives.")
    }
  }
}

enum MappedColumnKey: Int, KeySet {
  case name, column, separator, power, round, country

  static let owner = "a column"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .name:
      KeyForm("name", .text, isRequired: true, "The name by which {braces} ask for its cells.")
    case .column:
      KeyForm("column", .text, "The name in the file's first row; the same, if silent.")
    case .separator:
      KeyForm(
        "separator", .text, "The character between the values of a cell that holds several.")
    case .power:
      KeyForm(
        "power", .integer(least: -30, most: 30),
        "The power of ten that numbers are multiplied with.")
    case .round:
      KeyForm(
        "round", .boolean, "Whether numbers of 1 or more are rounded to six places.")
    case .country:
      KeyForm("country", .boolean, "Whether cells name countries, whose codes are taken.")
    }
  }
}

enum MappedEntityKey: Int, KeySet {
  case id, roles, name, aliases, optional

  static let owner = "an entity"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .id:
      KeyForm(
        "id", .text, isRequired: true, "The id; what stands in {braces} in letters and digits.")
    case .roles: EntityKey.roles.form
    case .name: EntityKey.name.form
    case .aliases: KeyForm("aliases", .list(.text), "Other names.")
    case .optional: .optional
    }
  }
}

enum MappedEntryKey: Int, KeySet {
  case id, event, states, date, period, begins, ends, marks, optional

  static let owner = "an entry"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .id:
      KeyForm(
        "id", .text, isRequired: true,
        "The entry's id; what stands in {braces} in letters and digits.")
    case .event: EntryKey.event.form
    case .states: EntryKey.states.form.with(.list(.text))
    case .date: KeyForm("date", .text, "The date of an event, in EDTF.")
    case .period:
      KeyForm("period", .text, "The days of a statement, an interval in EDTF; always, if silent.")
    case .begins: EntryKey.begins.form.with(.list(.text))
    case .ends: EntryKey.ends.form.with(.list(.text))
    case .marks: EntryKey.marks.form.with(.list(.text))
    case .optional: .optional
    }
  }
}

extension KeyForm {
  fileprivate static let optional = KeyForm(
    "optional", .boolean, "Whether nothing is noted where a cell that it needs is empty.")
}
