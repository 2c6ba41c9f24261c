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
    return ChronicleSchema.document(
      MappingKey.self, "How the rows of a table are read into a record.",
      ChronicleSchema.texts + ChronicleSchema.declarations + [
        JSONValue.Member("source", .object(ChronicleSchema.object(SourceKey.self))),
        JSONValue.Member("column", .object(ChronicleSchema.object(MappedColumnKey.self))),
        JSONValue.Member(
          "entity",
          .object(
            ChronicleSchema.object(MappedEntityKey.self, isClosed: false)
              + [JSONValue.Member("additionalProperties", ["type": "string"])])),
        JSONValue.Member(
          "entry", .object(ChronicleSchema.object(MappedEntryKey.self) + keywords(entry))),
      ])
  }

  private static func keywords(_ value: JSONValue) -> [JSONValue.Member] {
    if case .object(let members) = value { members } else { [] }
  }
}
