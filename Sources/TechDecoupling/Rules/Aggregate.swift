/// A count, sum, least or greatest value over what a body of premises matches on a day.
///
/// The group is what the rule's other premises bind. Compare it or bind it:
/// `count(per: lab, where: withholds(lab, model)) >= 3`, `n == count(…)`.
public struct Aggregate<ColumnValue: OrderedColumn>: Sendable {
  /// The aggregate with its type erased.
  public let formula: AggregateFormula
}

/// Counts the distinct values of variables over what premises match on the day.
public func count<each V: Column>(
  per variables: repeat Variable<each V>, where premises: any Condition...,
  unless exceptions: any Condition...
) -> Aggregate<Int> {
  var per: [VariableID] = []
  for variable in repeat each variables { per.append(variable.id) }
  return Aggregate(
    formula: AggregateFormula(
      function: .count, value: nil, per: per, body: premises.map(\.premise),
      exceptions: exceptions.map(\.premise)))
}

/// Adds up a variable, once for each distinct value of it and of the others.
public func sum<V: NumericColumn, each P: Column>(
  _ value: Variable<V>, per variables: repeat Variable<each P>, where premises: any Condition...,
  unless exceptions: any Condition...
) -> Aggregate<V> {
  var per: [VariableID] = []
  for variable in repeat each variables { per.append(variable.id) }
  return Aggregate(
    formula: AggregateFormula(
      function: .sum, value: value.id, per: per, body: premises.map(\.premise),
      exceptions: exceptions.map(\.premise)))
}

/// Returns the least value of a variable over what premises match on the day.
public func least<V: OrderedColumn>(
  _ value: Variable<V>, where premises: any Condition..., unless exceptions: any Condition...
) -> Aggregate<V> {
  Aggregate(
    formula: AggregateFormula(
      function: .min, value: value.id, per: [], body: premises.map(\.premise),
      exceptions: exceptions.map(\.premise)))
}

/// Returns the greatest value of a variable over what premises match on the day.
public func greatest<V: OrderedColumn>(
  _ value: Variable<V>, where premises: any Condition..., unless exceptions: any Condition...
) -> Aggregate<V> {
  Aggregate(
    formula: AggregateFormula(
      function: .max, value: value.id, per: [], body: premises.map(\.premise),
      exceptions: exceptions.map(\.premise)))
}
