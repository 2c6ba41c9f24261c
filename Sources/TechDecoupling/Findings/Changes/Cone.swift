/// The rules and the patterns of atoms on which an atom can depend, however the facts may be.
///
/// From the atom backwards: through each rule that could conclude it, with the values that the
/// conclusion gives put into premises, exceptions and the bodies of aggregates.
struct Cone {
  /// The rules that can play a part, and the stated facts that can.
  private(set) var rulebook: Rulebook
  /// By relation; none covers another.
  private(set) var patterns: [String: [Atom]] = [:]
  private let identities: [EntityID: EntityID]

  /// More patterns of one relation than this are taken as all of it.
  private static let mostPatterns = 200

  /// - Parameter further: Rules that changes may add.
  init(
    of goal: Atom, under rulebook: Rulebook, adding further: [Rule], at level: Credibility,
    reading facts: Facts
  ) {
    identities = facts.identities
    self.rulebook = rulebook
    var rules: [String: [Rule]] = [:]
    for rule in rulebook.rules + further where level <= rule.strength {
      rules[rule.clause.head.relation.name, default: []].append(rule)
    }
    var pending = [goal]
    var used: Set<String> = []
    while let pattern = pending.popLast() {
      guard let pattern = add(pattern) else { continue }
      for rule in rules[pattern.relation.name] ?? [] {
        guard let values = unify(rule.clause, with: pattern) else { continue }
        used.insert(rule.name)
        let clause = rule.clause
        for premise in (clause.premises + clause.exceptions).flatMap(\.flattened) {
          if let atom = premise.atom { pending.append(put(values, into: atom)) }
        }
      }
    }
    let whole = self
    self.rulebook = rulebook.keeping(
      rules: { used.contains($0.name) && level <= $0.strength },
      facts: { whole.covers($0.atom) })
  }

  /// Whether a goal can depend on some atom that an atom or pattern stands for.
  func covers(_ atom: Atom) -> Bool {
    if atom.relation.name == Profile.sameAs.name { return true }
    guard let patterns = patterns[atom.relation.name] else { return false }
    let atom = canonical(atom)
    return patterns.contains { $0.matches(atom) }
  }

  func covers(_ entry: Entry) -> Bool { entry.atoms.contains(where: covers) }

  // MARK: - Patterns

  /// Adds a pattern that none covers yet; returns it as it was added.
  private mutating func add(_ pattern: Atom) -> Atom? {
    var pattern = canonical(pattern)
    for (index, argument) in pattern.arguments.enumerated() where !argument.isValue {
      pattern.arguments[index] = .wildcard
    }
    // Another value of a one-of relation keeps this one from certain.
    if pattern.relation.isOneOf, !pattern.arguments.isEmpty {
      pattern.arguments[pattern.arguments.count - 1] = .wildcard
    }
    var known = patterns[pattern.relation.name] ?? []
    if known.contains(where: { pattern.isCovered(by: $0) }) { return nil }
    if known.count >= Cone.mostPatterns {
      pattern.arguments = pattern.arguments.map { _ in .wildcard }
    }
    known.removeAll { $0.isCovered(by: pattern) }
    known.append(pattern)
    patterns[pattern.relation.name] = known
    return pattern
  }

  private func canonical(_ atom: Atom) -> Atom {
    identities.isEmpty ? atom : atom.mapping { identities[$0] }
  }

  // MARK: - Values

  private func value(_ argument: Argument) -> Value? {
    switch argument {
    case .value(.entity(let id)): .entity(identities[id] ?? id)
    case .value(let value): value
    case .parameter(let name, let value): rulebook.settings[name] ?? value
    case .variable, .wildcard: nil
    }
  }

  /// The values that a conclusion gives to a rule's variables; nil if it cannot be the pattern.
  private func unify(_ clause: Clause, with pattern: Atom) -> [VariableID: Value]? {
    guard clause.head.arguments.count == pattern.arguments.count else { return nil }
    var values: [VariableID: Value] = [:]
    func bind(_ argument: Argument, _ value: Value) -> Bool {
      if let variable = argument.variable {
        return values.updateValue(value, forKey: variable).map { $0 == value } ?? true
      }
      return self.value(argument).map { $0 == value } ?? true
    }
    for (argument, given) in zip(clause.head.arguments, pattern.arguments) {
      guard let value = value(given) else { continue }
      if !bind(argument, value) { return nil }
    }
    // Two terms that the rule holds to be one have one value.
    var isNew = true
    while isNew {
      isNew = false
      for premise in clause.premises {
        let left: Argument
        let right: Argument
        switch premise {
        case .same(let one, let other),
          .comparison(.argument(let one), .equal, .argument(let other)):
          (left, right) = (one, other)
        default: continue
        }
        for (one, other) in [(left, right), (right, left)] {
          guard let variable = one.variable, values[variable] == nil,
            let value = other.variable.map({ values[$0] }) ?? value(other)
          else { continue }
          values[variable] = value
          isNew = true
        }
      }
    }
    return values
  }

  private func put(_ values: [VariableID: Value], into atom: Atom) -> Atom {
    var atom = atom
    for (index, argument) in atom.arguments.enumerated() {
      let value = argument.variable.map { values[$0] } ?? value(argument)
      atom.arguments[index] = value.map { .value($0) } ?? .wildcard
    }
    return atom
  }
}

extension Atom {
  /// Whether another pattern matches all that this one does.
  func isCovered(by other: Atom) -> Bool {
    zip(arguments, other.arguments).allSatisfy { !$1.isValue || $0 == $1 }
  }
}

extension Entry {
  /// The atoms that the entry has an effect on, wildcards included.
  var atoms: [Atom] {
    switch content {
    case .event(let event): event.begins + event.ends + event.marks
    case .statement(let statement): statement.atoms
    }
  }
}
