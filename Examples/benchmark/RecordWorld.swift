import TechDecoupling

/// The 10,000 entities and 500 sources that a generated record is about.
struct RecordWorld {
  private(set) var entities: [any Entity] = []
  private(set) var labs: [Lab] = []
  private(set) var makers: [Chipmaker] = []
  private(set) var models: [(model: Model, lab: Lab)] = []
  private(set) var chips: [Chip] = []
  private(set) var technologies: [Technology] = []
  private(set) var controls: [ExportControl] = []
  private(set) var groups: [Group] = []
  private(set) var norms: [Norm] = []
  private(set) var sources: [Source] = []
  let countries: [Country] = Country.codes.map { Country(EntityID($0)) }

  init(_ random: inout SplitMix) {
    let agencies = (0..<50).map { number in
      Agency(EntityID("agency-\(number)"), name: "Agency \(number)", country: countries[number].id)
    }
    for number in 0..<300 {
      labs.append(
        Lab(EntityID("lab-\(number)"), name: "Lab \(number)", country: random.one(of: countries).id)
      )
    }
    for number in 0..<600 {
      makers.append(
        Chipmaker(
          EntityID("maker-\(number)"), name: "Chipmaker \(number)",
          country: random.one(of: countries).id))
    }
    for number in 0..<3_500 {
      let lab = random.one(of: labs)
      models.append(
        (Model(EntityID("model-\(number)"), name: "Model \(number)", lab: lab.id), lab))
    }
    for number in 0..<2_750 {
      chips.append(
        Chip(EntityID("chip-\(number)"), name: "Chip \(number)", maker: random.one(of: makers).id))
    }
    let platforms = (0..<300).map { number in
      Platform(
        EntityID("platform-\(number)"), name: "Platform \(number)",
        maker: random.one(of: makers).id)
    }
    for number in 0..<780 {
      technologies.append(Technology(EntityID("tech-\(number)"), name: "Technology \(number)"))
    }
    for number in 0..<1_500 {
      controls.append(
        ExportControl(
          EntityID("control-\(number)"), name: "Control \(number)",
          authority: random.one(of: agencies).id))
    }
    for number in 0..<200 {
      groups.append(Group(EntityID("group-\(number)"), name: "Group \(number)"))
    }
    for number in 0..<20 { norms.append(Norm(EntityID("norm-\(number)"), name: "Norm \(number)")) }
    let grades: [Reliability] = [.a, .a, .b, .b, .b, .b, .c, .c, .d, .e, .f]
    for number in 0..<500 {
      let isOfficial = number < 50
      sources.append(
        Source(
          id: SourceID("source-\(number)"), name: "Source \(number)",
          reliability: isOfficial ? .a : random.one(of: grades),
          isInterested: !isOfficial && random.happens(in: 5),
          published: random.happens(in: 20) ? DateRange(RecordWorld.day(&random)) : nil,
          entity: isOfficial ? agencies[number].id : nil))
    }
    entities = agencies
    entities += labs as [any Entity]
    entities += makers as [any Entity]
    entities += models.map(\.model) as [any Entity]
    entities += chips as [any Entity]
    entities += platforms as [any Entity]
    entities += technologies as [any Entity]
    entities += controls as [any Entity]
    entities += groups as [any Entity]
    entities += norms as [any Entity]
  }

  /// A day of the years 2018 to 2025.
  static func day(_ random: inout SplitMix) -> Day {
    Day(number: 17_532 + Int32(random.below(2_922)))
  }

  /// The few countries that a control is about.
  func destination(of control: Int, _ random: inout SplitMix) -> Country {
    countries[(control * 7 + random.below(2)) % countries.count]
  }

  /// One of the few items that a control names.
  func item(of control: Int, _ random: inout SplitMix) -> Party {
    let number = control * 13 + random.below(30)
    return number % 3 == 0
      ? Party(technologies[number % technologies.count].id)
      : Party(chips[number % chips.count].id)
  }
}
