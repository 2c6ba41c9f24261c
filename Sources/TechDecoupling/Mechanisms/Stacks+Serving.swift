// What a market demands, what two stacks cost, and where open models draw developers.

extension Stacks {
  /// What a product must change for a market, and what serving two stacks costs.
  static let serving = Rulebook("Serving") {
    Rule("A market accepts other parts alone") { product, country, part, layer in
      mustReplace(product, country, part)
        .when(
          Dependence.dependsOn(product, part),
          inStack(part, any(), layer),
          accepts(country, layer, any())
        )
        .unless(accepts(country, layer, part))
        .because("\(country) accepts other \(layer) alone, and \(product) builds on \(part)")
    }

    Rule("A market accepts an alternative alone") { product, country, part, other, layer in
      mustReplace(product, country, part)
        .when(
          Dependence.dependsOn(product, part),
          Dependence.alternativeTo(other, part),
          accepts(country, layer, other)
        )
        .unless(accepts(country, any(), part))
        .because("\(country) accepts \(other), and \(product) builds on \(part) in its place")
    }

    Rule("Serving two stacks costs more") { product, stack, other, factor in
      bearsParallelCost(product, stack, other, factor)
        .when(
          alignedWith(product, stack),
          alignedWith(product, other),
          parallelCost(stack, other, factor)
        )
        .because("\(product) serves \(stack) and \(other), at \(factor) times the infrastructure")
    }
  }

  /// How open models spread, and what spreads with them.
  static let spreading = Rulebook("Spreading") {
    Rule("An open model that many build on", strength: .possible) {
      (model: Variable<Model>, adopter: Variable<Party>) in
      deFactoStandard(model)
        .when(
          openWeights(model),
          count(per: adopter, where: Dependence.dependsOn(adopter, model.as(Party.self)))
            >= adopters
        )
        .because("\(model) is open, and many build on it")
    }

    Rule("A standard draws developers to its stack", strength: .possible) { model, stack in
      drawsDevelopers(model, stack)
        .when(deFactoStandard(model), lockedIn(model.as(Party.self), stack))
        .because("\(model) is widely built on, and fitted to \(stack) alone")
    }
  }
}
