/// How a table of one's own is read into a record: what each row says, with the columns in braces.
///
/// A mapping is a document with holes. Its entities and entries are written as a chronicle writes
/// them, and `{name}` stands for a cell of the column of that name:
///
/// ```json
/// {"id": "supply-{part}-{maker}", "states": ["provides(acme-{maker}, acme-{part})"]}
/// ```
///
/// What a cell becomes follows from where it stands: letters and digits in an id, a number or day
/// where the relation's column is one, the code of a country where it is a country, and the text as it
/// is elsewhere. What a cell cannot become is noted in the report, and that entry is left.
/// <doc:importing-data> has the format.
public struct Mapping: Hashable, Sendable {
  /// The source that every entry cites.
  public let source: Source
  let row: Template
  let delimiter: Character
  let columns: [String: MappedColumn]
  let kinds: [EntityKind]
  let relations: [RelationSignature]
  let entities: [MappedEntity]
  let entries: [MappedEntry]
}

/// A column whose cells need more than reading.
struct MappedColumn: Hashable, Sendable {
  /// The name in the file's first row.
  var column: String
  var separator: Character?
  var power = 0
  var rounds = false
  var isCountry = false
}

/// Text with holes for cells.
struct Template: Hashable, Sendable {
  /// A stretch of the text.
  enum Part: Hashable, Sendable {
    case text(String)
    case hole(String)
  }

  var parts: [Part] = []

  /// The names in the holes.
  var holes: [String] {
    parts.compactMap { part in
      if case .hole(let name) = part { name } else { nil }
    }
  }

  /// The name in the only hole, if that is all there is.
  var soleHole: String? {
    if parts.count == 1, case .hole(let name) = parts[0] { name } else { nil }
  }

  /// Reads text with names in braces, `{{` for a brace; nil if a brace is not closed or holds nothing.
  init?(_ text: String) {
    var plain = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "{" else {
        plain.append(character)
        continue
      }
      if rest.first == "{" {
        plain.append(rest.removeFirst())
        continue
      }
      guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else { return nil }
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(.hole(String(rest[..<end])))
      rest = rest[rest.index(after: end)...]
    }
    if !plain.isEmpty || parts.isEmpty { parts.append(.text(plain)) }
  }
}

/// A term of an atom, or the value of a profile's field.
struct MappedTerm: Hashable, Sendable {
  /// A term that is the same for every row, or one made of cells.
  enum Content: Hashable, Sendable {
    case argument(Argument)
    case template(Template)
  }

  let content: Content
  let type: ColumnType

  var holes: [String] {
    if case .template(let template) = content { template.holes } else { [] }
  }
}

/// An atom that a row gives.
struct MappedAtom: Hashable, Sendable {
  let relation: RelationSignature
  let terms: [MappedTerm]
}

/// An entity that a row gives.
struct MappedEntity: Hashable, Sendable {
  var id: Template
  var roles: Set<String>
  var name: Template?
  var aliases: [Template]
  var profile: [String: MappedTerm]
  var isOptional: Bool

  var holes: [String] {
    ([id] + [name].compactMap { $0 } + aliases).flatMap(\.holes)
      + profile.values.flatMap(\.holes).sorted()
  }
}

/// An event or statement that a row gives.
struct MappedEntry: Hashable, Sendable {
  var id: Template
  /// The title of an event; nil for a statement.
  var event: Template?
  /// The date of an event, or the period of a statement.
  var time: Template?
  var states: [MappedAtom] = []
  var begins: [MappedAtom] = []
  var ends: [MappedAtom] = []
  var marks: [MappedAtom] = []
  var isOptional = false

  var holes: [String] {
    ([id] + [event, time].compactMap { $0 }).flatMap(\.holes)
      + (states + begins + ends + marks).flatMap(\.terms).flatMap(\.holes)
  }
}
