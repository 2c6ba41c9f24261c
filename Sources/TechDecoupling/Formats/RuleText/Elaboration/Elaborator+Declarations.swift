extension Elaborator {
  // MARK: - Types

  mutating func defineTypes(_ items: [ItemSyntax]) {
    var pending: [String: TypeSyntax] = [:]
    var order: [String] = []
    for case .type(let type) in items {
      if TypeTable.reserved.contains(type.name.text) {
        report(.typeDefinition(type.name.text, reason: .predefined), type.range)
      } else if let other = pending[type.name.text] {
        report(
          .redeclared(noun: "type", name: type.name.text, other: location(other.range)), type.range)
      } else {
        pending[type.name.text] = type
        typePlaces[type.name.text] = type.range
        order.append(type.name.text)
      }
    }
    let circular = circularTypes(pending)
    for name in order {
      guard let type = pending[name] else { continue }
      if circular.contains(name) { report(.circularType(name), type.range) }
    }
    // Members before what they make: a stack, since chains may be long.
    var done: Set<String> = []
    for name in order where !circular.contains(name) {
      var stack = [name]
      while let top = stack.last {
        guard let type = pending[top], !done.contains(top) else {
          stack.removeLast()
          continue
        }
        let waiting = type.members.map(\.text).filter {
          pending[$0] != nil && !done.contains($0) && !circular.contains($0)
        }
        if waiting.isEmpty {
          define(type, isKnown: { !circular.contains($0) })
          done.insert(top)
          stack.removeLast()
        } else {
          stack += waiting
        }
      }
    }
    // What rests on a circle is still a name, so that its uses are not reported too.
    for name in order where circular.contains(name) {
      types.define(name, as: types.primitive(.number))
    }
  }

  private mutating func define(_ type: TypeSyntax, isKnown: (String) -> Bool) {
    var members: [Int] = []
    for member in type.members {
      if let number = types.numbers[member.text] {
        members.append(number)
      } else if isKnown(member.text) {
        let near = nearestName(to: member.text, among: types.numbers.keys)
        report(.unknownType(member.text, nearest: near), member.range)
      }
    }
    let name = type.name.text
    guard members.count == type.members.count, let first = members.first else {
      types.define(name, as: members.first ?? types.primitive(.number))
      return
    }
    switch type.definition {
    case .subtype:
      if case .union = types.definitions[first] {
        report(
          .typeDefinition(name, reason: .subtypeOfUnion(types.name(first))), type.range)
      }
      types.define(name, .subtype(of: first))
    case .union where members.count == 1:
      types.define(name, as: first)
    case .union:
      let bases = members.reduce(into: Set()) { $0.formUnion(types.bases(of: $1)) }
      if bases.count > 1 {
        let names = bases.map(\.name).sorted()
        report(.typeDefinition(name, reason: .severalBases(names)), type.range)
      }
      types.define(name, .union(members))
    }
  }

  /// The types that are defined by themselves, directly or through others.
  private func circularTypes(_ pending: [String: TypeSyntax]) -> Set<String> {
    // Types are taken away as long as all that they are made of are gone; circles remain, with what
    // rests on them, which is then taken away from the other side.
    var users: [String: [String]] = [:]
    var counts: [String: Int] = [:]
    for (name, type) in pending {
      let members = Set(type.members.map(\.text)).filter { pending[$0] != nil }
      counts[name] = members.count
      for member in members { users[member, default: []].append(name) }
    }
    var ready = counts.filter { $0.value == 0 }.map(\.key)
    while let name = ready.popLast() {
      counts[name] = nil
      for user in users[name] ?? [] {
        guard let count = counts[user] else { continue }
        counts[user] = count - 1
        if count == 1 { ready.append(user) }
      }
    }
    var uses = counts.mapValues { _ in 0 }
    for name in counts.keys {
      for member in Set(pending[name]?.members.map(\.text) ?? []) where counts[member] != nil {
        uses[member, default: 0] += 1
      }
    }
    ready = uses.filter { $0.value == 0 }.map(\.key)
    while let name = ready.popLast() {
      counts[name] = nil
      for member in Set(pending[name]?.members.map(\.text) ?? []) where counts[member] != nil {
        guard let count = uses[member] else { continue }
        uses[member] = count - 1
        if count == 1 { ready.append(member) }
      }
    }
    return Set(counts.keys)
  }

  /// The type of a name; reports if there is none.
  mutating func type(_ name: NameSyntax) -> Int? {
    if let number = types.numbers[name.text] { return number }
    let near = nearestName(to: name.text, among: types.numbers.keys)
    report(.unknownType(name.text, nearest: near), name.range)
    return nil
  }

  // MARK: - Relations

  mutating func declare(_ syntax: RelationSyntax) {
    var columns: [Int] = []
    var seen: Set<String> = []
    for attribute in syntax.attributes {
      if !seen.insert(attribute.name.text).inserted {
        report(
          .duplicateAttribute(attribute.name.text, relation: syntax.names.first?.text ?? ""),
          attribute.name.range)
      }
      if let column = type(attribute.type) {
        columns.append(column)
      } else {
        columns.append(types.primitive(.number))
        areTypesSound = false
      }
    }
    var isTemporal = false
    var isOneOf = false
    var directives: [DirectiveSyntax] = []
    defer { for directive in directives { transfer(directive) } }
    for qualifier in syntax.qualifiers {
      switch qualifier.text {
      case "temporal": isTemporal = true
      case "one_of" where !columns.isEmpty: isOneOf = true
      case "one_of":
        report(
          .misplaced("'one_of' on a relation without columns", next: "leave it out"),
          qualifier.range)
      case "input", "output", "printsize":
        if syntax.qualifiers.contains(where: { $0.text == qualifier.text && $0 != qualifier }),
          qualifier.range.from
            > (syntax.qualifiers.first { $0.text == qualifier.text }?.range.from ?? 0)
        {
          report(
            .directiveSetting(key: qualifier.text, value: nil, reason: .twice), qualifier.range)
          continue
        }
        directives.append(
          DirectiveSyntax(
            keyword: qualifier, relations: syntax.names, settings: [], range: qualifier.range))
      default: break
      }
    }
    for name in syntax.names {
      if let other = typePlaces[name.text] {
        report(.redeclared(noun: "relation", name: name.text, other: location(other)), name.range)
      }
      if let number = numbers[name.text], let other = relations[number].range {
        report(
          .redeclared(noun: "relation", name: name.text, other: location(other)), name.range)
        continue
      }
      numbers[name.text] = relations.count
      relations.append(
        Relation(
          name: name.text,
          signature: RelationSignature(
            name: name.text.hyphenated, columns: columns.map { types.columnType(of: $0) },
            isOneOf: isOneOf),
          attributes: syntax.attributes.map(\.name.text), types: columns,
          typeNames: syntax.attributes.map(\.type.text), isTemporal: isTemporal, range: name.range))
    }
  }

  /// Components, instances, relations and types have names of their own.
  mutating func checkNamespaces(_ items: [ItemSyntax]) {
    var first: [String: TextRange] = [:]
    func note(_ name: NameSyntax) { first[name.text] = first[name.text] ?? name.range }
    for case .type(let type) in items { note(type.name) }
    for case .relation(let relation) in items { for name in relation.names { note(name) } }
    for (noun, name) in items.compactMap(\.componentName) {
      if let other = first[name.text] {
        report(.redeclared(noun: noun, name: name.text, other: location(other)), name.range)
      }
      note(name)
    }
  }

  // MARK: - Parameters

  mutating func declare(_ syntax: ParameterSyntax) {
    let name = syntax.name.text
    if let other = parameters[name] {
      report(
        .redeclared(noun: "parameter", name: name, other: location(other.range)),
        syntax.name.range)
      return
    }
    guard let literal = literal(syntax.value) else {
      report(
        .misplaced("a calculation", next: "write a number or text in double quotes"),
        syntax.value.range)
      parameters[name] = Parameter(literal: .number("0"), range: syntax.name.range, isUsed: true)
      return
    }
    parameters[name] = Parameter(literal: literal, range: syntax.name.range)
  }

  /// The value that a term is by itself; a cast says that text is a day or an id.
  func literal(_ term: TermSyntax) -> RuleClause.Literal? {
    guard case .cast(let inner, let name) = term.kind, case .text(let text)? = inner.literal,
      let type = types.numbers[name.text], types.bases(of: type).count == 1
    else { return term.literal }
    return .typed(text, types.base(of: type))
  }

  mutating func set(_ syntax: ParameterSyntax) {
    let name = syntax.name.text
    guard parameters[name] != nil else {
      let near = nearestName(to: name, among: parameters.keys)
      report(.unknownParameter(name, nearest: near), syntax.name.range)
      return
    }
    guard let literal = literal(syntax.value) else {
      report(
        .misplaced("a calculation", next: "write a number or text in double quotes"),
        syntax.value.range)
      return
    }
    parameters[name]?.setting = literal
  }
}

extension ItemSyntax {
  /// The name of a component or an instance, with what it is.
  fileprivate var componentName: (String, NameSyntax)? {
    switch self {
    case .component(let component): ("component", component.name)
    case .instance(let instance): ("instance", instance.name)
    default: nil
    }
  }
}

extension TypeSyntax {
  /// The types that it is defined by.
  fileprivate var members: [NameSyntax] {
    switch definition {
    case .subtype(let parent): [parent]
    case .union(let members): members
    }
  }
}

extension TermSyntax {
  /// The value that the term is, if it is nothing else.
  var literal: RuleClause.Literal? {
    switch kind {
    case .number(let digits): .number(digits)
    case .unsigned(let digits): .unsigned(digits)
    case .float(let digits): .float(digits)
    case .text(let text): .text(text)
    case .unary(let operation, let operand) where operation.text == "-":
      switch operand.kind {
      case .number(let digits): .number("-" + digits)
      case .float(let digits): .float("-" + digits)
      default: nil
      }
    default: nil
    }
  }
}
