extension SourceID: Codable {
  /// Reads the id from one string.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the id as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension EntryID: Codable {
  /// Reads the id from one string.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the id as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Entry.Content: Codable {
  private enum CodingKeys: String, CodingKey {
    case event, statement
  }

  /// Reads an object whose one key says which it is.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let event = try container.decodeIfPresent(Event.self, forKey: .event) {
      self = .event(event)
    } else {
      self = .statement(try container.decode(Statement.self, forKey: .statement))
    }
  }

  /// Writes an object whose one key says which it is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .event(let event): try container.encode(event, forKey: .event)
    case .statement(let statement): try container.encode(statement, forKey: .statement)
    }
  }
}

// MARK: - Atoms

extension ColumnType: Codable {
  /// Reads the type from its name: `integer`, `entity`, or a kind's name.
  public init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    switch name {
    case "entity": self = .entity(role: nil)
    case "integer": self = .integer
    case "decimal": self = .decimal
    case "day": self = .day
    case "text": self = .text
    default: self = .entity(role: name)
    }
  }

  /// Writes the type as its name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(writtenName)
  }
}

extension RelationSignature: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, columns
    case isOneOf = "oneOf"
  }

  /// Reads an object of name, columns and whether it is one-of.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      columns: try container.decode([ColumnType].self, forKey: .columns),
      isOneOf: try container.decodeIfPresent(Bool.self, forKey: .isOneOf) ?? false)
  }

  /// Writes an object of name, columns and whether it is one-of.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(columns, forKey: .columns)
    if isOneOf { try container.encode(isOneOf, forKey: .isOneOf) }
  }
}

extension Value: Codable {
  private enum CodingKeys: String, CodingKey {
    case type, value
  }

  /// Reads an object of a type and a value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let type = try container.decode(ColumnType.self, forKey: .type)
    self = try BareValue(from: container.superDecoder(forKey: .value), as: type).value
  }

  /// Writes an object of a type and a value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let type: ColumnType =
      switch self {
      case .entity: .entity(role: nil)
      case .integer: .integer
      case .decimal: .decimal
      case .day: .day
      case .text: .text
      }
    try container.encode(type, forKey: .type)
    try container.encode(BareValue(self), forKey: .value)
  }
}

extension Atom: Codable {
  private enum CodingKeys: String, CodingKey {
    case relation, arguments
  }

  /// Reads an object of a relation and its values, each by its column's type; null is a wildcard.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let relation = try container.decode(RelationSignature.self, forKey: .relation)
    var list = try container.nestedUnkeyedContainer(forKey: .arguments)
    var arguments: [Argument] = []
    for type in relation.columns {
      if try list.decodeNil() {
        arguments.append(.wildcard)
      } else {
        arguments.append(.value(try BareValue(from: list.superDecoder(), as: type).value))
      }
    }
    guard list.isAtEnd else {
      throw DecodingError.dataCorruptedError(
        in: list,
        debugDescription: "'\(relation.name)' has \(counted(relation.columns.count, "column"))")
    }
    self.init(relation: relation, arguments: arguments)
  }

  /// Writes an object of a relation and its values; a wildcard is null.
  ///
  /// - Throws: `EncodingError` for an atom with a variable or parameter, which a record has not.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(relation, forKey: .relation)
    var list = container.nestedUnkeyedContainer(forKey: .arguments)
    for argument in arguments {
      switch argument {
      case .value(let value): try list.encode(BareValue(value))
      case .wildcard: try list.encodeNil()
      case .variable, .parameter:
        throw EncodingError.invalidValue(
          self,
          EncodingError.Context(
            codingPath: list.codingPath,
            debugDescription: "'\(self)' has a variable or a parameter; only rules have those"))
      }
    }
  }
}
