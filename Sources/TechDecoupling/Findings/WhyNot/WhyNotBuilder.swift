import TemporalDatalog

/// Asks about an atom that does not hold, then about the premises that fail, breadth first.
struct WhyNotBuilder {
  let findings: Findings
  let level: Level
  private var questions: [WhyNot.Question] = []
  /// Each question by what it asks: what is open needs no second answer.
  private var asked: [Asked: Int] = [:]
  private let gaps: GapSearch

  private struct Asked: Hashable {
    let atom: Atom
    let day: Day
  }

  /// Near misses of one rule at most.
  static let missesPerRule = 3
  /// Failing premises between the atom that is asked about and the last one that is opened.
  static let deepest = 4

  init(_ findings: Findings) {
    self.findings = findings
    level = findings.trusted
    gaps = GapSearch(findings)
  }

  mutating func answer(_ pattern: Atom, on day: Day) throws -> WhyNot {
    _ = ask(pattern, on: day, depth: 0)
    var next = 0
    while next < questions.count {
      let question = questions[next]
      var misses = try nearMisses(of: question)
      if question.depth < WhyNotBuilder.deepest {
        for miss in misses.indices {
          for part in misses[miss].parts.indices {
            open(&misses[miss].parts[part], below: question)
          }
        }
      }
      questions[next].nearMisses = misses
      next += 1
    }
    return WhyNot(
      questions: questions, names: Names(findings.chronicle, level.facts.entities))
  }

  private mutating func ask(_ atom: Atom, on day: Day, depth: Int) -> Int {
    let key = Asked(atom: atom, day: day)
    if let known = asked[key] { return known }
    let isConcluded = level.compiled.program.rules.contains {
      level.compiled.relations[$0.head.relation].name == atom.relation.name
    }
    asked[key] = questions.count
    questions.append(
      WhyNot.Question(
        atom: atom, day: day, gaps: gaps.gaps(of: atom, in: gaps.day(day.number)),
        isConcluded: isConcluded, depth: depth))
    return questions.count - 1
  }

  /// Asks about a premise that fails and that rules conclude.
  private mutating func open(_ part: inout WhyNot.Part, below question: WhyNot.Question) {
    guard part.state == .fails, !part.isException, let atom = part.atom,
      let relation = level.compiled.relationNumbers[atom.relation.name],
      level.compiled.program.rules.contains(where: { $0.head.relation == relation })
    else { return }
    part.question = ask(atom, on: part.openedOn ?? question.day, depth: question.depth + 1)
  }

  // MARK: - Near misses

  private func nearMisses(of question: WhyNot.Question) throws -> [WhyNot.NearMiss] {
    guard let relation = level.compiled.relationNumbers[question.atom.relation.name] else {
      return []
    }
    let pattern = question.atom.arguments.map { argument -> UInt32? in
      guard case .value(let value) = argument else { return nil }
      return level.codeMakingRoom(for: value)
    }
    var found: [(missing: Int, rule: Int, miss: WhyNot.NearMiss)] = []
    for (number, rule) in level.compiled.program.rules.enumerated()
    where rule.head.relation == relation {
      let kinds = level.compiled.rules[rule.origin].variableTypes.map(\.kind)
      let tests = Set(
        rule.premises.indices.filter { level.compiled.isKind(rule.premises[$0]) })
      let instances: [PartialInstance]
      do throws(EvaluationFailure) {
        instances = try level.model.partialInstances(
          ofRule: number, concluding: pattern, on: question.day.number, .certain, testing: tests,
          kinds: kinds, first: WhyNotBuilder.missesPerRule)
      } catch {
        throw level.compiled.error(error, at: level.credibility)
      }
      for instance in instances {
        found.append(
          (instance.missingCount, number, try miss(instance, rule: number, on: question.day)))
      }
    }
    // Stable: instances of one rule come in the order of their values.
    return found.enumerated().sorted {
      ($0.element.missing, $0.element.rule, $0.offset)
        < ($1.element.missing, $1.element.rule, $1.offset)
    }.map(\.element.miss)
  }

  private func miss(
    _ instance: PartialInstance, rule number: Int, on day: Day
  ) throws -> WhyNot.NearMiss {
    let program = level.compiled.program.rules[number]
    let rule = level.compiled.rules[program.origin]
    let words = PartWords(findings, gaps, rule: number, instance.bindings, day.number)
    var parts: [WhyNot.Part] = []
    for (index, premise) in program.premises.enumerated() {
      let state: WhyNot.State =
        instance.holding.contains(index)
        ? .holds : instance.failing.contains(index) ? .fails : .waits
      // That an entity has a role is said only where it has not.
      if level.compiled.isKind(premise), state != .fails { continue }
      parts.append(try words.part(premise, index, state))
    }
    return WhyNot.NearMiss(rule: rule.name, location: rule.location, parts: parts)
  }
}

extension CompiledRules {
  /// Whether a premise holds a variable to its kind; no rule says it.
  func isKind(_ premise: TemporalDatalog.Premise) -> Bool {
    switch premise {
    case .holds(let literal), .absent(let literal): kindRelations.contains(literal.relation)
    case .compare, .assign, .range, .run, .aggregate: false
    }
  }
}

extension Level {
  /// The code of a value, added if nothing has it.
  func codeMakingRoom(for value: Value) -> UInt32 {
    if let code = compiled.code(existing: value, in: model.pools) { return code }
    switch value {
    case .entity(let id): return model.code(ofText: (compiled.identities[id] ?? id).text)
    case .text(let text): return model.code(ofText: text)
    case .integer(let number): return model.code(ofNumber: Int64(number))
    case .decimal(let number): return model.code(ofNumber: number.millionths)
    case .day(let day): return model.code(ofNumber: Int64(day.number))
    }
  }
}
