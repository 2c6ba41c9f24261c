extension Facts {
  /// Writes facts and the rules that are to run on them: a folder that needs nothing else.
  ///
  /// The rules are the file `rules.dl`, which reads each relation that they use and writes each that
  /// they conclude; the facts are a file for each relation, as ``write(to:days:format:)`` has them.
  /// Reading the folder and evaluating gives the findings of these facts:
  ///
  /// ```swift
  /// try facts.write(with: .standard, to: "export")
  /// let program = try RuleProgram(contentsOf: "export/rules.dl")
  /// let findings = try await program.facts(from: "export").findings(under: program.rulebook)
  /// ```
  ///
  /// Which entities are of a kind is known by the columns in which they stand, so what the record
  /// says of kinds becomes relations of one column: `known_chipmaker`. Rules that the facts' level
  /// of trust leaves out are left out. Sources, claims, open questions and names are not written.
  ///
  /// - Parameters:
  ///   - rulebook: The rules.
  ///   - folder: The folder, which must exist.
  ///   - days: Which days are written for atoms whose certain and conceivable days differ.
  /// - Throws: ``TableError`` if facts are imprecise and `days` does not choose, or if a file cannot
  ///   be written; ``RulebookError`` or ``RulePrintingError`` if the rules cannot.
  public func write(
    with rulebook: Rulebook, to folder: String, days: WrittenDays = .precise
  ) throws {
    let stated = statingKinds(of: rulebook)
    let program = try RuleProgram(running: rulebook, on: stated)
    let text = try program.text
    try stated.write(to: folder, days: days)
    try FileAccess.write(Array(text.utf8), to: folder + "/rules.dl")
  }

  /// The facts with a relation for each kind of entity that the rules' variables have.
  func statingKinds(of rulebook: Rulebook) -> Facts {
    var facts = self
    for kind in rulebook.kindNames.sorted() {
      let relation = RelationSignature(
        name: rulebook.relationName(ofKind: kind), columns: [.entity(role: kind)])
      var ids = entities.records.values.filter { $0.roles.contains(kind) }.map(\.id)
      if kind == Country.kind.name { ids += countries }
      for id in Set(ids.map { identity(of: $0) }).sorted() {
        facts.insert(Atom(relation: relation, arguments: [.value(.entity(id))]))
      }
    }
    return facts
  }

  /// The countries in what is recorded: they are known without a record, wherever they stand.
  private var countries: [EntityID] {
    rows.flatMap { $0.atom.values ?? [] }.compactMap { value in
      guard case .entity(let id) = value, Country.isKnown(id.text) else { return nil }
      return id
    }
  }
}

extension RuleProgram {
  /// Creates the program that runs a rulebook on facts kept in files.
  ///
  /// It reads every relation that the facts have and the rules use, and writes all that the rules
  /// conclude.
  ///
  /// - Throws: ``RulePrintingError`` if a rule takes part at the facts' level of trust, and would not
  ///   on facts from files, which are trusted from *possible* up.
  init(running rulebook: Rulebook, on facts: Facts) throws {
    let level = facts.trusting ?? .possible
    let weak = rulebook.rules.filter { level <= $0.strength && $0.strength < .possible }
    guard weak.isEmpty else {
      throw RulePrintingError(Set(weak.map { .strength($0.strength, rule: $0.name) }))
    }
    let book = rulebook.rules.filter { $0.strength < level }
      .reduce(rulebook) { $0.removing(rule: $1.name) }
    let printer = RulePrinter(book)
    let stored = facts.storedRelations
    let used = Set(printer.declarations.map(\.relation))
    let concluded = Set(book.rules.map(\.clause.head.relation))
    let kinds = book.kindNames.sorted().map {
      RelationSignature(name: book.relationName(ofKind: $0), columns: [.entity(role: $0)])
    }.filter { stored.contains($0) && !used.contains($0) }
    declarations =
      printer.declarations
      + kinds.map { relation in
        Declaration(
          name: PrintedName.relation(relation.name), relation: relation,
          attributes: PrintedName.distinct(relation.columns.map(\.variableName)),
          types: relation.columns.map(\.inRuleText), isTemporal: true)
      }
    var format = TableFormat()
    format.periods = .dates
    transfers = declarations.flatMap { declaration -> [Transfer] in
      let (name, relation) = (declaration.name, declaration.relation)
      let input = Transfer(
        direction: .input, relation: name, file: name + ".facts", format: format)
      let output = Transfer(
        direction: .output, relation: name, file: name + ".csv", format: format)
      return (stored.contains(relation) ? [input] : [])
        + (concluded.contains(relation) ? [output] : [])
    }
    self.rulebook = book
    parameters = book.parameters.map(\.name)
    warnings = []
  }
}

extension Rulebook {
  /// A name for the relation of a kind's entities that no relation of the book has.
  func relationName(ofKind kind: String) -> String {
    let words = kind.reduce(into: "known") { name, letter in
      name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
    let taken = Set(rules.flatMap(\.clause.relations).map(\.name) + facts.map(\.atom.relation.name))
    return taken.contains(words) ? words + "-entity" : words
  }
}

extension Facts {
  /// Every relation that has facts, recorded or loaded.
  fileprivate var storedRelations: Set<RelationSignature> {
    Set(rows.map(\.atom.relation) + bulk.all.map(\.relation))
  }
}
