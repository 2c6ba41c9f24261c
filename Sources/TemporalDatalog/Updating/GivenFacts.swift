/// What was given to an evaluation, as far as a model does not tell it from what was concluded.
struct GivenFacts {
  /// The given rows of physical relations that rules conclude too.
  var rows: [Int: Relation] = [:]
  /// The marks of the program's relations that have any, as rows (tuple…, from, until).
  var marks: [Int: Relation] = [:]
  /// Windows that marks complete: where the days of a mark's windows are given.
  var completions: [(relation: Int, window: WindowTransform, target: Int)] = []

  init() {}

  /// Notes what a loader has put into relations before any rule ran.
  init(
    _ facts: FactStore, _ context: Context, completions: [(Int, WindowTransform, Int)]
  ) throws(EvaluationFailure) {
    self.completions = completions.map { (relation: $0.0, window: $0.1, target: $0.2) }
    for target in context.physical.rules.lazy.map(\.target) where rows[target] == nil {
      let relation = context.relations[target]
      if relation.insertedCount == 0 { continue }
      let given = relation.waitingRows
      if given.count == 0 { continue }
      rows[target] = try Relation(
        name: relation.name, arity: relation.arity, isTemporal: relation.isTemporal,
        rowsWorthBits: .max, rows: given.normalized(isTemporal: relation.isTemporal))
    }
    var marks: [Int: Rows] = [:]
    for fact in facts.facts where !fact.marks.isEmpty {
      let block = marks[fact.relation] ?? Rows(width: fact.tuple.count + 2, capacity: 16)
      marks[fact.relation] = block
      for mark in fact.marks { block.append(fact.tuple, mark) }
    }
    for (relation, block) in marks {
      self.marks[relation] = try Relation(
        name: context.relations[relation].name, arity: block.width, isTemporal: false,
        rowsWorthBits: .max, rows: block.normalized(isTemporal: false))
    }
  }
}

extension Relation {
  /// The rows that have been handed in before the first round, in one block.
  fileprivate var waitingRows: Rows {
    let rows = Rows(width: width, capacity: 16)
    for block in pending.blocks { rows.append(contentsOf: block) }
    for run in fresh.runs { rows.append(contentsOf: run.rows) }
    return rows
  }
}

/// What the facts of an update say of some tuples, as changes of given rows.
struct GivenChange {
  /// By physical relation.
  private(set) var rows: [Int: RowChange] = [:]
  /// By the program's relation, in rows (tuple…, from, until).
  private(set) var marks: [Int: RowChange] = [:]
  /// The tuples that the facts are about, by the program's relation.
  let facts: [Int: [[UInt32]: Fact]]

  /// Unites the facts about each tuple.
  init(_ facts: [Fact], _ program: Program) {
    var united: [Int: [[UInt32]: Fact]] = [:]
    for fact in facts {
      precondition(
        fact.tuple.count == program.relations[fact.relation].columns.count,
        "a fact of '\(program.relations[fact.relation].name)' has \(fact.tuple.count) values")
      var one = fact
      if let other = united[fact.relation]?[fact.tuple] {
        one.certain += other.certain
        one.conceivable += other.conceivable
        one.marks += other.marks
      }
      one.certain = SpanSet.coalesced(one.certain, within: program.horizon)
      one.conceivable = SpanSet.coalesced(one.conceivable, within: program.horizon)
      one.marks = Set(one.marks).sorted()
      united[fact.relation, default: [:]][fact.tuple] = one
    }
    self.facts = united
  }

  /// Whether the physical program has a place for all that the facts say: it was made for facts
  /// that are as precise, and as timeless, as they were.
  func fits(_ context: Context) -> Bool {
    let physical = context.physical
    return facts.allSatisfy { relation, facts in
      let conceivable = physical.conceivable[relation]
      return facts.values.allSatisfy { fact in
        if !fact.marks.isEmpty && context.given.marks[relation] == nil { return false }
        if conceivable == relation && fact.certain != fact.conceivable { return false }
        func fits(_ spans: [Span], _ relation: Int) -> Bool {
          physical.relations[relation].isTemporal
            || spans.allSatisfy { $0 == physical.horizon }
        }
        return fits(fact.certain, relation) && fits(fact.conceivable, conceivable)
      }
    }
  }

  /// Compares what the facts say with what was given.
  ///
  /// O(facts · log *n*).
  mutating func compare(
    _ context: Context, relations: [Relation], given: GivenFacts, isConcluded: (Int) -> Bool
  ) throws(EvaluationFailure) {
    for (relation, facts) in facts.sorted(by: { $0.key < $1.key }) {
      let conceivable = context.physical.conceivable[relation]
      var targets: [(Int, (Fact) -> [Span])] = [(relation, \.certain)]
      if conceivable != relation { targets.append((conceivable, \.conceivable)) }
      for (window, target) in given.completions.filter({ $0.relation == relation }).map({
        ($0.window, $0.target)
      }) {
        targets.append(
          (
            target,
            { fact in
              SpanSet.coalesced(
                fact.marks.compactMap { window.containing($0, within: context.horizon) })
            }
          ))
      }
      for (target, days) in targets {
        let before = isConcluded(target) ? given.rows[target] : relations[target]
        try add(facts.values, days, target, relations[target], before, context)
      }
      if let marks = given.marks[relation] {
        let change = try compare(facts.values, marks) { fact in
          fact.marks.map { fact.tuple + [dayCode($0.from), dayCode($0.until)] }
        }
        if !change.isEmpty { self.marks[relation] = change }
      }
    }
  }

