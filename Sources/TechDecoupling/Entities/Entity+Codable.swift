/// Any string as a coding key.
private struct FieldKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

extension Entity {
  /// Writes id, name, aliases and the fields of the profile as one object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: FieldKey.self)
    try container.encode(id, forKey: FieldKey("id"))
    let record = EntityRecord(self)
    try container.encodeIfPresent(record.name, forKey: FieldKey("name"))
    if !aliases.isEmpty { try container.encode(aliases, forKey: FieldKey("aliases")) }
    for field in Self.kind.fields {
      guard let values = record.profile[field.name] else { continue }
      let bare = values.map(BareValue.init)
      if field.isList {
        try container.encode(bare, forKey: FieldKey(field.name))
      } else if let value = bare.first {
        try container.encode(value, forKey: FieldKey(field.name))
      }
    }
  }

  /// Reads an object of id, name, aliases and the fields of the profile.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: FieldKey.self)
    var record = EntityRecord(
      id: try container.decode(EntityID.self, forKey: FieldKey("id")), roles: [Self.kind.name],
      name: try container.decodeIfPresent(String.self, forKey: FieldKey("name")),
      aliases: try container.decodeIfPresent([String].self, forKey: FieldKey("aliases")) ?? [])
    for field in Self.kind.fields {
      let key = FieldKey(field.name)
      guard let type = field.valueType, container.contains(key) else { continue }
      if field.isList {
        var list = try container.nestedUnkeyedContainer(forKey: key)
        while !list.isAtEnd {
          let value = try BareValue(from: list.superDecoder(), as: type)
          record.profile[field.name, default: []].append(value.value)
        }
      } else {
        let value = try BareValue(from: container.superDecoder(forKey: key), as: type)
        record.profile[field.name] = [value.value]
      }
    }
    self.init(record: record)
  }
}

/// A value whose type is known from its column: a number, or text.
struct BareValue: Encodable {
  let value: Value

  init(_ value: Value) { self.value = value }

  init(from decoder: any Decoder, as type: ColumnType) throws {
    let container = try decoder.singleValueContainer()
    switch type {
    case .entity: value = .entity(try container.decode(EntityID.self))
    case .integer: value = .integer(try container.decode(Int.self))
    case .decimal: value = .decimal(try Self.decimal(in: container))
    case .day: value = .day(try container.decode(Day.self))
    case .text: value = .text(try container.decode(String.self))
    }
  }

  private static func decimal(in container: any SingleValueDecodingContainer) throws -> Fixed {
    let text = try container.decode(String.self)
    guard let number = Fixed(written: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a decimal of at most six places")
    }
    return number
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .entity(let id): try container.encode(id)
    case .integer(let number): try container.encode(number)
    case .decimal(let number): try container.encode(number.written)
    case .day(let day): try container.encode(day)
    case .text(let text): try container.encode(text)
    }
  }
}
