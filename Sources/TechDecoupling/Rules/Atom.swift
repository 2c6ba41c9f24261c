/// What every relation is, with its column types erased: a key and a signature.
///
/// A copy is one reference, so that each of many atoms carries its relation for eight bytes, and
/// copies of one signature are told to be equal by that.
public struct RelationSignature: Sendable {
  private final class Parts: Sendable {
    let name: String
    let columns: [ColumnType]
    let isOneOf: Bool

    init(_ name: String, _ columns: [ColumnType], _ isOneOf: Bool) {
      self.name = name
      self.columns = columns
      self.isOneOf = isOneOf
    }
  }

  private let parts: Parts

  /// The name in kebab case, such as `withheld-from`.
  public var name: String { parts.name }
  /// The type of each column, from left to right.
  public var columns: [ColumnType] { parts.columns }
  /// Whether a value of the other columns has one value in the last at a time (a home country).
  public var isOneOf: Bool { parts.isOneOf }

  /// Creates a signature.
  public init(name: String, columns: [ColumnType], isOneOf: Bool = false) {
    parts = Parts(name, columns, isOneOf)
  }

  /// What tells a copy of this signature from one that was made anew.
  var identity: ObjectIdentifier { ObjectIdentifier(parts) }
}

extension RelationSignature: Hashable {
  /// Whether name, columns and cardinality are the same.
  ///
  /// - Complexity: O(1) for copies of one signature.
  public static func == (left: RelationSignature, right: RelationSignature) -> Bool {
    left.parts === right.parts
      || (left.name == right.name && left.isOneOf == right.isOneOf
        && left.columns == right.columns)
  }

  /// Hashes the name, which tells nearly all signatures apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
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
