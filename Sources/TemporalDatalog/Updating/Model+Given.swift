extension Model {
  /// All that is given of a tuple: its days in both readings, and its marks.
  ///
  /// O(log *n*).
  package func given(_ relation: Int, _ tuple: [UInt32]) -> Fact {
    storage.given(relation, tuple)
  }

  /// Whether some tuple that is given has a code in a column.
  ///
  /// O(log *n* + *k*) for *k* such tuples; the first question about a column sorts the relation.
  package func gives(_ code: UInt32, column: Int, of relation: Int) -> Bool {
    storage.gives(code, column: column, of: relation)
  }

  /// The facts by which others, in the codes of pools of their own, differ from those given: what
  /// ``updated(with:budget:)`` takes.
  ///
  /// O(*n*) in both, without a rule being looked at.
  ///
  /// - Parameter numbers: The program's number of each relation of the store.
  package func changes(to store: FactStore, numbers: [Int: Int]) -> [Fact] {
    var symbols: [UInt32: UInt32] = [:]
    let new = intern { pools in
      store.united(program, numbers: numbers) { code, kind in
        if kind != .symbol { return pools.numbers.code(store.numbers.value(code)) }
        if let known = symbols[code] { return known }
        let own = pools.symbols.code(store.symbols.text(code))
        symbols[code] = own
        return own
      }
    }
    let given: FactStore
    do throws(EvaluationFailure) {
      given = try storage.store([], program)
    } catch {
      preconditionFailure("a model's relation has no budget that could be spent")
    }
    let same = Dictionary(uniqueKeysWithValues: program.relations.indices.map { ($0, $0) })
    let old = given.united(program, numbers: same) { code, _ in code }
    var changes: [Fact] = []
    for relation in program.relations.indices {
      let (before, after) = (old[relation] ?? [:], new[relation] ?? [:])
      for (tuple, fact) in after where before[tuple] != fact { changes.append(fact) }
      for tuple in before.keys where after[tuple] == nil {
        changes.append(Fact(relation: relation, tuple: tuple, certain: [], conceivable: []))
      }
    }
    return changes
  }
}

extension FactStore {
  /// What is given of each tuple, by relation, in other codes.
  fileprivate func united(
    _ program: Program, numbers: [Int: Int], _ translate: (UInt32, ColumnKind) -> UInt32
  ) -> [Int: [[UInt32]: Fact]] {
    var facts: [Int: [[UInt32]: Fact]] = [:]
    func add(
      _ relation: Int, _ tuple: [UInt32], _ certain: [Span], _ conceivable: [Span], _ marks: [Span]
    ) {
      guard let number = numbers[relation] else { return }
      let columns = program.relations[number].columns
      let own = zip(tuple, columns).map { translate($0, $1) }
      let horizon = program.horizon
      var fact =
        facts[number]?[own]
        ?? Fact(relation: number, tuple: own, certain: [], conceivable: [])
      fact.certain = SpanSet.coalesced(fact.certain + certain, within: horizon)
      fact.conceivable = SpanSet.coalesced(fact.conceivable + conceivable, within: horizon)
      fact.marks = Set(fact.marks + marks).sorted()
      if fact.conceivable.isEmpty && fact.marks.isEmpty { return }
      facts[number, default: [:]][own] = fact
    }
    for fact in self.facts {
      add(fact.relation, fact.tuple, fact.certain, fact.conceivable, fact.marks)
    }
    for (relation, blocks) in blocks {
      for block in blocks {
        for row in 0..<block.count {
          let days = [block.span(row)]
          add(relation, block.tuple(row), days, days, [])
        }
      }
    }
    return facts
  }
}

extension ModelStorage {
  /// The given rows of a physical relation; nil if there are none.
  private func givenRows(_ relation: Int, _ graph: UpdateGraph) -> Relation? {
    let rows = graph.isConcluded[relation] ? given.rows[relation] : relations[relation]
    return rows.flatMap { $0.count > 0 ? $0 : nil }
  }

  fileprivate func given(_ relation: Int, _ tuple: [UInt32]) -> Fact {
    let graph = updateGraph
    let input = Rows(width: tuple.count + 2, capacity: 1)
    input.append(tuple + [0, 0])
    func days(_ number: Int) -> [Span] {
      guard let rows = givenRows(number, graph) else { return [] }
      let found = found(rows, input, tuple.count)
      return (0..<found.count).map { rows.isTemporal ? found.span($0) : physical.horizon }
    }
    var fact = Fact(
      relation: relation, tuple: tuple, certain: days(relation),
      conceivable: days(physical.conceivable[relation]))
    if let marks = given.marks[relation] {
      let found = found(marks, input, tuple.count)
      fact.marks = (0..<found.count).map(found.span)
    }
    return fact
  }

  /// The rows that begin with a tuple.
  private func found(_ relation: Relation, _ input: Rows, _ arity: Int) -> Rows {
    do throws(EvaluationFailure) {
      return try KeyedReader(relation, columns: Array(0..<arity)).rows(input, 0)
    } catch {
      preconditionFailure("a model's relation has no budget that could be spent")
    }
  }

  fileprivate func gives(_ code: UInt32, column: Int, of relation: Int) -> Bool {
    let graph = updateGraph
    func gives(_ number: Int) -> Bool {
      guard let rows = givenRows(number, graph) else { return false }
      do throws(EvaluationFailure) {
        let found = Rows(width: rows.width, capacity: 1)
        try KeyedReader(rows, [(column, .constant(code))]).read(into: found)
        return found.count > 0
      } catch {
        preconditionFailure("a model's relation has no budget that could be spent")
      }
    }
    let conceivable = physical.conceivable[relation]
    return gives(relation) || (conceivable != relation && gives(conceivable))
  }
}
