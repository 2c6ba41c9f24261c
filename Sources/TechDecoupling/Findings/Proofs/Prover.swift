import TemporalDatalog

/// Finds the heights of atoms: how tall the least proof of each is, on each day.
///
/// From a goal it collects the atoms from which the goal follows, as deep as it has to, and covers
/// their days in rounds: after round *k* an atom covers the days on which it has a proof of height
/// *k* or less. An atom at depth *d* matters only to proofs taller than *d*, so the search is
/// deepened, doubling, until the goal is covered: the work is that of the proof and not that of all
/// that the goal could rest on.
///
/// - Complexity: O(*m* log *m*) set operations, where *m* is the number of rule instances within
///   twice the height of the goal's proof.
final class Prover {
  let level: Level
  let reading: Reading
  private(set) var nodes: [Node] = []
  private(set) var instances: [Instance] = []
  private var numbers: [CodedAtom: Int] = [:]
  /// The nodes at the depth that is not opened yet.
  private var frontier: [Int] = []

  /// A ground atom, and what is known of its proofs.
  struct Node {
    let coded: CodedAtom
    let atom: Atom
    /// Whether the record has a row of it, which is looked at where the proof shows it.
    let isRecorded: Bool
    /// Ranges of certain marks on imprecise dates.
    let marks: [Period]
    /// Days that the record gives.
    var recorded: [Span]
    /// Instances of rules that conclude it, in the order of rules and values.
    var instances: [Int] = []
    /// Instances that have it as a premise.
    var users: [Int] = []
    var heights = HeightMap()
  }

  /// An instance of a rule that concludes an atom.
  struct Instance {
    let head: Int
    let derivation: Derivation
    let needs: [Need]
  }

  /// What an instance needs besides what has no height.
  enum Need {
    /// An atom; through a window, the days on which a certain mark suffices.
    case atom(Int, premise: Int, WindowTransform?, marked: [Span])
    /// A run of days of an atom: one of these.
    case run(Int, premise: Int, [Span])
    case aggregate(Group)
  }

  /// The members of an aggregate.
  struct Group {
    let premise: Int
    let aggregate: TemporalDatalog.Aggregate
    let use: AggregateUse
    let members: [Member]
    /// The bound that members have to meet, if a part of them can.
    let bound: MonotoneBound?
  }

  /// What an aggregate counts once: matches of its body that agree in what is counted.
  struct Member {
    let values: [UInt32?]
    let number: Int64
    let matches: [(derivation: Derivation, needs: [Need])]
    let days: [Span]
  }

  init(_ level: Level, _ reading: Reading) {
    self.level = level
    self.reading = reading
  }

  var horizon: Span { level.compiled.program.horizon }

  // MARK: - Collecting

  /// The number of an atom's node, made if it is new.
  func node(_ coded: CodedAtom) -> Int {
    if let number = numbers[coded] { return number }
    let atom = level.atom(coded)
    let days = level.facts.days(of: atom)
    var recorded: [Span] = []
    if let days {
      let periods = reading == .certain ? days.certain : days.conceivable
      recorded = SpanSet.coalesced(periods.compactMap { level.compiled.span($0) })
    }
    let number = nodes.count
    nodes.append(
      Node(
        coded: coded, atom: atom, isRecorded: days != nil, marks: days?.marks ?? [],
        recorded: recorded))
    nodes[number].heights.add(recorded, height: 0)
    numbers[coded] = number
    frontier.append(number)
    return number
  }

  /// Opens every node of the frontier; those they need become the next frontier.
  private func deepen() throws(EvaluationError) {
    let opened = frontier
    frontier = []
    for number in opened {
      let coded = nodes[number].coded
      let derivations: [Derivation]
      do throws(EvaluationFailure) {
        derivations = try level.model.derivations(
          of: coded.tuple, relation: coded.relation, reading)
      } catch {
        throw level.compiled.error(error, at: level.credibility)
      }
      if derivations.isEmpty && nodes[number].recorded.isEmpty {
        // Roles of entities are facts that no entry states.
        nodes[number].recorded = level.model.days(coded.relation, coded.tuple, reading)
      }
      for derivation in sorted(derivations, by: nil) {
        let rule = level.compiled.program.rules[derivation.rule]
        let needs = try self.needs(rule.premises, derivation, path: [])
        let instance = instances.count
        instances.append(Instance(head: number, derivation: derivation, needs: needs))
        nodes[number].instances.append(instance)
        for used in Set(needs.flatMap(Prover.nodes(in:))) { nodes[used].users.append(instance) }
      }
    }
  }

  private static func nodes(in need: Need) -> [Int] {
    switch need {
    case .atom(let node, _, _, _), .run(let node, _, _): [node]
    case .aggregate(let group):
      group.members.flatMap { $0.matches.flatMap { $0.needs.flatMap(nodes(in:)) } }
    }
  }

