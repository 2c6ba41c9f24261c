/// The form of a scenario's JSON document: every object with its keys.
enum ScenarioFormat {
  /// The value of the key `format`.
  static let version = "techdecoupling-scenario/1"
}

enum ScenarioKey: Int, KeySet {
  case schema, format, name, note, changes

  static let owner = "a scenario"
  static let noun = "scenario"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .schema: .schema
    case .format: .format(ScenarioFormat.version)
    case .name: KeyForm("name", .text, isRequired: true, "The scenario's name, for reports.")
    case .note: KeyForm("note", .text, "A note in the author's words.")
    case .changes:
      KeyForm("changes", .list(.object("change")), isRequired: true, "What is changed.")
    }
  }
}

enum ChangeKey: Int, KeySet {
  case suppose, confirm, deny, withdraw, adopt, add, retract, claim, removeClaimsOf, rules, omit,
    set, period, entry, value

  static let owner = "a change"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  /// The keys of which a change has one, which says what it is.
  static let verbs: [ChangeKey] = [
    .suppose, .confirm, .deny, .withdraw, .adopt, .add, .retract, .claim, .removeClaimsOf, .rules,
    .omit, .set,
  ]

  /// The other keys that a change of this kind has.
  var companions: [ChangeKey] {
    switch self {
    case .suppose: [.period]
    case .claim, .removeClaimsOf: [.entry]
    case .set: [.value]
    default: []
    }
  }

  var form: KeyForm {
    switch self {
    case .suppose: KeyForm("suppose", .atom, "An atom that holds, over 'period' or always.")
    case .confirm: KeyForm("confirm", .id, "An entry that is taken at every level.")
    case .deny: KeyForm("deny", .id, "An entry that is taken at no level.")
    case .withdraw: KeyForm("withdraw", .id, "A source that withdraws all that it claims.")
    case .adopt: KeyForm("adopt", .id, "A held statement that is taken at every level.")
    case .add: KeyForm("add", .object("entry"), "An entry to add.")
    case .retract: KeyForm("retract", .id, "An entry to remove.")
    case .claim: KeyForm("claim", .object("claim"), "A claim to add to 'entry'.")
    case .removeClaimsOf:
      KeyForm("removeClaimsOf", .id, "A source whose claims are removed from 'entry'.")
    case .rules: KeyForm("rules", .text, "Rules to add, as rule text.")
    case .omit: KeyForm("omit", .text, "The name of a rule to leave out.")
    case .set: KeyForm("set", .text, "The name of a parameter that gets 'value'.")
    case .period:
      KeyForm("period", .period, "The days of what is supposed; always, if silent.")
    case .entry: KeyForm("entry", .id, "The entry whose claims are changed.")
    case .value:
      KeyForm(
        "value", .either([.number, .text, .object("value")]),
        "A number, text, or a day or an entity in braces.")
    }
  }
}

enum ValueKey: Int, KeySet {
  case day, entity

  static let owner = "a value"
  static let forms = allCases.map(\.form)
  static let table = KeyTable(forms)

  var form: KeyForm {
    switch self {
    case .day: KeyForm("day", .text, "A day such as 2026-03-10.")
    case .entity: KeyForm("entity", .id, "The id of an entity.")
    }
  }
}
