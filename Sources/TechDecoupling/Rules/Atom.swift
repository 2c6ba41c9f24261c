/// What every relation is, with its column types erased: a key and a signature.
public struct RelationSignature: Hashable, Sendable {
  /// The name in kebab case, such as `withheld-from`.
  public let name: String
  /// The type of each column, from left to right.
  public let columns: [ColumnType]
  /// Whether a value of the other columns has one value in the last at a time (a home country).
  public let isOneOf: Bool

  /// Creates a signature.
  public init(name: String, columns: [ColumnType], isOneOf: Bool = false) {
    self.name = name
    self.columns = columns
    self.isOneOf = isOneOf
  }
}

/// A relation applied to terms.
///
/// With values only it is *ground*: it can hold or not.
public struct Atom: Hashable, Sendable {
  /// The relation.
  public var relation: RelationSignature
  /// A term for each column.
  public var arguments: [Argument]

  /// Creates an atom from its parts; a ``Relation`` applied to terms checks their types.
  public init(relation: RelationSignature, arguments: [Argument]) {
    self.relation = relation
    self.arguments = arguments
  }

  /// The values, if every term is one.
  public var values: [Value]? {
    var values: [Value] = []
    for argument in arguments {
      guard case .value(let value) = argument else { return nil }
      values.append(value)
    }
    return values
  }
}
