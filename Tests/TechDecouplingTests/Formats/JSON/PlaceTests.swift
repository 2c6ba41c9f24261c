import Testing

@testable import TechDecoupling

@Suite struct PlaceTests {
  /// What is counted on the way through a document is what looking up a byte gives.
  @Test func `places of entities, sources, entries and claims are those of their bytes`() throws {
    let title = "é\t" + String(repeating: "日本 plain text, ", count: 5) + "\\u0041 \\\" end"
    // The lists in another order than they are read in elsewhere, with lines of all lengths.
    var text = "{ \"format\": \"\(ChronicleFormat.version)\",\n\"entries\": ["
    for number in 0..<40 {
      let title = title.replacing("\t", with: String(repeating: "x", count: number % 17))
      text += number == 0 ? "" : ",\(number % 3 == 0 ? "\r\n" : " ")"
      text += "{\"id\": \"e\(number)\", \"event\": \"\(title)\", "
      text += "\"claims\": [{\"source\": \"s\"},\n"
      text += "{\"source\": \"t\"}]}"
    }
    text += "],\n \"sources\": [{\"id\": \"s\", \"name\": \"é\", \"reliability\": \"A\"},"
    text += " {\"id\": \"t\", \"name\": \"日本\", \"reliability\": \"B\"}],"
    text += "\"entities\": [{\"id\": \"a\", \"name\": \"日本\"},  {\"id\": \"b\"}]}"
    let bytes = Array(text.utf8)
    let chronicle = try Chronicle(json: bytes, name: "file.json")
    var parser = JSONParser(bytes)
    try parser.parse()
    let document = JSONDocument(name: "file.json", bytes: bytes, nodes: parser.nodes)
    var offsets: [String: Int] = [:]
    func note(_ node: Int, _ path: String) {
      offsets[path] = Int(document.nodes[node].offset)
      var child = document.firstChild(of: node)
      var index = 0
      switch document.nodes[node].kind {
      case .array:
        for element in document.elements(of: node) {
          note(element, "\(path)[\(index)]")
          index += 1
        }
      case .object:
        while child < document.endOfChildren(of: node) {
          note(child + 1, "\(path).\(document.text(of: child))")
          child = document.next(after: child + 1)
        }
      default: break
      }
    }
    note(0, "$")
    var places: [Place?] = chronicle.entities.records.values.map(\.place)
    places += chronicle.sources.values.map(\.place)
    for entry in chronicle.entries {
      places.append(entry.place)
      places += entry.claims.map(\.place)
    }
    #expect(places.count == 4 + 40 * 3)
    for place in places {
      let place = try #require(place)
      let offset = try #require(offsets[place.path], "\(place)")
      let wanted = document.places(at: [offset])[0]
      #expect((place.line, place.column) == (wanted.line, wanted.column), "\(place)")
    }
  }
}