  private func needs(
    _ premises: [TemporalDatalog.Premise], _ derivation: Derivation, path: [Int]
  ) throws(EvaluationError) -> [Need] {
    var needs: [Need] = []
    for (index, premise) in premises.enumerated() {
      // That an entity has a role is known before rules run.
      if level.compiled.isKind(premise) { continue }
      switch premise {
      case .holds(let literal):
        guard let coded = witness(literal, index, derivation) else { continue }
        let number = node(coded)
        let offsets = literal.window.map(WindowTransform.init)
        needs.append(
          .atom(number, premise: index, offsets, marked: marked(nodes[number].marks, offsets)))
      case .run(let literal, let reading):
        guard let coded = witness(literal, index, derivation) else { continue }
        needs.append(.run(node(coded), premise: index, runs(coded, reading, derivation)))
      case .aggregate where path.isEmpty && isException(derivation.rule, index):
        // What an exception reads has no height.
        continue
      case .aggregate(let aggregate, let use):
        needs.append(.aggregate(try group(aggregate, use, index, derivation, path + [index])))
      case .absent, .compare, .assign, .range:
        continue
      }
    }
    return needs
  }

  private func isException(_ rule: Int, _ index: Int) -> Bool {
    let origins = level.compiled.origins
    guard origins.indices.contains(rule), origins[rule].indices.contains(index),
      case .exception = origins[rule][index]
    else { return false }
    return true
  }

  /// The tuple that satisfies a premise.
  private func witness(
    _ literal: Literal, _ index: Int, _ derivation: Derivation
  ) -> CodedAtom? {
    var tuple: [UInt32] = []
    let witness = derivation.witnesses[index] ?? []
    for (column, operand) in literal.operands.enumerated() {
      switch operand {
      case .constant(let code): tuple.append(code)
      case .variable(let variable):
        if let code = derivation.bindings[variable] {
          tuple.append(code)
        } else if column < witness.count {
          tuple.append(witness[column])
        } else {
          return nil
        }
      case .any:
        guard column < witness.count else { return nil }
        tuple.append(witness[column])
      }
    }
    return CodedAtom(relation: literal.relation, tuple: tuple)
  }

  /// The days whose window contains the whole range of a certain mark.
  private func marked(_ marks: [Period], _ offsets: WindowTransform?) -> [Span] {
    guard let offsets, !offsets.isAlways else { return [] }
    return SpanSet.coalesced(
      marks.compactMap { mark in
        level.compiled.span(mark).flatMap { offsets.containing($0, within: horizon) }
      })
  }

  /// The runs of an atom that have the parts that an instance reads.
  private func runs(
    _ coded: CodedAtom, _ parts: TemporalDatalog.RunReading, _ derivation: Derivation
  ) -> [Span] {
    var spans = level.model.days(coded.relation, coded.tuple, reading)
    if reading == .conceivable {
      // A rule that reads a run concludes once with each reading of it.
      spans += level.model.days(coded.relation, coded.tuple, .certain)
    }
    func matches(_ variable: Int?, _ value: Int64) -> Bool {
      guard let variable, let code = derivation.bindings[variable] else { return true }
      return level.model.numbers.value(code) == value
    }
    return Set(spans).filter { span in
      matches(parts.start, Int64(span.from)) && matches(parts.end, Int64(span.until))
        && matches(parts.length, Int64(span.until) - Int64(span.from))
    }.sorted()
  }

  private func group(
    _ aggregate: TemporalDatalog.Aggregate, _ use: AggregateUse, _ index: Int,
    _ derivation: Derivation, _ path: [Int]
  ) throws(EvaluationError) -> Group {
    let matches: [Derivation]
    do throws(EvaluationFailure) {
      matches = try level.model.members(
        of: path, inRule: derivation.rule, bindings: derivation.bindings, reading)
    } catch {
      throw level.compiled.error(error, at: level.credibility)
    }
    let counted = aggregate.counted
    var order: [[UInt32?]] = []
    var byValues: [[UInt32?]: [(derivation: Derivation, needs: [Need])]] = [:]
    for match in sorted(matches, by: aggregate.body) {
      let values = counted.map { match.bindings.indices.contains($0) ? match.bindings[$0] : nil }
      if byValues[values] == nil { order.append(values) }
      byValues[values, default: []].append(
        (match, try needs(aggregate.body, match, path: path)))
    }
    let members = order.map { values in
      let matches = byValues[values] ?? []
      let number = aggregate.value == nil ? nil : values.last ?? nil
      return Member(
        values: values, number: number.map { level.model.numbers.value($0) } ?? 1,
        matches: matches, days: SpanSet.coalesced(matches.flatMap(\.derivation.days)))
    }
    return Group(
      premise: index, aggregate: aggregate, use: use, members: members,
      bound: MonotoneBound(aggregate, use, members, derivation, level.model.numbers))
  }

