import Foundation
import TechDecoupling

/// Public data sets that nobody of this project wrote, in a folder beside the repository.
///
/// They are no part of it: their licenses differ. Tests that read them are skipped without them.
enum RealData {
  static let folder = Repository.path("../shared/data")

  static let isPresent = FileManager.default.fileExists(atPath: folder + "/README.md")

  /// The folder of a set.
  static func path(_ set: DataSet) -> String {
    let names = [
      "eto": "eto-chip-explorer", "epoch-chips": "epoch", "epoch-models": "epoch",
      "plover": "plover",
    ]
    return folder + "/" + (names[set.source.id.text] ?? "export-controls")
  }

  static func read(_ set: DataSet) throws -> Imported { try set.read(from: path(set)) }

  /// The seeds' record of controls with the sets, and what is known of who is who in them.
  static let findings = Task {
    var chronicle = try Seeds.all()
    for set in [DataSet.etoSupplyChain, .entityList, .epochChips, .epochModels] {
      try chronicle.add(read(set).document)
    }
    try chronicle.add(entries: identities)
    return try await chronicle.findings(
      under: Rulebook("Questions on real data") {
        ExportControls.rulebook
        SupplyChain.rulebook
        RealDataQuestions.rulebook
      })
  }

  /// Who is who: the recorder's own word, since no set says so.
  private static let identities: [Entry] = [
    ("epoch-nvidia", "nvidia"), ("epoch-amd", "amd"), ("epoch-huawei", "huawei"),
    ("epoch-huawei", "us-el-huawei-technologies-co-ltd-huawei"),
    ("epoch-moore-threads-tencent", "us-el-moore-thread-intelligent-technology-beijing-co-ltd"),
    (
      "epoch-national-university-of-defense-technology",
      "us-el-national-university-of-defense-technology-nudt"
    ),
  ].map { one, other in
    Entry(
      EntryID("\(one)-is-\(other)"),
      Statement([Profile.sameAs(Party(EntityID(one)), Party(EntityID(other)))]))
  }
}

/// The questions as rules.
enum RealDataQuestions {
  /// A listed party with an address in China makes chips.
  static let listedMaker = Relation<Party, Chipmaker>("listed-maker")
  /// A listed party has the name of a provider of the supply chain.
  static let listedProvider = Relation<Party, Party>("listed-provider")
  /// The fewest steps from a listed provider to a stage, the providing counted.
  static let shortestChain = Relation<Party, Technology, Int>("shortest-chain")
  /// A listed provider reaches a stage through what it provides.
  static let chain = Relation<Party, Technology, Technology, Int>("chain")
  /// On the day of its publication a model's chip is restricted for a country of its lab.
  static let controlledAtPublication = Relation<Model, Chip, Country, ExportControl>(
    "controlled-at-publication")
  /// The set's own total processing performance differs from that of its formats.
  static let totalDiffers = Relation<Chip, Fixed, Fixed>("total-differs")

  static let rulebook = Rulebook("Questions") {
    Rule("Listed makers of chips") {
      (
        list: Variable<ExportControl>, party: Variable<Party>, maker: Variable<Chipmaker>,
        name: Variable<String>
      ) in
      listedMaker(party, maker)
        .when(
          ExportControls.listsParty(list, party), DataSet.basedIn(party, Country("CN")),
          DataSet.named(party, name), DataSet.named(maker.as(Party.self), name),
          Profile.makes(maker, any())
        )
        .because("\(list) has \(party), and \(maker) is named \(name) as well")
    }

    Rule("Listed providers") {
      (
        list: Variable<ExportControl>, party: Variable<Party>, provider: Variable<Party>,
        name: Variable<String>
      ) in
      listedProvider(party, provider)
        .when(
          ExportControls.listsParty(list, party), DataSet.named(party, name),
          DataSet.named(provider, name)
        )
        .because("\(list) has \(party), and \(provider) is named \(name) as well")
    }

    // The years of the data end in 2025; what was provided in a year before counts on.
    Rule("From a listed provider to a stage") {
      (
        provider: Variable<Party>, input: Variable<Technology>, stage: Variable<Technology>,
        steps: Variable<Int>, more: Variable<Int>
      ) in
      chain(provider, input, stage, more)
        .when(
          listedProvider(any(), provider),
          SupplyChain.provides(provider, input).sometime(.past(3_650)),
          SupplyChain.fewestSteps(input, stage, steps), more == steps + 1
        )
        .because("\(provider) provides \(input), which reaches \(stage) in \(steps) steps")
    }

    Rule("The shortest chain") { provider, input, stage, steps, other in
      shortestChain(provider, stage, steps)
        .when(
          chain(provider, input, stage, steps),
          steps == least(other, where: chain(provider, any(), stage, other))
        )
        .because("\(provider) reaches \(stage) through \(input) in \(steps) steps")
    }

    Rule("Controlled on the day of publication") { model, chip, lab, country, control in
      controlledAtPublication(model, chip, country, control)
        .when(
          DataSet.published(model), Training.trainedOn(model, chip), Profile.develops(lab, model),
          DataSet.basedIn(lab.as(Party.self), country),
          ExportControls.restricts(control, chip.as(ExportControls.Item.self), country)
        )
        .because(
          "\(control) restricts \(chip) to \(country), where \(lab) is, as it shows \(model)")
    }

    Rule("Two totals") { chip, own, other in
      totalDiffers(chip, own, other)
        .when(
          ExportControls.figures(chip, "own total", own, any(), any(), any()),
          ExportControls.figures(chip, "by format", other, any(), any(), any()), own != other
        )
        .because("the set says \(own) of \(chip), and its formats give \(other)")
    }
  }
}
