extension Reason {
  /// Returns the sentence with values in the place of variables and parameters.
  ///
  /// - Parameters:
  ///   - bindings: The value of each variable, by number.
  ///   - settings: The values of parameters that are set to other than their default.
  ///   - entities: The entities, for their names.
  package func rendered(
    _ bindings: [Value?], settings: [String: Value] = [:], entities: Entities
  ) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .argument(.value(let value)): value.spoken(entities)
      case .argument(.parameter(let name, let value)): (settings[name] ?? value).spoken(entities)
      case .argument(.variable(let variable)):
        (bindings.indices.contains(variable.number) ? bindings[variable.number] : nil)?
          .spoken(entities) ?? "?"
      case .argument(.wildcard): "any"
      }
    }.joined()
  }
}

extension Value {
  /// The value as a sentence says it: an entity by its name, a whole decimal without places.
  package func spoken(_ entities: Entities) -> String {
    switch self {
    case .entity(let id): entities.name(of: id)
    case .text(let text): text
    case .decimal(let number):
      number.millionths % 1_000_000 == 0 ? String(number.millionths / 1_000_000) : number.written
    case .integer, .day: written
    }
  }
}
