extension Elaborator {
  private static let settingKeys = [
    "IO", "filename", "delimiter", "headers", "rfc4180", "days",
  ]

  mutating func transfer(_ syntax: DirectiveSyntax) {
    let direction: RuleProgram.Transfer.Direction
    switch syntax.keyword.text {
    case "input": direction = .input
    case "output": direction = .output
    case "printsize": direction = .printSize
    default:
      report(
        .directiveSetting(key: syntax.keyword.text, value: nil, reason: .directive),
        syntax.keyword.range)
      return
    }
    for name in syntax.relations {
      guard let number = relation(name) else { continue }
      if direction == .printSize,
        transfers.contains(where: { $0.direction == .printSize && $0.relation == name.text })
      {
        report(.directiveSetting(key: "printsize", value: nil, reason: .twice), name.range)
        continue
      }
      if direction == .input {
        relations[number].hasRows = true
      } else {
        relations[number].isWritten = true
      }
      let transfer = settings(of: syntax, for: relations[number], direction)
      if direction == .output, let file = transfer.file,
        let other = outputs[file], other != transfer.relation
      {
        report(
          .directiveSetting(key: "filename", value: file, reason: .sameFile(relation: other)),
          name.range)
      }
      if direction == .output, let file = transfer.file { outputs[file] = transfer.relation }
      transfers.append(transfer)
    }
  }

  private mutating func settings(
    of syntax: DirectiveSyntax, for relation: Relation,
    _ direction: RuleProgram.Transfer.Direction
  ) -> RuleProgram.Transfer {
    var format = TableFormat()
    format.unsignedColumns = Set(
      relation.types.indices.filter { types.bases(of: relation.types[$0]) == [.unsigned] })
    if relation.isTemporal { format.periods = .dates }
    var transfer = RuleProgram.Transfer(
      direction: direction, relation: relation.name, file: nil, format: format,
      location: location(syntax.range))
    var isStandard = direction == .printSize
    var seen: Set<String> = []
    for setting in syntax.settings {
      let (key, value) = (setting.key.text, setting.value.text)
      if !seen.insert(key).inserted {
        report(.directiveSetting(key: key, value: nil, reason: .twice), setting.key.range)
      }
      func refuse(_ expected: String) {
        report(
          .directiveSetting(key: key, value: value, reason: .value(expected: expected)),
          setting.value.range)
      }
      switch key {
      case "IO":
        switch (value, direction) {
        case ("file", _): isStandard = false
        case ("stdout", .output), ("stdout", .printSize), ("stdoutprintsize", .printSize):
          isStandard = true
        default:
          let words = direction == .input ? "'file'" : "'file' or 'stdout'"
          report(
            .directiveSetting(key: key, value: value, reason: .source(words)),
            setting.value.range)
        }
      case "filename":
        if value.staysInFolder {
          transfer.file = value
        } else {
          report(.fileName(value), setting.value.range)
        }
      case "delimiter":
        if value.isEmpty || value.utf8.contains(0x0A) || value.utf8.contains(0x0D) {
          refuse("one character or more, and no line break")
        } else {
          transfer.format.delimiter = value
        }
      case "headers", "rfc4180":
        guard let truth = ["true": true, "false": false][value] else {
          refuse("'true' or 'false'")
          continue
        }
        if key == "headers" {
          transfer.format.hasHeader = truth
        } else {
          transfer.format.isQuoted = truth
        }
      case "days":
        switch value {
        case "date": break
        case "number" where transfer.format.periods == .dates:
          transfer.format.periods = .dayNumbers
        case "number":
          refuse("a relation that is declared 'temporal'")
        default:
          refuse("'date' or 'number'")
        }
      default:
        let near = nearestName(to: key, among: Elaborator.settingKeys)
        report(
          .directiveSetting(
            key: key, value: nil,
            reason: .unknownKey(nearest: near, keys: Elaborator.settingKeys)),
          setting.key.range)
      }
    }
    if transfer.format.isQuoted, !seen.contains("delimiter") { transfer.format.delimiter = "," }
    if isStandard {
      transfer.file = nil
    } else if transfer.file == nil {
      transfer.file = relation.name + (direction == .input ? ".facts" : ".csv")
    }
    return transfer
  }
}

extension String {
  /// Whether a file's name leads to a file within its folder, links aside.
  var staysInFolder: Bool {
    let parts = utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
    return !isEmpty && !utf8.contains(0)
      && parts.allSatisfy { part in
        !part.isEmpty && !part.elementsEqual("..".utf8)
      }
  }
}
