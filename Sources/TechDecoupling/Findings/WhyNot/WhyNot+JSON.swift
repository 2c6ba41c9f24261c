extension WhyNot {
  /// The answer as a document of JSON, for other programs.
  ///
  /// Questions are numbered from 0, the one asked; a part that leads to another names its number.
  public var json: String {
    JSONValue.object([
      JSONValue.Member("format", "techdecoupling-why-not/1"),
      JSONValue.Member("questions", .array(questions.map(\.json))),
    ]).text
  }
}

extension WhyNot.Question {
  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member("atom", .string("\(atom)")),
      JSONValue.Member("day", .string("\(day)")),
      JSONValue.Member("concluded", .boolean(isConcluded)),
      JSONValue.Member("gaps", .array(gaps.map(\.json))),
      JSONValue.Member("nearMisses", .array(nearMisses.map(\.json))),
    ])
  }
}

extension WhyNot.NearMiss {
  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member("rule", .string(rule)),
      JSONValue.Member("parts", .array(parts.map(\.json))),
    ])
  }
}

extension WhyNot.Part {
  fileprivate var json: JSONValue {
    var members = [
      JSONValue.Member("says", .string(words)),
      JSONValue.Member("state", .string(state.rawValue)),
    ]
    if isException { members.append(JSONValue.Member("exception", .boolean(true))) }
    if let window { members.append(JSONValue.Member("window", .string(window))) }
    if !gaps.isEmpty { members.append(JSONValue.Member("gaps", .array(gaps.map(\.json)))) }
    if let proof { members.append(JSONValue.Member("proof", .string(proof.description))) }
    if let question { members.append(JSONValue.Member("question", .integer(question))) }
    return .object(members)
  }
}

extension WhyNot.Gap {
  fileprivate var json: JSONValue {
    .object([
      JSONValue.Member("kind", .string(kind)), JSONValue.Member("words", .string(words)),
    ])
  }

  private var kind: String {
    switch self {
    case .never: "never"
    case .until: "until"
    case .from: "from"
    case .partly: "partly"
    case .untrusted: "untrusted"
    case .denied: "denied"
    case .conceivable: "conceivable"
    case .values: "values"
    case .exception: "exception"
    }
  }
}
