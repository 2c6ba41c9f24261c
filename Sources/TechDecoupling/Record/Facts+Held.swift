extension Facts {
  /// Returns the opinions, forecasts and conditionals that speak of a pattern, by entry.
  ///
  /// ```swift
  /// for held in facts.held(matching: Motives.motive(act, any())) {
  ///   print(held.statement.holding?.holder ?? "", held.statement.holding?.likelihood ?? "")
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - pattern: An atom that may have wildcards; nil for all, those in words alone included.
  ///   - holder: Who holds it, as the record names the holder; nil for everybody.
  /// - Complexity: O(*n*) in held statements.
  public func held(matching pattern: Atom? = nil, by holder: String? = nil) -> [HeldStatement] {
    let pattern = pattern.map(canonical)
    return held.filter { held in
      guard holder == nil || held.statement.holding?.holder == holder else { return false }
      guard let pattern else { return true }
      return held.statement.atoms.contains { canonical($0).matches(pattern) }
    }
  }

  /// Returns the questions on which holders differ, with their answers.
  ///
  /// The last column of a held atom is the answer, the others are its scope. Answers of different
  /// scope, under different conditions, or about days that do not meet are none to one question,
  /// and one holder alone does not differ. Answers of a relation that is one-of are a conflict;
  /// those of others, such as motives, may hold side by side.
  ///
  /// - Returns: By question; answers by likelihood, those without a number last, then by value.
  /// - Complexity: O(*n*²) in the held statements of one question.
  public func disagreements(on pattern: Atom) -> [Disagreement] {
    struct Key: Hashable {
      var question: Atom
      var given: [Atom]
    }
    let pattern = canonical(pattern)
    var groups: [Key: [Disagreement.Answer]] = [:]
    for held in held {
      guard let holding = held.statement.holding else { continue }
      for atom in held.statement.atoms.map(canonical) where atom.matches(pattern) {
        guard !atom.arguments.isEmpty else { continue }
        var question = atom
        question.arguments[question.arguments.count - 1] = .wildcard
        groups[Key(question: question, given: holding.given.sorted()), default: []]
          .append(Disagreement.Answer(atom: atom, held: held))
      }
    }
    var found: [Disagreement] = []
    for (key, answers) in groups {
      let differing = answers.filter { one in answers.contains { one.differs(from: $0) } }
      guard !differing.isEmpty else { continue }
      found.append(
        Disagreement(question: key.question, given: key.given, answers: differing.sorted()))
    }
    return found.sorted { ($0.question, "\($0.given)") < ($1.question, "\($1.given)") }
  }
}

/// One question that holders answer differently.
public struct Disagreement: Hashable, Sendable {
  /// What is asked: the atom with its last column open.
  public let question: Atom
  /// The conditions under which all of them answer.
  public let given: [Atom]
  /// Two answers or more, the likeliest first.
  public let answers: [Answer]

  /// Whether at most one of the answers can be right; else they may hold side by side.
  public var isConflict: Bool { question.relation.isOneOf }

  /// What one holder says.
  public struct Answer: Hashable, Sendable {
    /// The question with the holder's answer in the last column.
    public let atom: Atom
    /// Who holds it, how surely, and who reports it.
    public let held: HeldStatement

    /// Whether another holder has another answer for some of the same days.
    func differs(from other: Answer) -> Bool {
      guard atom != other.atom,
        held.statement.holding?.holder != other.held.statement.holding?.holder
      else { return false }
      guard let mine = held.period, let theirs = other.held.period else {
        return true
      }
      return mine.mayMeet(theirs)
    }
  }
}

extension Disagreement.Answer: Comparable {
  /// Orders by likelihood, the greatest first and those without a number last, then by value.
  public static func < (left: Self, right: Self) -> Bool {
    let scale = LikelihoodScale.standard
    let percents = [left, right].map { answer in
      answer.held.statement.holding?.likelihood.flatMap(scale.percent) ?? -1
    }
    if percents[0] != percents[1] { return percents[0] > percents[1] }
    if left.atom != right.atom { return left.atom < right.atom }
    return left.held.entry < right.held.entry
  }
}

extension DatePeriod {
  /// Whether two periods conceivably have a day in common.
  func mayMeet(_ other: DatePeriod) -> Bool {
    func isBefore(_ end: End, _ start: End) -> Bool {
      guard case .date(let end) = end, case .date(let start) = start, let last = end.last,
        let first = start.first
      else { return false }
      return last < first
    }
    return !isBefore(end, other.start) && !isBefore(other.end, start)
  }
}
