import TemporalDatalog

/// Ground atoms, each once and by number, their terms as codes of one pair of pools.
///
/// About forty bytes an atom.
final class AtomTable: Sendable {
  let relations: [RelationSignature]
  let pools: Pools
  /// Texts beyond ASCII, of which several spellings may be one text.
  fileprivate let spellings: [String: UInt32]
  fileprivate let relationNumbers: [String: Int]
  fileprivate let index: HashIndex
  fileprivate let starts: [UInt32]
  /// The number of its relation and the codes of its terms, for each atom from its start on.
  fileprivate let codes: [UInt32]
  /// The atoms in the order of ``Atom``.
  let ordered: [UInt32]
  /// The place of each atom in that order.
  let places: [UInt32]

  /// Takes what was collected, and finds the order.
  ///
  /// - Complexity: O(*n* log *n*) in atoms, and in different texts and numbers.
  init(_ builder: consuming AtomTableBuilder) {
    relations = builder.relations
    pools = builder.pools
    spellings = builder.spellings
    relationNumbers = builder.relationNumbers
    index = builder.index
    starts = builder.starts
    codes = builder.codes
    ordered = AtomOrder(builder).sorted()
    var places = [UInt32](repeating: 0, count: ordered.count)
    for (place, atom) in ordered.enumerated() { places[Int(atom)] = UInt32(place) }
    self.places = places
  }

  var count: Int { starts.count - 1 }

  /// The number of an atom's relation.
  func relation(of atom: Int) -> Int { Int(codes[Int(starts[atom])]) }

  /// The codes of an atom's terms.
  func codes(of atom: Int) -> ArraySlice<UInt32> {
    codes[Int(starts[atom]) + 1..<Int(starts[atom + 1])]
  }

  /// The atom with a number.
  subscript(atom: Int) -> Atom {
    let relation = relations[relation(of: atom)]
    return Atom(
      relation: relation,
      arguments: zip(codes(of: atom), relation.columns).map { code, type in
        .value(pools.value(code, as: type))
      })
  }

  /// The number of an atom; nil if nothing says it.
  ///
  /// - Complexity: O(1) on average.
  func number(of atom: Atom) -> Int? {
    guard let relation = relationNumbers[atom.relation.name], relations[relation] == atom.relation
    else { return nil }
    var wanted = [UInt32(relation)]
    for argument in atom.arguments {
      guard case .value(let value) = argument, let code = code(of: value) else { return nil }
      wanted.append(code)
    }
    guard
      zip(atom.arguments, relations[relation].columns).allSatisfy({ argument, type in
        if case .value(let value) = argument { value.stands(in: type) } else { false }
      })
    else { return nil }
    return index.number(AtomTableBuilder.hash(wanted[...])) { number in
      codes[Int(starts[number])..<Int(starts[number + 1])].elementsEqual(wanted)
    }
  }

  private func code(of value: Value) -> UInt32? {
    switch value {
    case .entity(let id): pools.symbols.code(existing: id.text) ?? spellings[id.text]
    case .text(let text): pools.symbols.code(existing: text) ?? spellings[text]
    default: pools.code(existing: value)
    }
  }

  /// Whether an atom is of a relation, and its terms are those of a pattern where it has any.
  func matches(_ atom: Int, _ relation: Int, _ pattern: [UInt32?]) -> Bool {
    guard self.relation(of: atom) == relation else { return false }
    return zip(codes(of: atom), pattern).allSatisfy { $1 == nil || $0 == $1 }
  }
}

/// Collects atoms, and gives each its number.
struct AtomTableBuilder {
  private(set) var relations: [RelationSignature] = []
  private(set) var pools = Pools()
  private(set) var spellings: [String: UInt32] = [:]
  private(set) var relationNumbers: [String: Int] = [:]
  private(set) var index = HashIndex()
  private(set) var starts: [UInt32] = [0]
  private(set) var codes: [UInt32] = []
  private var byIdentity: [ObjectIdentifier: Int] = [:]
  private var last: (relation: RelationSignature, number: Int)?

  /// Begins with no atoms.
  init() {}

  /// Begins with the atoms of a table, and their numbers.
  init(_ table: AtomTable) {
    relations = table.relations
    pools = table.pools
    spellings = table.spellings
    relationNumbers = table.relationNumbers
    index = table.index
    starts = table.starts
    codes = table.codes
  }

  /// The number of atoms.
  var count: Int { starts.count - 1 }

  /// The number of an atom's relation.
  func relation(of atom: Int) -> Int { Int(codes[Int(starts[atom])]) }

  /// Returns the number of a ground atom, adding it if it is new.
  mutating func number(of atom: Atom) -> UInt32 {
    let start = codes.count
    codes.append(UInt32(number(of: atom.relation)))
    for argument in atom.arguments {
      if case .value(let value) = argument { codes.append(code(of: value)) }
    }
    let hash = Self.hash(codes[start...])
    if let known = index.number(hash, { isSame($0, start) }) {
      codes.removeLast(codes.count - start)
      return UInt32(known)
    }
    starts.append(UInt32(codes.count))
    index.append(hash)
    return UInt32(count - 1)
  }

  /// The relation and codes of an atom with wildcards, which are nil.
  mutating func pattern(_ atom: Atom) -> (relation: Int, codes: [UInt32?]) {
    let codes = atom.arguments.map { argument in
      if case .value(let value) = argument { code(of: value) } else { nil as UInt32? }
    }
    return (number(of: atom.relation), codes)
  }

  private func isSame(_ number: Int, _ start: Int) -> Bool {
    var known = Int(starts[number])
    guard Int(starts[number + 1]) - known == codes.count - start else { return false }
    for index in start..<codes.count {
      if codes[known] != codes[index] { return false }
      known += 1
    }
    return true
  }

  /// The hash of an atom's relation and terms.
  @inline(__always)
  static func hash(_ codes: ArraySlice<UInt32>) -> UInt32 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for code in codes {
      let product = (hash ^ UInt64(code)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
    }
    return UInt32(truncatingIfNeeded: hash >> 20)
  }

  private mutating func number(of relation: RelationSignature) -> Int {
    if let last, last.relation.identity == relation.identity { return last.number }
    let number: Int
    if let known = byIdentity[relation.identity] {
      number = known
    } else if let known = relationNumbers[relation.name] {
      // Not kept by identity, as nothing holds this copy.
      number = known
    } else {
      number = relations.count
      relations.append(relation)
      relationNumbers[relation.name] = number
      byIdentity[relation.identity] = number
    }
    last = (relation, number)
    return number
  }

  private mutating func code(of value: Value) -> UInt32 {
    switch value {
    case .entity(let id): code(of: id.text)
    case .text(let text): code(of: text)
    case .integer(let number): pools.numbers.code(Int64(number))
    case .decimal(let number): pools.numbers.code(number.millionths)
    case .day(let day): pools.numbers.code(Int64(day.number))
    }
  }

  private mutating func code(of text: String) -> UInt32 {
    var text = text
    let code = text.withUTF8 { bytes -> UInt32? in
      var bits: UInt8 = 0
      for byte in bytes { bits |= byte }
      return bits < 0x80 ? pools.symbols.code(UnsafeRawBufferPointer(bytes)) : nil
    }
    if let code { return code }
    if let known = spellings[text] { return known }
    let new = pools.symbols.code(text)
    spellings[text] = new
    return new
  }
}
