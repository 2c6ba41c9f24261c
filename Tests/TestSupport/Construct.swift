/// What a random program may contain, and what the run counts as having mattered.
package enum Construct: String, CaseIterable, Sendable {
  case premise
  case constant, wildcard
  case repeatedVariable = "repeated variable"
  case sometimePast = "sometime past"
  case sometimeNext = "sometime next"
  case sometimeDays = "sometime days"
  case sometimeBefore = "sometime before"
  case alwaysPast = "always past"
  case alwaysNext = "always next"
  case alwaysDays = "always days"
  case alwaysBefore = "always before"
  case exception
  case exceptionWildcard = "exception with a wildcard"
  case exceptionSometime = "exception through sometime"
  case exceptionAlways = "exception through always"
  case equal, notEqual = "not equal", less, lessOrEqual = "less or equal", greater
  case greaterOrEqual = "greater or equal"
  case symbolComparison = "comparison of symbols"
  case decimalComparison = "comparison of decimals"
  case add, subtract, multiply, divide, remainder
  case lesserOf = "lesser of two"
  case greaterOf = "greater of two"
  case decimalArithmetic = "arithmetic on decimals"
  case power
  case bitOperation = "operation on bits"
  case logicalOperation = "operation on truth values"
  case changedNumber = "other sign, other bits, other kind of number"
  case concatenate = "texts in a row"
  case textLength = "length of a text"
  case substring = "piece of a text"
  case contains = "text in a text"
  case matches = "pattern"
  case textOfNumber = "number as a text"
  case numberOfText = "text as a number"
  case symbolOrder = "order of texts"
  case symbolExtreme = "lesser or greater of two texts"
  case range
  case rangeStep = "range with a step"
  case runStart = "run start"
  case runEnd = "run end"
  case runLength = "run length"
  case countValue = "count as a value"
  case sumValue = "sum as a value"
  case minimumValue = "minimum as a value"
  case maximumValue = "maximum as a value"
  case countComparison = "count compared"
  case sumComparison = "sum compared"
  case minimumComparison = "minimum compared"
  case maximumComparison = "maximum compared"
  case emptyGroup = "empty group"
  case nestedAggregate = "aggregate in an aggregate"
  case aggregateWindow = "window in an aggregate"
  case aggregateException = "exception in an aggregate"
  case monotoneCount = "count in recursion"
  case monotoneSum = "sum in recursion"
  case monotoneMinimum = "minimum in recursion"
  case monotoneMaximum = "maximum in recursion"
  case recursion
  case mutualRecursion = "mutual recursion"
  case windowRecursion = "recursion through a window"
  case mark = "mark completion"
  case imprecision = "imprecise fact, conceivable reading"
  case exceptionReading = "imprecise fact under an exception, certain reading"
  case aggregateRange = "imprecise fact in an aggregate, certain reading"
  case runReading = "imprecise fact in a run, certain reading"
  case nullary = "relation without columns"
  case edge = "horizon's edge"
}

extension Construct {
  /// Constructs that seldom matter by chance; the generator is about them more often.
  static let rare: [Construct] = [
    .repeatedVariable, .greaterOf, .lesserOf, .mark, .sumComparison, .maximumComparison,
    .minimumComparison, .sumValue, .maximumValue, .minimumValue, .remainder, .subtract, .divide,
    .monotoneCount, .multiply, .countValue, .countComparison, .runReading, .lesserOf,
    .repeatedVariable, .greaterOf, .mark, .sumComparison, .maximumComparison, .minimumComparison,
    .runReading, .runReading, .repeatedVariable,
    .aggregateException, .repeatedVariable, .lesserOf, .sumValue, .maximumValue, .minimumValue,
    .contains, .contains, .matches, .matches, .rangeStep, .rangeStep, .symbolExtreme,
    .symbolExtreme, .power, .power, .changedNumber, .changedNumber, .substring, .substring,
    .nestedAggregate, .nestedAggregate, .numberOfText, .numberOfText, .symbolOrder, .textLength,
    .remainder, .greaterOf, .monotoneSum, .symbolExtreme, .symbolExtreme, .symbolExtreme,
    .multiply, .divide, .remainder, .lesserOf, .greaterOf, .nestedAggregate, .repeatedVariable,
    .nullary, .textLength, .power, .power, .power, .changedNumber, .rangeStep, .lesserOf,
    .bitOperation, .logicalOperation, .numberOfText, .subtract, .greaterOf, .minimumValue,
    .countValue, .mark, .exceptionSometime, .nestedAggregate, .nestedAggregate, .divide,
    .maximumValue, .power,
  ]

  /// Constructs of rules for which the law promises both inclusions.
  static let plain: [Construct] = [
    .sometimePast, .sometimeNext, .sometimeDays, .sometimeBefore, .alwaysPast, .alwaysNext,
    .alwaysDays, .alwaysBefore, .exception, .exceptionWildcard, .exceptionSometime,
    .exceptionAlways, .countValue, .minimumValue, .maximumValue, .countComparison, .sumComparison,
    .minimumComparison, .maximumComparison, .emptyGroup, .aggregateException, .recursion, .mark,
    .windowRecursion, .mark,
  ]
}
