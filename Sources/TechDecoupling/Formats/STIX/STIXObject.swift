/// What is kept of an object of a bundle: its id and version, and what the reader needs of it later.
struct STIXObject {
  /// What an object says, as far as it has a place.
  ///
  /// Most objects of other programs have none; they take no room but that of their ids.
  indirect enum Content {
    /// It carries something that the library wrote.
    case own(STIXOwnPart)
    /// It defines the extension in which that stands.
    case definition
    /// An entity, and the properties without a place.
    case entity(aliases: [String], rest: [String])
    /// A country by its code.
    case country(String, rest: [String])
    case relationship(STIXLink)
    case left(STIXFlaw)
    /// A later version was read since.
    case superseded
  }

  /// The number among the bundle's objects.
  let index: Int
  let line: Int
  let column: Int
  let type: String
  let id: String
  /// When it was modified, in texts that are in the order of time: a second comes before its
  /// fractions.
  let modified: String
  let name: String?
  var content: Content

  /// Where it is in a file.
  func place(in file: String) -> Place {
    Place(file: file, line: line, column: column, path: "$.objects[\(index)]")
  }
}

/// Why an object of another program is left.
enum STIXFlaw {
  case notPlaced
  case revoked
  case property(String, expected: String)
  case unknownRelationship(String)
}

/// A relationship of a type that is a relation, whose ends may come later in the bundle.
struct STIXLink {
  let relation: RelationSignature
  let source: String?
  let target: String?
  /// The days, every day if nil, or why they cannot be told.
  let period: Result<DatePeriod?, STIXLinkFlaw>
  /// The id of who says so.
  let creator: String?
  let reported: Day?
  let words: String?
  /// The properties without a place.
  let rest: [String]
}

/// A time of a relationship that is none.
struct STIXLinkFlaw: Error {
  let property: String
  let expected: String
}

/// What an object carries of a record that the library wrote.
struct STIXOwnPart {
  let part: STIXPart
  /// A document that has the part alone, its own bytes from the second line on; nil for what
  /// the record does not need.
  let document: [UInt8]?
  /// Where the part is in the file.
  let line: Int
  let column: Int
  /// The id of the entity or country, or the atom of the finding.
  let word: String?
  /// The roles of the entity.
  let roles: [String]
  /// What the whole object says, to be compared with what the library would write.
  let digest: STIXDigest
}
