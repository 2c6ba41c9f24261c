/// A JSON value to be written: members of objects in the order given.
enum JSONValue: Sendable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case decimal(Fixed)
  case boolean(Bool)
  case null

  /// A key and its value.
  struct Member: Sendable {
    let key: String
    let value: JSONValue

    init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .string(text) }
  init(integerLiteral number: Int) { self = .integer(number) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Keeps the order in which the members are written.
  init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}

extension JSONValue {
  /// The value in the canonical layout, with a line break at its end.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// ``text`` in UTF-8.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    writer.bytes.append(0x0A)
    return writer.bytes
  }
}
