/// A set of a rule's variables, which are numbered from 0: a word of bits for the first 64.
///
/// Planning asks for little else than such sets, and rules have few variables.
struct VariableSet: SetAlgebra, Sequence {
  private var bits: UInt64 = 0
  /// The variables from 64 on.
  private var rest: Set<Int> = []

  init() {}

  init(_ variables: some Sequence<Int>) {
    for variable in variables { insert(variable) }
  }

  func contains(_ variable: Int) -> Bool {
    variable < 64 ? bits >> UInt64(variable) & 1 == 1 : rest.contains(variable)
  }

  @discardableResult
  mutating func insert(_ variable: Int) -> (inserted: Bool, memberAfterInsert: Int) {
    if variable >= 64 { return rest.insert(variable) }
    let bit: UInt64 = 1 << UInt64(variable)
    defer { bits |= bit }
    return (bits & bit == 0, variable)
  }

  @discardableResult
  mutating func remove(_ variable: Int) -> Int? {
    if variable >= 64 { return rest.remove(variable) }
    let bit: UInt64 = 1 << UInt64(variable)
    defer { bits &= ~bit }
    return bits & bit == 0 ? nil : variable
  }

  @discardableResult
  mutating func update(with variable: Int) -> Int? {
    insert(variable).inserted ? nil : variable
  }

  mutating func formUnion(_ other: VariableSet) {
    bits |= other.bits
    if !other.rest.isEmpty { rest.formUnion(other.rest) }
  }

  mutating func formIntersection(_ other: VariableSet) {
    bits &= other.bits
    if !rest.isEmpty { rest.formIntersection(other.rest) }
  }

  mutating func formSymmetricDifference(_ other: VariableSet) {
    bits ^= other.bits
    if !other.rest.isEmpty { rest.formSymmetricDifference(other.rest) }
  }

  func union(_ other: VariableSet) -> VariableSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func intersection(_ other: VariableSet) -> VariableSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  func symmetricDifference(_ other: VariableSet) -> VariableSet {
    var result = self
    result.formSymmetricDifference(other)
    return result
  }

  func isSubset(of other: VariableSet) -> Bool {
    bits & ~other.bits == 0 && (rest.isEmpty || rest.isSubset(of: other.rest))
  }

  func isDisjoint(with other: VariableSet) -> Bool {
    bits & other.bits == 0 && (rest.isEmpty || rest.isDisjoint(with: other.rest))
  }

  /// The variables in ascending order.
  var ascending: [Int] {
    var variables: [Int] = []
    variables.reserveCapacity(bits.nonzeroBitCount + rest.count)
    var left = bits
    while left != 0 {
      variables.append(left.trailingZeroBitCount)
      left &= left &- 1
    }
    if !rest.isEmpty { variables += rest.sorted() }
    return variables
  }

  func makeIterator() -> IndexingIterator<[Int]> { ascending.makeIterator() }
}
