/// Writes a rulebook as text, one part after another with an empty line between.
struct RulePrinter {
  /// The rules and the facts that go with them.
  let book: Rulebook
  /// What the text says of relations.
  private(set) var declarations: [RuleProgram.Declaration]
  /// What the text reads and writes.
  private(set) var transfers: [RuleProgram.Transfer] = []

  /// Prepares a rulebook: every relation of its rules and facts is declared, those that no rule
  /// concludes first.
  init(_ book: Rulebook) {
    self.book = book
    declarations = RulePrinter.declarations(of: book)
  }

  /// Prepares a program: it declares what it declares.
  init(_ program: RuleProgram) {
    book = program.rulebook
    transfers = program.transfers
    declarations = program.declarations.map { declaration in
      var declaration = declaration
      declaration.types = declaration.relation.columns.map(\.inRuleText)
      return declaration
    }
    let declared = Set(declarations.map(\.relation.name))
    let library = Vocabulary.standard.relations
    declarations += RulePrinter.declarations(of: book).filter {
      !declared.contains($0.relation.name) && library[$0.relation.name] != $0.relation
    }
  }

  /// The text, which ends with a line break.
  func text() -> String {
    var parts = [".rulebook \(Value.quotedInRuleText(book.name))"]
    parts += [kinds, parameters] + declarationParts + [directives, facts]
    parts += rules
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  // MARK: - Kinds and parameters

  /// The kinds of entity that the library does not have.
  private var kinds: String {
    let known = Set(Vocabulary.standard.kinds.keys)
    return book.kindNames.subtracting(known).sorted().map { ".type \($0) <: entity" }
      .joined(separator: "\n")
  }

  private var parameters: String {
    book.parameters.flatMap { parameter in
      let name = parameter.name
      let declaration = ".parameter \(name) = \(parameter.defaultValue.typedInRuleText)"
      guard let setting = book.settings[name] else { return [declaration] }
      return [declaration, ".set \(name) = \(setting.typedInRuleText)"]
    }.joined(separator: "\n")
  }

  // MARK: - Relations

  private var declarationParts: [String] {
    let concluded = Set(book.rules.map(\.clause.head.relation.name))
    let texts = declarations.map { (concluded.contains($0.relation.name), $0.text) }
    return [texts.filter { !$0.0 }, texts.filter(\.0)].map { part in
      part.map(\.1).joined(separator: "\n")
    }
  }

  /// Every relation of rules and facts, in order of appearance; columns are named after the first
  /// variables that stand in them.
  private static func declarations(of book: Rulebook) -> [RuleProgram.Declaration] {
    var order: [RelationSignature] = []
    var wishes: [String: [String?]] = [:]
    func meet(_ atom: Atom, names: [String]) {
      let relation = atom.relation
      var columns = wishes[relation.name] ?? []
      if columns.isEmpty {
        if wishes[relation.name] == nil { order.append(relation) }
        columns = relation.columns.map { _ in nil }
      }
      for (column, argument) in atom.arguments.enumerated() where columns.indices.contains(column) {
        if columns[column] == nil, case .variable(let variable) = argument,
          names.indices.contains(variable.number),
          !PrintedName.isNamedAfterType(names[variable.number])
        {
          columns[column] = names[variable.number]
        }
      }
      wishes[relation.name] = columns
    }
    for fact in book.facts { meet(fact.atom, names: []) }
    for rule in book.rules {
      let names = PrintedName.distinct(rule.variableNames)
      for atom in rule.clause.atoms { meet(atom, names: names) }
    }
    return order.map { relation in
      let names = zip(wishes[relation.name] ?? [], relation.columns).map { wish, column in
        wish ?? column.variableName
      }
      return RuleProgram.Declaration(
        name: PrintedName.relation(relation.name), relation: relation,
        attributes: PrintedName.distinct(names), types: relation.columns.map(\.inRuleText),
        isTemporal: true)
    }
  }

  // MARK: - Directives

  private var directives: String {
    transfers.map(\.text).joined(separator: "\n")
  }

  // MARK: - Facts and rules

  private var facts: String {
    book.facts.map { fact in
      PrintedName.relation(fact.atom.relation.name) + "("
        + (fact.atom.values ?? []).map(\.inRuleText).joined(separator: ", ") + ")"
        + fact.period.inRuleText + "."
    }.joined(separator: "\n")
  }

  private var rules: [String] {
    var counts: [String: Int] = [:]
    return book.rules.map { rule in
      let relation = rule.clause.head.relation.name
      counts[relation, default: 0] += 1
      let given = PrintedName.rule(counts[relation, default: 0], of: relation, in: book.name)
      let heading = heading(of: rule, given: given)
      return (heading.map { $0 + "\n" } ?? "") + ClausePrinter(rule).text()
    }
  }

  private func strength(_ rule: Rule) -> String {
    let word = rule.strength.rawValue
    return "strength=" + (PrintedName.isName(word) ? word : Value.quotedInRuleText(word))
  }

  /// What `.rule` says of a rule; nil if that is what the reader takes it to be.
  private func heading(of rule: Rule, given: String) -> String? {
    var settings: [String] = []
    if rule.strength != .confirmed { settings.append(strength(rule)) }
    if let reason = rule.clause.reason {
      let printer = ClausePrinter(rule)
      settings.append("because=\(Value.quotedInRuleText(printer.template(reason)))")
    }
    // Without a heading this would be a fact.
    let isBare =
      rule.clause.premises.isEmpty && rule.clause.exceptions.isEmpty
      && rule.clause.head.values != nil
    let isGiven = rule.name == given && !(isBare && settings.isEmpty)
    if settings.isEmpty, isGiven { return nil }
    let opening = ".rule" + (isGiven ? "" : " " + Value.quotedInRuleText(rule.name))
    if settings.isEmpty { return opening }
    let line = "\(opening) (\(settings.joined(separator: ", ")))"
    if line.count <= ClausePrinter.width { return line }
    let indent = ClausePrinter.indent
    return opening + " (\n" + settings.map { indent + $0 }.joined(separator: ",\n") + "\n)"
  }
}
