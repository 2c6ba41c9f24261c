/// Reads the kinds and relations that documents declare beside the library's.
///
/// Names of kinds come first, then relations, whose columns name kinds, then the kinds' fields,
/// which name relations; each step over all documents, so that their order does not matter.
struct DeclarationReader {
  /// A document's number and a byte of it.
  typealias Location = (document: Int, offset: Int)

  /// The library's and the documents' own, as far as they were read.
  private(set) var vocabulary: Vocabulary
  private let library: Vocabulary
  private var kindLocations: [String: Location] = [:]
  private var relationLocations: [String: Location] = [:]
  /// Relations whose columns have mistakes: what names them is not taken to be wrong as well.
  private var unreadRelations: Set<String> = []

  init(beside library: Vocabulary) {
    self.library = library
    vocabulary = library
  }

  /// Reads the declarations of documents; notes mistakes in their readers.
  mutating func read(_ readers: inout [DocumentReader], _ roots: [Members<DocumentKey>?]) {
    var kinds: [(document: Int, members: Members<KindKey>, name: String)] = []
    for (number, root) in roots.enumerated() {
      guard let list = root?[.kinds] else { continue }
      for members in readers[number].list(list, of: "kinds", { $0.members(of: $1, KindKey.self) }) {
        guard let name = kindName(members, &readers[number]) else { continue }
        kinds.append((number, members, name))
        if vocabulary.kinds[name] == nil { vocabulary.kinds[name] = EntityKind(name) }
      }
    }
    for (number, root) in roots.enumerated() {
      guard let list = root?[.relations] else { continue }
      let all = readers[number].list(list, of: "relations") { $0.members(of: $1, RelationKey.self) }
      for members in all { relation(members, number, &readers[number]) }
    }
    for kind in kinds { self.kind(kind.members, kind.name, kind.document, &readers[kind.document]) }
  }

  private func kindName(
    _ members: Members<KindKey>, _ reader: inout DocumentReader
  ) -> String? {
    reader.declaredName(
      members[.name], "a kind",
      "start it with a capital letter and use letters and digits, "
        + "as in 'University'"
    ) { name in
      name.utf8.first.map { 0x41...0x5A ~= $0 } ?? false
        && name.utf8.allSatisfy { $0.isLetterOrDigit }
    }
  }

  private mutating func kind(
    _ members: Members<KindKey>, _ name: String, _ document: Int, _ reader: inout DocumentReader
  ) {
    let fields =
      members[.fields].map { node in
        reader.list(node, of: "fields") { self.field($1, &$0) }
      } ?? []
    let kind = EntityKind(name, fields: fields)
    let location = (document, Int(reader.document.nodes[members.node].offset))
    if let other = kindLocations[name] ?? library.kinds[name].map({ _ in (-1, 0) }) {
      guard vocabulary.kinds[name] != kind else { return }
      reader.note(
        .redeclared(noun: "kind", name: name), at: members.node,
        and: other.0 < 0 ? nil : other)
    } else {
      kindLocations[name] = location
      vocabulary.kinds[name] = kind
    }
  }

  private func field(_ node: Int, _ reader: inout DocumentReader) -> ProfileField? {
    guard let members = reader.members(of: node, ProfileFieldKey.self) else { return nil }
    let taken = EntityKey.forms.map(\.name)
    let name = reader.declaredName(
      members[.name], "a field",
      "use letters and digits, and none of \(ReadingProblem.list(taken)), which all entities have"
    ) { name in
      name.utf8.allSatisfy { $0.isLetterOrDigit } && !name.isEmpty && !taken.contains(name)
    }
    let column =
      members[.entityColumn].map { reader.integer($0, least: 1, most: 2) - 1 } ?? 0
    let isList = members[.list].map { reader.boolean($0) } ?? false
    guard let states = members[.states] else { return nil }
    let relationName = reader.text(states, "the name of a relation in quotes")
    guard let relation = vocabulary.relations[relationName] else {
      if reader.kind(of: states) == .string, !unreadRelations.contains(relationName) {
        let near = vocabulary.nearestRelation(to: relationName)
        reader.note(
          .atom(.unknownRelation(name: relationName, nearest: near, column: 1)), at: states)
      }
      return nil
    }
    guard relation.columns.count == 2 else {
      reader.note(
        .wrongType(
          found: "a relation of \(counted(relation.columns.count, "column"))",
          expected: "the name of a relation of two columns, for the entity and the field's value"),
        at: states)
      return nil
    }
    return name.map { ProfileField($0, states: relation, entityColumn: column, isList: isList) }
  }

  private mutating func relation(
    _ members: Members<RelationKey>, _ document: Int, _ reader: inout DocumentReader
  ) {
    let name = reader.declaredName(
      members[.name], "a relation",
      "use lower-case letters, digits and hyphens, as in 'customary-partner'",
      isAllowed: DeclarationReader.isKebabCase)
    let mistakes = reader.found.count
    let columns =
      members[.columns].map { node in
        reader.list(node, of: "column types") { self.columnType($1, &$0) }
      } ?? []
    let isOneOf = members[.oneOf].map { reader.boolean($0) } ?? false
    guard let name else { return }
    guard reader.found.count == mistakes else {
      unreadRelations.insert(name)
      return
    }
    let relation = RelationSignature(name: name, columns: columns, isOneOf: isOneOf)
    if let other = vocabulary.relations[name] {
      guard other != relation else { return }
      reader.note(
        .redeclared(noun: "relation", name: name), at: members.node, and: relationLocations[name])
    } else {
      relationLocations[name] = (document, Int(reader.document.nodes[members.node].offset))
      vocabulary.relations[name] = relation
    }
  }

  private func columnType(_ node: Int, _ reader: inout DocumentReader) -> ColumnType? {
    let name = reader.text(node, "a column's type in quotes")
    guard reader.kind(of: node) == .string else { return nil }
    if let type = ColumnType(written: name) { return type }
    if vocabulary.kinds[name] != nil { return .entity(role: name) }
    let words = ColumnType.words + vocabulary.kinds.keys.sorted()
    reader.note(
      .unknownWord(
        name, meaning: "column type", nearest: nearest(to: name, among: words), words: words),
      at: node)
    return nil
  }

  private static func isKebabCase(_ name: String) -> Bool {
    name.utf8.first.map { 0x61...0x7A ~= $0 } ?? false
      && name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 }
      }
  }
}

extension DocumentReader {
  /// Reads the name that a declaration gives; nil if it is missing or not in the form of its kind.
  fileprivate mutating func declaredName(
    _ node: Int?, _ noun: String, _ form: String, isAllowed: (String) -> Bool
  ) -> String? {
    guard let node, kind(of: node) == .string else {
      if let node { noteType(of: node, expected: "a name in quotes") }
      return nil
    }
    let name = document.text(of: node)
    if isAllowed(name) { return name }
    note(.badName(name, noun: noun, form: form), at: node)
    return nil
  }
}

extension ColumnType {
  /// The names of types that are no kinds.
  static let words = ["entity", "integer", "decimal", "day", "text"]

  /// Reads the name of a type that is no kind.
  init?(written name: String) {
    switch name {
    case "entity": self = .entity(role: nil)
    case "integer": self = .integer
    case "decimal": self = .decimal
    case "day": self = .day
    case "text": self = .text
    default: return nil
    }
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self
  }
}
