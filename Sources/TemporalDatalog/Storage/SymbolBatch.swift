/// Texts that wait for their codes, some hundred at a time.
///
/// A pool of many texts does not fit into the processor's caches, and looking a text up reads three
/// places far apart. For texts in a batch each of the three is read for all before the next, so
/// that the reads overlap: several times as fast as one text after another. Codes are those that
/// one after another would give.
package struct SymbolBatch: ~Copyable {
  /// The number of texts that a batch takes.
  package static let capacity = 256

  fileprivate let texts: UnsafeMutablePointer<UnsafeRawBufferPointer>
  fileprivate let hashes: UnsafeMutablePointer<UInt64>
  fileprivate let entries: UnsafeMutablePointer<UInt64>
  fileprivate let codes: UnsafeMutablePointer<UInt32>
  private let targets: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  /// How many texts wait.
  package private(set) var count = 0

  package init() {
    texts = .allocate(capacity: SymbolBatch.capacity)
    hashes = .allocate(capacity: SymbolBatch.capacity)
    entries = .allocate(capacity: SymbolBatch.capacity)
    codes = .allocate(capacity: SymbolBatch.capacity)
    targets = .allocate(capacity: SymbolBatch.capacity)
  }

  deinit {
    texts.deallocate()
    hashes.deallocate()
    entries.deallocate()
    codes.deallocate()
    targets.deallocate()
  }

  /// Whether the batch must be resolved before another text can wait.
  @inline(__always)
  package var isFull: Bool { count == SymbolBatch.capacity }

  /// Lets a text wait; its bytes and the place for its code stay valid until it is resolved.
  package mutating func append(
    _ text: UnsafeRawBufferPointer, for target: UnsafeMutablePointer<UInt32>
  ) {
    precondition(count < SymbolBatch.capacity, "the batch is full")
    (texts + count).initialize(to: text)
    (targets + count).initialize(to: target)
    count += 1
  }

  /// Puts the codes of all texts where they are wanted.
  package mutating func resolve(in pool: inout SymbolPool) {
    for place in 0..<count {
      hashes[place] = ByteHash.hash(texts[place])
      codes[place] = SymbolBatch.unknown
    }
    pool.find(self)
    for place in 0..<count {
      let known = codes[place]
      targets[place].pointee =
        known == SymbolBatch.unknown ? pool.code(texts[place], hashes[place]) : known
    }
    count = 0
  }

  /// No text has this code.
  static let unknown = UInt32.max
}

extension SymbolSegment {
  /// Finds the codes of the texts that a first look finds; the others stay unknown.
  func find(_ batch: borrowing SymbolBatch) {
    guard count > 0 else { return }
    let shift = shift
    let (texts, hashes, entries) = (batch.texts, batch.hashes, batch.entries)
    // Safe: places have as many bits as the number of slots, and entries number texts of the segment.
    slots.withUnsafeBufferPointer { slots in
      for place in 0..<batch.count { entries[place] = slots[Int(hashes[place] >> shift)] }
    }
    starts.withUnsafeBufferPointer { starts in
      for place in 0..<batch.count {
        let entry = entries[place]
        let isLikely =
          entry != 0 && entry >> 32 == hashes[place] >> 32
          && batch.codes[place] == SymbolBatch.unknown
        entries[place] =
          isLikely ? UInt64(UInt(bitPattern: starts[Int(entry & 0xFFFF_FFFF) - 1])) : 0
        if isLikely { batch.codes[place] = first &+ UInt32(entry & 0xFFFF_FFFF) &- 1 }
      }
    }
    for place in 0..<batch.count {
      guard let start = UnsafeRawPointer(bitPattern: UInt(entries[place])) else { continue }
      if !ByteArena.bytes(at: start).hasSameBytes(as: texts[place]) {
        batch.codes[place] = SymbolBatch.unknown
      }
    }
  }
}
