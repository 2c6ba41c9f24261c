extension Scenario {
  /// The scenario as a document of JSON, in canonical form.
  ///
  /// Reading it gives an equal scenario, and writing that gives the same text: changes stand in the
  /// order of ``changes``, rules together in one text.
  ///
  /// - Throws: ``RulebookError`` or ``RulePrintingError`` if a rule that it adds has no form as text.
  public var json: String {
    get throws {
      var document = JSONObject()
      document[ScenarioKey.format] = .string(ScenarioFormat.version)
      document[ScenarioKey.name] = .string(name)
      document[ScenarioKey.note] = .text(note)
      var rules: [Rule] = []
      var written: [JSONValue] = []
      var place = 0
      for change in changes {
        if case .addRule(let rule) = change {
          if rules.isEmpty { place = written.count }
          rules.append(rule)
        } else {
          written.append(change.json)
        }
      }
      if !rules.isEmpty {
        var object = JSONObject()
        object[ChangeKey.rules] = .string(try Rulebook("scenario", rules: rules).text)
        written.insert(.object(object.members), at: place)
      }
      document[ScenarioKey.changes] = .array(written)
      return JSONValue.object(document.members).text
    }
  }

  /// Writes the scenario to a file in canonical form, over one of the same name.
  ///
  /// - Throws: what ``json`` throws, and ``FileProblem`` with the system's reason.
  public func write(to path: String) throws {
    try FileAccess.write(Array(json.utf8), to: path)
  }
}

extension Scenario.Change {
  /// The change as an object; rules are written together.
  fileprivate var json: JSONValue {
    var object = JSONObject()
    switch self {
    case .suppose(let atom, let period):
      object[ChangeKey.suppose] = .string("\(atom)")
      object[ChangeKey.period] = .text(period?.description)
    case .confirm(let id): object[ChangeKey.confirm] = .string(id.text)
    case .deny(let id): object[ChangeKey.deny] = .string(id.text)
    case .withdraw(let source): object[ChangeKey.withdraw] = .string(source.text)
    case .adopt(let id): object[ChangeKey.adopt] = .string(id.text)
    case .add(let entry): object[ChangeKey.add] = entry.json
    case .retract(let id): object[ChangeKey.retract] = .string(id.text)
    case .addClaim(let claim, let id):
      object[ChangeKey.claim] = claim.json
      object[ChangeKey.entry] = .string(id.text)
    case .removeClaims(let source, let id):
      object[ChangeKey.removeClaimsOf] = .string(source.text)
      object[ChangeKey.entry] = .string(id.text)
    case .addRule: break
    case .removeRule(let name): object[ChangeKey.omit] = .string(name)
    case .set(let parameter, let value):
      object[ChangeKey.set] = .string(parameter)
      object[ChangeKey.value] = value.parameterJSON
    }
    return .object(object.members)
  }
}

extension Value {
  /// The value of a parameter: days and entities say what they are.
  fileprivate var parameterJSON: JSONValue {
    var object = JSONObject()
    switch self {
    case .day(let day): object[ValueKey.day] = .string("\(day)")
    case .entity(let id): object[ValueKey.entity] = .string(id.text)
    case .integer, .decimal, .text: return json
    }
    return .object(object.members)
  }
}
