/// What can be wrong with the form of rule text.
public enum RuleSyntaxMistake: Hashable, Sendable {
  /// The file is not UTF-8.
  case encoding(found: String)
  /// Two gigabytes or more.
  case tooLong
  /// Another word or sign than the rules of the language allow here.
  case expected(String, found: String, next: String)
  /// A character that no rule has outside of text.
  case unexpectedCharacter(String)
  /// Text without its closing quote.
  case unclosedText
  /// A backslash with a character that means nothing after it.
  case unknownEscape(String)
  /// A comment without its end.
  case unclosedComment
  /// A number that cannot be one.
  case malformedNumber(String, reason: String)
  /// Parentheses, operators or components within each other beyond the limit.
  case tooDeep(limit: Int)
  /// A word after a dot at the start of a line that is no directive.
  case unknownDirective(String, nearest: String?)
  /// A word after a declaration that is no qualifier.
  case unknownQualifier(String, nearest: String?)
  /// A construct that this language leaves out.
  case refused(RefusedConstruct)
  /// A macro that is defined by itself.
  case recursiveMacro(String)
  /// Macros that make more of the text than is read.
  case expansionTooLong(limit: Int)
  /// A word after `#` that is no directive of the preprocessor.
  case unknownCondition(String, nearest: String?)
  /// A directive of the preprocessor without its name.
  case malformedCondition(String, expected: String)
  /// `#else` or `#endif` without its start.
  case unopenedCondition(String)
  /// `#ifdef` without `#endif`.
  case unclosedCondition(String)
  /// Days on a rule, which has those of its premises.
  case periodOnRule
  /// A key of a run that is none, or is there twice.
  case runKey(String, nearest: String?, isRepeated: Bool)
  /// `.rule` with no rule after it.
  case headingWithoutRule
  /// A name longer than a file's may be.
  case longName(String, limit: Int)
  /// More mistakes than are reported.
  case tooMany(limit: Int)

  /// The code of the documentation's list.
  var code: String {
    switch self {
    case .encoding: "TD701"
    case .tooLong: "TD702"
    case .expected: "TD703"
    case .unexpectedCharacter: "TD704"
    case .unclosedText: "TD705"
    case .unknownEscape: "TD706"
    case .unclosedComment: "TD707"
    case .malformedNumber: "TD708"
    case .tooDeep: "TD709"
    case .unknownDirective: "TD710"
    case .unknownQualifier: "TD711"
    case .refused: "TD712"
    case .recursiveMacro: "TD713"
    case .expansionTooLong: "TD714"
    case .unknownCondition: "TD715"
    case .malformedCondition: "TD716"
    case .unopenedCondition: "TD717"
    case .unclosedCondition: "TD718"
    case .periodOnRule: "TD719"
    case .runKey: "TD720"
    case .headingWithoutRule: "TD721"
    case .tooMany: "TD722"
    case .longName: "TD723"
    }
  }

  /// Whether the program can be used all the same.
  var isWarning: Bool { false }

  /// What happened, the law broken and the next step.
  var message: String {
    switch self {
    case .encoding(let found):
      "\(found); save the file as UTF-8"
    case .tooLong:
      "the file is longer than 2 GiB; state many facts in a file of their own and read it by '.input'"
    case .expected(let expected, let found, let next):
      "expected \(expected), found \(found); \(next)"
    case .unexpectedCharacter(let found):
      "\(found) stands for nothing outside of text; remove it or put the text in double quotes"
    case .unclosedText:
      "the text has no closing quote; close it, and write a quote within it as \\\""
    case .unknownEscape(let found):
      "\\\(found) stands for nothing in text; write \\\\ for a backslash; "
        + "the others are \\\" \\' \\n \\t \\r \\a \\b \\f \\v"
    case .unclosedComment:
      "the comment has no end; close it with '*/'"
    case .malformedNumber(let found, let reason):
      "'\(found)' is no number: \(reason)"
    case .tooDeep(let limit):
      "more than \(limit) parentheses, operators or braces stand within each other; "
        + "give a part of it a relation or a variable of its own"
    case .unknownDirective(let found, let nearest):
      "there is no directive '.\(shortened(found))'" + RuleSyntaxMistake.hint(nearest, dot: ".")
        + (nearest == nil ? "; a rule begins with the name of a relation" : "")
    case .unknownQualifier(let found, let nearest):
      "'\(shortened(found))' is no qualifier of a relation"
        + RuleSyntaxMistake.hint(nearest, dot: "")
        + (nearest == nil ? "; the ones that change something are 'temporal' and 'one_of'" : "")
    case .refused(let construct):
      "\(construct.rawValue) are not part of this rule language; \(construct.next)"
    case .recursiveMacro(let name):
      "the macro '\(shortened(name))' is defined by itself; name what it stands for"
    case .expansionTooLong(let limit):
      "macros make more than \(limit) words of the text; write the text out or use rules"
    case .unknownCondition(let found, let nearest):
      "there is no '#\(shortened(found))'" + RuleSyntaxMistake.hint(nearest, dot: "#")
        + (nearest == nil ? "; there are #define, #undef, #ifdef, #ifndef, #else and #endif" : "")
    case .malformedCondition(let found, let expected):
      "'#\(found)' lacks \(expected); write it on the same line"
    case .unopenedCondition(let found):
      "'#\(found)' has no '#ifdef' before it; remove it"
    case .unclosedCondition(let found):
      "'#\(found)' has no '#endif'; add it where the part ends"
    case .periodOnRule:
      "days stand on a rule, but a rule holds on the days of its premises; "
        + "leave the days out, or add a premise that holds on them"
    case .runKey(let key, let nearest, let isRepeated):
      isRepeated
        ? "a run has '\(shortened(key))' twice; remove one"
        : "a run has no '\(shortened(key))'" + RuleSyntaxMistake.hint(nearest, dot: "")
          + (nearest == nil ? "; it has 'start', 'end' and 'length'" : "")
    case .headingWithoutRule:
      "no rule follows '.rule'; it names the rule or fact after it"
    case .longName(let name, let limit):
      "the name '\(shortened(name))' has more than \(limit) characters; shorten it"
    case .tooMany(let limit):
      "more than \(limit) mistakes; mend those above first"
    }
  }

  /// A name as messages show it: a long one is cut.
  private func shortened(_ name: String) -> String {
    name.count > 40 ? name.prefix(40) + "…" : name
  }

  private static func hint(_ nearest: String?, dot: String) -> String {
    nearest.map { "; did you mean '\(dot)\($0)'?" } ?? ""
  }
}
