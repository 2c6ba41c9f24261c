/// Puts the contents of components in the place of their instances.
///
/// What an instance `g` of a component declares is named `g.path`. Names within a component mean its
/// own relations and types, those of its bases, and else those around it.
struct ComponentExpander {
  /// A component and the one in which it is declared.
  private struct Entry {
    let syntax: ComponentSyntax
    let enclosing: Int?
    var nested: [Int] = []
    var overridden: Set<String> = []
  }

  /// What a component or an instance consists of.
  private struct Content {
    var types: [ItemSyntax] = []
    var relations: [ItemSyntax] = []
    var others: [ItemSyntax] = []
    var clauses: [ClauseSyntax] = []
    var names: Set<String> = []

    mutating func join(_ other: Content) {
      types += other.types
      relations += other.relations
      others += other.others
      clauses += other.clauses
      names.formUnion(other.names)
    }

    mutating func map(_ mapper: SyntaxMapper) {
      types = types.map(mapper.map)
      relations = relations.map(mapper.map)
      others = others.map(mapper.map)
      clauses = ComponentExpander.map(clauses, mapper)
    }
  }

  private var entries: [Entry] = []
  private var global: [Int] = []
  private var orphans: [ClauseSyntax] = []
  /// How much has been copied: instances, bases and what they have.
  private var copied = 0
  private(set) var found: [Elaborator.Found] = []

  /// Components may stand within components this deep.
  private static let depthLimit = 100
  /// The most that may be copied: a component in each place and at each level where it stands.
  private static let copyLimit = 50_000

  /// The items of a program with the contents of its instances, and the mistakes.
  static func expand(_ items: [ItemSyntax]) -> ([ItemSyntax], [Elaborator.Found]) {
    var expander = ComponentExpander()
    for case .component(let syntax) in items {
      expander.global.append(expander.add(syntax, in: nil))
    }
    let instances = items.compactMap { item in
      if case .instance(let instance) = item { instance } else { nil }
    }
    if expander.entries.isEmpty, instances.isEmpty { return (items, []) }
    var result = items.filter { item in
      switch item {
      case .component, .instance, .override: false
      default: true
      }
    }
    for number in expander.entries.indices { expander.check(number) }
    for instance in instances { expander.check(instance.component, scope: nil, binding: [:]) }
    guard expander.found.isEmpty else { return (result, expander.found) }
    let outside = result
    for instance in instances where expander.found.isEmpty {
      let content = expander.content(
        of: instance, scope: nil, overridden: [], binding: [:], depth: ComponentExpander.depthLimit)
      result += content.types + content.relations + content.others
      result += content.clauses.map { .clause($0) }
      result += expander.orphans.map { .clause($0) }
      expander.orphans = []
    }
    return (expander.found.isEmpty ? result : outside, expander.found)
  }

  private mutating func add(_ syntax: ComponentSyntax, in enclosing: Int?) -> Int {
    let number = entries.count
    entries.append(Entry(syntax: syntax, enclosing: enclosing))
    for item in syntax.items {
      switch item {
      case .component(let inner):
        let nested = add(inner, in: number)
        entries[number].nested.append(nested)
      case .override(let name): entries[number].overridden.insert(name.text)
      default: break
      }
    }
    return number
  }

  private mutating func report(_ mistake: RuleMeaningMistake, _ range: TextRange) {
    found.append(Elaborator.Found(mistake: mistake, range: range))
  }

  // MARK: - Names

  /// The component of a name, looked for within the scope, its bases, and around it.
  private func component(_ name: String, scope: Int?, binding: [String: String]) -> Int? {
    var visited: Set<Int> = []
    return component(binding[name] ?? name, scope: scope, binding: binding, &visited)
  }

  private func component(
    _ name: String, scope: Int?, binding: [String: String], _ visited: inout Set<Int>
  ) -> Int? {
    var scope = scope
    while let current = scope, visited.insert(current).inserted {
      let entry = entries[current]
      if let own = entry.nested.first(where: { entries[$0].syntax.name.text == name }) {
        return own
      }
      for base in entry.syntax.bases {
        var inner = visited
        let baseName = binding[base.name.text] ?? base.name.text
        guard
          let parent = component(baseName, scope: entry.enclosing, binding: binding, &inner),
          parent != current
        else { continue }
        visited.formUnion(inner)
        if let own = entries[parent].nested.first(where: { entries[$0].syntax.name.text == name }) {
          return own
        }
        if let found = inherited(name, of: parent, binding: binding, &visited) { return found }
      }
      scope = entry.enclosing
    }
    return global.first { entries[$0].syntax.name.text == name }
  }

