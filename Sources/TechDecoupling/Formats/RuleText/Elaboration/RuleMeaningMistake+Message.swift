extension RuleMeaningMistake {
  /// The code of the documentation's list.
  var code: String {
    switch self {
    case .unknownRelation: "TD730"
    case .redeclared: "TD731"
    case .unknownType: "TD732"
    case .circularType: "TD733"
    case .typeDefinition: "TD734"
    case .wrongArity: "TD735"
    case .duplicateAttribute: "TD736"
    case .variableTypes: "TD737"
    case .literalType: "TD738"
    case .termType: "TD739"
    case .noOverload: "TD740"
    case .comparedTypes: "TD741"
    case .numberRange: "TD742"
    case .variableInFact: "TD743"
    case .tooManyRules: "TD744"
    case .unknownFunctor: "TD745"
    case .functorArity: "TD746"
    case .unknownParameter: "TD747"
    case .directiveSetting: "TD748"
    case .fileName: "TD749"
    case .notTemporal: "TD750"
    case .period: "TD751"
    case .date(_, let problem): problem.code
    case .heading: "TD752"
    case .witness: "TD753"
    case .unknownVariable: "TD754"
    case .aggregateForm: "TD755"
    case .cast: "TD756"
    case .kindCondition: "TD757"
    case .misplaced: "TD758"
    case .unknownComponent: "TD759"
    case .componentArity: "TD760"
    case .componentDepth: "TD761"
    case .override: "TD762"
    case .plan: "TD768"
    case .tooLong: "TD769"
    case .unusedRelation: "TD763"
    case .variableOnce: "TD764"
    case .emptyRelation: "TD766"
    case .unusedParameter: "TD767"
    case .pattern: "TD765"
    }
  }

  /// Whether the program can be used all the same.
  var isWarning: Bool {
    switch self {
    case .unusedRelation, .variableOnce, .emptyRelation, .unusedParameter, .pattern: true
    default: false
    }
  }

  /// What happened, the law broken and the next step.
  var message: String {
    switch self {
    case .unknownRelation(let name, let nearest):
      "there is no relation '\(name)'"
        + hint(nearest, else: "; declare it: '.decl \(name)(…)'")
    case .redeclared(let noun, let name, let other):
      "the \(noun) '\(name)' is declared twice, first at \(other); rename or remove one"
    case .unknownType(let name, let nearest):
      "there is no type '\(name)'" + hint(nearest, else: "; declare it: '.type \(name) <: symbol'")
    case .circularType(let name):
      "the type '\(name)' is defined by itself, and a type rests on a built-in one; break the circle"
    case .typeDefinition(let name, let reason):
      typeWords(name, reason)
    case .wrongArity(let relation, let columns, let found):
      "'\(relation)' has \(counted(columns.count, "column")) and is given "
        + "\(counted(found, "term")); write '\(relation)(\(columns.joined(separator: ", ")))'"
    case .duplicateAttribute(let name, let relation):
      "'\(relation)' has two columns '\(name)', and a name is one column's; rename one"
    case .variableTypes(let name, let types, let areKinds):
      types.isEmpty
        ? "no type fits every place of variable '\(name)'; use a variable for each type"
        : "variable '\(name)' stands for \(listed(types)), and a variable is of one type; "
          + (areKinds
            ? "use two variables and say 'a is b', or write 'as(\(name), \(types[0]))'"
            : "use a variable for each")
    case .literalType(let found, let expected):
      expected.isEmpty
        ? "\(found) stands where no type fits; write a value of the type that is meant"
        : "\(found) stands where a value of type '\(expected)' is meant; write one"
    case .termType(let relation, let column, let expected, let found, let remedy):
      found.isEmpty
        ? "no type fits column \(column) of '\(relation)', of type '\(expected)'; "
          + "write a term of that type"
        : "column \(column) of '\(relation)' is of type '\(expected)', and the term is of type "
          + "'\(found)', which has other values; " + remedy.words(expected)
    case .noOverload(let functor, _, let result?):
      "'\(functor)' gives a value of type '\(result)', and another type is meant here; "
        + "convert it by 'to_number', 'to_float' or 'to_string'"
    case .noOverload(let functor, let found, nil):
      "'\(functor)' takes no values of \(listed(found)); "
        + "convert them by 'to_number', 'to_float' or 'to_string'"
    case .comparedTypes(let one, let other, let operation):
      "'\(operation.written)' compares values of type '\(one)' with values of type '\(other)', "
        + (one == other
          ? "and only numbers, days and text have an order; use '=' or '!='"
          : "and types are never mixed; convert one by 'to_number', 'to_float' or 'to_string'")
    case .numberRange(let digits, let reason):
      numberWords(String(digits.prefix(40)), reason)
    case .variableInFact(let name):
      "'\(name)' stands in a fact, and a fact has values only; write a value, or conditions after ':-'"
    case .tooManyRules(let limit):
      "the clause means more than \(limit) rules by its alternatives; "
        + "conclude a relation from some of them and use that"
    case .tooLong(let noun, let limit):
      "the clause has more than \(limit) \(noun); "
        + "conclude a relation from some of them and use that"
    case .unknownFunctor(let name, let nearest):
      "there is no functor '\(name)'" + hint(nearest, else: "; a relation is no value")
    case .functorArity(let name, let expected, let found):
      "'\(name)' takes \(expected) operands and is given \(found); write as many as it takes"
    case .unknownParameter(let name, let nearest):
      "there is no parameter '$\(name)'"
        + hint(nearest.map { "$" + $0 }, else: "; declare it: '.parameter \(name) = 3'")
    case .directiveSetting(let key, let value, let reason):
      settingWords(key, value, reason)
    case .fileName(let name):
      "the file '\(name)' would lie outside of its folder, and a program reads and writes within; "
        + "write a name without '..' and without '/' at its start"
    case .notTemporal(let relation, let from):
      "'\(relation)' is concluded from '\(from)', which holds on some days only; "
        + "declare '\(relation)' temporal"
    case .period(let reason):
      periodWords(reason)
    case .date(_, let problem):
      problem.message
    case .heading(let found, let reason):
      headingWords(found, reason)
    case .witness(let name):
      "variable '\(name)' is bound only inside of a count, sum or mean, which has many members; "
        + "add a condition outside that mentions it"
    case .unknownVariable(let name, let place, let nearest):
      "\(place) names '\(name)', which the rule does not have"
        + hint(nearest, else: "; name one of its variables")
    case .aggregateForm(let function, let reason):
      aggregateWords(function, reason)
    case .cast(let from, let to):
      "'as' reads a value of type '\(from)' as '\(to)', and both must be of one base; "
        + "convert it by 'to_number', 'to_float' or 'to_string'"
    case .kindCondition(let name):
      "'\(name)' is a kind of entity, and as a condition it says of which kind a variable is; "
        + "write '\(name)(x)' with a variable, without '!'"
    case .misplaced(let found, let next):
      "\(found) has no meaning here; \(next)"
    case .unknownComponent(let name, let nearest):
      "there is no component '\(name)'" + hint(nearest, else: "; declare it: '.comp \(name) { … }'")
    case .componentArity(let name, let expected, let found):
      "component '\(name)' has \(counted(expected, "type parameter")) and is given \(found); "
        + "write one type for each"
    case .componentDepth(let name, let limit):
      "component '\(name)' stands within itself or more than \(limit) deep, or in too many places; "
        + "break the circle"
    case .override(let name, .notInherited(let component)):
      "component '\(component)' overrides '\(name)', which it does not inherit; remove '.override'"
    case .override(let name, .notOverridable(let component)):
      "component '\(component)' overrides '\(name)', which is not declared overridable; "
        + "add 'overridable' to its declaration"
    case .plan(let reason):
      planWords(reason)
    case .unusedRelation(let name):
      "'\(name)' is declared and neither read by a rule nor output; output it or remove it"
    case .variableOnce(let name):
      "variable '\(name)' stands in one place; write '_' if any value is meant"
    case .emptyRelation(let name):
      "'\(name)' has no facts, no rules and no input, so that it never holds; add some or '.input'"
    case .unusedParameter(let name):
      "the parameter '\(name)' is used by no rule; use '$\(name)' or remove it"
    case .pattern(let reason):
      "the pattern cannot be read: \(reason), so that the condition is false, with and without '!'; "
        + "write a regular expression"
    }
  }

  private func hint(_ nearest: String?, else other: String) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? other
  }

  private func listed(_ types: [String]) -> String {
    let names = types.map { "'\($0)'" }
    return "type " + names.joined(separator: " and ")
  }
}

