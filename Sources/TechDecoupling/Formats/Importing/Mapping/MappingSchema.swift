extension Mapping {
  /// The JSON Schema (2020-12) of a mapping file, for editors and other programs.
  ///
  /// Made from the tables by which mappings are read; the repository has it as
  /// `schema/mapping.schema.json`.
  public static var jsonSchema: String { MappingSchema.root.text }
}

/// Makes the JSON Schema from the tables of ``MappingFormat``.
enum MappingSchema {
  static var root: JSONValue {
    var members = ChronicleSchema.object(MappingKey.self)
    members.insert(
      contentsOf: [
        JSONValue.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
        JSONValue.Member("$id", "urn:techdecoupling:mapping:1"),
        JSONValue.Member("title", "Mapping"),
        JSONValue.Member("description", "How the rows of a table are read into a record."),
      ], at: 0)
    let entry: JSONValue = [
      "oneOf": [
        ["required": ["event"], "properties": ["states": false, "period": false]],
        [
          "required": ["states"],
          "properties": [
            "event": false, "date": false, "begins": false, "ends": false, "marks": false,
          ],
        ],
      ]
    ]
    members.append(
      JSONValue.Member(
        "$defs",
        .object(
          ChronicleSchema.texts + [
            JSONValue.Member("kind", .object(ChronicleSchema.object(KindKey.self))),
            JSONValue.Member("field", .object(ChronicleSchema.object(ProfileFieldKey.self))),
            JSONValue.Member("relation", .object(ChronicleSchema.object(RelationKey.self))),
            JSONValue.Member("source", .object(ChronicleSchema.object(SourceKey.self))),
            JSONValue.Member("column", .object(ChronicleSchema.object(MappedColumnKey.self))),
            JSONValue.Member(
              "entity",
              .object(
                ChronicleSchema.object(MappedEntityKey.self, isClosed: false)
                  + [JSONValue.Member("additionalProperties", ["type": "string"])])),
            JSONValue.Member(
              "entry",
              .object(ChronicleSchema.object(MappedEntryKey.self) + keywords(entry))),
          ])))
    return .object(members)
  }

  private static func keywords(_ value: JSONValue) -> [JSONValue.Member] {
    if case .object(let members) = value { members } else { [] }
  }
}
