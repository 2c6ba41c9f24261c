extension Findings {
  /// Returns what holds on a day as a graph of entities.
  ///
  /// ```swift
  /// let graph = try findings.graph(
  ///   of: [.relation(Access.withheldFrom), .relation(Access.declinedAccess, to: 2)], on: day)
  /// print(graph.dot)
  /// ```
  ///
  /// A relation with two or more columns of entities gives edges; its other values stand on them. One
  /// with a single column of entities marks its nodes.
  ///
  /// - Parameters:
  ///   - parts: The relations; none gives an empty graph.
  ///   - day: A calendar day inside the horizon.
  ///   - conceivable: Whether what is only conceivable is drawn too, as such.
  /// - Throws: ``QueryError`` if a relation is unknown, has no column of entities where one is
  ///   asked for, or the day lies outside the horizon.
  /// - Complexity: O(*n* + *k* log *k*) for *n* tuples of the relations, *k* of which hold.
  public func graph(
    of parts: [Graph.Part], on day: Day, conceivable: Bool = true
  ) throws(QueryError) -> Graph {
    var drawing = Drawing(entities: facts.entities)
    for part in parts {
      try check(part.relation.pattern, isGround: false)
      let (from, to) = try columns(of: part)
      for atom in try atoms(matching: part.relation.pattern, on: day, conceivable: conceivable) {
        drawing.draw(atom, from, to, credibility(of: atom, on: day))
      }
    }
    return drawing.graph(on: day)
  }

  /// The columns that edges of a part join; the second is nil if there is one column of entities.
  func columns(of part: Graph.Part) throws(QueryError) -> (from: Int, to: Int?) {
    let relation = part.relation
    let ends = relation.columns.indices.filter { relation.columns[$0].isEntity }
    for column in [part.from, part.to].compactMap(\.self) where !ends.contains(column) {
      throw .noEntity(relation: relation.name, column: column)
    }
    guard let from = part.from ?? ends.first(where: { $0 != part.to }) else {
      throw .noEntity(relation: relation.name, column: nil)
    }
    return (from, part.to ?? ends.first { $0 != from })
  }

  /// A graph in the making.
  private struct Drawing {
    struct Line {
      let from: EntityID
      let to: EntityID
      let label: Graph.Label
    }
    let entities: Entities
    var marks: [EntityID: [Graph.Label]] = [:]
    var lines: [Line] = []

    mutating func draw(_ atom: Atom, _ from: Int, _ to: Int?, _ credibility: Credibility?) {
      let values = atom.values ?? []
      guard case .entity(let start)? = values.dropFirst(from).first else { return }
      let others = values.indices.filter { $0 != from && $0 != to }.map { words(values[$0]) }
      let label = Graph.Label(
        atom: atom,
        words: atom.relation.name + (others.isEmpty ? "" : ": " + others.joined(separator: ", ")),
        credibility: credibility)
      guard let to, case .entity(let end)? = values.dropFirst(to).first else {
        marks[start, default: []].append(label)
        return
      }
      marks[start, default: []] += []
      marks[end, default: []] += []
      lines.append(Line(from: start, to: end, label: label))
    }

    func words(_ value: Value) -> String {
      switch value {
      case .entity(let id): entities.name(of: id)
      case .text(let text): text
      case .integer, .decimal, .day: value.written
      }
    }

    func graph(on day: Day) -> Graph {
      let ids = marks.keys.sorted()
      let places = Dictionary(uniqueKeysWithValues: zip(ids, 0...))
      return Graph(
        day: day,
        nodes: ids.map { id in
          Graph.Node(
            entity: id, name: entities.name(of: id), kinds: entities[id]?.roles.sorted() ?? [],
            marks: marks[id] ?? [])
        },
        edges: lines.compactMap { line in
          guard let from = places[line.from], let to = places[line.to] else { return nil }
          return Graph.Edge(from: from, to: to, label: line.label)
        })
    }
  }
}

extension ColumnType {
  /// Whether entities stand in such a column.
  var isEntity: Bool { if case .entity = self { true } else { false } }
}

extension RelationSignature {
  /// The atom that every tuple of the relation matches.
  var pattern: Atom { Atom(relation: self, arguments: columns.map { _ in .wildcard }) }
}