  /// Instances in the order of rules, then of their values, never of codes.
  ///
  /// The witnesses are those of the given premises, or of each derivation's own rule.
  private func sorted(
    _ derivations: [Derivation], by body: [TemporalDatalog.Premise]?
  ) -> [Derivation] {
    guard derivations.count > 1 else { return derivations }
    let keyed = derivations.map { derivation -> (key: [Value?], derivation: Derivation) in
      let rule = level.compiled.rules[level.compiled.program.rules[derivation.rule].origin]
      var key: [Value?] = []
      for (variable, code) in derivation.bindings.enumerated() {
        guard let code else {
          key.append(nil)
          continue
        }
        guard rule.variableTypes.indices.contains(variable) else { continue }
        key.append(
          level.compiled.value(code, as: rule.variableTypes[variable], in: level.model.pools))
      }
      let premises = body ?? level.compiled.program.rules[derivation.rule].premises
      for index in derivation.witnesses.keys.sorted() {
        key += witnessValues(derivation, index, premises)
      }
      return (key, derivation)
    }
    return keyed.sorted { left, right in
      if left.derivation.rule != right.derivation.rule {
        return left.derivation.rule < right.derivation.rule
      }
      for (a, b) in zip(left.key, right.key) where a != b {
        guard let a else { return true }
        guard let b else { return false }
        return a < b
      }
      return left.key.count < right.key.count
    }.map(\.derivation)
  }

  private func witnessValues(
    _ derivation: Derivation, _ index: Int, _ premises: [TemporalDatalog.Premise]
  ) -> [Value?] {
    guard premises.indices.contains(index), let tuple = derivation.witnesses[index] else {
      return []
    }
    switch premises[index] {
    case .holds(let literal), .run(let literal, _):
      let columns = level.compiled.relations[literal.relation].columns
      guard tuple.count >= columns.count else { return [] }
      return level.compiled.values(
        Array(tuple.prefix(columns.count)), relation: literal.relation, in: level.model.pools)
    default: return []
    }
  }

  // MARK: - Proving

  /// Finds the height of an atom on a day, and with it those of all that its proof rests on.
  ///
  /// - Returns: The node of the atom; nil if it has no proof on the day.
  func prove(_ goal: CodedAtom, on day: Int32) throws(EvaluationError) -> Int? {
    let number = node(goal)
    var depth = 0
    var target = 1
    while nodes[number].heights.height(on: day) == nil {
      if frontier.isEmpty { return nil }
      while depth < target && !frontier.isEmpty {
        if Task.isCancelled {
          throw .cancelled(
            EvaluationError.Progress(
              level: level.credibility, rule: nil, round: depth, facts: nodes.count))
        }
        try deepen()
        depth += 1
      }
      run(goal: number, day: day, limit: frontier.isEmpty ? Int.max : depth)
      target *= 2
    }
    return number
  }

  /// Finds every height of all that a node can rest on.
  func proveFully(_ node: Int) throws(EvaluationError) {
    while !frontier.isEmpty { try deepen() }
    run(goal: node, day: horizon.until, limit: .max)
  }

  /// Covers days in rounds until the goal's day is covered, nothing changes or a limit is reached.
  private func run(goal: Int, day: Int32, limit: Int) {
    for index in nodes.indices {
      nodes[index].heights = HeightMap()
      nodes[index].heights.add(nodes[index].recorded, height: 0)
    }
    var queue = Array(instances.indices)
    var round = 0
    while !queue.isEmpty && round < limit {
      round += 1
      var found: [(node: Int, days: [Span])] = []
      for index in queue {
        let instance = instances[index]
        let days = SpanSet.subtracting(
          proven(instance.needs, within: instance.derivation.days),
          nodes[instance.head].heights.covered)
        if !days.isEmpty { found.append((instance.head, days)) }
      }
      var next: Set<Int> = []
      for (node, days) in found {
        // Two instances of one round may prove the same days.
        let new = SpanSet.subtracting(days, nodes[node].heights.covered)
        if new.isEmpty { continue }
        nodes[node].heights.add(new, height: round)
        next.formUnion(nodes[node].users)
      }
      if nodes[goal].heights.height(on: day) != nil { return }
      queue = next.sorted()
    }
  }

  /// The days, of some, on which all needs are proved by now.
  private func proven(_ needs: [Need], within days: [Span]) -> [Span] {
    var days = days
    for need in needs {
      if days.isEmpty { return [] }
      days = SpanSet.intersection(days, proven(need))
    }
    return days
  }

  private func proven(_ need: Need) -> [Span] {
    switch need {
    case .atom(let node, _, nil, _):
      return nodes[node].heights.covered
    case .atom(let node, _, let offsets?, let marked):
      return SpanSet.coalesced(
        offsets.image(of: nodes[node].heights.covered, within: horizon) + marked)
    case .run(let node, _, let spans):
      let covered = nodes[node].heights.covered
      return SpanSet.coalesced(
        spans.filter { SpanSet.intersection([$0], covered) == [$0] })
    case .aggregate(let group):
      let members = group.members.map { member in
        SpanSet.coalesced(member.matches.flatMap { proven($0.needs, within: $0.derivation.days) })
      }
      if let bound = group.bound { return bound.met(by: group.members, on: members, horizon) }
      var open: [Span] = []
      for (member, days) in zip(group.members, members) {
        open += SpanSet.subtracting(member.days, days)
      }
      return SpanSet.subtracting([horizon], SpanSet.coalesced(open))
    }
  }
}

extension TemporalDatalog.Aggregate {
  /// The variables whose values make a member: one match is counted once for them.
  var counted: [Int] { per + (value.map { [$0] } ?? []) }
}