  /// A component of a name within the bases of another.
  private func inherited(
    _ name: String, of number: Int, binding: [String: String], _ visited: inout Set<Int>
  ) -> Int? {
    guard visited.insert(number).inserted else { return nil }
    let entry = entries[number]
    if let own = entry.nested.first(where: { entries[$0].syntax.name.text == name }) { return own }
    for base in entry.syntax.bases {
      if let parent = component(base.name.text, scope: entry.enclosing, binding: binding),
        let found = inherited(name, of: parent, binding: binding, &visited)
      {
        return found
      }
    }
    return nil
  }

  // MARK: - Checks

  private mutating func check(
    _ reference: ComponentSyntax.Reference, scope: Int?, binding: [String: String]
  ) {
    // What a type parameter stands for is known where the component is instantiated.
    if binding[reference.name.text] != nil { return }
    let name = reference.name.text
    guard let number = component(name, scope: scope, binding: binding) else {
      let near = nearest(to: name, among: entries.map(\.syntax.name.text))
      report(.unknownComponent(name, nearest: near), reference.name.range)
      return
    }
    let expected = entries[number].syntax.parameters.count
    if expected != reference.arguments.count {
      report(
        .componentArity(name, expected: expected, found: reference.arguments.count),
        reference.name.range)
    }
  }

  private mutating func check(_ number: Int) {
    let entry = entries[number]
    var binding: [String: String] = [:]
    var scope: Int? = number
    while let current = scope {
      for parameter in entries[current].syntax.parameters { binding[parameter.text] = "" }
      scope = entries[current].enclosing
    }
    for base in entry.syntax.bases { check(base, scope: entry.enclosing, binding: binding) }
    for case .instance(let instance) in entry.syntax.items {
      check(instance.component, scope: number, binding: binding)
    }
    let parents = parents(of: number)
    if parents.contains(number) {
      report(
        .componentDepth(entry.syntax.name.text, limit: ComponentExpander.depthLimit),
        entry.syntax.name.range)
    }
    checkOverrides(number, parents)
  }

  /// The components from which one inherits, directly or not; itself if they are a circle.
  private func parents(of number: Int) -> Set<Int> {
    var result: Set<Int> = []
    var waiting = [number]
    while let current = waiting.popLast() {
      for base in entries[current].syntax.bases {
        if let parent = component(
          base.name.text, scope: entries[current].enclosing, binding: [:]),
          result.insert(parent).inserted
        {
          waiting.append(parent)
        }
      }
    }
    return result
  }

  private mutating func checkOverrides(_ number: Int, _ parents: Set<Int>) {
    let entry = entries[number]
    let name = entry.syntax.name.text
    for case .relation(let relation) in entry.syntax.items {
      for own in relation.names where entry.overridden.contains(own.text) {
        report(.override(own.text, reason: .notInherited(component: name)), entry.syntax.name.range)
      }
    }
    for parent in parents.sorted() where parent != number {
      for case .relation(let relation) in entries[parent].syntax.items
      where !relation.qualifiers.contains(where: { $0.text == "overridable" }) {
        for own in relation.names where entry.overridden.contains(own.text) {
          report(
            .override(own.text, reason: .notOverridable(component: name)), entry.syntax.name.range)
        }
      }
    }
  }

  // MARK: - Contents

  /// Type parameters with what they stand for; what that stands for itself comes from around.
  private func extend(
    _ binding: [String: String], _ parameters: [NameSyntax], _ arguments: [NameSyntax]
  ) -> [String: String] {
    guard parameters.count == arguments.count else { return binding }
    var result = binding
    for (parameter, argument) in zip(parameters, arguments) {
      result[parameter.text] = binding[argument.text] ?? argument.text
    }
    return result
  }

