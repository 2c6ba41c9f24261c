extension Elaborator {
  /// What `.rule` says of the clause after it.
  struct Heading {
    var name: NameSyntax?
    var strength = Credibility.confirmed
    /// The sentence, with braces in it, and its place.
    var reason: NameSyntax?
  }

  mutating func heading(_ clause: ClauseSyntax) -> Heading? {
    guard let syntax = clause.heading else { return nil }
    var heading = Heading(name: syntax.name)
    if let name = syntax.name, name.text.isEmpty {
      report(.heading(name.text, reason: .emptyName), name.range)
      heading.name = nil
    }
    for setting in syntax.settings {
      switch setting.key.text {
      case "strength":
        let word = setting.value.text == "not_judged" ? "not judged" : setting.value.text
        if let strength = Credibility(rawValue: word) {
          heading.strength = strength
        } else {
          report(.heading(setting.value.text, reason: .strength), setting.value.range)
        }
      case "because":
        heading.reason = setting.value
      default:
        let near = nearestName(to: setting.key.text, among: ["strength", "because"])
        report(
          .heading(setting.key.text, reason: .unknownKey(nearest: near)), setting.key.range)
      }
    }
    return heading
  }

  /// The sentence of a rule: `{lab}` is a variable, `{$labs}` a parameter, `{{` and `}}` braces.
  mutating func reason(
    _ written: NameSyntax, _ lowering: ClauseLowering, _ syntax: ClauseSyntax
  ) -> Reason {
    var parts: [Reason.Part] = []
    var text: [UInt8] = []
    let bytes = Array(written.text.utf8)
    var index = 0
    func finish() {
      if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
    }
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == open || byte == close else {
        text.append(byte)
        continue
      }
      if index < bytes.count, bytes[index] == byte {
        text.append(byte)
        index += 1
        continue
      }
      guard byte == open, let end = Elaborator.closingBrace(in: bytes, from: index) else {
        report(.heading(String(UnicodeScalar(byte)), reason: .brace), written.range)
        return Reason(parts: parts)
      }
      finish()
      let name = String(decoding: bytes[index..<end], as: UTF8.self)
      index = end + 1
      if let argument = lowering.reasonArgument(name) {
        parts.append(.argument(argument))
      } else if let argument = parameterArgument(name) ?? valueArgument(name) {
        parts.append(.argument(argument))
      } else {
        let known = lowering.clause.variables.map(\.name) + parameters.keys.map { "$" + $0 }
        let near = nearestName(to: name, among: known)
        report(.unknownVariable(name, place: "the sentence", nearest: near), written.range)
      }
    }
    finish()
    return Reason(parts: parts)
  }

  /// The brace that closes another; those in quotes do not.
  private static func closingBrace(in bytes: [UInt8], from start: Int) -> Int? {
    var isQuoted = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "}") where !isQuoted: return index
      default: break
      }
      index += 1
    }
    return nil
  }

  /// A value in a sentence, read as that of a parameter is: `5`, `"text"`, `as("nvidia", entity)`.
  private func valueArgument(_ text: String) -> Argument? {
    if text == "_" { return .wildcard }
    guard let first = text.utf8.first, first != UInt8(ascii: "$") else { return nil }
    let source = RuleTextSource(name: nil, ".parameter value = " + text)
    let (syntax, problems) = RuleParser.parse(source)
    guard problems.isEmpty, syntax.items.count == 1,
      case .parameter(let parameter) = syntax.items[0], let literal = literal(parameter.value),
      case .success(let value) = literal.value(of: literal.bases[0])
    else { return nil }
    return .value(value)
  }

  /// A parameter that the sentence alone has is read by its literal's form.
  private mutating func parameterArgument(_ name: String) -> Argument? {
    guard name.hasPrefix("$"), let parameter = parameters[String(name.dropFirst())],
      case .success(let value) = parameter.literal.value(of: parameter.literal.bases[0])
    else { return nil }
    let key = String(name.dropFirst())
    parameters[key]?.isUsed = true
    if let setting = parameter.setting, case .success(let set) = setting.value(of: setting.bases[0])
    {
      parameters[key]?.value = set
    }
    return .parameter(key, default: value)
  }
}

extension ClauseLowering {
  /// The variable of the clause, or a parameter that it uses, by the name in a sentence.
  fileprivate func reasonArgument(_ name: String) -> Argument? {
    if name.hasPrefix("$") {
      for (node, term) in clause.nodes.enumerated() {
        guard case .parameter(String(name.dropFirst()), let literal) = term.kind else { continue }
        let base =
          inference.literalBases[node]
          ?? inference.set(node).types?.first.map { types.base(of: $0) } ?? literal.bases[0]
        guard case .success(let value) = literal.value(of: base) else { continue }
        return .parameter(String(name.dropFirst()), default: value)
      }
      return nil
    }
    return clause.variables.firstIndex { $0.name == name }.map { .variable(VariableID($0)) }
  }
}
