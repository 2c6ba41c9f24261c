extension EffectTableBuilder {
  /// A place in the order of another table, and what is to be done there.
  private struct Edit {
    /// The first entry that comes behind, or the one that is left out.
    let at: Int
    let isLeftOut: Bool
    /// The chronicle's number of the entry that comes in.
    let number: UInt32?
    let id: EntryID
  }

  /// Takes over what another table has of the entries of its chronicle that are the same, and weighs
  /// the others.
  mutating func read(_ other: EffectTable, of former: Chronicle) {
    let changes = EntryChanges(from: former, to: chronicle)
    atoms = AtomTableBuilder(other.atoms)
    spans = other.spans
    formerlyPresent = other.present
    var edits = changes.ids.map { edit($0, other, former) }
    edits.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    var copy = Copy(other, changes.moves)
    copyProfiles(&copy)
    for edit in edits {
      copyEntries(&copy, upTo: edit.at)
      if let number = edit.number { readEntry(number) }
      if edit.isLeftOut { copy.leaveOut() }
    }
    copyEntries(&copy, upTo: other.order.count)
    hasIdentities = hasIdentities || other.hasIdentities
  }

  private func edit(_ id: EntryID, _ other: EffectTable, _ former: Chronicle) -> Edit {
    var (low, high) = (0, other.order.count)
    while low < high {
      let middle = (low + high) / 2
      if former.table[Int(other.order[middle])].id < id { low = middle + 1 } else { high = middle }
    }
    return Edit(
      at: low,
      isLeftOut: low < other.order.count && former.table[Int(other.order[low])].id == id,
      number: chronicle.table.number(of: id, EntryTable.hash(id)).map { UInt32($0) }, id: id)
  }

  /// How far another table has been copied.
  private struct Copy {
    let other: EffectTable
    let moves: [UInt32: UInt32]
    var entry = 0
    var effect = 0
    var special = 0
    var wildcard = 0

    init(_ other: EffectTable, _ moves: [UInt32: UInt32]) {
      self.other = other
      self.moves = moves
    }

    /// The effects of the entries before one.
    mutating func effects(before entry: Int) -> Range<Int> {
      let start = effect
      while effect < other.effects.count, other.effects[effect].entry < UInt32(entry) {
        effect += 1
      }
      return start..<effect
    }

    /// Passes over an entry.
    mutating func leaveOut() {
      entry += 1
      _ = effects(before: entry)
      while special < other.special.count, other.special[special] < UInt32(entry) { special += 1 }
      while wildcard < other.wildcardEnds.count, other.wildcardEnds[wildcard].effect < effect {
        wildcard += 1
      }
    }
  }

  private mutating func copyProfiles(_ copy: inout Copy) {
    while copy.effect < copy.other.effects.count,
      copy.other.effects[copy.effect].role == .profile
    {
      effects.append(copy.other.effects[copy.effect])
      copy.effect += 1
    }
  }

  private mutating func copyEntries(_ copy: inout Copy, upTo end: Int) {
    let (other, start) = (copy.other, copy.entry)
    if start >= end { return }
    let shift = order.count - start
    for entry in start..<end {
      let number = other.order[entry]
      order.append(copy.moves.isEmpty ? number : copy.moves[number] ?? number)
    }
    days += other.days[start..<end]
    let range = copy.effects(before: end)
    let effectShift = effects.count - range.lowerBound
    for number in range {
      var effect = other.effects[number]
      effect.entry = UInt32(Int(effect.entry) + shift)
      effects.append(effect)
    }
    while copy.special < other.special.count, other.special[copy.special] < UInt32(end) {
      special.append(UInt32(Int(other.special[copy.special]) + shift))
      copy.special += 1
    }
    while copy.wildcard < other.wildcardEnds.count,
      other.wildcardEnds[copy.wildcard].effect < range.upperBound
    {
      var wildcard = other.wildcardEnds[copy.wildcard]
      wildcard.effect += effectShift
      wildcardEnds.append(wildcard)
      copy.wildcard += 1
    }
    copy.entry = end
  }
}