  private mutating func content(
    of instance: InstanceSyntax, scope: Int?, overridden: Set<String>, binding: [String: String],
    depth: Int
  ) -> Content {
    let name = instance.component.name.text
    guard found.isEmpty, spend(1, on: instance.component, depth: depth) else { return Content() }
    guard let number = component(name, scope: scope, binding: binding) else {
      let near = nearest(to: binding[name] ?? name, among: entries.map(\.syntax.name.text))
      report(
        .unknownComponent(binding[name] ?? name, nearest: near), instance.component.name.range)
      return Content()
    }
    let entry = entries[number]
    let inner = extend(binding, entry.syntax.parameters, instance.component.arguments)
    var result = Content()
    for case .instance(let nested) in entry.syntax.items {
      result.join(
        content(of: nested, scope: number, overridden: overridden, binding: inner, depth: depth - 1)
      )
    }
    collect(number, binding: inner, overridden: overridden, into: &result, depth: depth)
    let size = result.relations.count + result.clauses.count + result.others.count
    guard spend(size, on: instance.component, depth: depth) else { return Content() }
    qualify(&result, by: instance.name.text)
    return result
  }

  /// Counts what is copied; reports once that components stand too deep or in too many places.
  private mutating func spend(
    _ count: Int, on reference: ComponentSyntax.Reference, depth: Int
  ) -> Bool {
    copied += count
    guard depth <= 0 || copied > ComponentExpander.copyLimit else { return true }
    if found.isEmpty {
      report(
        .componentDepth(reference.name.text, limit: ComponentExpander.depthLimit),
        reference.name.range)
    }
    return false
  }

  /// Adds what a component declares, that of its bases first.
  private mutating func collect(
    _ number: Int, binding: [String: String], overridden: Set<String>, into result: inout Content,
    depth: Int
  ) {
    let entry = entries[number]
    let inherited = overridden.union(entry.overridden)
    for base in entry.syntax.bases {
      guard let parent = component(base.name.text, scope: entry.enclosing, binding: binding),
        found.isEmpty, spend(entries[parent].syntax.items.count + 1, on: base, depth: depth)
      else { continue }
      let inner = extend(binding, entries[parent].syntax.parameters, base.arguments)
      for case .instance(let nested) in entries[parent].syntax.items {
        result.join(
          content(of: nested, scope: parent, overridden: [], binding: inner, depth: depth - 1))
      }
      collect(parent, binding: inner, overridden: inherited, into: &result, depth: depth - 1)
    }
    let bind = SyntaxMapper(type: { binding[$0] ?? $0 })
    for item in entry.syntax.items {
      switch item {
      case .type: result.types.append(bind.map(item))
      case .relation(let relation):
        result.relations.append(bind.map(item))
        result.names.formUnion(relation.names.map(\.text))
      case .directive, .parameter: result.others.append(item)
      case .rulebook, .clause, .component, .instance, .override: break
      }
    }
    for case .clause(let clause) in entry.syntax.items {
      for head in clause.heads {
        let first = String(head.name.text.prefix { $0 != "." })
        if overridden.contains(first) { continue }
        var clause = clause
        clause.heads = [head]
        clause = ComponentExpander.map([clause], bind)[0]
        if result.names.contains(head.name.text) {
          result.clauses.append(clause)
        } else {
          orphans.append(clause)
        }
      }
    }
    var others: [ClauseSyntax] = []
    for clause in orphans {
      if let head = clause.heads.first, result.names.contains(head.name.text) {
        result.clauses.append(clause)
      } else {
        others.append(clause)
      }
    }
    orphans = others
  }

  /// Puts the instance's name before what it declares, wherever that is named.
  private mutating func qualify(_ content: inout Content, by name: String) {
    var types: Set<String> = []
    for case .type(let type) in content.types { types.insert(type.name.text) }
    let relations = content.names
    let mapper = SyntaxMapper(
      relation: { relations.contains($0) ? "\(name).\($0)" : $0 },
      type: { types.contains($0) ? "\(name).\($0)" : $0 })
    content.map(mapper)
    orphans = ComponentExpander.map(orphans, mapper)
    content.names = Set(relations.map { "\(name).\($0)" })
  }

  private static func map(_ clauses: [ClauseSyntax], _ mapper: SyntaxMapper) -> [ClauseSyntax] {
    clauses.map { clause in
      guard case .clause(let mapped) = mapper.map(.clause(clause)) else { return clause }
      return mapped
    }
  }
}
