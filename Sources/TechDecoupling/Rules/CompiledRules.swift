import TemporalDatalog

/// Rules and facts as the engine runs them, and the way back from its numbers.
package struct CompiledRules: Sendable {
  /// The program: relations and rules over codes.
  package internal(set) var program: Program
  /// The facts, coded.
  package internal(set) var facts = FactStore()
  /// The relations, by the engine's number.
  package internal(set) var relations: [RelationSignature] = []
  /// The engine's number of a relation, by name.
  package internal(set) var relationNumbers: [String: Int] = [:]
  /// The rules that take part, by the origin that the engine names.
  package internal(set) var rules: [Rule] = []
  /// Where each premise of the program's rules comes from, by rule and premise.
  package internal(set) var origins: [[PremiseOrigin]] = []
  /// Entities read as another: each member of a class to the class's least id.
  package internal(set) var identities: [EntityID: EntityID] = [:]
  /// The kinds of entity to which some rule holds a variable.
  var kinds: Set<String> = []
  /// The engine's numbers of the relations of those kinds.
  package internal(set) var kindRelations: Set<Int> = []
  /// The days that exist.
  package let horizon: Horizon

  init(horizon: Horizon) {
    self.horizon = horizon
    program = Program(horizon: Span(horizon.from.number, horizon.until.number))
  }

  /// Makes room for so many rules.
  mutating func reserveCapacity(_ count: Int) {
    program.rules.reserveCapacity(count)
    rules.reserveCapacity(count)
    origins.reserveCapacity(count)
  }

  /// Returns the engine's number of a relation, declaring it if it is new.
  mutating func number(of relation: RelationSignature) -> Int {
    if let number = relationNumbers[relation.name] { return number }
    let number = relations.count
    relations.append(relation)
    relationNumbers[relation.name] = number
    program.relations.append(
      RelationDeclaration(name: relation.name, columns: relation.columns.map(\.kind)))
    return number
  }

  /// Returns the code of a value, adding it if it is new.
  mutating func code(_ value: Value) -> UInt32 {
    switch value {
    case .entity(let id): facts.symbols.code((identities[id] ?? id).text)
    case .text(let text): facts.symbols.code(text)
    case .integer(let number): facts.numbers.code(Int64(number))
    case .decimal(let number): facts.numbers.code(number.millionths)
    case .day(let day): facts.numbers.code(Int64(day.number))
    }
  }
}

extension CompiledRules {
  /// Returns the code of a value in a query; nil if nothing has the value.
  package func code(existing value: Value, in pools: Pools) -> UInt32? {
    if case .entity(let id) = value {
      return pools.symbols.code(existing: (identities[id] ?? id).text)
    }
    return pools.code(existing: value)
  }

  /// Returns the value that a code stands for in a column of a type.
  package func value(_ code: UInt32, as type: ColumnType, in pools: Pools) -> Value {
    pools.value(code, as: type)
  }

  /// Returns the values of a tuple of a relation.
  package func values(_ tuple: [UInt32], relation: Int, in pools: Pools) -> [Value] {
    zip(tuple, relations[relation].columns).map { value($0, as: $1, in: pools) }
  }

  /// Returns the days as a period; an end at the horizon's edge is open.
  package func period(_ span: Span) -> Period {
    Period(
      unchecked: span.from <= horizon.from.number ? nil : Day(number: span.from),
      span.until >= horizon.until.number ? nil : Day(number: span.until))
  }

  /// Returns the days of a period inside the horizon; nil if there are none.
  package func span(_ period: Period) -> Span? {
    let from = max(period.from ?? horizon.from, horizon.from)
    let until = min(period.until ?? horizon.until, horizon.until)
    return from < until ? Span(from.number, until.number) : nil
  }
}

/// The part of a clause that became a premise of the program.
package enum PremiseOrigin: Sendable, Hashable {
  /// The index of a premise.
  case premise(Int)
  /// The variable that is held to its kind.
  case kind(VariableID)
  /// The index of an exception.
  case exception(Int)
}

extension ColumnType {
  /// How the engine reads the codes of a column of this type.
  package var kind: ColumnKind {
    switch self {
    case .entity, .text: .symbol
    case .integer, .day: .integer
    case .decimal: .decimal
    }
  }
}
