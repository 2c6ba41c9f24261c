/// A program as the engine runs it: relations and rules over interned columns, and a horizon.
///
/// The caller interns symbols and numbers (``NumberPool``); the engine sees `UInt32` codes. Rules
/// are validated by the caller: every variable of a head, comparison, exception or group is bound
/// by a positive premise, and strata exist (``Program/stratify()`` says which cycle prevents them).
///
/// Where the meaning leaves a choice, the engine makes these:
///
/// - A wildcard in a literal with a window, or in a run, is a variable of its own: the window and
///   the run are those of one tuple. `always r(x, _)` asks for one tuple that holds throughout.
/// - An operation without a result (overflow, division by zero) ends the evaluation if some row
///   satisfies every premise of the rule that does not depend on the result, on some day. The day
///   named is the first of that row. So the error depends neither on the order of premises nor on
///   the plan, and what an exception takes away cannot fail. A sum fails only if its total does not
///   fit, and only where a row asks for it; the body of an aggregate in recursion, for any group.
/// - The remainder of a division by -1 is 0, whatever the dividend.
/// - `min` and `max` without a certain member may be absent: no comparison with them is certain,
///   and conceivably they have the value of any conceivable member.
package struct Program: Sendable {
  package var relations: [RelationDeclaration] = []
  package var rules: [ProgramRule] = []
  /// The days that exist, half-open.
  ///
  /// Every fact lies inside; every window is clipped to it.
  package var horizon: Span

  package init(horizon: Span) {
    self.horizon = horizon
  }
}

/// A relation's name and the kind of each of its columns.
package struct RelationDeclaration: Sendable, Hashable {
  package var name: String
  package var columns: [ColumnKind]

  package init(name: String, columns: [ColumnKind]) {
    self.name = name
    self.columns = columns
  }
}

/// How a column's codes are read.
package enum ColumnKind: UInt8, Sendable, Hashable {
  /// A symbol: a code of a text.
  case symbol
  /// A whole number or a day number: a ``NumberPool`` code of the value.
  case integer
  /// An exact decimal with six places: a ``NumberPool`` code of the value times 1,000,000.
  case decimal
}

/// Days `[from, until)` by day number; never empty inside the engine's tables.
package struct Span: Sendable, Hashable, Comparable {
  package var from: Int32
  package var until: Int32

  package init(_ from: Int32, _ until: Int32) {
    self.from = from
    self.until = until
  }

  package static func < (left: Span, right: Span) -> Bool {
    (left.from, left.until) < (right.from, right.until)
  }
}

/// One rule: the head holds on each day on which every premise does.
package struct ProgramRule: Sendable {
  package var head: Literal
  package var premises: [Premise]
  /// Variables are numbered from 0 to `variableCount - 1`.
  package var variableCount: Int
  /// The caller's number for the rule; errors and derivations name it.
  package var origin: Int

  package init(head: Literal, premises: [Premise], variableCount: Int, origin: Int) {
    self.head = head
    self.premises = premises
    self.variableCount = variableCount
    self.origin = origin
  }
}

/// A relation applied to operands, on the same day or through a window.
package struct Literal: Sendable, Hashable {
  package var relation: Int
  package var operands: [Operand]
  package var window: Window?

  package init(_ relation: Int, _ operands: [Operand], window: Window? = nil) {
    self.relation = relation
    self.operands = operands
    self.window = window
  }
}

/// What stands in a column of a literal.
package enum Operand: Sendable, Hashable {
  case variable(Int)
  case constant(UInt32)
  /// Any value: "for some" in a premise, "for no" in an exception.
  case any
}

/// The days, relative to the day asked, on which a premise is looked at; both ends included.
///
/// `first` or `last` may be `Int32.min` or `Int32.max` for "to the edge of the horizon".
/// Only days inside the horizon are asked; a window with no day inside it is false.
package enum Window: Sendable, Hashable {
  /// On at least one of the days (◇).
  case sometime(first: Int32, last: Int32)
  /// On every one of the days (□).
  case always(first: Int32, last: Int32)
}

package enum Comparison: UInt8, Sendable, Hashable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

package enum Premise: Sendable, Hashable {
  case holds(Literal)
  /// The exception: the row survives on the days on which the literal does not hold.
  case absent(Literal)
  /// A comparison of two terms. The kind tells how codes are read; symbols are in the order of
  /// their bytes.
  case compare(Expression, Comparison, Expression, ColumnKind)
  /// Binds a new variable to a value.
  case assign(Int, Expression, ColumnKind)
  /// Binds a variable to each number from the first up or down to the second, which is left out.
  ///
  /// Without a step, it goes by one toward the second. A step that leads away gives no number; a
  /// step of zero gives the first, unless both are equal. A kind is `integer` or `decimal`.
  case range(Int, from: Expression, to: Expression, step: Expression?, ColumnKind)
  /// The run of days around the day on which the literal (no window) holds; binds what is read.
  case run(Literal, RunReading)
  case aggregate(Aggregate, AggregateUse)
}

/// Variables that a run binds: days as numbers; `end` is the first day *after* the run, `length`
/// the number of its days.
///
/// A part that reads an open end (the horizon's edge) has no number: the premise is then false.
package struct RunReading: Sendable, Hashable {
  package var start: Int?
  package var end: Int?
  package var length: Int?

  package init(start: Int? = nil, end: Int? = nil, length: Int? = nil) {
    self.start = start
    self.end = end
    self.length = length
  }
}

package enum AggregateFunction: UInt8, Sendable, Hashable {
  case count, sum, minimum, maximum
}

/// An aggregate per day over a body of premises.
///
/// Variables of the body that the rule's other premises bind are the group. `per` lists the body's
/// variables whose distinct values are counted once each (with `value`, for a sum); variables of
/// the body that are in neither are "for some".
package struct Aggregate: Sendable, Hashable {
  package var function: AggregateFunction
  package var body: [Premise]
  /// The group: variables bound outside that occur in the body, ascending.
  package var group: [Int]
  package var per: [Int]
  /// The variable whose values are summed or compared; nil for a count.
  package var value: Int?
  /// `integer` or `decimal`, of the result.
  package var kind: ColumnKind

  package init(
    function: AggregateFunction, body: [Premise], group: [Int], per: [Int], value: Int?,
    kind: ColumnKind
  ) {
    self.function = function
    self.body = body
    self.group = group
    self.per = per
    self.value = value
    self.kind = kind
  }
}

package enum AggregateUse: Sendable, Hashable {
  /// Binds the value to a variable: certain only where it is exact.
  case value(Int)
  /// Compares the value; certain if true of every value it may have.
  case compare(Comparison, Expression)
}
