extension Formula {
  /// What the formula is once its constants are calculated with; nil if it has anything else in it,
  /// or no result: evaluation says why.
  var folded: Value? {
    switch self {
    case .argument(.value(let value)):
      return value
    case .argument:
      return nil
    case .arithmetic(let left, let operation, let right):
      guard let one = left.folded, let other = right.folded else { return nil }
      switch (one, other) {
      case (.integer(let a), .integer(let b)):
        return Formula.folded(a, operation, b).map { .integer($0) }
      case (.decimal(let a), .decimal(let b)):
        let (sum, isOverflow): (Int64, Bool)
        switch operation {
        case .add: (sum, isOverflow) = a.millionths.addingReportingOverflow(b.millionths)
        case .subtract: (sum, isOverflow) = a.millionths.subtractingReportingOverflow(b.millionths)
        default: return nil
        }
        return isOverflow ? nil : .decimal(Fixed(millionths: sum))
      case (.day(let day), .integer(let days)) where operation == .add:
        return .day(day.advanced(by: days))
      default:
        return nil
      }
    case .call(let functor, let operands):
      return Formula.folded(functor, operands.compactMap(\.folded), count: operands.count)
    }
  }

  private static func folded(_ a: Int, _ operation: ArithmeticOperator, _ b: Int) -> Int? {
    let (result, isOverflow): (Int, Bool)
    switch operation {
    case .add: (result, isOverflow) = a.addingReportingOverflow(b)
    case .subtract: (result, isOverflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, isOverflow) = a.multipliedReportingOverflow(by: b)
    case .divide: (result, isOverflow) = a.dividedReportingOverflow(by: b)
    case .remainder: (result, isOverflow) = a.remainderReportingOverflow(dividingBy: b)
    case .bitAnd: (result, isOverflow) = (a & b, false)
    case .bitOr: (result, isOverflow) = (a | b, false)
    case .bitXor: (result, isOverflow) = (a ^ b, false)
    case .power, .shiftLeft, .shiftRight, .unsignedShiftRight, .logicalAnd, .logicalOr,
      .logicalXor:
      return nil
    }
    return isOverflow ? nil : result
  }

  private static func folded(_ functor: Functor, _ values: [Value], count: Int) -> Value? {
    guard values.count == count else { return nil }
    switch (functor, values.first) {
    case (.natural, .integer(let number)):
      return number >= 0 ? .integer(number) : nil
    case (.negate, .integer(let number)):
      return number == .min ? nil : .integer(-number)
    case (.negate, .decimal(let number)):
      return number.millionths == .min ? nil : .decimal(Fixed(millionths: -number.millionths))
    case (.toDecimal, .integer(let number)):
      return Fixed(exactly: number).map { .decimal($0) }
    case (.concatenate, .text):
      var text = ""
      for case .text(let part) in values { text += part }
      return .text(text)
    default:
      return nil
    }
  }

  /// The formula, which may not be negative.
  static func natural(_ formula: Formula) -> Formula { .call(.natural, [formula]) }
}

extension ClauseLowering {
  /// A functor of rule text as a formula.
  mutating func call(
    _ name: String, _ operands: [Formula], _ overload: Overload?, _ range: TextRange
  ) -> Formula {
    let formula = plainCall(name, operands, overload, range)
    let needsCheck = ["-", "bnot", "bshl", "natural"].contains(name)
    return needsCheck && overload?.result == .unsigned ? .natural(formula) : formula
  }

  private func plainCall(
    _ name: String, _ operands: [Formula], _ overload: Overload?, _ range: TextRange
  ) -> Formula {
    if name == "+", overload?.result == .symbol { return .call(.concatenate, operands) }
    if let operation = ArithmeticOperator(rawValue: name), operands.count == 2 {
      return .arithmetic(operands[0], operation, operands[1])
    }
    if let from = overload?.operands.first, let to = overload?.result,
      name.hasPrefix("to_") || ["itof", "itou", "utof", "utoi", "ftoi", "ftou"].contains(name)
    {
      return convert(operands[0], from, to)
    }
    switch name {
    case "negate": return .call(.negate, operands)
    case "ord" where overload?.operands.first != .symbol && overload?.operands.first != .entity:
      return operands[0]
    case "min", "max", "cat":
      if operands.count == 1 { return operands[0] }
      return .call(Functor(rawValue: name) ?? .max, operands)
    default:
      return .call(Functor(rawValue: name) ?? .natural, operands)
    }
  }

  private func convert(_ value: Formula, _ from: Base, _ to: Base) -> Formula {
    switch (from, to) {
    case (.symbol, .number): .call(.integer, [value])
    case (.symbol, .unsigned): .natural(.call(.integer, [value]))
    case (.symbol, .float): .call(.decimal, [value])
    case (.symbol, .symbol): value
    case (_, .symbol): .call(.text, [value])
    case (.float, .number): .call(.toInteger, [value])
    case (.float, .unsigned): .natural(.call(.toInteger, [value]))
    case (.number, .float), (.unsigned, .float): .call(.toDecimal, [value])
    case (.number, .unsigned): .natural(value)
    default: value
    }
  }
}
