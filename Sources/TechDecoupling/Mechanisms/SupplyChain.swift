/// Supply chains: who provides what goes into a product, from which countries, in how many steps.
///
/// A chip is made in *stages*: design, fabrication, then assembly, testing and packaging. Into each
/// go tools, materials, software and processes, which go into each other or are kinds of each
/// other. Organizations *provide* them, and what is known of their market is dated: a share is that
/// of a year, and holds on the days of that year. Where one country holds more than half of
/// something, that country *dominates* it.
///
/// What reaches a stage does so in steps: a tool goes into a process, a process is part of a stage; a
/// kind of tool goes where that tool goes. The *fewest steps* from an input to a stage say how near a
/// control on those who provide it is to the making of chips. Steps beyond ``longestChain`` are not
/// counted.
///
/// Data on supply chains is not in the record of the seeds, so that the rulebook is no part of
/// ``Rulebook/standard``; add it to ask: `Rulebook("Mine") { SupplyChain.rulebook }`.
///
/// Headline conclusions: ``dominates``, ``fewestSteps``.
public enum SupplyChain {
  // MARK: - Recorded

  /// An organization provides something.
  public static let provides = Relation<Party, Technology>("provides")
  /// An organization's share of what is provided of something in the world.
  ///
  /// *Shape*: organization, input, percent.
  public static let shareProvided = Relation<Party, Technology, Fixed>("share-provided")
  /// Something comes from a country.
  public static let providedFrom = Relation<Country, Technology>("provided-from")
  /// The share of all of a country's organizations.
  ///
  /// *Shape*: country, input, percent.
  public static let nationalShare = Relation<Country, Technology, Fixed>("national-share")
  /// Something goes into another thing.
  public static let goesInto = Relation<Technology, Technology>("goes-into")
  /// Something is a kind of another thing.
  public static let kindOf = Relation<Technology, Technology>("kind-of")
  /// A process is part of a stage of making chips.
  public static let partOfStage = Relation<Technology, Technology>("part-of-stage")

  // MARK: - Concluded

  /// A country has more than half of something.
  ///
  /// *Shape*: country, input, percent.
  public static let dominates = Relation<Country, Technology, Fixed>("dominates")
  /// Something is used where another thing is: the next step of a chain.
  public static let nextStep = Relation<Technology, Technology>("next-step")
  /// Something reaches a stage in a number of steps.
  public static let reachesStage = Relation<Technology, Technology, Int>("reaches-stage")
  /// The least number of steps from an input to a stage.
  public static let fewestSteps = Relation<Technology, Technology, Int>("fewest-steps")

  // MARK: - Parameters

  /// A country with a greater share than this dominates, in percent.
  public static let dominantShare = Parameter("dominant_share", 50 as Fixed)
  /// Chains of more steps are not followed.
  public static let longestChain = Parameter("longest_chain", 12)

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    provides.signature, shareProvided.signature, providedFrom.signature, nationalShare.signature,
    goesInto.signature, kindOf.signature, partOfStage.signature, dominates.signature,
    nextStep.signature, reachesStage.signature, fewestSteps.signature,
  ]

  /// The rules of supply chains, in the order in which they build on each other.
  public static let rulebook = Rulebook("Supply chain") {
    Rule("More than half from one country") { country, input, share in
      dominates(country, input, share)
        .when(nationalShare(country, input, share), share > dominantShare)
        .because("\(country) has \(share) percent of \(input)")
    }

    Rule("Goes into") { input, other in
      nextStep(input, other)
        .when(goesInto(input, other))
        .because("\(input) goes into \(other)")
    }

    Rule("Goes where its kind goes") { input, kind in
      nextStep(input, kind)
        .when(kindOf(input, kind))
        .because("\(input) is a kind of \(kind)")
    }

    Rule("Part of a stage") { input, stage, one in
      reachesStage(input, stage, one)
        .when(partOfStage(input, stage), one == 1)
        .because("\(input) is part of \(stage)")
    }

    Rule("One step further from a stage") {
      (
        input: Variable<Technology>, next: Variable<Technology>, stage: Variable<Technology>,
        steps: Variable<Int>, more: Variable<Int>
      ) in
      reachesStage(input, stage, more)
        .when(
          nextStep(input, next), reachesStage(next, stage, steps), steps < longestChain,
          more == steps + 1
        )
        .because("\(input) reaches \(next), and that reaches \(stage) in \(steps) steps")
    }

    Rule("Fewest steps") { input, stage, steps, other in
      fewestSteps(input, stage, steps)
        .when(
          reachesStage(input, stage, steps),
          steps == least(other, where: reachesStage(input, stage, other))
        )
        .because("\(input) reaches \(stage) in \(steps) steps, and in no fewer")
    }
  }
}
