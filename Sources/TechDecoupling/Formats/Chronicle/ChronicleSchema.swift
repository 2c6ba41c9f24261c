extension Chronicle {
  /// The JSON Schema (2020-12) of a chronicle's document, for editors and other programs.
  ///
  /// Made from the tables by which documents are read; the repository has it as
  /// `schema/chronicle.schema.json`. What a schema cannot say (that an id is known, that a term is
  /// of its column's type) the reader checks.
  public static var jsonSchema: String { ChronicleSchema.root.text }
}

/// Makes the JSON Schema from the tables of ``ChronicleFormat``.
enum ChronicleSchema {
  static var root: JSONValue {
    document(
      DocumentKey.self, "Entities, sources and entries: who did what to whom, and who says so.",
      texts + declarations + [
        JSONValue.Member("entity", entity),
        JSONValue.Member("source", .object(object(SourceKey.self))),
      ] + entries)
  }

  /// The schema of a document with these keys, and with the definitions that they refer to.
  static func document<Key: KeySet>(
    _ keys: Key.Type, _ description: String, _ definitions: [JSONValue.Member]
  ) -> JSONValue {
    let title = Key.noun.prefix(1).uppercased() + Key.noun.dropFirst()
    let heading = [
      JSONValue.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
      JSONValue.Member("$id", .string("urn:techdecoupling:\(Key.noun):1")),
      JSONValue.Member("title", .string(title)),
      JSONValue.Member("description", .string(description)),
    ]
    return .object(
      heading + object(keys) + [JSONValue.Member("$defs", .object(definitions))])
  }

  /// The definitions of kinds and relations beside the library's.
  static var declarations: [JSONValue.Member] {
    [
      JSONValue.Member("kind", .object(object(KindKey.self))),
      JSONValue.Member("field", .object(object(ProfileFieldKey.self))),
      JSONValue.Member("relation", .object(object(RelationKey.self))),
    ]
  }

  /// The definitions that an entry refers to, its own first.
  static var partsOfEntries: [JSONValue.Member] { texts + entries }

