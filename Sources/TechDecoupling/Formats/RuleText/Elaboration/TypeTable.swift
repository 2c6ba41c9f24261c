/// The types that a rule text knows: the built-in ones, the kinds of entity, and its own.
///
/// A type is a number. Under each base lies the type of its constants, which fits every type of
/// that base. Subtypes stand below one type, unions beside several; other names of a type lead to
/// the type itself.
struct TypeTable: Sendable {
  /// What values of a type are.
  enum Base: Int, CaseIterable, Sendable {
    case number, unsigned, float, symbol, day, entity

    /// The name by which text knows the base.
    var name: String {
      switch self {
      case .number: "number"
      case .unsigned: "unsigned"
      case .float: "float"
      case .symbol: "symbol"
      case .day: "day"
      case .entity: "entity"
      }
    }
  }

  enum Definition: Hashable, Sendable {
    /// The type of a base's constants.
    case constants(Base)
    /// A type below another.
    case subtype(of: Int)
    /// The values of several types.
    case union([Int])
  }

  private(set) var definitions: [Definition] = []
  private(set) var names: [String] = []
  /// The types by name; several names may mean one type.
  private(set) var numbers: [String: Int] = [:]
  /// The bases below each type: one, but for unions of types that have none in common.
  private var bases: [Set<Base>] = []
  /// The kind of entity that a type is or lies below.
  private var roles: [String?] = []
  /// The types that are no unions of which each type is made.
  private var leaves: [Set<Int>] = []
  /// The types at and above each type, along subtypes.
  private var ancestors: [[Int]] = []
  /// Types whose whole numbers may not be negative, and texts that are true or false.
  private(set) var truthType = 0

  /// Creates the table of the built-in types and of some kinds of entity.
  init(kinds: some Sequence<String>) {
    for base in Base.allCases { add("constant of \(base.name)", .constants(base)) }
    for base in Base.allCases { define(base.name, .subtype(of: base.rawValue)) }
    for (base, others) in TypeTable.otherNames {
      for name in others { numbers[name] = primitive(base) }
    }
    truthType = define("bool", .subtype(of: primitive(.symbol)))
    for kind in kinds.sorted() { define(kind, .subtype(of: primitive(.entity))) }
  }

  /// The names that no text gives to types of its own; the library's kinds may be hidden.
  static let reserved: Set<String> = ["number", "unsigned", "float", "symbol"]

  private static let otherNames: [(Base, [String])] = [
    (.number, ["int8", "int16", "int32", "int64"]),
    (.unsigned, ["uint8", "uint16", "uint32", "uint64"]),
    (.float, ["float32", "float64", "f32", "f64"]), (.symbol, ["string"]),
  ]

  /// The type of a base's constants.
  func constants(_ base: Base) -> Int { base.rawValue }
  /// The type that has the base's name.
  func primitive(_ base: Base) -> Int { Base.allCases.count + base.rawValue }

  @discardableResult
  private mutating func add(_ name: String, _ definition: Definition) -> Int {
    let number = definitions.count
    definitions.append(definition)
    names.append(name)
    switch definition {
    case .constants(let base):
      leaves.append([number])
      bases.append([base])
      roles.append(nil)
      ancestors.append([number])
    case .subtype(let parent):
      leaves.append([number])
      bases.append(bases[parent])
      roles.append(
        bases[parent] == [.entity] ? (parent == primitiveEntity ? name : roles[parent]) : nil)
      ancestors.append([number] + ancestors[parent])
    case .union(let members):
      leaves.append(members.reduce(into: []) { $0.formUnion(leaves[$1]) })
      bases.append(members.reduce(into: []) { $0.formUnion(bases[$1]) })
      let kinds = Set(members.map { roles[$0] })
      roles.append(kinds.count == 1 ? kinds.first ?? nil : nil)
      ancestors.append([number])
    }
    return number
  }

  private var primitiveEntity: Int { primitive(.entity) }

  /// Adds a type of a new name.
  @discardableResult
  mutating func define(_ name: String, _ definition: Definition) -> Int {
    let number = add(name, definition)
    numbers[name] = number
    return number
  }

