/// Reads atoms whose terms are all ids without quotes, such as nearly all of a chronicle.
///
/// Whatever has another form, or a mistake, is left to ``AtomParser``.
struct PlainAtomReader {
  private struct Known {
    let name: [UInt8]
    let relation: RelationSignature
    /// Whether every column takes an entity.
    let isPlain: Bool
  }

  /// Relations that were read, by a hash of their names.
  private var known: [UInt32: Known] = [:]
  private var last: Known?

  /// Returns the atom that a range of bytes is; nil if it has to be looked at more closely.
  ///
  /// - Complexity: O(*n*) in bytes.
  mutating func atom(
    _ bytes: [UInt8], _ range: Range<Int>, in vocabulary: Vocabulary
  ) -> Atom? {
    bytes.withUnsafeBufferPointer { bytes in
      // Safe: every index is below `range.upperBound`, which is one of the bytes.
      var position = range.lowerBound
      let end = range.upperBound
      while position < end, AtomParser.isWordByte(bytes[position]) { position += 1 }
      guard position < end, bytes[position] == UInt8(ascii: "("),
        let known = relation(bytes[range.lowerBound..<position], in: vocabulary), known.isPlain
      else { return nil }
      position += 1
      let count = known.relation.columns.count
      var arguments: [Argument] = []
      arguments.reserveCapacity(count)
      while arguments.count < count {
        if !arguments.isEmpty {
          guard position < end, bytes[position] == UInt8(ascii: ",") else { return nil }
          position += 1
          if position < end, bytes[position] == 0x20 { position += 1 }
        }
        let start = position
        while position < end, AtomParser.isWordByte(bytes[position]) { position += 1 }
        let length = position - start
        if length == 0 || (length == 1 && bytes[start] == UInt8(ascii: "_")) { return nil }
        let id = String(
          decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        arguments.append(.value(.entity(EntityID(id))))
      }
      guard position + 1 == end, bytes[position] == UInt8(ascii: ")") else { return nil }
      return Atom(relation: known.relation, arguments: arguments)
    }
  }

  private mutating func relation(
    _ name: Slice<UnsafeBufferPointer<UInt8>>, in vocabulary: Vocabulary
  ) -> Known? {
    if let last, last.name.count == name.count, last.name.elementsEqual(name) { return last }
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    if let found = known[hash], found.name.elementsEqual(name) {
      last = found
      return found
    }
    guard let relation = vocabulary.relations[String(decoding: name, as: UTF8.self)] else {
      return nil
    }
    let isPlain = relation.columns.allSatisfy { type in
      if case .entity = type { true } else { false }
    }
    let found = Known(name: Array(name), relation: relation, isPlain: isPlain)
    known[hash] = found
    return found
  }
}
