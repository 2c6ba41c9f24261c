extension Atom: CustomStringConvertible {
  /// The atom as files write it: `withheld-from(deepseek-v4, nvidia)`.
  public var description: String {
    var text = relation.name
    text.reserveCapacity(text.utf8.count + 16 * (arguments.count + 1))
    var separator = "("
    for argument in arguments {
      text += separator
      text += argument.written
      separator = ", "
    }
    if arguments.isEmpty { text += separator }
    text += ")"
    return text
  }
}

extension Argument {
  /// The term as files write it; a rule's variable, which no file has, as `?` and its number.
  var written: String {
    switch self {
    case .value(let value): value.written
    case .wildcard: "_"
    case .variable(let variable): "?\(variable.number)"
    case .parameter(let name, _): "$\(name)"
    }
  }
}

extension Value {
  /// The value as files write it, read back by its column's type.
  var written: String {
    switch self {
    case .entity(let id):
      Value.isPlain(id.text) ? id.text : Value.quoted(id.text)
    case .integer(let number): String(number)
    case .decimal(let number): number.written
    case .day(let day): day.description
    case .text(let text): Value.quoted(text)
    }
  }

  /// Whether an id needs no quotes.
  private static func isPlain(_ id: String) -> Bool {
    !id.isEmpty && id != "_" && id.utf8.allSatisfy(AtomParser.isWordByte)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