extension RuleMeaningMistake.TypeRemedy {
  fileprivate func words(_ expected: String) -> String {
    switch self {
    case .kinds: "join the two by 'is', or write 'as(…, \(expected))'"
    case .subtype: "declare one a subtype of the other, or write 'as(…, \(expected))'"
    case .conversion: "convert it by 'to_number', 'to_float' or 'to_string'"
    }
  }
}

extension ComparisonOperator {
  /// The sign as rule text has it.
  fileprivate var written: String { self == .equal ? "=" : rawValue }
}

extension RuleMeaningMistake {
  private func typeWords(_ name: String, _ reason: TypeReason) -> String {
    switch reason {
    case .predefined:
      "'\(name)' is a type already, of the language or of the library; choose another name"
    case .severalBases(let bases):
      "the union '\(name)' mixes values of \(bases.map { "'\($0)'" }.joined(separator: ", ")); "
        + "unite types of one base"
    case .subtypeOfUnion(let union):
      "'\(name)' is a subtype of the union '\(union)', and only single types have subtypes; "
        + "write '.type \(name) = \(union)'"
    }
  }

  private func numberWords(_ digits: String, _ reason: NumberReason) -> String {
    switch reason {
    case .beyond64Bits:
      "\(digits) is out of range, and numbers have 64 bits; give it in a larger unit"
    case .places:
      "\(digits) has more than six places, and decimals are exact to six; round it"
    case .notDecimal:
      "\(digits) stands where a decimal is meant; write it with digits and a point, as in 5.92"
    case .negative:
      "\(digits) stands where an 'unsigned' number is meant; write 0 or more"
    }
  }

