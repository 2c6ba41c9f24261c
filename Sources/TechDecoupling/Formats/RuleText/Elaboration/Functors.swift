import TemporalDatalog

/// A way in which a functor takes values of some bases and gives one of a base.
struct Overload: Hashable {
  typealias Base = TypeTable.Base
  /// The bases of the operands; the first is that of all if their number is free.
  var operands: [Base]
  var result: Base
  var isVariadic = false

  /// The base of an operand.
  func operand(_ index: Int) -> Base { operands[isVariadic ? 0 : index] }

  /// Whether operands and result are of one base.
  var isUniform: Bool { operands.allSatisfy { $0 == result } }
}

/// The functors of rule text: their names, operands and results.
enum Functors {
  private typealias Base = TypeTable.Base

  /// The ways in which a functor can be used; nil if there is none of the name.
  static func overloads(_ name: String) -> [Overload]? { table[name] }

  /// The names of all functors.
  static var names: [String] { table.keys.sorted() }

  /// Functors that are written between or before their operands.
  static let operators: Set<String> = [
    "+", "-", "*", "/", "%", "^", "band", "bor", "bxor", "bshl", "bshr", "bshru", "land", "lor",
    "lxor", "negate", "bnot", "lnot",
  ]

  /// Functors that are true or false.
  static let tests: Set<String> = ["contains", "match"]

  /// The one name of a functor that has several.
  static func canonical(_ name: String) -> String {
    switch name {
    case "**": "^"
    case "&": "band"
    case "|": "bor"
    case "<<": "bshl"
    case ">>": "bshr"
    case ">>>": "bshru"
    case "&&": "land"
    case "||": "lor"
    case "~": "bnot"
    default: name
    }
  }

  private static let table: [String: [Overload]] = {
    var table: [String: [Overload]] = [:]
    func uniform(_ count: Int, _ bases: [Base]) -> [Overload] {
      bases.map { Overload(operands: Array(repeating: $0, count: count), result: $0) }
    }
    func variadic(_ bases: [Base]) -> [Overload] {
      bases.map { Overload(operands: [$0], result: $0, isVariadic: true) }
    }
    let whole: [Base] = [.number, .unsigned]
    let numbers: [Base] = [.number, .unsigned, .float]
    for name in ["*", "/", "%", "^"] { table[name] = uniform(2, numbers) }
    table["+"] =
      uniform(2, [.symbol] + numbers) + [
        Overload(operands: [.day, .number], result: .day),
        Overload(operands: [.number, .day], result: .day),
      ]
    table["-"] =
      uniform(2, numbers) + [
        Overload(operands: [.day, .day], result: .number),
        Overload(operands: [.day, .number], result: .day),
      ]
    for name in [
      "band", "bor", "bxor", "bshl", "bshr", "bshru", "land", "lor", "lxor",
    ] {
      table[name] = uniform(2, whole)
    }
    for name in ["bnot", "lnot"] { table[name] = uniform(1, whole) }
    table["negate"] = uniform(1, [.number, .float])
    table["range"] = uniform(2, numbers) + uniform(3, numbers)
    for name in ["min", "max"] { table[name] = variadic([.symbol] + numbers + [.day]) }
    table["cat"] = variadic([.symbol])
    table["strlen"] = [Overload(operands: [.symbol], result: .number)]
    table["substr"] = [Overload(operands: [.symbol, .number, .number], result: .symbol)]
    table["ord"] = Base.allCases.map { Overload(operands: [$0], result: .number) }
    for (name, result) in [
      ("to_number", Base.number), ("to_unsigned", .unsigned), ("to_float", .float),
      ("to_string", .symbol),
    ] {
      table[name] = [Base.symbol, .number, .unsigned, .float].map {
        Overload(operands: [$0], result: result)
      }
    }
    for (name, operand, result) in [
      ("itof", Base.number, Base.float), ("itou", .number, .unsigned), ("utof", .unsigned, .float),
      ("utoi", .unsigned, .number), ("ftoi", .float, .number), ("ftou", .float, .unsigned),
    ] {
      table[name] = [Overload(operands: [operand], result: result)]
    }
    for name in tests { table[name] = [Overload(operands: [.symbol, .symbol], result: .number)] }
    table["natural"] = uniform(1, [.number])
    return table
  }()
}

extension ClauseLowering {
  /// Why the pattern of a test is none, if it is written out.
  func unreadablePattern(_ node: Int) -> String? {
    guard case .call("match", let operands) = clause.nodes[node].kind, let first = operands.first,
      case .literal(.text(let pattern)) = clause.nodes[first].kind
    else { return nil }
    return Pattern.mistake(in: pattern)
  }
}
