extension DocumentReader {
  /// Reads an atom whose terms may have names of columns in braces.
  mutating func mappedAtom(_ node: Int) -> MappedAtom? {
    let written = text(node, "an atom in quotes, such as \"provides(acme-{maker}, {part})\"")
    guard kind(of: node) == .string else { return nil }
    guard written.contains("{") else {
      return atom(node).map { atom in
        MappedAtom(
          relation: atom.relation,
          terms: zip(atom.arguments, atom.relation.columns).map { argument, type in
            MappedTerm(content: .argument(argument), type: type)
          })
      }
    }
    guard let parts = MappedAtomText(written) else {
      note(.hole(written), at: node)
      return nil
    }
    guard let relation = vocabulary.relations[parts.name] else {
      let near = vocabulary.nearestRelation(to: parts.name)
      note(
        .atom(.unknownRelation(name: parts.name, nearest: near, column: 1)), at: node,
        restsOnDeclarations: true)
      return nil
    }
    guard parts.terms.count == relation.columns.count else {
      note(
        .atom(
          .wrongArity(
            relation: relation.name, columns: relation.columns.map(\.writtenName),
            found: parts.terms.count, column: 1)), at: node)
      return nil
    }
    var terms: [MappedTerm] = []
    for (index, (term, type)) in zip(parts.terms, relation.columns).enumerated() {
      guard let read = Self.term(term, as: type) else {
        let found = term.isQuoted ? "the text \"\(term.text)\"" : "'\(term.text)'"
        note(
          .atom(
            .wrongTerm(
              relation: relation.name, number: index + 1, expected: type.termNoun, found: found,
              column: 1)), at: node)
        return nil
      }
      terms.append(read)
    }
    return MappedAtom(relation: relation, terms: terms)
  }

  /// Reads a term; nil if it is not of its column's type, whatever the cells say.
  private static func term(_ term: MappedAtomText.Term, as type: ColumnType) -> MappedTerm? {
    guard term.text.contains("{") else {
      if term.text == "_", !term.isQuoted {
        return MappedTerm(content: .argument(.wildcard), type: type)
      }
      guard case .value(let value) = Value.reading(term.text, isQuoted: term.isQuoted, as: type)
      else { return nil }
      return MappedTerm(content: .argument(.value(value)), type: type)
    }
    guard let template = Template(term.text) else { return nil }
    switch type {
    case .text: break
    case .entity: if term.isQuoted { return nil }
    // A number or a day is one cell.
    case .integer, .decimal, .day: if term.isQuoted || template.soleHole == nil { return nil }
    }
    return MappedTerm(content: .template(template), type: type)
  }
}

/// The name and the terms of an atom with holes, as they are written.
struct MappedAtomText {
  struct Term {
    var text: String
    var isQuoted: Bool
  }

  private(set) var name = ""
  private(set) var terms: [Term] = []

  /// Splits an atom at its commas, outside of quotes and braces; nil if it has another form.
  init?(_ text: String) {
    var rest = text[...]
    guard let open = rest.firstIndex(of: "("), rest.last == ")" else { return nil }
    name = Self.trimmed(rest[..<open])
    rest = rest[rest.index(after: open)...].dropLast()
    var (term, isQuoted, wasQuoted, depth) = ("", false, false, 0)
    func isComplete() -> Bool { !isQuoted && depth == 0 }
    while let character = rest.popFirst() {
      switch character {
      case "\"" where depth == 0:
        guard isQuoted || Self.trimmed(term[...]).isEmpty else { return nil }
        isQuoted.toggle()
        wasQuoted = true
        continue
      case "\\" where isQuoted && depth == 0:
        guard let next = rest.popFirst() else { return nil }
        term.append(next == "n" ? "\n" : next == "r" ? "\r" : next == "t" ? "\t" : next)
        continue
      case "{" where depth == 0 && rest.first == "{":
        // Both stay: the template reads them as one.
        term.append(rest.removeFirst())
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case "," where isComplete():
        terms.append(Term(text: wasQuoted ? term : Self.trimmed(term[...]), isQuoted: wasQuoted))
        (term, wasQuoted) = ("", false)
        continue
      default: break
      }
      if wasQuoted, !isQuoted, depth == 0 {
        if character.isWhitespace { continue }
        return nil
      }
      if !(character.isWhitespace && term.isEmpty && !isQuoted) { term.append(character) }
    }
    guard isComplete() else { return nil }
    terms.append(Term(text: wasQuoted ? term : Self.trimmed(term[...]), isQuoted: wasQuoted))
    guard terms.allSatisfy({ $0.isQuoted || !$0.text.isEmpty }) else { return nil }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
