/// A named predicate with typed columns: who is withheld from whom, which lab develops which model.
///
/// ```swift
/// let withheldFrom = Relation<Model, Chipmaker>("withheld-from")
/// withheldFrom(v4, nvidia)  // an atom
/// ```
///
/// A term of another type than its column is a compile error that names both types.
public struct Relation<each C: Column>: Hashable, Sendable {
  /// The name, the column types, and whether it is one-of.
  public let signature: RelationSignature

  /// Creates a relation.
  ///
  /// - Parameters:
  ///   - name: A phrase in kebab case, one of its kind in a rulebook and a record.
  ///   - oneOf: Whether the other columns have one value in the last at a time (a home country).
  ///     Such a relation is recorded, never concluded.
  public init(_ name: String, oneOf: Bool = false) {
    var columns: [ColumnType] = []
    for type in repeat (each C).self { columns.append(type.columnType) }
    signature = RelationSignature(name: name, columns: columns, isOneOf: oneOf)
  }

  /// The name in kebab case.
  public var name: String { signature.name }

  /// Returns the relation applied to terms.
  public func callAsFunction<each A: Term>(_ terms: repeat each A) -> Atom
  where repeat (each A).ColumnValue == each C {
    var arguments: [Argument] = []
    for term in repeat each terms { arguments.append(term.argument) }
    return Atom(relation: signature, arguments: arguments)
  }

  /// Returns the relation applied to values alone, so that literals have their column's type:
  /// `figures.fact(h800, 15_832, 19.45)`.
  ///
  /// A name of its own, because a second way to apply a relation would triple the time in which
  /// rules are type-checked.
  public func fact(_ values: repeat each C) -> Atom {
    var arguments: [Argument] = []
    for value in repeat each values { arguments.append(.value(value.columnValue)) }
    return Atom(relation: signature, arguments: arguments)
  }

  /// Returns a row with its types; nil if the values do not fit the columns.
  public func decode(_ values: [Value], _ entities: Entities) -> (repeat each C)? {
    guard values.count == signature.columns.count else { return nil }
    var index = 0
    func next<X: Column>(_ type: X.Type) throws(ColumnMismatch) -> X {
      guard let value = X(columnValue: values[index], entities: entities) else {
        throw ColumnMismatch()
      }
      index += 1
      return value
    }
    do { return (repeat try next((each C).self)) } catch { return nil }
  }
}

// The space tells an empty list of types from an operator.
// swift-format-ignore
/// A relation without columns, which holds or does not: `Proposition("alarm")`, applied as
/// `alarm()`.
public typealias Proposition = Relation< >

/// A value that is not of its column's type.
private struct ColumnMismatch: Error {}
