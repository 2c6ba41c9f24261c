extension Findings {
  /// Returns runs and the entities in them as linked data: a document of JSON-LD.
  ///
  /// An entity has its kinds as types, its name and other names (schema.org's `name` and
  /// `alternateName`). A run is a `Finding` with its `relation`, the list of its `terms`, `from` and
  /// `to` (days, both included; none for an open end), `certainty` (`certain` or `conceivable`) and,
  /// if certain, `credibility`. A relation is no property of its own, since a triple without days
  /// would say that it holds at all times. The context is part of the document; nothing is loaded.
  ///
  /// - Parameters:
  ///   - relations: The relations; nil: all that are known, by name.
  ///   - base: An absolute IRI to which `entity/`, `kind/`, `relation/`, `finding/` and `term/` are
  ///     appended, then percent-encoded names.
  /// - Throws: ``QueryError`` if a relation is unknown.
  /// - Complexity: as ``runs(of:)``.
  /// - Source: W3C, JSON-LD 1.1, 2020.
  public func jsonLD(
    of relations: [RelationSignature]? = nil, base: String = "urn:techdecoupling:"
  ) throws(QueryError) -> String {
    var named: Set<EntityID> = []
    var nodes: [JSONValue] = []
    for relation in relations ?? sortedRelations {
      for run in try runs(of: relation.pattern) {
        nodes.append(LinkedData(base: base).finding(run))
        for case .entity(let id) in run.atom.values ?? [] { named.insert(id) }
      }
    }
    let entities = named.sorted().map { LinkedData(base: base).entity($0, facts.entities) }
    var bytes = Array("{\"@context\":".utf8)
    JSONLine.append(LinkedData(base: base).context, to: &bytes)
    bytes.append(contentsOf: ",\"@graph\":[".utf8)
    for (number, node) in (entities + nodes).enumerated() {
      bytes.append(contentsOf: (number == 0 ? "\n" : ",\n").utf8)
      JSONLine.append(node, to: &bytes)
    }
    bytes.append(contentsOf: "\n]}\n".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What stands in a document of linked data.
private struct LinkedData {
  let base: String

  var context: JSONValue {
    func term(_ name: String, _ more: [JSONValue.Member] = []) -> JSONValue.Member {
      JSONValue.Member(
        name, .object([JSONValue.Member("@id", .string(base + "term/" + name))] + more))
    }
    let day = [JSONValue.Member("@type", .string(LinkedData.schema + "date"))]
    return .object([
      JSONValue.Member("name", "https://schema.org/name"),
      JSONValue.Member("alternateName", "https://schema.org/alternateName"),
      term("Finding"), term("atom"),
      term("relation", [JSONValue.Member("@type", "@id")]),
      term("terms", [JSONValue.Member("@container", "@list")]),
      term("from", day), term("to", day), term("certainty"), term("credibility"),
    ])
  }

  func entity(_ id: EntityID, _ entities: Entities) -> JSONValue {
    let record = entities[id]
    var members = [JSONValue.Member("@id", .string(iri("entity", id.text)))]
    let kinds = (record?.roles ?? []).sorted()
    if !kinds.isEmpty {
      members.append(
        JSONValue.Member("@type", .array(kinds.map { .string(iri("kind", $0)) })))
    }
    members.append(JSONValue.Member("name", .string(entities.name(of: id))))
    if let aliases = record?.aliases, !aliases.isEmpty {
      members.append(JSONValue.Member("alternateName", .array(aliases.map { .string($0) })))
    }
    return .object(members)
  }

  func finding(_ run: Run) -> JSONValue {
    let atom = "\(run.atom)"
    let from = run.period.from.map { "\($0)" }
    var members = [
      JSONValue.Member("@id", .string(iri("finding", atom) + "/" + (from ?? "open"))),
      JSONValue.Member("@type", "Finding"),
      JSONValue.Member("atom", .string(atom)),
      JSONValue.Member("relation", .string(iri("relation", run.atom.relation.name))),
      JSONValue.Member("terms", .array((run.atom.values ?? []).map(term))),
    ]
    if let from { members.append(JSONValue.Member("from", .string(from))) }
    if let until = run.period.until {
      members.append(JSONValue.Member("to", .string("\(until.advanced(by: -1))")))
    }
    members.append(
      JSONValue.Member("certainty", .string(run.isCertain ? "certain" : "conceivable")))
    if let credibility = run.credibility {
      members.append(JSONValue.Member("credibility", .string(credibility.rawValue)))
    }
    return .object(members)
  }

  private func term(_ value: Value) -> JSONValue {
    func typed(_ type: String) -> JSONValue {
      .object([
        JSONValue.Member("@value", .string(value.written)),
        JSONValue.Member("@type", .string(LinkedData.schema + type)),
      ])
    }
    switch value {
    case .entity(let id):
      return .object([JSONValue.Member("@id", .string(iri("entity", id.text)))])
    case .integer: return typed("integer")
    case .decimal: return typed("decimal")
    case .day: return typed("date")
    case .text(let text): return .object([JSONValue.Member("@value", .string(text))])
    }
  }

  private static let schema = "http://www.w3.org/2001/XMLSchema#"

  /// A name below the base; all but letters, digits and `-._~` of ASCII is percent-encoded.
  private func iri(_ folder: String, _ name: String) -> String {
    var text = base + folder + "/"
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}
