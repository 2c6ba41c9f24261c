import TechDecoupling
import TestSupport
import Testing

/// On random records one more control never raises the index, and one relaxation never lowers it.
///
/// Nothing that cuts a tie looks at another day, so each record has three days of its own: as it
/// is, with one control more, and with one relaxation more. One evaluation answers for all.
@Suite("The index of interdependence", .timeLimit(.minutes(60)))
struct InterdependencePropertyTests {
  private static let recordCount = 300

  /// Facts of a few controls on a few items toward two countries, with licenses and models.
  private struct RandomRecord {
    static let controls = (0..<4).map { ExportControl(EntityID("control-\($0)")) }
    static let items = ["chip-0", "chip-1", "variant", "weights"].map { Party(EntityID($0)) }
    static let countries = [Country("CN"), Country("US")]
    static let labs = [Lab("lab-CN"), Lab("lab-US")]
    static let makers = [Chipmaker("maker-CN"), Chipmaker("maker-US")]

    var atoms: [Atom] = []
    var random: RepeatableRandom

    init(seed: UInt64) {
      random = RepeatableRandom(seed: seed)
      // Every control starts complete, so that one fact more makes a difference.
      for control in Self.controls {
        let destination = Country(control.id == "control-3" ? "US" : "CN")
        atoms.append(ExportControls.effective(control))
        atoms.append(ExportControls.destination(control, destination))
        atoms.append(ExportControls.namesItem(control, random.pick(Self.items)))
      }
      for _ in 0..<random.number(0...8) {
        atoms.append(random.chance(70) ? control() : relaxation())
      }
    }

    private mutating func model() -> (Lab, Model) {
      let lab = random.pick(Self.labs)
      return (lab, Model(EntityID(lab.id == "lab-CN" ? "model-CN" : "model-US")))
    }

    /// A fact that restricts, or makes up for what is restricted.
    mutating func control() -> Atom {
      let control = random.pick(Self.controls)
      switch random.number(0...6) {
      case 0: return ExportControls.effective(control)
      case 1: return ExportControls.destination(control, random.pick(Self.countries))
      case 2, 3: return ExportControls.namesItem(control, random.pick(Self.items))
      case 4: return ExportControls.forbids(control)
      case 5:
        let (lab, model) = model()
        return Access.declinedAccess(lab, model, Party(random.pick(Self.makers).id))
      default:
        return Stacks.tunedFor(Party(model().1.id), random.pick(Self.items))
      }
    }

    /// A fact that relaxes.
    mutating func relaxation() -> Atom {
      let control = random.pick(Self.controls)
      switch random.number(0...3) {
      case 0: return ExportControls.suspended(control)
      case 1: return ExportControls.removed(control)
      case 2:
        return ExportControls.licenseGranted(
          control, random.pick(Self.items), Party(random.pick(Self.makers).id), "some")
      default:
        let (lab, model) = model()
        return Access.grantedAccess(lab, model, Party(random.pick(Self.makers).id))
      }
    }
  }

  /// The facts of which all records are part.
  private func commonFacts() throws -> Facts {
    var entities: [any Entity] = [
      Chip("chip-0", maker: "maker-US"), Chip("chip-1", maker: "maker-CN"),
      Chip("variant", maker: "maker-US", base: "chip-0"), Technology("weights"),
    ]
    for (index, control) in RandomRecord.controls.enumerated() {
      entities.append(ExportControl(control.id, authority: index == 3 ? "CN" : "US"))
    }
    for country in ["CN", "US"] {
      entities.append(Chipmaker(EntityID("maker-\(country)"), country: EntityID(country)))
      entities.append(Lab(EntityID("lab-\(country)"), country: EntityID(country)))
      entities.append(Model(EntityID("model-\(country)"), lab: EntityID("lab-\(country)")))
    }
    var facts = try Chronicle(entities: entities, sources: [], entries: [])
      .facts(from: Viewpoint())
    for dimension in Dimension.allCases {
      facts.insert(Interdependence.tied.fact(Country("CN"), Country("US"), dimension.rawValue))
    }
    facts.insert(Interdependence.knowHow(Party("weights")))
    // Whoever is left out while another is given access could seem to have lost by that.
    for (lab, maker) in [("lab-CN", "maker-US"), ("lab-US", "maker-CN")] {
      facts.insert(
        Access.customaryPartner(Lab(EntityID(lab)), Chipmaker(EntityID(maker))))
    }
    return facts
  }

  @Test("One more control never raises it, and one relaxation never lowers it")
  func monotone() async throws {
    let first: Day = "2020-01-01"
    var facts = try commonFacts()
    var changes: [(control: Atom, relaxation: Atom)] = []
    for seed in 0..<Self.recordCount {
      var record = RandomRecord(seed: UInt64(seed))
      changes.append((record.control(), record.relaxation()))
      let start = first.advanced(by: 3 * seed)
      let days = try (0..<3).map { offset in
        let day = start.advanced(by: offset)
        return try #require(Period(from: day, until: day.advanced(by: 1)))
      }
      for day in days {
        for atom in record.atoms { facts.insert(atom, over: day) }
      }
      facts.insert(changes[seed].control, over: days[1])
      facts.insert(changes[seed].relaxation, over: days[2])
    }
    let findings = try await facts.findings()
    func indices(on day: Day) -> [String: Int] {
      let rows = findings.rows(Interdependence.index, on: day)
      #expect(rows.count == Dimension.allCases.count)
      return Dictionary(rows.map { ($0.2, $0.3) }, uniquingKeysWith: min)
    }

    var lowered = 0
    var raised = 0
    for (seed, change) in changes.enumerated() {
      let start = first.advanced(by: 3 * seed)
      let before = indices(on: start)
      let tighter = indices(on: start.advanced(by: 1))
      let looser = indices(on: start.advanced(by: 2))
      for dimension in Dimension.allCases.map(\.rawValue) {
        let old = try #require(before[dimension])
        let (low, high) = (try #require(tighter[dimension]), try #require(looser[dimension]))
        #expect(low <= old, "record \(seed): \(change.control) raises \(dimension)")
        #expect(high >= old, "record \(seed): \(change.relaxation) lowers \(dimension)")
        if low < old { lowered += 1 }
        if high > old { raised += 1 }
      }
    }
    #expect(lowered > Self.recordCount / 5)
    #expect(raised > Self.recordCount / 5)
  }
}
