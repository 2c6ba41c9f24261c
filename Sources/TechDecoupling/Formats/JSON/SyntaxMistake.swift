/// What can be wrong with a document before it is a chronicle's.
public enum SyntaxMistake: Error, Hashable, Sendable {
  /// The file has no value.
  case empty
  /// The file is not UTF-8 but says UTF-16 or UTF-32.
  case otherEncoding
  /// Four gigabytes or more.
  case tooLong
  /// An element of a list that is read one by one, or all that stands outside of it, beyond the
  /// limit of bytes.
  case partTooLong(limit: Int)
  /// Bytes that are no character.
  case invalidUTF8(byte: UInt8)
  /// Another character than JSON asks for here.
  case unexpected(found: String, expected: String)
  /// The file ends within a value.
  case endsEarly(expected: String)
  /// A comma before a closing bracket.
  case trailingComma
  /// A string without its closing quote.
  case unclosedString
  /// A character below U+0020 within a string.
  case controlCharacter(code: UInt8)
  /// `\u` without four hexadecimal digits.
  case badUnicodeEscape
  /// Half of a surrogate pair.
  case loneSurrogate
  /// A number that is not in JSON's form.
  case malformedNumber(String)
  /// Brackets within brackets beyond the limit.
  case tooDeep(limit: Int)
  /// A key that the object has already.
  case duplicateKey(String)

  var code: String {
    switch self {
    case .empty: "TD102"
    case .otherEncoding, .invalidUTF8: "TD103"
    case .unexpected, .endsEarly, .trailingComma: "TD104"
    case .unclosedString, .controlCharacter, .badUnicodeEscape, .loneSurrogate: "TD105"
    case .malformedNumber: "TD106"
    case .tooDeep: "TD107"
    case .tooLong: "TD108"
    case .duplicateKey: "TD109"
    case .partTooLong: "TD110"
    }
  }

  /// What happened, and the law with the next step.
  var sentence: (what: String, next: String) {
    switch self {
    case .empty:
      ("the file is empty", "it is to be a JSON object with the key 'format'")
    case .otherEncoding:
      ("the file is in UTF-16 or UTF-32", "save it as UTF-8")
    case .tooLong:
      ("the file is longer than 4 GiB", "split it; files read together are one record")
    case .partTooLong(let limit):
      (
        "an element of the list, or all that stands outside of it, is longer than \(limit) bytes",
        "a quote or bracket may be missing; of a list without such elements any length is read"
      )
    case .invalidUTF8(let byte):
      (
        "byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8",
        "save the file as UTF-8"
      )
    case .unexpected(let found, let expected):
      ("found '\(found)' where \(expected) is expected", "the rest of the file was not read")
    case .endsEarly(let expected):
      ("the file ends where \(expected) is expected", "complete it; a bracket may be missing")
    case .trailingComma:
      ("a comma stands before a closing bracket", "remove it; JSON has no trailing commas")
    case .unclosedString:
      ("a string has no closing quote", "close it, and write a quote within it as \\\"")
    case .controlCharacter(let code):
      (
        "a string holds the control character U+00" + (code < 16 ? "0" : "")
          + String(code, radix: 16, uppercase: true),
        "write a line break as \\n and a tab as \\t"
      )
    case .badUnicodeEscape:
      ("\\u is not followed by four hexadecimal digits", "write the character itself")
    case .loneSurrogate:
      (
        "the escape is half of a surrogate pair",
        "write both halves, or the character itself"
      )
    case .malformedNumber(let text):
      ("'\(text)' is no JSON number", "write it as 12, -3 or 5.92, or as text in quotes")
    case .tooDeep(let limit):
      ("brackets are nested deeper than \(limit)", "a chronicle needs eight levels")
    case .duplicateKey(let key):
      ("the key '\(key)' is given twice", "an object has each key once; remove one")
    }
  }
}
