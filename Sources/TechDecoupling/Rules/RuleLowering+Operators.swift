import TemporalDatalog

extension ComparisonOperator {
  var engine: TemporalDatalog.Comparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }

  /// The comparison that is true where this one is false.
  var negated: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}

extension ArithmeticOperator {
  var engine: TemporalDatalog.ArithmeticOperator {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .power: .power
    case .bitAnd: .bitAnd
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    case .shiftLeft: .shiftLeft
    case .shiftRight: .shiftRight
    case .unsignedShiftRight: .shiftRightUnsigned
    case .logicalAnd: .logicalAnd
    case .logicalOr: .logicalOr
    case .logicalXor: .logicalXor
    }
  }
}

extension AggregateFormula.Function {
  var engine: TemporalDatalog.AggregateFunction {
    switch self {
    case .count: .count
    case .sum: .sum
    case .min: .minimum
    case .max: .maximum
    }
  }
}