  static var texts: [JSONValue.Member] {
    [
      JSONValue.Member(
        "id",
        pattern(#"^[^\s,()"'_.+-][^\s,()"']*$"#, "An id, without spaces.")),
      JSONValue.Member(
        "atom",
        pattern(
          #"^\s*[a-z][a-z0-9-]*\s*\([\s\S]*\)\s*$"#,
          "A relation applied to terms, such as withheld-from(deepseek-v4, nvidia).")),
      JSONValue.Member(
        "date",
        pattern(
          #"^(\[[^\[\]/]+\]|-?[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?)$"#,
          "One day out of a range, in EDTF: 2026-02-25, 2025-01, 2022, 2022~, [..2026-02-25].")),
      JSONValue.Member(
        "period",
        pattern(
          #"^[^/]*/[^/]*$"#, "An interval in EDTF, both days included: 2022-10/2023-10, 2024/..")),
    ]
  }

  private static var entries: [JSONValue.Member] {
    [
      JSONValue.Member("entry", entry),
      JSONValue.Member("holding", .object(object(HoldingKey.self))),
      JSONValue.Member("claim", .object(object(ClaimKey.self))),
      JSONValue.Member("relay", .object(object(RelayKey.self))),
      JSONValue.Member("attribution", .object(object(AttributionKey.self))),
    ]
  }

  static func object<Key: KeySet>(
    _ keys: Key.Type, isClosed: Bool = true, and others: [JSONValue.Member] = []
  ) -> [JSONValue.Member] {
    let required = Key.forms.filter(\.isRequired).map { JSONValue.string($0.name) }
    var members = [JSONValue.Member("type", "object")]
    if !required.isEmpty { members.append(JSONValue.Member("required", .array(required))) }
    let properties = Key.forms.map { JSONValue.Member($0.name, property($0)) } + others
    members.append(JSONValue.Member("properties", .object(properties)))
    if isClosed { members.append(JSONValue.Member("additionalProperties", false)) }
    return members
  }

  private static func property(_ form: KeyForm) -> JSONValue {
    .object([JSONValue.Member("description", .string(form.summary))] + value(form.value))
  }

  /// The keywords that a value of a form meets.
  private static func value(_ form: ValueForm) -> [JSONValue.Member] {
    switch form {
    case .text: [type("string")]
    case .boolean: [type("boolean")]
    case .number: [type("number")]
    case .id: [reference("id")]
    case .atom: [reference("atom")]
    case .date: [reference("date")]
    case .period: [reference("period")]
    case .object(let name): [reference(name)]
    case .kindName: [type("string"), JSONValue.Member("pattern", "^[A-Z][A-Za-z0-9]*$")]
    case .fieldName: [type("string"), JSONValue.Member("pattern", "^[A-Za-z0-9]+$")]
    case .relationName:
      [type("string"), JSONValue.Member("pattern", "^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    case .columnType:
      [
        type("string"),
        JSONValue.Member(
          "pattern",
          .string("^(" + ColumnType.words.joined(separator: "|") + "|[A-Z][A-Za-z0-9]*)$")),
      ]
    case .constant(let text): [JSONValue.Member("const", .string(text))]
    case .word(let words): [JSONValue.Member("enum", .array(words.map(JSONValue.string)))]
    case .integer(let least, let most):
      [type("integer"), JSONValue.Member("minimum", .integer(least))]
        + (most.map { [JSONValue.Member("maximum", .integer($0))] } ?? [])
    case .list(let element): [type("array"), JSONValue.Member("items", .object(value(element)))]
    case .either(let forms):
      [JSONValue.Member("anyOf", .array(forms.map { .object(value($0)) }))]
    }
  }

  private static func type(_ name: String) -> JSONValue.Member {
    JSONValue.Member("type", .string(name))
  }

  private static func reference(_ name: String) -> JSONValue.Member {
    JSONValue.Member("$ref", .string("#/$defs/" + name))
  }

  private static func pattern(_ pattern: String, _ summary: String) -> JSONValue {
    ["description": .string(summary), "type": "string", "pattern": .string(pattern)]
  }
}

// MARK: - What a table cannot say

extension ChronicleSchema {
  /// An entity has the fields of its roles; one of a kind of a document's own has any.
  private static var entity: JSONValue {
    var fields: [String: [JSONValue]] = [:]
    for kind in Vocabulary.standard.kinds.values.sorted(by: { $0.name < $1.name }) {
      for field in kind.fields {
        let form = JSONValue.object(value(of: field))
        if !(fields[field.name] ?? []).contains(where: { $0.text == form.text }) {
          fields[field.name, default: []].append(form)
        }
      }
    }
    let others = fields.sorted { $0.key < $1.key }.map { name, forms in
      JSONValue.Member(name, forms.count == 1 ? forms[0] : ["anyOf": .array(forms)])
    }
    let kinds = Vocabulary.standard.kinds.values.sorted { $0.name < $1.name }
    let roles = JSONValue.array(kinds.map { .string($0.name) })
    let keys = (EntityKey.forms.map(\.name) + others.map(\.key)).map(JSONValue.string)
    let owners = others.map { other in
      let having = kinds.filter { kind in kind.fields.contains { $0.name == other.key } }
      let role: JSONValue = [
        "anyOf": [["enum": .array(having.map { .string($0.name) })], ["not": ["enum": roles]]]
      ]
      return JSONValue.Member(other.key, ["properties": ["roles": ["contains": role]]])
    }
    return .object(
      object(EntityKey.self, isClosed: false, and: others) + [
        JSONValue.Member("dependentSchemas", .object(owners)),
        JSONValue.Member("if", ["properties": ["roles": ["items": ["enum": roles]]]]),
        JSONValue.Member("then", ["propertyNames": ["enum": .array(keys)]]),
      ])
  }

  private static func value(of field: ProfileField) -> [JSONValue.Member] {
    let element: [JSONValue.Member] =
      switch field.valueType {
      case .integer: [type("integer")]
      case .decimal: [type("number")]
      case .text: [type("string")]
      case .day: [type("string"), JSONValue.Member("pattern", "^-?[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
      case .entity, nil: [reference("id")]
      }
    return field.isList ? [type("array"), JSONValue.Member("items", .object(element))] : element
  }

  /// An entry is an event or a statement, each with keys of its own.
  private static var entry: JSONValue {
    func without(_ keys: [EntryKey], claims key: ClaimKey) -> JSONValue {
      let claim = JSONValue.object([JSONValue.Member(key.name, false)])
      return .object(
        keys.map { JSONValue.Member($0.name, false) } + [
          JSONValue.Member(EntryKey.claims.name, ["items": ["properties": claim]])
        ])
    }
    func required(_ keys: EntryKey...) -> JSONValue {
      ["required": .array(keys.map { .string($0.name) })]
    }
    let event: JSONValue = [
      "required": .array([.string(EntryKey.event.name)]),
      "properties": without(EntryKey.ofStatements, claims: .period),
    ]
    let statement: JSONValue = [
      "anyOf": [required(.states), required(.held, .words)],
      "properties": without(EntryKey.ofEvents, claims: .date),
    ]
    return .object(object(EntryKey.self) + [JSONValue.Member("oneOf", [event, statement])])
  }
}