  private mutating func add(
    _ facts: some Collection<Fact>, _ days: (Fact) -> [Span], _ target: Int, _ relation: Relation,
    _ before: Relation?, _ context: Context
  ) throws(EvaluationFailure) {
    let lost = Rows(width: relation.width, capacity: 4)
    let gained = Rows(width: relation.width, capacity: 4)
    let reader = try before.map { before throws(EvaluationFailure) in
      try KeyedReader(before, columns: Array(0..<relation.arity))
    }
    for fact in facts {
      let input = Rows(width: relation.arity, capacity: 1)
      input.append(fact.tuple)
      let known = reader?.rows(input, 0)
      let old =
        known.map { known in
          (0..<known.count).map { relation.isTemporal ? known.span($0) : context.horizon }
        } ?? []
      let new = days(fact)
      func append(_ spans: [Span], to rows: Rows) {
        for span in spans {
          if relation.isTemporal { rows.append(fact.tuple, span) } else { rows.append(fact.tuple) }
        }
      }
      append(SpanSet.subtracting(old, new), to: lost)
      append(SpanSet.subtracting(new, old), to: gained)
    }
    let change = RowChange(
      lost: try lost.normalized(isTemporal: relation.isTemporal),
      gained: try gained.normalized(isTemporal: relation.isTemporal))
    if !change.isEmpty { rows[target] = change }
  }

  /// The rows of a relation without days that facts lose and gain.
  private func compare(
    _ facts: some Collection<Fact>, _ relation: Relation, _ rows: (Fact) -> [[UInt32]]
  ) throws(EvaluationFailure) -> RowChange {
    let before = Rows(width: relation.width, capacity: 4)
    let after = Rows(width: relation.width, capacity: 4)
    let reader = try KeyedReader(relation, columns: Array(0..<relation.arity - 2))
    for fact in facts {
      let input = Rows(width: relation.arity, capacity: 1)
      input.append(fact.tuple + [0, 0])
      reader.read(input, 0, into: before)
      for row in rows(fact) { after.append(row) }
    }
    let (old, new) = (
      try before.normalized(isTemporal: false), try after.normalized(isTemporal: false)
    )
    return RowChange(
      lost: try old.subtracting(new, isTemporal: false, nil),
      gained: try new.subtracting(old, isTemporal: false, nil))
  }
}

extension GivenFacts {
  /// What is given after a change.
  func changed(
    by change: GivenChange, _ context: Context, isConcluded: (Int) -> Bool
  ) throws(EvaluationFailure) -> GivenFacts {
    var result = self
    for (target, rows) in change.rows where isConcluded(target) {
      let relation = context.relations[target]
      let none = Rows(width: relation.width, capacity: 0)
      let base =
        if let known = self.rows[target] {
          known
        } else {
          try Relation(
            name: relation.name, arity: relation.arity, isTemporal: relation.isTemporal,
            rowsWorthBits: .max, rows: none)
        }
      let changed = Relation(over: base)
      try changed.change(lost: rows.lost, gained: rows.gained)
      result.rows[target] = changed
    }
    for (relation, rows) in change.marks {
      guard let base = marks[relation] else { continue }
      let changed = Relation(over: base)
      try changed.change(lost: rows.lost, gained: rows.gained)
      result.marks[relation] = changed
    }
    return result
  }

  /// All that is given, with some tuples as facts state them.
  ///
  /// O(*n*).
  func store(
    _ program: Program, _ context: Context, relations: [Relation], but change: GivenChange,
    isConcluded: (Int) -> Bool
  ) throws(EvaluationFailure) -> FactStore {
    var store = FactStore()
    (store.symbols, store.numbers) = (context.symbols, context.numbers)
    for number in program.relations.indices {
      let stated = change.facts[number] ?? [:]
      for fact in stated.values { store.insert(fact) }
      func rows(_ physical: Int) throws(EvaluationFailure) -> Rows? {
        try isConcluded(physical)
          ? self.rows[physical]?.joinedRows() : relations[physical].joinedRows()
      }
      let arity = program.relations[number].columns.count
      let conceivable = context.physical.conceivable[number]
      if conceivable == number {
        guard let rows = try rows(number), rows.count > 0 else { continue }
        store.insert(rows.block(arity: arity).without(Set(stated.keys)), relation: number)
        continue
      }
      var facts: [[UInt32]: Fact] = [:]
      func collect(
        _ rows: Rows?, arity: Int, _ path: WritableKeyPath<Fact, [Span]>
      ) {
        guard let rows else { return }
        for row in 0..<rows.count {
          let tuple = rows.tuple(row, arity: arity)
          if stated[tuple] != nil { continue }
          let span = rows.width > arity ? rows.span(row) : context.horizon
          facts[
            tuple,
            default: Fact(relation: number, tuple: tuple, certain: [], conceivable: [])][
              keyPath: path
            ].append(span)
        }
      }
      collect(try rows(number), arity: arity, \.certain)
      collect(try rows(conceivable), arity: arity, \.conceivable)
      collect(try marks[number]?.joinedRows(), arity: arity, \.marks)
      for fact in facts.values { store.insert(fact) }
    }
    return store
  }
}

extension Rows {
  /// The rows as a block of given ones.
  fileprivate func block(arity: Int) -> FactBlock {
    let columns = (0..<arity).map { column in
      Array(UnsafeBufferPointer(start: self.column(column), count: count))
    }
    if width == arity { return FactBlock(count: count, columns: columns) }
    return FactBlock(
      count: count, columns: columns, from: (0..<count).map { span($0).from },
      until: (0..<count).map { span($0).until })
  }
}
