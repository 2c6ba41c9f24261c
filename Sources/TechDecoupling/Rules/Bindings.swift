/// Which premises bind which variables, and an order in which each finds bound what it needs.
///
/// Atoms and runs bind what stands in them. An equality whose one side is a variable that nothing
/// else binds, and whose other side is bound, binds that variable, wherever it stands. The group of
/// an aggregate are the variables of its body that anything outside of it binds.
struct Bindings {
  /// Every variable that the premises bind.
  private(set) var bound: Set<VariableID>
  /// The variable that an equality binds, by the premise's index.
  private(set) var bindingEqualities: [Int: VariableID] = [:]
  /// The premises' indices: as written, except that one that needs a variable comes after the one
  /// that binds it.
  private(set) var order: [Int] = []
  /// Premises that wait for variables that nothing binds, or for one another.
  private(set) var stuck: [Int] = []
  /// The variables that a premise needs from outside of an aggregate's body.
  private var groups: Set<VariableID>

  /// Finds what premises bind, given variables that are bound outside.
  init(_ premises: [Premise], given: Set<VariableID> = []) {
    bound = given
    groups = given
    for premise in premises where premise.atom != nil { groups.formUnion(premise.outerVariables) }
    for premise in premises {
      for variable in Bindings.candidates(premise) where !groups.contains(variable) {
        groups.insert(variable)
        break
      }
    }
    let needs = premises.map { Need($0, groups) }
    var waiting = Array(premises.indices)
    while let position = waiting.firstIndex(where: { needs[$0].isMet(by: bound) }) {
      let index = waiting.remove(at: position)
      let premise = premises[index]
      order.append(index)
      if premise.atom != nil {
        bound.formUnion(premise.outerVariables)
      } else if let variable = candidate(premise) {
        bindingEqualities[index] = variable
        bound.insert(variable)
      }
    }
    stuck = waiting
  }

  /// What a premise waits for, looked up once: premises are asked again and again.
  private struct Need {
    /// The variables that it uses, unless it is an atom.
    let variables: [VariableID]
    /// Those of which it can bind one.
    let candidates: [VariableID]

    init(_ premise: Premise, _ groups: Set<VariableID>) {
      if premise.atom != nil {
        (variables, candidates) = ([], [])
        return
      }
      var needed = premise.outerVariables
      if case .aggregate(let aggregate, _, _) = premise {
        needed.formUnion(aggregate.variables.intersection(groups))
      }
      variables = Array(needed)
      candidates = Bindings.candidates(premise).filter { premise.bindsWithoutUsing($0) }
    }

    func isMet(by bound: Set<VariableID>) -> Bool {
      let binding = candidates.first { !bound.contains($0) }
      return variables.allSatisfy { $0 == binding || bound.contains($0) }
    }
  }

  /// The variables that an equality could bind.
  private static func candidates(_ premise: Premise) -> [VariableID] {
    switch premise {
    case .comparison(let left, .equal, let right):
      [left.loneVariable, right.loneVariable].compactMap(\.self)
    case .same(let left, let right):
      [left.variable, right.variable].compactMap(\.self)
    case .aggregate(let aggregate, .equal, let value):
      value.loneVariable.map { aggregate.variables.contains($0) ? [] : [$0] } ?? []
    case .range(let variable, _, _, _):
      [variable]
    case .atom, .sometime, .always, .run, .comparison, .aggregate:
      []
    }
  }

  /// The variable that an equality binds, or would bind if the others in it were bound.
  func candidate(_ premise: Premise) -> VariableID? {
    Bindings.candidates(premise).first {
      !bound.contains($0) && premise.bindsWithoutUsing($0)
    }
  }

  /// The variables that a premise needs, and that nothing binds yet.
  func missing(_ premise: Premise) -> Set<VariableID> {
    if premise.atom != nil { return [] }
    var needed = premise.outerVariables
    if case .aggregate(let aggregate, _, _) = premise {
      needed.formUnion(aggregate.variables.intersection(groups))
    }
    if let variable = candidate(premise) { needed.remove(variable) }
    return needed.subtracting(bound)
  }
}

extension Premise {
  /// Whether the variable stands alone on one side and not at all on the other.
  fileprivate func bindsWithoutUsing(_ variable: VariableID) -> Bool {
    switch self {
    case .comparison(let left, _, let right):
      left.loneVariable == variable && !right.variables.contains(variable)
        || right.loneVariable == variable && !left.variables.contains(variable)
    case .same(let left, let right):
      left.variable != right.variable
    case .aggregate(let aggregate, _, _):
      !aggregate.variables.contains(variable)
    case .range(_, let from, let to, let step):
      !([from, to] + [step].compactMap(\.self)).contains { $0.variables.contains(variable) }
    case .atom, .sometime, .always, .run:
      false
    }
  }
}
