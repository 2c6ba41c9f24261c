/// What is made of values besides arithmetic; the raw value is how rule text spells it.
///
/// Text is measured and cut in UTF-8 bytes. What has no result, such as the number in "x", ends an
/// evaluation with an error that names the rule, the values and the day.
public enum Functor: String, CaseIterable, Hashable, Sendable {
  /// The number with the other sign.
  case negate = "-"
  /// The integer with every bit turned.
  case bitNot = "bnot"
  /// 1 of the integer 0, else 0.
  case logicalNot = "lnot"
  /// The number itself; a negative one is an error.
  case natural
  /// The least of numbers, days or texts, two or more.
  case min
  /// The greatest of numbers, days or texts, two or more.
  case max
  /// Texts, two or more, one after another.
  case concatenate = "cat"
  /// The length of a text, in bytes.
  case length = "strlen"
  /// The part of a text from a byte on, the first being 0, of a number of bytes.
  case substring = "substr"
  /// A number for a text or entity: equal for equal ones, and stable within an evaluation only.
  case ordinal = "ord"
  /// A number as text, a decimal with all six places; a text itself.
  case text = "to_string"
  /// The integer that a text writes.
  case integer = "to_number"
  /// The decimal that a text writes.
  case decimal = "to_float"
  /// A decimal without its places, toward zero.
  case toInteger = "ftoi"
  /// An integer as a decimal.
  case toDecimal = "itof"
  /// 1 if the first text is a part of the second, else 0.
  case contains
  /// 1 if the first text, a regular expression, matches the whole of the second, else 0.
  case matches = "match"
}

extension Functor {
  /// The type of what the functor makes of values of some types; nil if it makes nothing of them.
  func result(of types: [ColumnType]) -> ColumnType? {
    switch (self, types.count) {
    case (.negate, 1):
      return types[0].isNumeric ? types[0] : nil
    case (.bitNot, 1), (.logicalNot, 1), (.natural, 1):
      return types == [.integer] ? .integer : nil
    case (.min, 2...), (.max, 2...):
      return types[0].isOrdered && types.allSatisfy { $0 == types[0] } ? types[0] : nil
    case (.concatenate, 2...):
      return types.allSatisfy { $0 == .text } ? .text : nil
    case (.length, 1):
      return types == [.text] ? .integer : nil
    case (.substring, 3):
      return types == [.text, .integer, .integer] ? .text : nil
    case (.ordinal, 1):
      return types[0] == .text || types[0].fits(.entity(role: nil)) ? .integer : nil
    case (.text, 1):
      return types[0].isNumeric || types[0] == .text ? .text : nil
    case (.integer, 1):
      return types == [.text] ? .integer : nil
    case (.decimal, 1):
      return types == [.text] ? .decimal : nil
    case (.toInteger, 1):
      return types == [.decimal] ? .integer : nil
    case (.toDecimal, 1):
      return types == [.integer] ? .decimal : nil
    case (.contains, 2), (.matches, 2):
      return types == [.text, .text] ? .integer : nil
    default:
      return nil
    }
  }

  /// What the functor takes, in words.
  var operandWords: String {
    switch self {
    case .negate: "an integer or a decimal"
    case .bitNot, .logicalNot, .natural, .toDecimal: "an integer"
    case .min, .max: "two values or more of one type, of numbers, days or text"
    case .concatenate: "two texts or more"
    case .length, .integer, .decimal: "a text"
    case .substring: "a text and two integers"
    case .ordinal: "a text or an entity"
    case .text: "a number or a text"
    case .toInteger: "a decimal"
    case .contains, .matches: "two texts"
    }
  }
}
