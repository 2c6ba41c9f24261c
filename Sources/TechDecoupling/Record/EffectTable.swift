import TemporalDatalog

/// What the effects of a record come to as known by a day, in codes: who begins, ends, marks or
/// states which atom, on which days, and how credible that is.
///
/// An atom is a number; its terms are codes of pools that every level shares. Twelve bytes an
/// entry and sixteen an effect, beside the atoms.
final class EffectTable: Sendable {
  /// What an entry does to an atom.
  enum Role: UInt8 { case profile, begins, ends, marks, states, none }

  /// One effect of an entry, or one field of a profile.
  struct Effect {
    /// The entry's number in the order of ids; none for a profile.
    var entry: UInt32
    /// The atom's number; ``noAtom`` if it has a wildcard, or makes no fact.
    var atom: UInt32
    var role: Role
    /// How credible it is, and how credible it would be if what is unclear were asserted.
    var weight: EffectWeight
  }

  /// An end with wildcards.
  struct WildcardEnd {
    var effect: Int
    var relation: Int
    /// The codes of the terms; nil for a wildcard.
    var pattern: [UInt32?]
  }

  static let noAtom = UInt32.max

  /// The chronicle's numbers of the entries of which something is known, by id.
  let order: [UInt32]
  /// The first and last possible day of each event; for a statement the number of its span, or -1.
  let days: [Days]
  /// Periods of statements.
  let spans: [StatedSpan]
  let effects: [Effect]
  let wildcardEnds: [WildcardEnd]
  /// Entries that make more than facts: held, in conflict, or open questions.
  let special: [UInt32]
  /// Whether some entry states that two ids are one.
  let hasIdentities: Bool
  /// Every credibility that some effect has; after changes also those that some effect had.
  let present: Set<Credibility>
  let atoms: AtomTable
  /// For each atom, by its place in the order of atoms, the start of its effects in ``atomEffects``,
  /// and the end of the last.
  let atomStarts: [UInt32]
  let atomEffects: [UInt32]

  /// Weighs a record.
  convenience init(_ appraiser: Appraiser, _ horizon: Horizon) {
    var builder = EffectTableBuilder(appraiser, horizon)
    builder.readProfiles()
    builder.readEntries()
    self.init(builder, AtomTable(builder.atoms))
  }

  /// Weighs those entries of a record that have changed since another table was made.
  ///
  /// Atoms keep their numbers; those of which nothing is said any more stay.
  ///
  /// - Complexity: O(*k* log *n*) for *k* changes, and what copying a few numbers an entry takes;
  ///   O(*n* log *n*) in atoms if one is new.
  convenience init(
    _ appraiser: Appraiser, _ horizon: Horizon, after other: EffectTable, of chronicle: Chronicle
  ) {
    var builder = EffectTableBuilder(appraiser, horizon)
    builder.read(other, of: chronicle)
    self.init(
      builder,
      builder.atoms.count == other.atoms.count ? other.atoms : AtomTable(builder.atoms))
  }

  private init(_ builder: EffectTableBuilder, _ atoms: AtomTable) {
    order = builder.order
    days = builder.days
    spans = builder.spans
    effects = builder.effects
    wildcardEnds = builder.wildcardEnds
    special = builder.special
    hasIdentities = builder.hasIdentities
    present = Set(
      Credibility.allCases.enumerated().filter { builder.present & (1 << $0.offset) != 0 }
        .map(\.element)
    ).union(builder.formerlyPresent)
    self.atoms = atoms
    let places = atoms.places
    var starts = [UInt32](repeating: 0, count: atoms.count + 1)
    for effect in effects where effect.atom != Self.noAtom {
      starts[Int(places[Int(effect.atom)]) + 1] += 1
    }
    for place in 0..<atoms.count { starts[place + 1] += starts[place] }
    var next = starts
    var placed = [UInt32](repeating: 0, count: Int(starts.last ?? 0))
    for (number, effect) in effects.enumerated() where effect.atom != Self.noAtom {
      let place = Int(places[Int(effect.atom)])
      placed[Int(next[place])] = UInt32(number)
      next[place] += 1
    }
    atomStarts = starts
    atomEffects = placed
  }

  /// Whether most atoms or periods are left over from entries that are others by now.
  var isMostlyFormer: Bool {
    let formerCount = (0..<atoms.count).count { atomStarts[$0] == atomStarts[$0 + 1] }
    return 2 * formerCount > atoms.count + 64 || spans.count > 2 * order.count + 64
  }

  /// The effects on an atom, by entry.
  func effects(on atom: Int) -> ArraySlice<UInt32> {
    let place = Int(atoms.places[atom])
    return atomEffects[Int(atomStarts[place])..<Int(atomStarts[place + 1])]
  }
}

/// How credible an effect is, in two bytes.
struct EffectWeight: Hashable {
  /// 0 if nobody asserts it, else 1 and the rank of the credibility; 255 for the recorder's word.
  var asserted: UInt8 = 0
  /// The same for those who call it unclear.
  var unclear: UInt8 = 0

