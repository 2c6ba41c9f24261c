/// Makes a rulebook, declarations and transfers out of a syntax tree.
///
/// Names are looked up first, then each clause is taken by itself: expanded into clauses without
/// alternatives, typed, and made into rules. The rulebook's own checks follow; their mistakes are
/// led back to places in the text.
struct Elaborator {
  /// A mistake and its place.
  struct Found: Hashable {
    var mistake: RuleMeaningMistake
    var range: TextRange
  }

  /// A relation that the text declares or uses.
  struct Relation {
    /// The name as rule text has it.
    var name: String
    var signature: RelationSignature
    var attributes: [String]
    var types: [Int]
    var typeNames: [String]
    var isTemporal: Bool
    /// Where it is declared; nil for the library's.
    var range: TextRange?
    var isRead = false
    var isWritten = false
    var hasRows = false
  }

  /// A parameter, its default and the value it is set to.
  struct Parameter {
    var literal: RuleClause.Literal
    var setting: RuleClause.Literal?
    var range: TextRange
    var isUsed = false
    /// What the setting is where rules use it.
    var value: Value?
  }

  let source: RuleTextSource
  let vocabulary: Vocabulary
  var bookName: String
  var types: TypeTable
  /// Types are not whole: what follows from them says nothing.
  var areTypesSound = true
  /// Components are not whole: what instances declare is not known.
  private var areInstancesKnown = true
  /// Where the text's own types are defined.
  var typePlaces: [String: TextRange] = [:]
  var relations: [Relation] = []
  var numbers: [String: Int] = [:]
  var parameters: [String: Parameter] = [:]
  var transfers: [RuleProgram.Transfer] = []
  /// The relation that each file is the output of.
  var outputs: [String: String] = [:]
  var rules: [Rule] = []
  var places: [RulePlaces] = []
  var facts: [GivenFact] = []
  /// The number of rules of each relation so far, for their names.
  var ruleCounts: [String: Int] = [:]
  /// How many rules each heading has named so far.
  var headingUses: [Int: Int] = [:]
  private(set) var problems: [RuleTextProblem] = []
  private(set) var hasErrors = false
  private var known: Set<Found> = []
  /// Nearest names still to be looked for: the search is dear where all names are wrong.
  private var searches = 32

  init(_ source: RuleTextSource, vocabulary: Vocabulary, bookName: String) {
    self.source = source
    self.vocabulary = vocabulary
    self.bookName = bookName
    types = TypeTable(kinds: vocabulary.kinds.keys)
  }

  mutating func report(_ mistake: RuleMeaningMistake, _ range: TextRange) {
    let new = Found(mistake: mistake, range: range)
    guard known.insert(new).inserted else { return }
    if !mistake.isWarning { hasErrors = true }
    problems.append(source.problem(.meaning(mistake), at: range))
  }

  /// Reports a mistake of the rules as such.
  mutating func report(_ problem: RulebookProblem, _ range: TextRange) {
    hasErrors = true
    problems.append(source.problem(.rulebook(problem), at: range))
  }

  /// The nearest of some names, as long as not too many were looked for.
  mutating func nearestName(to name: String, among names: some Sequence<String>) -> String? {
    guard searches > 0 else { return nil }
    searches -= 1
    return nearest(to: name, among: names)
  }

  func location(_ range: TextRange) -> SourceLocation {
    let file = source.file(ofLine: source.lineIndex(of: range.from))
    return SourceLocation(fileID: file.name ?? "rules", line: file.line)
  }

  // MARK: - Program

  mutating func elaborate(_ program: ProgramSyntax) {
    let (items, mistakes) = ComponentExpander.expand(program.items)
    for found in mistakes { report(found.mistake, found.range) }
    areInstancesKnown = mistakes.isEmpty
    checkNamespaces(program.items)
    for case .rulebook(let name) in items { bookName = name.text }
    defineTypes(items)
    areTypesSound = !hasErrors
    for case .relation(let relation) in items { declare(relation) }
    for case .parameter(let parameter) in items where !parameter.isSetting { declare(parameter) }
    for case .parameter(let parameter) in items where parameter.isSetting { set(parameter) }
    for case .directive(let directive) in items { transfer(directive) }
    for case .clause(let clause) in items { add(clause) }
    checkPlans(items)
    checkRulebook()
    warn()
  }

  /// The relation of a name in text; reports if there is none.
  mutating func relation(_ name: NameSyntax) -> Int? {
    if let number = lookUp(name.text) { return number }
    if !areInstancesKnown, name.text.contains(".") { return nil }
    let names = relations.map(\.name) + vocabulary.relations.keys.map(\.underscored)
    report(
      .unknownRelation(name.text, nearest: nearestName(to: name.text, among: names)), name.range)
    return nil
  }

  /// The relation of a name, declared or the library's.
  mutating func lookUp(_ name: String) -> Int? {
    if let number = numbers[name] { return number }
    guard let signature = vocabulary.relations[name.hyphenated] else { return nil }
    let number = relations.count
    relations.append(
      Relation(
        name: name, signature: signature, attributes: signature.columns.indices.map { "c\($0)" },
        types: signature.columns.map { types.type(of: $0) },
        typeNames: signature.columns.map(\.writtenName), isTemporal: true, range: nil,
        isRead: true, isWritten: true, hasRows: true))
    numbers[name] = number
    return number
  }
}

extension String {
  /// The name of a relation for one in rule text: hyphens for underscores.
  var hyphenated: String { String(decoding: utf8.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self) }
  /// The name in rule text for one of a relation: underscores for hyphens.
  var underscored: String { String(decoding: utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self) }
}

/// Where the parts of a rule stand in the text.
struct RulePlaces {
  var rule: TextRange
  var head: TextRange
  var premises: [TextRange]
  var exceptions: [TextRange]
  /// Whether the rule's types agree.
  var isTyped: Bool
  /// Where each variable first stands.
  var variables: [String: TextRange] = [:]
  /// Where variables stand in atoms that must not hold.
  var exceptionVariables: [String: TextRange] = [:]
  /// The relations that are looked at, and where.
  var relations: [(name: String, range: TextRange)] = []
}