  private func settingWords(_ key: String, _ value: String?, _ reason: SettingReason) -> String {
    switch reason {
    case .unknownKey(let nearest, let keys):
      "there is no setting '\(key)'"
        + hint(nearest, else: "; there are \(keys.map { "'\($0)'" }.joined(separator: ", "))")
    case .value(let expected):
      "'\(key)' is '\(value ?? "")' and takes \(expected); correct it"
    case .source(let words):
      "IO is '\(value ?? "")', and rows are read from files and written to files or standard "
        + "output; write \(words)"
    case .twice:
      "'\(key)' is set twice; remove one"
    case .sameFile(let relation):
      "the output of '\(relation)' is the file '\(value ?? "")' already, and one would replace the "
        + "other; give each a file of its own"
    case .directive:
      "'.\(key)' would change the results and is not understood here; remove it"
    }
  }

  private func planWords(_ reason: PlanReason) -> String {
    switch reason {
    case .notRecursive:
      "the rule is not recursive, and only recursive rules are planned; remove '.plan'"
    case .version(let version, let count):
      "the plan is for version \(version), and the rule has \(counted(count, "recursive premise")), "
        + "numbered from 0; remove it"
    case .order(let premises):
      "the plan is no order of the rule's \(counted(premises, "atom")); "
        + "write each number from 1 to \(premises) once"
    }
  }

  private func periodWords(_ reason: PeriodReason) -> String {
    switch reason {
    case .relationIsNotTemporal(let relation):
      "days stand on a fact of '\(relation)', which is not temporal; declare it temporal"
    case .onRule:
      "days stand on what is no fact, and a rule holds on the days of its premises; "
        + "leave the days out, or add a premise that holds on them"
    case .reversed(let from, let to):
      "the days run from \(from) to \(to), and a period starts no later than it ends; swap the two"
    }
  }

  private func headingWords(_ found: String, _ reason: HeadingReason) -> String {
    switch reason {
    case .unknownKey(let nearest):
      "'.rule' has no setting '\(found)'"
        + hint(nearest, else: "; it has 'strength' and 'because'")
    case .strength:
      "'\(found)' is no strength; write confirmed, probable, possible, doubtful or improbable"
    case .brace:
      "the sentence has a '\(found)' without its partner; write it twice for the sign itself"
    case .emptyName:
      "the rule's name is empty, and proofs and errors name the rule; "
        + "say in a few words what it concludes"
    }
  }

  private func aggregateWords(_ function: String, _ reason: AggregateReason) -> String {
    switch reason {
    case .noValue:
      "'\(function)' is not told what to take; write '\(function) x : { … }'"
    case .value:
      "'\(function)' counts without a value; write '\(function) : { … }'"
    case .mutual:
      "this '\(function)' and another aggregate each bind a variable that the other only compares, "
        + "which reads as if they waited for one another; use other names within"
    case .alternatives:
      "the body of '\(function)' has alternatives; "
        + "conclude a relation from them and aggregate over that"
    }
  }
}