  static let ownWord = EffectWeight(asserted: .max)

  /// How the effect is taken at a level.
  func taking(at level: UInt8) -> FactBuilder.Taking {
    asserted >= level ? .certain : unclear >= level ? .unclear : .not
  }

  /// A credibility as a byte; 0 for none.
  static func byte(_ credibility: Credibility?) -> UInt8 {
    switch credibility {
    case nil: 0
    case .notJudged: 1
    case .improbable: 2
    case .doubtful: 3
    case .possible: 4
    case .probable: 5
    case .confirmed: 6
    }
  }
}

/// Reads a record into the parts of an effect table.
struct EffectTableBuilder {
  let chronicle: Chronicle
  private let days0: Days
  private var quick: QuickAppraiser
  var order: [UInt32] = []
  var days: [Days] = []
  var spans: [StatedSpan] = []
  var effects: [EffectTable.Effect] = []
  var wildcardEnds: [EffectTable.WildcardEnd] = []
  var special: [UInt32] = []
  var hasIdentities = false
  /// Whether a scenario takes the entry that is read at no level.
  private var isDenied = false
  /// A bit for each credibility that some effect has.
  var present: UInt8 { quick.present }
  /// Every credibility that some effect had before.
  var formerlyPresent: Set<Credibility> = []
  var atoms = AtomTableBuilder()

  init(_ appraiser: Appraiser, _ horizon: Horizon) {
    chronicle = appraiser.chronicle
    quick = QuickAppraiser(appraiser)
    days0 = Days(horizon.from.number, horizon.until.number)
    let count = chronicle.table.count
    order.reserveCapacity(count)
    days.reserveCapacity(count)
    effects.reserveCapacity(count + count / 8)
  }

  /// Each field of a profile enters as a statement of the recorder.
  mutating func readProfiles() {
    let kinds = chronicle.vocabulary.kinds
    for record in chronicle.entities.records.values.sorted(by: { $0.id < $1.id }) {
      guard !record.profile.isEmpty else { continue }
      // A field of a kind that no document declared may state what cannot hold it.
      for field in record.profileFields(kinds) where field.valueType != nil {
        for value in record.profile[field.name] ?? [] {
          effects.append(
            EffectTable.Effect(
              entry: .max, atom: atoms.number(of: field.atom(of: record.id, value)),
              role: .profile, weight: .ownWord))
        }
      }
    }
  }

  mutating func readEntries() {
    for number in chronicle.table.sortedNumbers { readEntry(number) }
  }

  /// Weighs the entry with a number of the chronicle's, which comes behind all that were read.
  mutating func readEntry(_ number: UInt32) {
    let (entries, index) = chronicle.table.block(of: Int(number))
    switch entries[index].content {
    case .event(let event):
      guard quick.appraise(entries, index, event) else { return }
      let at = begin(number, entries[index].id)
      days.append(Days(quick.date?.first?.number ?? .min, quick.date?.last?.number ?? .max))
      var effect = 0
      for atom in event.begins { add(atom, .begins, at, &effect) }
      for atom in event.ends { add(atom, .ends, at, &effect) }
      for atom in event.marks { add(atom, .marks, at, &effect) }
    case .statement(let statement):
      guard quick.appraise(entries, index, statement) else { return }
      let at = begin(number, entries[index].id)
      if let period = quick.period {
        days.append(Days(Int32(spans.count), 0))
        spans.append(StatedSpan(period, in: days0))
      } else {
        days.append(Days(-1, 0))
      }
      let isHeld = statement.holding != nil
      if isHeld, special.last != at { special.append(at) }
      var effect = 0
      for atom in statement.atoms { add(atom, isHeld ? .none : .states, at, &effect) }
    }
  }

  /// Takes in the entry that was weighed; returns its number in the order of ids.
  private mutating func begin(_ number: UInt32, _ id: EntryID) -> UInt32 {
    isDenied = chronicle.suppositions[id] == .denied
    let at = UInt32(order.count)
    order.append(number)
    if quick.isConflicting || quick.isOpenQuestion { special.append(at) }
    return at
  }

  private mutating func add(
    _ atom: Atom, _ role: EffectTable.Role, _ entry: UInt32, _ index: inout Int
  ) {
    var effect = EffectTable.Effect(
      entry: entry, atom: EffectTable.noAtom, role: role,
      weight: isDenied ? EffectWeight() : quick.weights[index])
    index += 1
    if role == .states, atom.relation == Profile.sameAs.signature {
      hasIdentities = true
      effect.role = .none
    } else if role != .none {
      if atom.arguments.contains(.wildcard) {
        if role == .ends {
          let (relation, pattern) = atoms.pattern(atom)
          wildcardEnds.append(
            EffectTable.WildcardEnd(effect: effects.count, relation: relation, pattern: pattern))
        } else {
          effect.role = .none
        }
      } else {
        effect.atom = atoms.number(of: atom)
      }
    }
    effects.append(effect)
  }
}
