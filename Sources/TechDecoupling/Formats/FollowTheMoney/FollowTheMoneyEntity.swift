/// An entity of FollowTheMoney: a schema, and values by property.
public struct FollowTheMoneyEntity: Hashable, Sendable, Identifiable {
  /// The id: letters, digits, dots and hyphens.
  public let id: String
  /// The name of the schema, such as `Company`.
  public let schema: String
  /// Values by the name of the property; none is empty.
  public private(set) var properties: [String: [String]] = [:]

  init(_ id: String, _ schema: FollowTheMoneySchema) {
    self.id = id
    self.schema = schema.rawValue
  }

  /// Adds a value, once; an empty one is no value.
  mutating func add(_ property: String, _ value: String?) {
    guard let value, !value.isEmpty, properties[property]?.contains(value) != true else { return }
    properties[property, default: []].append(value)
  }

  var json: JSONValue {
    let sorted = properties.sorted { $0.key < $1.key }
    return .object([
      .init("id", .string(id)), .init("schema", .string(schema)),
      .init(
        "properties",
        .object(sorted.map { .init($0.key, .array($0.value.map(JSONValue.string))) })),
    ])
  }

  /// The id of an entity of the record: its own if FollowTheMoney can have it, or else its bytes;
  /// nil if those are too many.
  static func id(of entity: EntityID) -> String? {
    let bytes = Array(entity.text.utf8)
    let isAlphanumeric = { (byte: UInt8) -> Bool in
      0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }
    if let first = bytes.first, let last = bytes.last, isAlphanumeric(first), isAlphanumeric(last),
      bytes.count <= 200, !entity.text.hasPrefix("td-"),
      bytes.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
    {
      return entity.text
    }
    return bytes.count > 100 ? nil : "td-x" + UUIDText.hexadecimal(bytes)
  }

  /// The id of the record that an id stands for.
  static func entityID(of id: String) -> EntityID {
    guard id.hasPrefix("td-x") else { return EntityID(id) }
    let digits = Array(id.utf8.dropFirst(4))
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
      guard start + 1 < digits.count,
        let byte = UInt8(String(decoding: digits[start...start + 1], as: UTF8.self), radix: 16)
      else { return EntityID(id) }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self).map { EntityID($0) } ?? EntityID(id)
  }
}

/// Entities of FollowTheMoney that were made of findings, and what FollowTheMoney cannot say.
public struct FollowTheMoney: Hashable, Sendable {
  /// The entities, by id.
  public let entities: [FollowTheMoneyEntity]
  /// How many of each schema were made, and what was left out and why.
  public let report: ImportReport

  /// The entities as lines of JSON, as `ftm` reads and writes them.
  public var jsonLines: String { Self.lines(entities.map(\.json)) }

  /// The entities as statements, a line of JSON for each value of a property.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set that makes the statements.
  ///   - seen: The day that statements give as that on which they were first and last seen.
  /// - Source: OpenSanctions, FollowTheMoney, statement-based data model.
  public func statements(dataset: String, seen: Day) -> String {
    Self.lines(
      rows(dataset, seen).map { row in
        .object(
          row.map { cell in
            switch cell.key {
            case "external": .init(cell.key, .boolean(false))
            case "lang", "original_value", "origin": .init(cell.key, .null)
            default: .init(cell.key, .string(cell.value))
            }
          })
      })
  }

  /// The entities as statements, a row of comma-separated values for each value of a property.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set that makes the statements.
  ///   - seen: The day that statements give as that on which they were first and last seen.
  public func statementsCSV(dataset: String, seen: Day) -> String {
    var text = ""
    for (number, row) in rows(dataset, seen).enumerated() {
      if number == 0 { text += row.map(\.key).joined(separator: ",") + "\n" }
      text += row.map { Self.quoted($0.value) }.joined(separator: ",") + "\n"
    }
    return text
  }

  private func rows(_ dataset: String, _ seen: Day) -> [[(key: String, value: String)]] {
    entities.flatMap { entity in
      let values = entity.properties.sorted { $0.key < $1.key }
        .flatMap { property in property.value.map { (property.key, $0) } }
      return ([("id", entity.id)] + values).map { property, value in
        [
          ("canonical_id", entity.id), ("entity_id", entity.id), ("prop", property),
          ("prop_type", FollowTheMoneySchema.type(of: property)), ("schema", entity.schema),
          ("value", value), ("dataset", dataset), ("lang", ""), ("original_value", ""),
          ("external", "f"), ("first_seen", "\(seen)"), ("last_seen", "\(seen)"), ("origin", ""),
          ("id", SHA1.hexadecimal("\(dataset).\(entity.id).\(property).\(value)")),
        ]
      }
    }
  }

  private static func lines(_ values: [JSONValue]) -> String {
    var bytes: [UInt8] = []
    for value in values {
      JSONLine.append(value, to: &bytes)
      bytes.append(0x0A)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A cell, in quotes if it has a sign of the format.
  private static func quoted(_ text: String) -> String {
    let signs = ",\"\r\n".unicodeScalars
    guard text.unicodeScalars.contains(where: signs.contains) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
