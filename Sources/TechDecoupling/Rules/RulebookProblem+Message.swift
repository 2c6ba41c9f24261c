extension RulebookProblem {
  /// The code, from `TD201` on.
  public var code: String {
    switch kind {
    case .unboundVariable: "TD201"
    case .boundOnlyInside: "TD202"
    case .fixedMember: "TD203"
    case .circularBinding: "TD204"
    case .duplicateName: "TD205"
    case .conflictingSignature: "TD206"
    case .wrongArity: "TD207"
    case .wrongTerm: "TD208"
    case .variableOfTwoTypes: "TD209"
    case .unknownVariable: "TD210"
    case .relationName: "TD211"
    case .emptyName: "TD212"
    case .oneOfConcluded: "TD213"
    case .reservedConcluded: "TD214"
    case .wildcardInConclusion: "TD215"
    case .wildcardInComparison: "TD216"
    case .reversedWindow: "TD217"
    case .negativeWindow: "TD218"
    case .windowLength: "TD219"
    case .twoDefaults: "TD220"
    case .twoTypes: "TD221"
    case .mixedComparison: "TD222"
    case .unordered: "TD223"
    case .notEntities: "TD224"
    case .arithmetic: "TD225"
    case .divisionByZero: "TD226"
    case .runInside: "TD227"
    case .extremeInException: "TD228"
    case .aggregatedType: "TD230"
    case .unstratified: "TD231"
    case .recursiveAggregate: "TD232"
    case .recursiveBound: "TD233"
    case .unknownParameter: "TD234"
    case .settingOfOtherType: "TD235"
    case .unknownRule: "TD236"
    case .factsOfTwoSignatures: "TD237"
    case .functor: "TD238"
    case .range: "TD239"
    case .rangeInException: "TD240"
    case .factWithoutValue: "TD244"
    case .factOutsideHorizon: "TD245"
    }
  }

  /// What is wrong, where, the law broken and the next step.
  public var message: String {
    switch kind {
    case .unboundVariable(let name, let use):
      "variable '\(name)' in \(use.place) of \(ruleAndPlace) is bound by no premise; add a premise"
        + " that mentions it"
    case .boundOnlyInside(let name, let use):
      "variable '\(name)' in \(use.place) of \(ruleAndPlace) is bound only inside of an aggregate,"
        + " and what is inside has no value outside; add a premise outside that mentions it"
    case .fixedMember(let name):
      "variable '\(name)' in \(ruleAndPlace) is counted or summed inside of an aggregate and bound"
        + " outside of it, so that each group has one value; use another variable inside"
    case .circularBinding(let names):
      "\(names.count == 1 ? "variable" : "variables") \(list(names)) in \(ruleAndPlace)"
        + " \(names.count == 1 ? "is" : "are") bound only in a circle, each by a premise that needs"
        + " another; add an atom that mentions one of them"
    case .duplicateName(let other):
      "\(ruleAndPlace) has the name of the rule at \(other), and a name is one rule's; rename one"
    case .conflictingSignature(let relation, let other, let source):
      "relation '\(relation.name)' in \(ruleAndPlace) has \(relation.columnList), and \(source.words)"
        + " has \(other.columnList); a name has one signature, so rename one"
    case .wrongArity(let relation, let found):
      "'\(relation.name)' in \(ruleAndPlace) has \(counted(found, "term")) for"
        + " \(relation.columnList); write one term for each column"
    case .wrongTerm(let relation, let column, let expected, let found):
      "term \(column + 1) of '\(relation.name)' in \(ruleAndPlace) is of type '\(found.noun)', and"
        + " the column is of type '\(expected.noun)'; write a term of the column's type"
    case .variableOfTwoTypes(let name, let one, let other):
      "variable '\(name)' in \(ruleAndPlace) stands for values of type '\(one.noun)' and of type"
        + " '\(other.noun)', and a variable has one type; use two variables"
    case .unknownVariable(let number, let count):
      "variable number \(number) in \(ruleAndPlace) does not exist: the rule has"
        + " \(counted(count, "variable")), numbered from 0; use one of them or give it a type"
    case .relationName(let name):
      "relation '\(name)' in \(ruleAndPlace) cannot be written in a file; name it in kebab case, as"
        + " in 'withheld-from'"
    case .emptyName:
      "\(ruleAndPlace) has an empty name, and proofs and errors name the rule; say in a few words"
        + " what it concludes"
    case .oneOfConcluded(let name):
      "\(ruleAndPlace) concludes '\(name)', a one-of relation, and those are recorded, never"
        + " concluded; conclude a relation of another name"
    case .reservedConcluded(let name):
      "\(ruleAndPlace) concludes '\(name)', which only a record states, because identity is read"
        + " before rules run; conclude a relation of another name"
    case .wildcardInConclusion(let name):
      "the conclusion '\(name)' of \(ruleAndPlace) has a wildcard, and a conclusion states a value"
        + " in each column; put a variable that a premise binds in its place"
    case .wildcardInComparison:
      "a comparison in \(ruleAndPlace) has a wildcard, which stands for no value in particular; put"
        + " a variable that a premise binds in its place"
    case .reversedWindow(let from, let to):
      "a window in \(ruleAndPlace) runs from day \(from) to day \(to), and a window starts no later"
        + " than it ends; swap the two"
    case .negativeWindow(let days, let parameter):
      "a window in \(ruleAndPlace) is \(days) days long\(parameter.map { " by parameter '\($0)'" } ?? ""),"
        + " and a length is 0 or more; use 'past' for days before and 'next' for days after"
    case .windowLength(let type):
      "a window in \(ruleAndPlace) has a length of type '\(type.noun)', and days are counted in"
        + " constant integers; write an integer or a parameter of that type"
    case .twoDefaults(let name, let one, let other):
      "parameter '\(name)' in \(ruleAndPlace) has the default \(one) and elsewhere \(other), and a"
        + " parameter has one; share one 'Parameter' or rename one"
    case .twoTypes(let name, let one, let other):
      "parameter '\(name)' in \(ruleAndPlace) is of type '\(one.noun)' and elsewhere of type"
        + " '\(other.noun)', and a parameter has one; rename one"
    case .mixedComparison(let one, let other):
      "a comparison in \(ruleAndPlace) sets a value of type '\(one.noun)' beside one of type"
        + " '\(other.noun)', and types are never mixed; compare values of one type"
    case .unordered(let type, let comparison):
      "'\(comparison.rawValue)' in \(ruleAndPlace) orders values of type '\(type.noun)', and only"
        + " numbers, days and text have an order; use '==' or '!='"
    case .notEntities(let one, let other):
      "'is' in \(ruleAndPlace) joins values of type '\(one.noun)' and '\(other.noun)', and only"
        + " entities have roles; compare other values by '=='"
    case .arithmetic(let one, let operation, let other) where operation.isOfIntegers:
      "'\(operation.rawValue)' in \(ruleAndPlace) is given values of type '\(one.noun)' and"
        + " '\(other.noun)', and bits and truth values are those of integers; give it two integers"
    case .arithmetic(let one, let operation, let other):
      "'\(operation.rawValue)' in \(ruleAndPlace) calculates with values of type '\(one.noun)' and"
        + " '\(other.noun)'; calculate with two integers, two decimals, a day and an integer, or take"
        + " one day from another"
    case .divisionByZero:
      "\(ruleAndPlace) divides by the constant 0, which has no result; divide by another number"
    case .runInside(let inside):
      "a run in \(ruleAndPlace) stands \(inside.words), and runs are read by premises alone;"
        + " conclude a relation from the run in a rule of its own and use that"
    case .extremeInException:
      "a least or greatest value in \(ruleAndPlace) stands in an exception, and an empty group has"
        + " none to deny; conclude a relation from it in a rule of its own and use that"
    case .aggregatedType(.count, _):
      "a count in \(ruleAndPlace) is given a value, and it counts without one; leave the value out"
    case .aggregatedType(let function, nil):
      "\(function.words) in \(ruleAndPlace) is given no variable whose values it takes; give one"
    case .aggregatedType(let function, let type?):
      "\(function.words) in \(ruleAndPlace) is taken of values of type '\(type.noun)';"
        + (function == .sum
          ? " only integers and decimals are summed" : " only numbers and days have an order")
        + ", so take it of another variable"
    case .unstratified(let cycle):
      "\(ruleAndPlace) needs its own conclusion finished first: \(cycle.words); what is denied or"
        + " measured must be finished before, so break the cycle"
    case .recursiveAggregate(let cycle):
      "\(ruleAndPlace) aggregates over its own conclusion: \(cycle.words); in recursion only counts,"
        + " greatest values and sums by '>=' or '>', and least values by '<=' or '<', may be compared"
        + " and none used as a value, so compare it so or break the cycle"
    case .recursiveBound(let relation, let bound):
      "\(ruleAndPlace) compares an aggregate over its own conclusion '\(relation)' with '\(bound)',"
        + " and in recursion the bound is a constant, a parameter or a variable that an atom binds;"
        + " conclude the bound in a rule of its own and use that"
    case .unknownParameter(let name, let nearest, let known):
      "parameter '\(name)' is set, and no rule of the book has it"
        + hint(nearest, else: known.isEmpty ? "; it has none" : "; it has \(list(known))")
    case .settingOfOtherType(let name, let expected, let found):
      "parameter '\(name)' is set to a value of type '\(found.noun)', and its type is"
        + " '\(expected.noun)'; set a value of that type"
    case .unknownRule(let name, let edit, let nearest):
      "rule '\(name)' is to be \(edit.words), and the book has no rule of that name"
        + hint(nearest, else: "; look up its name in 'rules'")
    case .factsOfTwoSignatures(let relation, let other):
      "relation '\(relation.name)' has \(relation.columnList) in some facts and"
        + " \(other.columnList) in others; a name has one signature, so rename one"
    case .functor(let functor, let types):
      "'\(functor.rawValue)' in \(ruleAndPlace) is given \(types.words), and it takes"
        + " \(functor.operandWords); give it that"
    case .range(let expected, let found):
      "a range in \(ruleAndPlace) gives values of type '\(expected.noun)' and has a bound of type"
        + " '\(found.noun)'; a range and its bounds are integers, or decimals, so use one type"
    case .rangeInException:
      "a range in \(ruleAndPlace) stands in an exception, and a range binds its variable to every"
        + " number; compare with its bounds instead"
    case .factWithoutValue(let atom):
      "the fact '\(atom)'\(place) leaves a column open, and a fact states a value in each; write"
        + " values, or conclude the atom in a rule"
    case .factOutsideHorizon(let atom, let day, let horizon):
      "the fact '\(atom)'\(place) holds on \(day), and the days that exist are \(horizon.from) to"
        + " \(horizon.until.advanced(by: -1)); leave the end open, or give another horizon"
    }
  }

  private var ruleAndPlace: String {
    guard let rule, let location else {
      return location.map { "the fact at \($0)" } ?? "the rulebook"
    }
    return rule.isEmpty ? "the rule at \(location)" : "rule '\(rule)' (\(location))"
  }

  private var place: String { location.map { " (\($0))" } ?? "" }

  private func hint(_ nearest: String?, else other: String) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? other
  }

  private func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension [ColumnType] {
  /// What a functor was given, in words.
  fileprivate var words: String {
    isEmpty ? "nothing" : "values of type " + map { "'\($0.noun)'" }.joined(separator: ", ")
  }
}

