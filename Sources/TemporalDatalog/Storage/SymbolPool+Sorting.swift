extension SymbolPool {
  /// Returns codes in the order of their texts' bytes; each may occur once.
  ///
  /// Eight bytes of each text are compared at a time, as one number; only texts that agree in them
  /// are looked at further, so that long common beginnings are read once a text.
  func sorted(_ codes: [UInt32]) -> [UInt32] {
    var keys = codes.map { SymbolKey(self, $0, depth: 0) }
    var open = [(0..<keys.count, 0)]
    while let (range, depth) = open.popLast() {
      if depth > 0 {
        for place in range { keys[place] = SymbolKey(self, keys[place].code, depth: depth) }
      }
      keys[range].sort()
      var start = range.lowerBound
      while start < range.upperBound {
        var end = start + 1
        while end < range.upperBound, !(keys[start] < keys[end]) { end += 1 }
        // Texts that end within these bytes and agree are one text.
        if end - start > 1, keys[start].rest > 8 { open.append((start..<end, depth + 1)) }
        start = end
      }
    }
    return keys.map(\.code)
  }
}

/// Eight bytes of a text, and how many of them there are: 9 if more follow.
private struct SymbolKey: Comparable {
  var bytes: UInt64 = 0
  var rest: UInt8
  var code: UInt32

  init(_ pool: SymbolPool, _ code: UInt32, depth: Int) {
    self.code = code
    (bytes, rest) = pool.withBytes(code) { text in
      let start = depth * 8
      let rest = text.count - start
      if rest >= 8 {
        let word = text.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        return (UInt64(bigEndian: word), UInt8(min(rest, 9)))
      }
      var word: UInt64 = 0
      for place in start..<text.count { word = word << 8 | UInt64(text[place]) }
      return (word << UInt64(8 * (8 - rest)), UInt8(rest))
    }
  }

  static func < (left: SymbolKey, right: SymbolKey) -> Bool {
    left.bytes != right.bytes ? left.bytes < right.bytes : left.rest < right.rest
  }

  static func == (left: SymbolKey, right: SymbolKey) -> Bool {
    left.bytes == right.bytes && left.rest == right.rest
  }
}
