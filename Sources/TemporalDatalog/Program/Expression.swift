/// A term of a comparison, an assignment or a range.
package indirect enum Expression: Sendable, Hashable {
  case variable(Int)
  /// A code, of a symbol or a number.
  case constant(UInt32)
  /// Arithmetic on two numbers of one kind; the lesser or greater of two symbols goes by bytes.
  /// Overflow and division by zero end the evaluation.
  case arithmetic(ArithmeticOperator, Expression, Expression, ColumnKind)
  /// A function of as many terms as it takes; the kind is that of its operands where they are
  /// numbers.
  case call(Functor, [Expression], ColumnKind)
}

/// Decimals know the first eight; bits and truth values are those of integers.
package enum ArithmeticOperator: UInt8, Sendable, Hashable, CaseIterable {
  case add, subtract, multiply, divide, remainder, minimum, maximum
  /// To a whole exponent. An integer to a negative one is cut toward zero.
  case power
  case bitAnd, bitOr, bitXor
  /// The count is read by its lowest six bits; what is shifted out is lost.
  case shiftLeft
  /// Keeps the sign.
  case shiftRight
  /// Fills with zeros.
  case shiftRightUnsigned
  /// 1 or 0; every number but 0 counts as true.
  case logicalAnd, logicalOr, logicalXor
}

/// Functions of numbers and texts.
package enum Functor: UInt8, Sendable, Hashable, CaseIterable {
  /// The number with the other sign.
  case negate
  case bitNot
  /// 1 for 0, else 0.
  case logicalNot
  /// The number itself, which may not be negative.
  case natural
  /// Texts in a row.
  case concatenate
  /// A text's number of UTF-8 bytes.
  case textLength
  /// (text, from, length) by bytes; empty from outside of the text, and to the end for a length
  /// that is negative or too great.
  case substring
  /// The code of a symbol.
  case ordinal
  /// A decimal has six places.
  case textOfNumber
  /// The number with which a text begins, after white space: decimal, or with `0x` or `0b`.
  case integerOfText
  case decimalOfText
  /// Cut toward zero.
  case integerOfDecimal
  case decimalOfInteger
  /// (part, text): 1 or 0.
  case contains
  /// (pattern, text): 1 if a regular expression matches the whole text, else 0.
  case matches
}

extension Functor {
  /// How operand number `index` is read; `kind` is that of the call.
  package func kind(ofOperand index: Int, _ kind: ColumnKind) -> ColumnKind {
    switch self {
    case .negate, .bitNot, .logicalNot, .natural, .textOfNumber: kind
    case .concatenate, .textLength, .ordinal, .integerOfText, .decimalOfText, .contains, .matches:
      .symbol
    case .substring: index == 0 ? .symbol : .integer
    case .integerOfDecimal: .decimal
    case .decimalOfInteger: .integer
    }
  }

  /// What the result is; `kind` is that of the call.
  package func result(_ kind: ColumnKind) -> ColumnKind {
    switch self {
    case .negate, .bitNot, .logicalNot, .natural: kind
    case .concatenate, .substring, .textOfNumber: .symbol
    case .textLength, .ordinal, .integerOfText, .integerOfDecimal, .contains, .matches: .integer
    case .decimalOfText, .decimalOfInteger: .decimal
    }
  }

  /// Whether some operands have no result.
  var mayFail: Bool {
    switch self {
    case .negate, .natural, .substring, .integerOfText, .decimalOfText, .decimalOfInteger,
      .matches:
      true
    case .bitNot, .logicalNot, .concatenate, .textLength, .ordinal, .textOfNumber,
      .integerOfDecimal, .contains:
      false
    }
  }
}

extension Expression {
  /// The terms inside, from left to right.
  package var operands: [Expression] {
    switch self {
    case .variable, .constant: []
    case .arithmetic(_, let left, let right, _): [left, right]
    case .call(_, let operands, _): operands
    }
  }

  /// The variables read, in order of appearance.
  package var variables: [Int] {
    if case .variable(let number) = self { return [number] }
    return operands.flatMap(\.variables)
  }

  /// Whether an operation in the term may have no result.
  var mayFail: Bool {
    switch self {
    case .variable, .constant: false
    case .arithmetic: true
    case .call(let functor, let operands, _): functor.mayFail || operands.contains(where: \.mayFail)
    }
  }
}

extension Premise {
  /// The terms of a range; none of other premises.
  package var rangeTerms: [Expression] {
    guard case .range(_, let from, let to, let step, _) = self else { return [] }
    return [from, to] + (step.map { [$0] } ?? [])
  }
}
