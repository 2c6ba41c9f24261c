extension RuleProgram.Declaration {
  /// The declaration as rule text.
  var text: String {
    let columns = zip(attributes, types).map { "\($0): \($1)" }
    let qualifiers = (isTemporal ? ["temporal"] : []) + (relation.isOneOf ? ["one_of"] : [])
    let ending = qualifiers.map { " " + $0 }.joined()
    let line = ".decl \(name)(\(columns.joined(separator: ", ")))\(ending)"
    if line.count <= ClausePrinter.width { return line }
    let indent = ClausePrinter.indent
    return ".decl \(name)(\n" + columns.map { indent + $0 }.joined(separator: ",\n") + "\n)"
      + ending
  }
}

extension RuleProgram.Transfer {
  /// The directive as rule text, without the settings that are as they are by themselves.
  var text: String {
    let (keyword, ending) =
      switch direction {
      case .input: (".input", ".facts")
      case .output: (".output", ".csv")
      case .printSize: (".printsize", ".csv")
      }
    var settings: [String] = []
    if direction == .output, file == nil { settings.append("IO=stdout") }
    if direction == .printSize, file != nil { settings.append("IO=file") }
    if let file, file != relation + ending {
      settings.append("filename=\(Value.quotedInRuleText(file))")
    }
    if format.isQuoted { settings.append("rfc4180=true") }
    if format.delimiter != (format.isQuoted ? "," : "\t") {
      settings.append("delimiter=\(Value.quotedInRuleText(format.delimiter))")
    }
    if format.hasHeader { settings.append("headers=true") }
    if format.periods == .dayNumbers { settings.append("days=number") }
    return "\(keyword) \(relation)"
      + (settings.isEmpty ? "" : "(\(settings.joined(separator: ", ")))")
  }
}

extension Period {
  /// The days of a fact as rule text, both included; nothing if they are all days.
  var inRuleText: String {
    if from == nil, until == nil { return "" }
    let first = from.map(\.description) ?? "_"
    let last = until.map { $0.previous.description } ?? "_"
    return "@[\(first), \(last)]"
  }
}

extension ClausePrinter {
  /// A rule's sentence with its variables and parameters in braces.
  func template(_ reason: Reason) -> String {
    reason.parts.map { part in
      switch part {
      case .text(let text):
        text.unicodeScalars.reduce(into: "") { result, scalar in
          result.unicodeScalars.append(scalar)
          if scalar == "{" || scalar == "}" { result.unicodeScalars.append(scalar) }
        }
      case .argument(let argument):
        "{" + formula(.argument(argument)).text + "}"
      }
    }.joined()
  }
}
