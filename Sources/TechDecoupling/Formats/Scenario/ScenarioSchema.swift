extension Scenario {
  /// The JSON Schema (2020-12) of a scenario's document, for editors and other programs.
  ///
  /// Made from the tables by which documents are read; the repository has it as
  /// `schema/scenario.schema.json`.
  public static var jsonSchema: String { ScenarioSchema.root.text }
}

/// Makes the JSON Schema from the tables of ``ScenarioFormat``.
enum ScenarioSchema {
  static var root: JSONValue {
    let value = ChronicleSchema.object(ValueKey.self) + [JSONValue.Member("minProperties", 1)]
    return ChronicleSchema.document(
      ScenarioKey.self, "Changes to a record and its rules: what if?",
      [JSONValue.Member("change", change), JSONValue.Member("value", .object(value))]
        + ChronicleSchema.partsOfEntries)
  }

  /// A change has one key that says what it is, and the others that go with it.
  private static var change: JSONValue {
    let forms = ChangeKey.verbs.map { verb in
      let others = ChangeKey.allCases.filter { $0 != verb && !verb.companions.contains($0) }
      let required = [verb] + verb.companions.filter { $0 != .period }
      return JSONValue.object([
        JSONValue.Member("required", .array(required.map { .string($0.name) })),
        JSONValue.Member(
          "properties", .object(others.map { JSONValue.Member($0.name, false) })),
      ])
    }
    return .object(
      ChronicleSchema.object(ChangeKey.self) + [JSONValue.Member("oneOf", .array(forms))])
  }
}
