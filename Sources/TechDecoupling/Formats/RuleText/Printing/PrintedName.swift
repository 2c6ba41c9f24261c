/// How the library's names stand in rule text.
enum PrintedName {
  /// Words of the language, which name no relation, variable or column.
  static let reserved: Set<String> = Set(
    Functor.allCases.map(\.rawValue) + ArithmeticOperator.allCases.map(\.rawValue)
      + [
        "as", "is", "per", "true", "false", "True", "False", "nil", "count", "sum", "mean", "range",
        "autoinc", "recursive_iteration_cnt", "loop", "fixpoint", "__LINE__", "__FILE__",
      ])

  /// The types that every text has.
  static let types: Set<String> = [
    "number", "unsigned", "float", "symbol", "day", "entity", "string", "bool", "int8", "int16",
    "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
  ]

  /// Whether text is one name to the reader, and no word of the language.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text != "_", isLetter(first),
      text.utf8.count <= RuleLexer.nameLimit
    else { return false }
    return text.utf8.allSatisfy { isLetter($0) || 0x30...0x39 ~= $0 } && !reserved.contains(text)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// The name of a relation with underscores for hyphens.
  static func relation(_ name: String) -> String {
    String(name.map { $0 == "-" ? "_" : $0 })
  }

  /// Whether the name that text writes for a relation reads back as the relation's name.
  static func canWrite(relation name: String) -> Bool {
    !name.contains("_") && name.utf8.count <= RuleLexer.nameLimit
      && relation(name).split(separator: ".", omittingEmptySubsequences: false)
        .allSatisfy { isName(String($0)) }
  }

  /// The name of a rule to which text gives none: `path 2 (exposure)`.
  static func rule(_ number: Int, of relation: String, in book: String) -> String {
    "\(relation) \(number) (\(book))"
  }

  /// Whether a variable's name says no more than the type of a value: `number`, `chipmaker2`.
  static func isNamedAfterType(_ name: String) -> Bool {
    let stem = name.reversed().drop { $0.isASCII && $0.isNumber }.reversed()
    return typeNames.contains(String(stem))
  }

  private static let typeNames: Set<String> = Set(
    ([.entity(role: nil), .integer, .decimal, .day, .text]
      + Vocabulary.standard.kinds.keys.map { ColumnType.entity(role: $0) }).map(\.variableName))

  /// Names for variables or columns: those that are wished for, made fit to write, each once.
  ///
  /// Names that are fit already stay as they are, so that what was read prints as it was written.
  static func distinct(_ wishes: [String]) -> [String] {
    var used = Set(wishes)
    var given: Set<String> = []
    return wishes.map { wish in
      let fit = self.fit(wish)
      if fit == wish, given.insert(fit).inserted { return fit }
      var number = 2
      var name = fit
      while given.contains(name) || used.contains(name) {
        name = "\(fit)\(number)"
        number += 1
      }
      given.insert(name)
      used.insert(name)
      return name
    }
  }

  private static func fit(_ wish: String) -> String {
    var name = String(
      decoding: wish.utf8.map { isLetter($0) || 0x30...0x39 ~= $0 ? $0 : UInt8(ascii: "_") },
      as: UTF8.self)
    if name.utf8.first.map({ !isLetter($0) }) ?? true || name == "_" { name = "v" + name }
    return reserved.contains(name) ? name + "_" : name
  }
}

extension Value {
  /// The value as rule text writes it where its place gives the type.
  var inRuleText: String {
    switch self {
    case .entity(let id): Value.quotedInRuleText(id.text)
    case .integer(let number): String(number)
    case .decimal(let number):
      number.written.contains(".") ? number.written : number.written + ".0"
    case .day(let day): Value.quotedInRuleText(day.description)
    case .text(let text): Value.quotedInRuleText(text)
    }
  }

  /// The value as rule text writes it where nothing but the text itself gives the type.
  var typedInRuleText: String {
    switch self {
    case .entity: "as(\(inRuleText), entity)"
    case .day: "as(\(inRuleText), day)"
    case .integer, .decimal, .text: inRuleText
    }
  }

  /// Text between double quotes, with the escapes of rule text.
  static func quotedInRuleText(_ text: String) -> String {
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

extension ColumnType {
  /// The type as rule text writes it.
  var inRuleText: String {
    switch self {
    case .entity(let role): role ?? "entity"
    case .integer: "number"
    case .decimal: "float"
    case .day: "day"
    case .text: "symbol"
    }
  }
}
