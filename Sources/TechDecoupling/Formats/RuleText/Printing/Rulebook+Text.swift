extension Rulebook {
  /// The book as rule text, from which an equal book is read.
  ///
  /// ```swift
  /// print(try Access.rulebook.text)
  /// ```
  ///
  /// The text declares every relation, so that it stands on its own; relations may hold over
  /// periods. Columns and variables have the names of the rules' variables where those were read
  /// from text, and are named after their types otherwise: a closure's names are gone once it has
  /// run. Equal books with equal names print as the same bytes.
  ///
  /// - Throws: ``RulebookError`` if the book has mistakes, ``RulePrintingError`` if something in it
  ///   has no form as text: a relation's name with letters beyond ASCII, say.
  /// - Complexity: O(*n*) in the terms of the book; the whole text is made at each call.
  public var text: String {
    get throws {
      try checkedForPrinting()
      return RulePrinter(self).text()
    }
  }

  /// Throws what keeps the book from being printed.
  func checkedForPrinting() throws {
    try validated(against: Vocabulary())
    let problems = printingProblems
    if !problems.isEmpty { throw RulePrintingError(problems) }
  }

  private var printingProblems: Set<RulePrintingProblem> {
    var problems: Set<RulePrintingProblem> = []
    for atom in allAtoms where !PrintedName.canWrite(relation: atom.relation.name) {
      problems.insert(.name(atom.relation.name, of: .relation))
    }
    let types = kindNames.union(PrintedName.types)
    for relation in Set(allAtoms.map(\.relation.name)) where types.contains(relation) {
      problems.insert(.name(relation, of: .relation))
    }
    for kind in kindNames where !PrintedName.isName(kind) || PrintedName.types.contains(kind) {
      problems.insert(.name(kind, of: .kind))
    }
    for parameter in parameters where !PrintedName.isName(parameter.name) {
      problems.insert(.name(parameter.name, of: .parameter))
    }
    for rule in rules {
      for argument in rule.clause.allArguments {
        let value: Value
        switch argument {
        case .value(let constant), .parameter(_, let constant): value = constant
        case .variable, .wildcard: continue
        }
        if case .day(let day) = value, !day.isWritten {
          problems.insert(.day(day, rule: rule.name))
        }
      }
    }
    for case .day(let day) in settings.values where !day.isWritten {
      problems.insert(.day(day, rule: nil))
    }
    for fact in facts {
      var days = [fact.period.from, fact.period.until?.previous].compactMap(\.self)
      for case .value(.day(let day)) in fact.atom.arguments { days.append(day) }
      for day in days where !day.isWritten { problems.insert(.day(day, rule: nil)) }
    }
    return problems
  }

  /// Every atom of rules and facts.
  private var allAtoms: [Atom] { facts.map(\.atom) + rules.flatMap(\.clause.atoms) }

  /// The kinds of entity that columns and variables name.
  var kindNames: Set<String> {
    let types = allAtoms.flatMap(\.relation.columns) + rules.flatMap(\.variableTypes)
    return Set(
      types.compactMap { type in
        if case .entity(let role?) = type { role } else { nil }
      })
  }
}

extension RuleProgram {
  /// The program as rule text, from which an equal rulebook is read, and the same text made again.
  ///
  /// Alternatives, several conclusions and components have been resolved: each rule stands by
  /// itself. Types of the text's own are those that they rest on, so that `unsigned` is `number`:
  /// what rules calculate is checked as before, what fact files hold is not.
  ///
  /// - Throws: ``RulebookError`` or ``RulePrintingError``, like ``Rulebook/text``.
  /// - Complexity: O(*n*) in the terms of the program; the whole text is made at each call.
  public var text: String {
    get throws {
      try rulebook.checkedForPrinting()
      return RulePrinter(self).text()
    }
  }
}

extension Clause {
  /// Every atom of the clause, those in aggregates included, in order of appearance.
  var atoms: [Atom] { [head] + (premises + exceptions).flatMap(\.flattened).compactMap(\.atom) }
}

extension Day {
  /// Whether the day's text reads back: its year has at most four digits.
  fileprivate var isWritten: Bool { (-9999...9999).contains(components.year) }
}
