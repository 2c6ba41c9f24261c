extension Value: Comparable {
  /// Orders entities by id, numbers and days by value, text by its characters.
  ///
  /// Values of different types never stand in one column; entities come first, then numbers,
  /// days and text.
  public static func < (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.entity(let a), .entity(let b)): a < b
    case (.integer(let a), .integer(let b)): a < b
    case (.decimal(let a), .decimal(let b)): a < b
    case (.day(let a), .day(let b)): a < b
    case (.text(let a), .text(let b)): a < b
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .entity: 0
    case .integer: 1
    case .decimal: 2
    case .day: 3
    case .text: 4
    }
  }
}

extension Argument: Comparable {
  /// Orders values before variables, parameters and wildcards.
  public static func < (left: Argument, right: Argument) -> Bool {
    switch (left, right) {
    case (.value(let a), .value(let b)): a < b
    case (.variable(let a), .variable(let b)): a.number < b.number
    case (.parameter(let a, let x), .parameter(let b, let y)): (a, x) < (b, y)
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .value: 0
    case .variable: 1
    case .parameter: 2
    case .wildcard: 3
    }
  }
}

extension Atom: Comparable {
  /// Orders by the relation's name, then by columns from left to right.
  public static func < (left: Atom, right: Atom) -> Bool {
    if left.relation.name != right.relation.name { return left.relation.name < right.relation.name }
    for (a, b) in zip(left.arguments, right.arguments) where a != b { return a < b }
    return left.arguments.count < right.arguments.count
  }
}