extension RelationSignature {
  /// The columns in words, for errors.
  fileprivate var columnList: String {
    let names = columns.map(\.writtenName).joined(separator: ", ")
    return (columns.isEmpty ? "no columns" : "the columns (\(names))") + (isOneOf ? " one-of" : "")
  }
}

extension RulebookProblem.Use {
  fileprivate var place: String {
    switch self {
    case .conclusion: "the conclusion"
    case .comparison: "a comparison"
    case .exception: "an exception"
    case .reason: "the reason"
    case .aggregate: "an aggregate"
    }
  }
}

extension RulebookProblem.Inside {
  fileprivate var words: String {
    switch self {
    case .exception: "in an exception"
    case .aggregate: "inside of an aggregate"
    }
  }
}

extension RulebookProblem.SignatureSource {
  fileprivate var words: String {
    switch self {
    case .rule(let name, let location): "rule '\(name)' (\(location))"
    case .fact(let location): location.map { "the fact at \($0)" } ?? "a fact of the rulebook"
    case .record: "the record"
    }
  }
}

extension RulebookEdit {
  fileprivate var words: String {
    switch self {
    case .remove: "removed"
    case .replace: "replaced"
    }
  }
}

extension AggregateFormula.Function {
  fileprivate var words: String {
    switch self {
    case .count: "a count"
    case .sum: "a sum"
    case .min: "a least value"
    case .max: "a greatest value"
    }
  }
}

extension [RulebookProblem.Step] {
  /// The whole cycle: each relation, what it needs, and by which rule.
  fileprivate var words: String {
    map { step in
      "'\(step.relation)' needs \(step.through.words) '\(step.premise)' (rule '\(step.rule)')"
    }.joined(separator: ", ")
  }
}

extension RulebookProblem.Through {
  fileprivate var words: String {
    switch self {
    case .premise: "the premise"
    case .exception: "the absence of"
    case .aggregate: "an aggregate of"
    case .run: "a run of"
    }
  }
}
