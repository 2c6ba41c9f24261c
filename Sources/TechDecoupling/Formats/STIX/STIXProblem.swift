/// Something in a bundle of STIX that was not taken, and why.
public enum STIXProblem: Diagnostic {
  /// An object of a type that has no place in a record.
  case notPlaced(type: String)
  /// A property that an object of this type needs, or one with another value than it can have.
  case property(String, type: String, expected: String)
  /// Properties of an object that was taken, for which a record has no place.
  case properties([String], type: String)
  /// A relationship of a type that is no relation of two entities.
  case unknownRelationship(String, nearest: String?)
  /// A relationship to something that was not taken.
  case unknownReference(String, property: String)
  /// A relationship between entities of other kinds than the relation has.
  case wrongKind(String, relation: String, expected: String)
  /// An object that its creator has revoked.
  case revoked(type: String)
  /// An older version of an object that the bundle also has in a newer one.
  case superseded(id: String)
  /// An object that the library wrote and that was changed since; what it carries was taken.
  case changed([String], type: String)
  /// What the library wrote of a claim, source or country that is not among what was taken.
  case stray(part: String)
  /// A fact or conclusion, which follows from the record.
  case finding(String)
  /// A part of a record that needs parts which were left.
  case restsOnLeft(part: String)
  /// A mistake in the part of a record that an object carries.
  case record(ReadingProblem)
  /// What was taken from other programs and cannot be together in one record.
  case joining(ChronicleProblem)

  /// The code of the documentation's list.
  public var code: String {
    switch self {
    case .notPlaced: "TD940"
    case .property: "TD941"
    case .properties: "TD942"
    case .unknownRelationship: "TD943"
    case .unknownReference: "TD944"
    case .wrongKind: "TD945"
    case .revoked: "TD946"
    case .superseded: "TD947"
    case .changed: "TD948"
    case .stray: "TD949"
    case .finding: "TD950"
    case .restsOnLeft: "TD951"
    case .record(let problem): problem.code
    case .joining(let problem): problem.code
    }
  }

  /// What was found, what is expected, and what to do.
  public var message: String {
    switch self {
    case .notPlaced(let type):
      return "an object of the type '\(excerpt(type))' has no place in a record; "
        + "it is left as it is"
    case .property(let name, let type, let expected):
      return "the object of the type '\(excerpt(type))' needs '\(name)': \(expected)"
    case .properties(let names, let type):
      return "the object of the type '\(excerpt(type))' is taken without "
        + "\(ReadingProblem.list(names.map(excerpt))), which a record has no place for"
    case .unknownRelationship(let name, let nearest):
      let next =
        nearest.map { "did you mean '\($0)'?" } ?? "say in the mapping which relation it is"
      return "the relationship '\(excerpt(name))' is no relation of two entities; \(next)"
    case .unknownReference(let id, let property):
      return "'\(property)' names '\(excerpt(id))', which was not taken; "
        + "see why, or add the object to the bundle"
    case .wrongKind(let id, let relation, let expected):
      return "'\(excerpt(id))' is no \(expected), as '\(relation)' needs; "
        + "say in the mapping which kinds the type has"
    case .revoked(let type):
      return "the object of the type '\(excerpt(type))' was revoked by its creator; "
        + "nothing of it is taken"
    case .superseded(let id):
      return "'\(excerpt(id))' is in the bundle in a version that was modified later; "
        + "that one is taken"
    case .changed(let names, let type):
      return "the object of the type '\(excerpt(type))' was changed after it was written, in "
        + "\(ReadingProblem.list(names.map(excerpt))); the record that it carries is taken as it "
        + "was, so make the change there"
    case .stray(let part):
      return "the \(part) belongs to nothing that was taken; add the object of what it belongs to"
    case .finding(let atom):
      return "'\(excerpt(atom))' follows from the record, and is not recorded; "
        + "evaluate the rules anew"
    case .restsOnLeft(let part):
      return "the \(part) needs others that were left; mend those"
    case .record(let problem): return problem.message
    case .joining(let problem): return problem.message
    }
  }
}
