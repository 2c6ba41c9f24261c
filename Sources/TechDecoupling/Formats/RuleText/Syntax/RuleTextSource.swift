/// The bytes of a file of rules, or of several that are one program, with the places of lines.
struct RuleTextSource: Sendable {
  /// The first file's name as it was given; nil for text that comes from no file.
  let name: String?
  let bytes: [UInt8]
  /// The offset of the first byte of each line.
  private let lineStarts: [Int]
  /// The files after the first, with the number of their first lines, from 0.
  private var others: [(name: String?, line: Int)] = []

  /// The longest excerpt of a line, in characters.
  private static let excerptLength = 100

  init(name: String?, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    }
    lineStarts = starts
  }

  init(name: String? = nil, _ text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Joins files, at least one, which are read as one; places stay those of each file.
  init(joining sources: [RuleTextSource]) {
    var all: [UInt8] = []
    var starts: [Int] = []
    for source in sources {
      // A last line without an end must not run on into the next file.
      if let last = all.last, last != 0x0A { all.append(0x0A) }
      let isMarked = !all.isEmpty && source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
      starts.append(all.count)
      all += isMarked ? source.bytes.dropFirst(3) : source.bytes[...]
    }
    self.init(name: sources.first?.name, bytes: all)
    others = zip(sources, starts).dropFirst().map { ($0.name, lineIndex(of: $1)) }
  }

  /// The file that has a line, and the line's number in it, from 1.
  func file(ofLine line: Int) -> (name: String?, line: Int) {
    guard let other = others.last(where: { $0.line <= line }) else { return (name, line + 1) }
    return (other.name, line - other.line + 1)
  }

  /// A problem at a piece of the text, with place and excerpt.
  func problem(_ mistake: RuleTextProblem.Mistake, at range: TextRange) -> RuleTextProblem {
    RuleTextProblem(mistake: mistake, place: place(of: range), excerpt: excerpt(of: range))
  }

  /// The place of the first byte of a piece of the text.
  func place(of range: TextRange) -> Place {
    let line = lineIndex(of: range.from)
    let column = scalarCount(from: start(ofLine: line), until: min(range.from, bytes.count))
    let file = file(ofLine: line)
    return Place(file: file.name, line: file.line, column: column + 1)
  }

  /// The text of a piece.
  func text(_ range: TextRange) -> String {
    let from = min(max(range.from, 0), bytes.count)
    return String(decoding: bytes[from..<max(from, min(range.until, bytes.count))], as: UTF8.self)
  }

  /// The number of the line, from 0, that has a byte.
  ///
  /// - Complexity: O(log *n*) in lines.
  func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line's first byte; a byte order mark is no part of the first line.
  private func start(ofLine line: Int) -> Int {
    line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : lineStarts[line]
  }

  private func end(ofLine line: Int) -> Int {
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
    if end > lineStarts[line], bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private func scalarCount(from: Int, until: Int) -> Int {
    guard from < until else { return 0 }
    return bytes[from..<until].count { $0 & 0xC0 != 0x80 }
  }

  // MARK: - Excerpts

  /// The line with the first byte of a piece, and the marks under it.
  private func excerpt(of range: TextRange) -> RuleTextProblem.Excerpt {
    let line = lineIndex(of: range.from)
    let (lineStart, lineEnd) = (start(ofLine: line), end(ofLine: line))
    let from = min(max(range.from, lineStart), lineEnd)
    let until = min(max(range.until, from), lineEnd)
    // A scalar has at most four bytes; far ends of a long line are not looked at.
    let reach = 4 * RuleTextSource.excerptLength
    var lead = scalars(max(lineStart, from - reach), from)
    var marked = scalars(from, min(until, from + reach))
    var tail = scalars(until, min(lineEnd, until + reach))
    var isCutBefore = from - reach > lineStart
    var isCutAfter = until + reach < lineEnd
    if until > from + reach {
      tail = []
      isCutAfter = true
    }
    let limit = RuleTextSource.excerptLength
    if lead.count + marked.count + tail.count > limit {
      isCutAfter = cut(&marked, to: limit * 3 / 4, fromStart: true) || isCutAfter
      if isCutAfter, marked.count == limit * 3 / 4 { tail = [] }
      let room = limit - marked.count
      let leadRoom = max(room / 2, room - tail.count)
      isCutBefore = cut(&lead, to: leadRoom, fromStart: false) || isCutBefore
      isCutAfter = cut(&tail, to: max(0, room - lead.count), fromStart: true) || isCutAfter
    }
    let marks = marked.map(TextWidth.columns).reduce(0, +)
    return RuleTextProblem.Excerpt(
      line: (isCutBefore ? "…" : "") + TextWidth.printable(lead + marked + tail)
        + (isCutAfter ? "…" : ""),
      marker: (isCutBefore ? " " : "") + TextWidth.blank(lead) + "^"
        + String(repeating: "~", count: max(0, marks - 1)))
  }

  private func scalars(_ from: Int, _ until: Int) -> [Unicode.Scalar] {
    guard from < until else { return [] }
    return Array(String(decoding: bytes[from..<until], as: UTF8.self).unicodeScalars)
  }

  /// Cuts to a number of scalars, and says whether that took any away.
  private func cut(_ scalars: inout [Unicode.Scalar], to count: Int, fromStart: Bool) -> Bool {
    guard scalars.count > count else { return false }
    scalars = fromStart ? Array(scalars.prefix(count)) : Array(scalars.suffix(count))
    return true
  }
}
