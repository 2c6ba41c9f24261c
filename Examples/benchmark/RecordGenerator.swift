import TechDecoupling

/// Makes entries of every kind that ``Access`` and ``ExportControls`` record, the same on every
/// machine for one seed.
///
/// Three of four events have one claim, some two or three, some none. Dates are days, months,
/// years, ranges and approximate. Few models are both given to some and refused to others, and each
/// control names few items and countries, as records do; else everything would follow.
struct RecordGenerator {
  let world: RecordWorld
  private var random: SplitMix
  private var count = 0

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    world = RecordWorld(&random)
  }

  /// The next entry.
  mutating func next() -> Entry {
    count += 1
    let id = EntryID("entry-\(count)")
    if random.happens(in: 4) { return statement(id) }
    let event = random.happens(in: 40) ? access() : control()
    return Entry(id, event, claims: claims(on: event.begins + event.ends))
  }

  // MARK: - Access

  private mutating func access() -> Event {
    let number = random.below(world.models.count)
    let (model, lab) = world.models[number]
    let maker = random.one(of: world.makers)
    // One model of ten is contested; of the others half are given, half refused.
    let isContested = number % 10 == 0
    let party = random.happens(in: 2) ? Party(random.one(of: world.groups).id) : Party(maker.id)
    let granted = Access.grantedAccess(lab, model, party)
    let declined = Access.declinedAccess(lab, model, party)
    let isGiven = isContested ? random.happens(in: 50) : number % 2 == 0
    switch random.below(100) {
    case ..<70:
      guard !isContested || random.happens(in: 10) else {
        return dated("\(model.name) is released", begins: Access.released(model))
      }
      return isGiven
        ? dated("\(lab.name) gives \(party.id) \(model.name)", begins: granted)
        : dated("\(lab.name) refuses \(party.id) \(model.name)", begins: declined)
    case ..<80:
      return isGiven
        ? dated("\(lab.name) takes \(model.name) back", ends: granted)
        : dated("\(lab.name) no longer refuses \(model.name)", ends: declined)
    case ..<95:
      return dated("\(model.name) is released", begins: Access.released(model))
    default:
      // Few partners, of few labs: each is left out wherever another is briefed.
      let partner = world.labs[random.below(10)]
      return dated(
        "\(partner.name) works with \(maker.name)",
        begins: Access.customaryPartner(partner, world.makers[random.below(10)]))
    }
  }

  // MARK: - Export controls

  private mutating func control() -> Event {
    let number = random.below(world.controls.count)
    let control = world.controls[number]
    let name = control.name
    switch random.below(100) {
    case ..<8: return dated("\(name) is announced", begins: ExportControls.announced(control))
    case ..<18:
      return random.happens(in: 90)
        ? dated("\(name) takes effect", begins: ExportControls.effective(control))
        : dated("\(name) ceases to have effect", ends: ExportControls.effective(control))
    case ..<22:
      return random.happens(in: 50)
        ? dated("\(name) is suspended", begins: ExportControls.suspended(control))
        : dated("\(name) is no longer suspended", ends: ExportControls.suspended(control))
    case ..<25: return dated("\(name) is dead letter", begins: ExportControls.unenforced(control))
    case ..<26: return dated("\(name) is taken back", begins: ExportControls.removed(control))
    case ..<44:
      let atom = ExportControls.namesItem(control, world.item(of: number, &random))
      return random.happens(in: 90)
        ? dated("\(name) names an item more", begins: atom)
        : dated("\(name) names an item less", ends: atom)
    case ..<54:
      let party = Party(random.one(of: world.makers).id)
      return dated("\(name) lists \(party.name)", begins: ExportControls.listsParty(control, party))
    case ..<58:
      let party = Party(random.one(of: world.makers).id)
      return dated(
        "\(name) is sent to \(party.name)", begins: ExportControls.addressedTo(control, party))
    case ..<68:
      let country = world.destination(of: number, &random)
      return dated(
        "\(name) reaches \(country.id)", begins: ExportControls.destination(control, country))
    case ..<80:
      let holder = Party(random.one(of: world.makers).id)
      return dated(
        "\(holder.name) is licensed under \(name)",
        begins: ExportControls.licenseGranted(
          control, world.item(of: number, &random), holder, "for civil use"))
    case ..<86:
      return dated(
        "\(name) has a policy",
        begins: ExportControls.licensePolicy.fact(
          control, LicensePolicy.allCases[number % LicensePolicy.allCases.count].rawValue))
    case ..<90:
      return dated(
        "\(name) has an exception",
        begins: ExportControls.allowsException(
          control, world.item(of: number, &random), world.controls[1_400 + number % 20]))
    case ..<92:
      return dated("\(name) forbids", begins: ExportControls.forbids(world.controls[number % 100]))
    case ..<94:
      return dated(
        "\(name) reaches a group",
        begins: ExportControls.destinationGroup(
          world.controls[number % 50], random.one(of: world.groups)))
    default: return figures(number)
    }
  }

  /// Clauses and figures: few controls ask for figures, and few chips reach them.
  private mutating func figures(_ number: Int) -> Event {
    let control = world.controls[number % 20]
    let clause = "3A090.\(number % 3)"
    switch random.below(10) {
    case 0:
      return dated(
        "\(control.name) covers by figures",
        begins: ExportControls.coversFrom.fact(control, clause, 4_800, 5.92, 0))
    case 1:
      return dated(
        "\(control.name) has an upper limit",
        begins: ExportControls.coversBelowPerformance.fact(control, clause, 9_600))
    case 2:
      return dated(
        "\(control.name) has an upper density",
        begins: ExportControls.coversBelowDensity.fact(control, clause, 12.5))
    case 3:
      return dated(
        "\(control.name) amends another",
        begins: ExportControls.amendsReview(control, random.one(of: world.controls)))
    case 4:
      return dated(
        "\(control.name) has small chips reviewed otherwise",
        begins: ExportControls.reviewsBelow.fact(control, "case by case", 2_400, 1_000))
    default:
      let chip = random.one(of: world.chips)
      let tpp = 100 * (1 + random.below(50))
      return dated(
        "\(chip.name) is measured",
        marks: ExportControls.figures.fact(
          chip, "reading \(random.below(3))", Fixed(millionths: Int64(tpp) * 1_000_000), 814, 600,
          3_350))
    }
  }

  // MARK: - Statements

  private mutating func statement(_ id: EntryID) -> Entry {
    let statement: Statement
    switch random.below(10) {
    case ..<2:
      statement = Statement([Access.callsForEarlyAccess(world.norms[random.below(3)])])
    case ..<8:
      let group = random.one(of: world.groups)
      statement = Statement(
        [Profile.memberOf(Party(random.one(of: world.makers).id), group)],
        over: DatePeriod(from: RecordWorld.day(&random), to: nil))
    default:
      let group = random.one(of: world.groups)
      statement = Statement(
        [Profile.memberOf(Party(random.one(of: world.countries).id), group)])
    }
    return Entry(id, statement, claims: claims(on: statement.atoms))
  }

  // MARK: - Dates and claims

  private mutating func dated(
    _ title: String, begins: Atom? = nil, ends: Atom? = nil, marks: Atom? = nil
  ) -> Event {
    func list(_ atom: Atom?) -> [Atom] { atom.map { [$0] } ?? [] }
    return Event(title, on: date(), begins: list(begins), ends: list(ends), marks: list(marks))
  }

  /// A day in six cases of ten; else a month, a year, a range, or an approximate month.
  private mutating func date() -> DateRange {
    let day = RecordWorld.day(&random)
    let exact = DateRange(day)
    let (year, month, _) = day.components
    func written(_ text: String) -> DateRange { (try? DateRange(parsing: text)) ?? exact }
    switch random.below(100) {
    case ..<60: return exact
    case ..<75: return written("\(year)-\(month < 10 ? "0" : "")\(month)")
    case ..<80: return written("\(year)")
    case ..<90:
      return DateRange(from: day, to: day.advanced(by: 1 + random.below(30))) ?? exact
    case ..<95: return DateRange(from: nil, to: day) ?? exact
    default: return written("\(year)-\(month < 10 ? "0" : "")\(month)~")
    }
  }

  private mutating func claims(on effects: [Atom]) -> [Claim] {
    let count: Int
    switch random.below(100) {
    case ..<10: count = 0
    case ..<85: count = 1
    case ..<96: count = 2
    default: count = 3
    }
    return (0..<count).map { number in
      let source = random.one(of: world.sources).id
      let relays = random.happens(in: 15) ? world.sources[random.below(100)].id : source
      let isRelay = relays != source
      let stances: [Claim.Stance] = [.denies, .unclear, .declines, .withdraws]
      return Claim(
        source: source,
        stance: random.happens(in: number == 0 ? 97 : 80) ? .asserts : random.one(of: stances),
        relays: isRelay ? [Relay(relays)] : [],
        attribution: random.happens(in: 5) ? Attribution(people: 2, role: "officials") : nil,
        reported: random.happens(in: 60) ? DateRange(RecordWorld.day(&random)) : nil,
        isFirstHand: !isRelay && random.happens(in: 50),
        words: random.happens(in: 3) ? "as told by two people familiar with it" : nil)
    }
  }
}
