/// The members of an object with a number for each value: equal values have equal numbers.
///
/// It stands for the object in a comparison, in little room. That different values have one number, by
/// a hash of 64 bits with a key of the process's own, does not happen.
struct STIXDigest {
  /// The names of the members, in order; objects of one shape share them.
  let keys: [String]
  private let values: [Int]

  /// Takes the members of an object.
  ///
  /// - Parameter shapes: The lists of names that are known, to which that of the object is added.
  init(_ document: JSONDocument, shapes: inout Set<[String]>) {
    var keys: [String] = []
    var values: [Int] = []
    var key = document.firstChild(of: 0)
    while key < document.endOfChildren(of: 0) {
      keys.append(document.text(of: key))
      values.append(document.digest(of: key + 1))
      key = document.next(after: key + 1)
    }
    self.keys = shapes.insert(keys).memberAfterInsert
    self.values = values
  }

  /// Whether a member has a value.
  func has(_ member: JSONValue.Member) -> Bool {
    keys.firstIndex(of: member.key).map { values[$0] == member.value.digest } ?? false
  }
}

/// How values are told apart: numbers by what they are, or else by how they are written; the order
/// of an object's members does not matter.
private enum Mark: Int {
  case string, integer, decimal, boolean, null, array, object
}

extension Hasher {
  fileprivate static func digest(_ mark: Mark, _ parts: some Hashable) -> Int {
    var hasher = Hasher()
    hasher.combine(mark.rawValue)
    hasher.combine(parts)
    return hasher.finalize()
  }

  fileprivate static func digest(number text: String) -> Int {
    Int(text).map { digest(.integer, $0) } ?? digest(.decimal, text)
  }

  fileprivate static func digest(member key: String, _ value: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    hasher.combine(value)
    return hasher.finalize()
  }
}

extension JSONDocument {
  fileprivate func digest(of node: Int) -> Int {
    switch nodes[node].kind {
    case .string: return Hasher.digest(.string, text(of: node))
    case .number: return Hasher.digest(number: text(of: node))
    case .true: return Hasher.digest(.boolean, true)
    case .false: return Hasher.digest(.boolean, false)
    case .null: return Hasher.digest(.null, 0)
    case .array: return Hasher.digest(.array, elements(of: node).map { digest(of: $0) })
    case .object:
      var sum = 0
      var key = firstChild(of: node)
      while key < endOfChildren(of: node) {
        sum &+= Hasher.digest(member: text(of: key), digest(of: key + 1))
        key = next(after: key + 1)
      }
      return Hasher.digest(.object, sum)
    }
  }
}

extension JSONValue {
  fileprivate var digest: Int {
    switch self {
    case .string(let text): Hasher.digest(.string, text)
    case .integer(let number): Hasher.digest(.integer, number)
    case .decimal(let number): Hasher.digest(number: number.written)
    case .boolean(let value): Hasher.digest(.boolean, value)
    case .null: Hasher.digest(.null, 0)
    case .array(let elements): Hasher.digest(.array, elements.map(\.digest))
    case .object(let members):
      Hasher.digest(
        .object, members.reduce(0) { $0 &+ Hasher.digest(member: $1.key, $1.value.digest) })
    }
  }
}
