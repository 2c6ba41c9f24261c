/// What is kept of an object of a bundle, which is little of one without a place in a record.
struct STIXObject {
  /// What an object says, as far as it has a place.
  indirect enum Content {
    /// It carries something that the library wrote.
    case own(STIXOwnPart)
    /// It defines the extension in which that stands.
    case definition
    case entity(STIXEntity)
    case country(STIXCountry)
    case relationship(STIXLink)
    /// Its type has no place.
    case notPlaced
    case revoked
    case left(STIXFlaw)
    /// A later version was read since.
    case superseded
  }

  /// The number among the bundle's objects, and where it is in the file.
  let index: UInt32
  let line: UInt32
  let column: UInt32
  /// The number of its type among the bundle's types.
  let type: UInt32
  var content: Content

  /// Where it is in a file.
  func place(in file: String) -> Place {
    Place(file: file, line: Int(line), column: Int(column), path: "$.objects[\(index)]")
  }
}

/// Why an object of another program is left that has a place.
enum STIXFlaw {
  case property(String, expected: String)
  case unknownRelationship(String)
}

/// An entity of another program, and the properties without a place.
struct STIXEntity {
  let id: String
  let name: String
  let aliases: [String]
  let rest: [String]
}

/// A country by its code, and the properties without a place.
struct STIXCountry {
  let id: String
  let code: String
  let rest: [String]
}

/// A relationship of a type that is a relation, whose ends may come later in the bundle.
struct STIXLink {
  let id: String
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
  let id: String
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