  /// Adds another name of a type.
  mutating func define(_ name: String, as type: Int) { numbers[name] = type }

  /// The bases of a type's values: one, unless it is a union of several.
  func bases(of type: Int) -> Set<Base> { bases[type] }

  /// The one base of a type's values.
  func base(of type: Int) -> Base {
    bases[type].count == 1 ? bases[type].first ?? .number : .number
  }

  /// The type of column that holds the type's values.
  func columnType(of type: Int) -> ColumnType {
    switch base(of: type) {
    case .number, .unsigned: .integer
    case .float: .decimal
    case .symbol: .text
    case .day: .day
    case .entity: .entity(role: roles[type])
    }
  }

  /// The type of a library relation's column.
  func type(of column: ColumnType) -> Int {
    switch column {
    case .integer: primitive(.number)
    case .decimal: primitive(.float)
    case .text: primitive(.symbol)
    case .day: primitive(.day)
    case .entity(let role?): numbers[role] ?? primitive(.entity)
    case .entity(nil): primitive(.entity)
    }
  }

  // MARK: - Order

  /// Whether every value of one type is one of the other.
  func isSubtype(_ one: Int, _ other: Int) -> Bool {
    if one == other { return true }
    if leaves[one] == [one] {
      return ancestors[one].contains { $0 == other || leaves[other].contains($0) }
    }
    return leaves[one].allSatisfy { isSubtype($0, other) }
  }

  /// The greatest types that are subtypes of both.
  func meet(_ one: Int, _ other: Int) -> [Int] {
    if isSubtype(one, other) { return [one] }
    if isSubtype(other, one) { return [other] }
    guard case .union = definitions[one], case .union = definitions[other] else { return [] }
    // The widest members of the one that are in the other; each is looked at once.
    var result: [Int] = []
    var waiting = [one]
    var seen: Set<Int> = []
    while let type = waiting.popLast() {
      guard seen.insert(type).inserted else { continue }
      if isSubtype(type, other) {
        result.append(type)
      } else if case .union(let members) = definitions[type] {
        waiting += members
      }
    }
    return result
  }

  /// The constants' type at the root of a type; nil for a union of several bases.
  func root(of type: Int) -> Int? {
    bases[type].count == 1 ? bases[type].first.map { constants($0) } : nil
  }

  /// Whether the type is one of a base's constants.
  func isConstants(_ type: Int) -> Bool { type < Base.allCases.count }

  /// The name of a type, as messages have it.
  func name(_ type: Int) -> String {
    isConstants(type) ? Base.allCases[type].name : names[type]
  }
}

/// The types that a term may have; nil types: any.
struct TypeSet: Hashable, Sendable {
  private(set) var types: [Int]?

  static let all = TypeSet(nil)

  init(_ types: [Int]?) { self.types = types?.sorted() }

  var isAll: Bool { types == nil }
  var isEmpty: Bool { types?.isEmpty ?? false }
  /// The only type.
  var single: Int? { types?.count == 1 ? types?[0] : nil }

  /// Keeps types that satisfy a condition.
  func filter(_ isIncluded: (Int) -> Bool) -> TypeSet {
    types.map { TypeSet($0.filter(isIncluded)) } ?? self
  }
}

extension TypeTable {
  /// The greatest common subtypes of two sets.
  func meet(_ one: TypeSet, _ other: TypeSet) -> TypeSet {
    guard let first = one.types else { return other }
    guard let second = other.types else { return one }
    if first.count == 1, second.count == 1, first[0] == second[0] { return one }
    var result: Set<Int> = []
    for x in first {
      for y in second { result.formUnion(meet(x, y)) }
    }
    return TypeSet(Array(result))
  }

  /// Whether every type of a set that is neither empty nor all is of a base.
  func isOfBase(_ set: TypeSet, _ base: Base) -> Bool {
    guard let types = set.types, !types.isEmpty else { return false }
    return types.allSatisfy { bases[$0] == [base] }
  }

  /// Whether a set admits a type of a base.
  func admits(_ set: TypeSet, _ base: Base) -> Bool {
    set.types.map { $0.contains { bases[$0] == [base] } } ?? true
  }
}
