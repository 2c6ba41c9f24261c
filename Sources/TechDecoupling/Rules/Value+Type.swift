extension Value {
  /// The type of column in which the value stands; an entity has any role.
  var type: ColumnType {
    switch self {
    case .entity: .entity(role: nil)
    case .integer: .integer
    case .decimal: .decimal
    case .day: .day
    case .text: .text
    }
  }
}

extension ArithmeticOperator {
  /// Whether the operator works on bits or truth values, which only integers have.
  var isOfIntegers: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .remainder, .power: false
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .unsignedShiftRight, .logicalAnd,
      .logicalOr, .logicalXor:
      true
    }
  }
}

extension ColumnType {
  /// Whether a value of this type can stand in a column of another: any role fits any role.
  func fits(_ other: ColumnType) -> Bool {
    switch (self, other) {
    case (.entity, .entity): true
    default: self == other
    }
  }

  /// Whether values of the type are numbers.
  var isNumeric: Bool { self == .integer || self == .decimal }

  /// Whether values of the type have an order in rules.
  var isOrdered: Bool { isMeasured || self == .text }

  /// Whether values of the type have a least and a greatest in aggregates.
  var isMeasured: Bool { isNumeric || self == .day }

  /// The type as sentences name it: any kind of entity is an entity.
  var noun: String {
    switch self {
    case .entity(let role?): role
    case .entity(nil): "entity"
    case .integer: "integer"
    case .decimal: "decimal"
    case .day: "day"
    case .text: "text"
    }
  }
}
