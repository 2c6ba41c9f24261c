import TechDecoupling
import TestSupport
import Testing

/// On random records one more control never raises the index, and one relaxation never lowers it.
@Suite("The index of interdependence", .timeLimit(.minutes(5)))
struct InterdependencePropertyTests {
  private static let day: Day = "2026-01-01"

  /// Facts of a few controls on a few items toward two countries, with licenses and models.
  private struct RandomRecord {
    static let controls = (0..<4).map { ExportControl(EntityID("control-\($0)")) }
    static let items = ["chip-0", "chip-1", "variant", "weights"].map { Party(EntityID($0)) }
    static let countries = [Country("CN"), Country("US")]
    static let labs = [Lab("lab-CN"), Lab("lab-US")]
    static let makers = [Chipmaker("maker-CN"), Chipmaker("maker-US")]

    var facts: Facts
    var random: RepeatableRandom

    init(seed: UInt64) throws {
      random = RepeatableRandom(seed: seed)
      var entities: [any Entity] = [
        Chip("chip-0", maker: "maker-US"), Chip("chip-1", maker: "maker-CN"),
        Chip("variant", maker: "maker-US", base: "chip-0"), Technology("weights"),
      ]
      for (index, control) in Self.controls.enumerated() {
        entities.append(ExportControl(control.id, authority: index == 3 ? "CN" : "US"))
      }
      for country in ["CN", "US"] {
        entities.append(Chipmaker(EntityID("maker-\(country)"), country: EntityID(country)))
        entities.append(Lab(EntityID("lab-\(country)"), country: EntityID(country)))
        entities.append(
          Model(EntityID("model-\(country)"), lab: EntityID("lab-\(country)")))
      }
      facts = try Chronicle(entities: entities, sources: [], entries: [])
        .facts(from: Viewpoint())
      for dimension in Dimension.allCases {
        facts.insert(
          Interdependence.tied.fact(Country("CN"), Country("US"), dimension.rawValue))
      }
      facts.insert(Interdependence.knowHow(Party("weights")))
      // Every control starts complete, so that one fact more makes a difference.
      for control in Self.controls {
        facts.insert(ExportControls.effective(control))
        let destination = Country(control.id == "control-3" ? "US" : "CN")
        facts.insert(ExportControls.destination(control, destination))
        facts.insert(ExportControls.namesItem(control, random.pick(Self.items)))
      }
      for _ in 0..<random.number(0...8) {
        facts.insert(random.chance(70) ? control() : relaxation())
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

  private func indices(_ facts: Facts) async throws -> [String: Int] {
    let rows = try await facts.findings().rows(Interdependence.index, on: Self.day)
    #expect(rows.count == Dimension.allCases.count)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.2, $0.3) })
  }

  @Test("One more control never raises it, and one relaxation never lowers it")
  func monotone() async throws {
    var lowered = 0
    var raised = 0
    for seed in 1...50 as ClosedRange<UInt64> {
      var record = try RandomRecord(seed: seed)
      let before = try await indices(record.facts)

      var tighter = record.facts
      let control = record.control()
      tighter.insert(control)
      for (dimension, index) in try await indices(tighter) {
        let old = try #require(before[dimension])
        #expect(index <= old, "seed \(seed): \(control) raises \(dimension)")
        if index < old { lowered += 1 }
      }

      var looser = record.facts
      let relaxation = record.relaxation()
      looser.insert(relaxation)
      for (dimension, index) in try await indices(looser) {
        let old = try #require(before[dimension])
        #expect(index >= old, "seed \(seed): \(relaxation) lowers \(dimension)")
        if index > old { raised += 1 }
      }
    }
    #expect(lowered > 10)
    #expect(raised > 10)
  }
}
