@testable import TechDecoupling

/// The tree of rule text as a line for each item, with every parenthesis written out.
enum SyntaxOutline {
  /// The items of a text that has no mistakes; its problems otherwise.
  static func of(_ text: String) -> [String] {
    let (program, problems) = RuleParser.parse(RuleTextSource(text))
    return problems.isEmpty ? program.items.map(outline) : problems.map(\.description)
  }

  private static func outline(_ item: ItemSyntax) -> String {
    switch item {
    case .rulebook(let name): "rulebook \(name.text)"
    case .type(let type): "type \(type.name.text) \(outline(type.definition))"
    case .relation(let relation):
      "decl \(list(relation.names))("
        + relation.attributes.map { "\($0.name.text):\($0.type.text)" }.joined(separator: ",")
        + ")" + relation.qualifiers.map { " " + $0.text }.joined()
    case .directive(let directive):
      "\(directive.keyword.text) \(list(directive.relations))\(settings(directive.settings))"
    case .parameter(let parameter):
      "\(parameter.isSetting ? "set" : "parameter") \(parameter.name.text)="
        + outline(parameter.value)
    case .clause(let clause): outline(clause)
    case .component(let component):
      "comp \(component.name.text)<\(list(component.parameters))>"
        + component.bases.map { ":" + outline($0) }.joined()
        + "{\(component.items.map(outline).joined(separator: "; "))}"
    case .instance(let instance): "init \(instance.name.text)=\(outline(instance.component))"
    case .override(let name): "override \(name.text)"
    }
  }

  private static func list(_ names: [NameSyntax]) -> String {
    names.map(\.text).joined(separator: ",")
  }

  private static func settings(_ settings: [DirectiveSyntax.Setting]) -> String {
    settings.isEmpty
      ? "" : "[" + settings.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: ",") + "]"
  }

  private static func outline(_ definition: TypeSyntax.Definition) -> String {
    switch definition {
    case .subtype(let base): "<:\(base.text)"
    case .union(let names): "=" + names.map(\.text).joined(separator: "|")
    }
  }

  private static func outline(_ reference: ComponentSyntax.Reference) -> String {
    "\(reference.name.text)<\(list(reference.arguments))>"
  }

  private static func outline(_ clause: ClauseSyntax) -> String {
    var text = ""
    if let heading = clause.heading {
      text += "rule '\(heading.name?.text ?? "")'\(settings(heading.settings)) "
    }
    text += clause.heads.map(outline).joined(separator: " & ")
    if let period = clause.period {
      text += "@\(period.from?.text ?? "_")..\(period.to?.text ?? "_")"
    }
    if let body = clause.body { text += " :- " + outline(body) }
    for order in clause.plan?.orders ?? [] {
      text += " plan \(order.version?.text ?? "-"):\(list(order.premises))"
    }
    return text
  }

  private static func outline(_ atom: AtomSyntax) -> String {
    "\(atom.name.text)(\(atom.terms.map(outline).joined(separator: ",")))"
  }

  private static func outline(_ body: BodySyntax) -> String {
    switch body {
    case .all(let parts): "all(\(parts.map(outline).joined(separator: ", ")))"
    case .any(let parts): "any(\(parts.map(outline).joined(separator: ", ")))"
    case .not(let inner, _): "not(\(outline(inner)))"
    case .atom(let atom): outline(atom)
    case .window(let window, let atom):
      (window.isAlways ? "always" : "sometime") + " \(window.direction) "
        + outline(window.from) + ".." + (window.to.map(outline) ?? "_") + " " + outline(atom)
    case .run(let atom, let run):
      "run \(run.start?.text ?? "-") \(run.end?.text ?? "-") \(run.length?.text ?? "-") "
        + outline(atom)
    case .comparison(let left, let sign, let right, _):
      "(\(outline(left)) \(sign.rawValue) \(outline(right)))"
    case .test(let term): "test \(outline(term))"
    case .same(let left, let right, _): "(\(outline(left)) is \(outline(right)))"
    case .constant(let value, _): "\(value)"
    }
  }

  private static func outline(_ term: TermSyntax) -> String {
    switch term.kind {
    case .variable(let name): name
    case .wildcard: "_"
    case .parameter(let name): "$\(name)"
    case .number(let text): text
    case .unsigned(let text): text + "u"
    case .float(let text): text + "f"
    case .text(let text): "'\(text)'"
    case .call(let name, let terms):
      "\(name.text)(\(terms.map(outline).joined(separator: ",")))"
    case .unary(let sign, let inner): "(\(sign.text) \(outline(inner)))"
    case .binary(let left, let sign, let right):
      "(\(outline(left)) \(sign.text) \(outline(right)))"
    case .cast(let inner, let type): "as(\(outline(inner)),\(type.text))"
    case .aggregate(let aggregate):
      "<\(aggregate.function.text)" + (aggregate.value.map { " " + outline($0) } ?? "")
        + (aggregate.per.map { " per(\(list($0)))" } ?? "")
        + (aggregate.isHead ? " head" : " : " + outline(aggregate.body)) + ">"
    }
  }
}
