extension Scenario {
  /// Reads a file of JSON; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - vocabulary: The relations and kinds that its atoms and rules may use: the chronicle's.
  /// - Throws: ``ReadingError`` with every mistake and its place; changes that contradict each other
  ///   are among them.
  public init(
    contentsOf path: String, vocabulary: Vocabulary = .standard
  ) throws(ReadingError) {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileAccess.read(path)
    } catch {
      throw ReadingError([ReadingProblem(.file(error), at: nil)])
    }
    try self.init(
      json: bytes, name: path == "-" ? "standard input" : path, vocabulary: vocabulary)
  }

  /// Reads a document that is in memory.
  ///
  /// - Parameters:
  ///   - json: The document.
  ///   - name: What errors call it.
  ///   - vocabulary: The relations and kinds that its atoms and rules may use.
  /// - Throws: ``ReadingError`` with every mistake and its place.
  public init(
    json: String, name: String = "input", vocabulary: Vocabulary = .standard
  ) throws(ReadingError) {
    try self.init(json: Array(json.utf8), name: name, vocabulary: vocabulary)
  }

  /// Reads a document that is in memory, in UTF-8.
  ///
  /// - Throws: ``ReadingError`` with every mistake and its place.
  public init(
    json: [UInt8], name: String = "input", vocabulary: Vocabulary = .standard
  ) throws(ReadingError) {
    var (reader, isWhole) = DocumentReader.opening(
      ChronicleReader.File(name: name, bytes: json), number: 0, vocabulary: vocabulary)
    let root = isWhole ? reader.root(ScenarioKey.self, format: ScenarioFormat.version) : nil
    let read = root.map { reader.scenario($0) }
    let problems = DocumentReader.problems([reader], isVocabularyWhole: true)
    guard problems.isEmpty, let read else { throw ReadingError(problems) }
    let lines = reader.document.places(at: read.changes.map(\.offset))
    var places: [Change: Place] = [:]
    for (change, place) in zip(read.changes, lines) where places[change.change.canonical] == nil {
      places[change.change.canonical] = place
    }
    do throws(ScenarioError) {
      try self.init(read.name, read.changes.map(\.change), note: read.note, places: places)
    } catch {
      throw ReadingError(
        error.problems.map { ReadingProblem(.scenario($0), at: $0.place) })
    }
  }
}

extension DocumentReader {
  /// A change and the byte at which it stands.
  struct ReadChange {
    let change: Scenario.Change
    let offset: Int
  }

  fileprivate mutating func scenario(
    _ root: Members<ScenarioKey>
  ) -> (name: String, note: String?, changes: [ReadChange]) {
    var changes: [ReadChange] = []
    if let node = root[.schema] { _ = text(node) }
    if let node = root[.changes] {
      let read = list(node, of: "changes") { reader, node in
        let offset = Int(reader.document.nodes[node].offset)
        return reader.changes(node).map { ReadChange(change: $0, offset: offset) }
      }
      changes = read.flatMap(\.self)
    }
    return (
      root[.name].map { text($0) } ?? "", root[.note].map { text($0) }, changes
    )
  }

  /// Reads one object of the list: one change, or several rules.
  private mutating func changes(_ node: Int) -> [Scenario.Change] {
    guard let members = members(of: node, ChangeKey.self) else { return [] }
    let verbs = ChangeKey.verbs.filter { members[$0] != nil }
    guard verbs.count == 1, let verb = verbs.first, let value = members[verb] else {
      // A misspelt key is one mistake, not two.
      if !verbs.isEmpty || members.others.isEmpty {
        note(.changes(found: verbs.map(\.name), keys: ChangeKey.verbs.map(\.name)), at: node)
      }
      return []
    }
    let others = ChangeKey.allCases.filter { !ChangeKey.verbs.contains($0) }
    for key in others {
      guard let misplaced = members[key], !verb.companions.contains(key) else { continue }
      note(
        .misplacedKey(
          key.name, owner: "a change with '\(verb.name)'", next: "remove it"), at: misplaced - 1)
    }
    for key in verb.companions where key != .period && members[key] == nil {
      note(.missingKey(key.name, owner: "a change with '\(verb.name)'"), at: node)
    }
    if verb == .rules { return rules(value) }
    return change(verb, value, members).map { [$0] } ?? []
  }

  private mutating func change(
    _ verb: ChangeKey, _ value: Int, _ members: Members<ChangeKey>
  ) -> Scenario.Change? {
    switch verb {
    case .suppose:
      let period = members[.period].flatMap { self.period($0) }
      return atom(value).map { .suppose($0, over: period) }
    case .confirm: return .confirm(EntryID(id(value, of: "an entry")))
    case .deny: return .deny(EntryID(id(value, of: "an entry")))
    case .adopt: return .adopt(EntryID(id(value, of: "an entry")))
    case .retract: return .retract(EntryID(id(value, of: "an entry")))
    case .withdraw: return .withdraw(SourceID(id(value, of: "a source")))
    case .add: return entry(value).map { .add($0) }
    case .claim:
      // Which of date and period a claim may have, the record tells with its entry.
      guard let claim = claim(value, ofEvent: nil), let entry = members[.entry] else { return nil }
      return .addClaim(claim, to: EntryID(id(entry, of: "an entry")))
    case .removeClaimsOf:
      guard let entry = members[.entry] else { return nil }
      return .removeClaims(
        of: SourceID(id(value, of: "a source")), from: EntryID(id(entry, of: "an entry")))
    case .omit: return .removeRule(text(value))
    case .set:
      let name = text(value)
      return members[.value].flatMap { parameterValue($0) }.map { .set(name, to: $0) }
    case .rules, .period, .entry, .value: return nil
    }
  }

  private mutating func rules(_ node: Int) -> [Scenario.Change] {
    let written = text(node, "rules as text in quotes")
    do throws(RuleTextError) {
      let book = try Rulebook(
        parsing: written, name: document.name, vocabulary: vocabulary)
      if !book.facts.isEmpty {
        note(
          .misplacedKey(
            "\(book.facts[0].atom)", owner: "the rules of a scenario",
            next: "a fact is a change with 'suppose'"), at: node)
      }
      return book.rules.map { .addRule($0) }
    } catch {
      for problem in error.problems where problem.severity == .error {
        note(.rule(problem), at: node)
      }
      return []
    }
  }

  private mutating func parameterValue(_ node: Int) -> Value? {
    switch kind(of: node) {
    case .number:
      let text = document.text(of: node)
      if let number = Int(text) { return .integer(number) }
      if let number = try? Fixed(parsing: text) { return .decimal(number) }
      note(.wrongType(found: text, expected: "a number of at most six places"), at: node)
    case .string: return .text(document.text(of: node))
    case .object:
      guard let members = members(of: node, ValueKey.self) else { return nil }
      if let entity = members[.entity] { return .entity(EntityID(id(entity, of: "an entity"))) }
      guard let day = members[.day] else {
        note(.missingKey(ValueKey.day.name, owner: ValueKey.owner), at: node)
        return nil
      }
      do throws(DateProblem) {
        return .day(try Day(parsing: text(day)))
      } catch {
        note(.date(error), at: day)
      }
    default: noteType(of: node, expected: "a number, text, or a day or an entity in braces")
    }
    return nil
  }
}
