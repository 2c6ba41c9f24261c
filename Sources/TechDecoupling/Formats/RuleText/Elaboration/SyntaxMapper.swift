/// Puts other names into a piece of a syntax tree.
struct SyntaxMapper {
  var variable: (String) -> TermSyntax.Kind = { .variable($0) }
  var relation: (String) -> String = { $0 }
  var type: (String) -> String = { $0 }

  func relation(_ name: NameSyntax) -> NameSyntax {
    NameSyntax(text: relation(name.text), range: name.range)
  }

  func type(_ name: NameSyntax) -> NameSyntax {
    NameSyntax(text: type(name.text), range: name.range)
  }

  private func variable(_ name: NameSyntax) -> NameSyntax? {
    guard case .variable(let other) = variable(name.text) else { return nil }
    return NameSyntax(text: other, range: name.range)
  }

  func map(_ atom: AtomSyntax) -> AtomSyntax {
    AtomSyntax(name: relation(atom.name), terms: atom.terms.map(map), range: atom.range)
  }

  func map(_ body: BodySyntax) -> BodySyntax {
    switch body {
    case .all(let parts): return .all(parts.map(map))
    case .any(let parts): return .any(parts.map(map))
    case .not(let inner, let range): return .not(map(inner), range)
    case .atom(let atom): return .atom(map(atom))
    case .window(let window, let atom): return .window(window, map(atom))
    case .run(let atom, var run):
      run.start = run.start.flatMap(variable)
      run.end = run.end.flatMap(variable)
      run.length = run.length.flatMap(variable)
      return .run(map(atom), run)
    case .comparison(let left, let operation, let right, let range):
      return .comparison(map(left), operation, map(right), range)
    case .test(let term): return .test(map(term))
    case .same(let left, let right, let range): return .same(map(left), map(right), range)
    case .constant: return body
    }
  }

  func map(_ term: TermSyntax) -> TermSyntax {
    var term = term
    switch term.kind {
    case .variable(let name): term.kind = variable(name)
    case .wildcard, .parameter, .number, .unsigned, .float, .text: break
    case .call(let name, let operands): term.kind = .call(name, operands.map(map))
    case .unary(let name, let operand): term.kind = .unary(name, map(operand))
    case .binary(let left, let name, let right): term.kind = .binary(map(left), name, map(right))
    case .cast(let value, let name): term.kind = .cast(map(value), type(name))
    case .aggregate(var aggregate):
      aggregate.value = aggregate.value.map(map)
      aggregate.body = map(aggregate.body)
      aggregate.per = aggregate.per.map { names in names.map { variable($0) ?? $0 } }
      term.kind = .aggregate(aggregate)
    }
    return term
  }

  /// The item with other names; a component's own items are instantiated apart.
  func map(_ item: ItemSyntax) -> ItemSyntax {
    switch item {
    case .type(var syntax):
      syntax.name = type(syntax.name)
      switch syntax.definition {
      case .subtype(let parent): syntax.definition = .subtype(of: type(parent))
      case .union(let members): syntax.definition = .union(members.map { type($0) })
      }
      return .type(syntax)
    case .relation(var syntax):
      syntax.names = syntax.names.map { relation($0) }
      for index in syntax.attributes.indices {
        syntax.attributes[index].type = type(syntax.attributes[index].type)
      }
      return .relation(syntax)
    case .directive(var syntax):
      syntax.relations = syntax.relations.map { relation($0) }
      return .directive(syntax)
    case .clause(var syntax):
      syntax.heads = syntax.heads.map(map)
      syntax.body = syntax.body.map(map)
      return .clause(syntax)
    case .rulebook, .parameter, .component, .instance, .override:
      return item
    }
  }
}
