/// Bits that are still to be set; of two markings neither touches a word of the other's.
struct Marking: Sendable {
  enum Work: Sendable {
    /// Rows, and no others, are the tuples of a set.
    case fill(DenseSet, RowBlocks)
    /// Rows are added to a set.
    case add(DenseSet, RowBlocks)
    /// The tuples of a set are added to another.
    case unite(DenseSet, DenseSet)
    /// A set is a copy of another with some tuples more, and without others and some rows.
    case copy(
      DenseSet, of: DenseSet, with: DenseSet?, without: DenseSet?, withoutRows: [RowBlocks])
    /// The newest tuples of a set grow old, and those take their place that no view has: the newest
    /// and the older ones, or all.
    case renew(DenseSet, of: DenseSet, older: DenseSet?, all: DenseSet?)
  }

  private let work: Work
  /// The words in which bits are set.
  private var words: Range<Int>
  private let wordCount: Int

  init(_ work: Work, wordCount: Int) {
    self.work = work
    self.wordCount = wordCount
    words = 0..<wordCount
  }

  /// About how many words it touches.
  var size: Int {
    switch work {
    case .fill(_, let rows), .add(_, let rows): rows.count
    case .unite, .renew, .copy: words.count
    }
  }

  /// So many markings that do the same together.
  func parts(_ count: Int) -> [Marking] {
    (0..<count).map { number in
      var part = self
      part.words = number * words.count / count..<(number + 1) * words.count / count
      return part
    }
  }

  func perform() {
    switch work {
    case .fill(let set, let rows):
      set.clear(words)
      mark(rows, in: set, arePresent: true)
    case .add(let set, let rows): mark(rows, in: set, arePresent: true)
    case .unite(let set, let other): set.formUnion(other, words)
    case .copy(let set, let other, let more, let less, let rows):
      set.copy(other, words)
      if let more { set.formUnion(more, words) }
      if let less { set.subtract(less, words) }
      for rows in rows { mark(rows, in: set, arePresent: false) }
    case .renew(let newest, let set, let older, let all):
      older?.formUnion(newest, words)
      newest.copy(set, words)
      if let known = all ?? older { newest.subtract(known, words) }
      all?.copy(set, words)
    }
  }

  private func mark(_ rows: RowBlocks, in set: DenseSet, arePresent: Bool) {
    let range = words.count == wordCount ? nil : words
    for block in rows.blocks { set.mark(block, in: range, isPresent: arePresent) }
  }
}
