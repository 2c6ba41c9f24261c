// A comparison has one operand at least that is no plain value; the other may be a literal.

/// Says that two terms are equal; binds a variable that no other premise binds.
public func == <Left: Operand, Right: Operand>(left: Left, right: Right) -> Premise
where Left.ColumnValue == Right.ColumnValue {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that two terms are equal; binds a variable that no other premise binds.
public func == <Left: Operand>(left: Left, right: Left.ColumnValue) -> Premise {
  .comparison(left.formula, .equal, Formula(right))
}

/// Says that two terms are equal; binds a variable that no other premise binds.
public func == <Right: Operand>(left: Right.ColumnValue, right: Right) -> Premise {
  .comparison(Formula(left), .equal, right.formula)
}

/// Says that two terms differ.
public func != <Left: Operand, Right: Operand>(left: Left, right: Right) -> Premise
where Left.ColumnValue == Right.ColumnValue {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that two terms differ.
public func != <Left: Operand>(left: Left, right: Left.ColumnValue) -> Premise {
  .comparison(left.formula, .notEqual, Formula(right))
}

/// Says that two terms differ.
public func != <Right: Operand>(left: Right.ColumnValue, right: Right) -> Premise {
  .comparison(Formula(left), .notEqual, right.formula)
}

/// Says that the first is less.
public func < <Left: Operand, Right: Operand>(left: Left, right: Right) -> Premise
where Left.ColumnValue: OrderedColumn, Left.ColumnValue == Right.ColumnValue {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < <Left: Operand>(left: Left, right: Left.ColumnValue) -> Premise
where Left.ColumnValue: OrderedColumn {
  .comparison(left.formula, .less, Formula(right))
}

/// Says that the first is less.
public func < <Right: Operand>(left: Right.ColumnValue, right: Right) -> Premise
where Right.ColumnValue: OrderedColumn {
  .comparison(Formula(left), .less, right.formula)
}

/// Says that the first is at most the second.
public func <= <Left: Operand, Right: Operand>(left: Left, right: Right) -> Premise
where Left.ColumnValue: OrderedColumn, Left.ColumnValue == Right.ColumnValue {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= <Left: Operand>(left: Left, right: Left.ColumnValue) -> Premise
where Left.ColumnValue: OrderedColumn {
  .comparison(left.formula, .lessOrEqual, Formula(right))
}

/// Says that the first is at most the second.
public func <= <Right: Operand>(left: Right.ColumnValue, right: Right) -> Premise
where Right.ColumnValue: OrderedColumn {
  .comparison(Formula(left), .lessOrEqual, right.formula)
}

/// Says that the first is greater.
public func > <Left: Operand, Right: Operand>(left: Left, right: Right) -> Premise
where Left.ColumnValue: OrderedColumn, Left.ColumnValue == Right.ColumnValue {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > <Left: Operand>(left: Left, right: Left.ColumnValue) -> Premise
where Left.ColumnValue: OrderedColumn {
  .comparison(left.formula, .greater, Formula(right))
}

/// Says that the first is greater.
public func > <Right: Operand>(left: Right.ColumnValue, right: Right) -> Premise
where Right.ColumnValue: OrderedColumn {
  .comparison(Formula(left), .greater, right.formula)
}

/// Says that the first is at least the second.
public func >= <Left: Operand, Right: Operand>(left: Left, right: Right) -> Premise
where Left.ColumnValue: OrderedColumn, Left.ColumnValue == Right.ColumnValue {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= <Left: Operand>(left: Left, right: Left.ColumnValue) -> Premise
where Left.ColumnValue: OrderedColumn {
  .comparison(left.formula, .greaterOrEqual, Formula(right))
}

/// Says that the first is at least the second.
public func >= <Right: Operand>(left: Right.ColumnValue, right: Right) -> Premise
where Right.ColumnValue: OrderedColumn {
  .comparison(Formula(left), .greaterOrEqual, right.formula)
}
