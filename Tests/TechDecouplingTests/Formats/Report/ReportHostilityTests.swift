import TestSupport
import Testing

@testable import TechDecoupling

/// Text that would be markup or script stays text, in every field that a chronicle has.
@Suite struct ReportHostilityTests {
  private static let attack = "</script><img src=x onerror=alert(1)>"

  /// A chronicle in which every text that is free begins with the attack; each has a number.
  private static func chronicle() throws -> (Chronicle, [String]) {
    var texts: [String] = []
    func text() -> String {
      texts.append("\(attack)<!--'\"&\u{202E}\(texts.count)!")
      return texts[texts.count - 1]
    }
    let lab = Lab(EntityID(text()), name: text())
    let model = Model(EntityID(text()), name: text(), lab: lab.id)
    let maker = Chipmaker(EntityID(text()), name: text())
    let source = Source(
      id: SourceID(text()), name: text(), reliability: .b, url: "javascript:" + text())
    let relayed = Source(id: SourceID(text()), name: text(), reliability: .b)
    let claim = Claim(
      source: source.id, relays: [Relay(relayed.id)],
      attribution: Attribution(speaker: text(), role: text(), words: text()),
      reported: "2026-02-25", words: text())
    let declined = Event(
      text(), on: "[..2026-02-25]",
      begins: [Access.declinedAccess(lab, model, maker.as(Party.self))])
    let held = Statement([], holding: Holding(holder: text(), likelihood: text()), words: text())
    return (
      try Chronicle(
        entities: [lab, model, maker], sources: [source, relayed],
        entries: [
          Entry(EntryID(text()), declined, claims: [claim], rows: [text()], note: text()),
          Entry(EntryID(text()), held, claims: [claim]),
        ]), texts
    )
  }

  @Test func `a chronicle with an attack in every field is shown as it is`() async throws {
    let (chronicle, texts) = try Self.chronicle()
    let findings = try await chronicle.findings(under: Access.rulebook)
    let report = Report(title: Self.attack, lead: [Self.attack])
    let html = try findings.html(of: report)
    let page = try PageReader(html)
    #expect(!html.contains("<img"))
    #expect(!html.contains("\u{202E}"))
    #expect(page.elements.count { $0.name == "script" } == 2)
    #expect(
      page.elements.filter { $0.name == "h1" || $0.name == "title" }.map(\.text)
        == [Self.attack, Self.attack])
    let body = try #require(page.elements.first { $0.name == "body" })
    // Ids of entities stand in atoms, in quotes; every other text stands as a reader sees it.
    let untold = texts.filter { !body.text.contains(Printing.safe($0)) }
    #expect(
      untold
        == ["0!", "2!", "4!"].map { number in
          texts.first { $0.hasSuffix("\u{202E}" + number) }
        })
    for id in untold {
      #expect(body.text.contains(Printing.safe(Value.entity(EntityID(id)).written)))
    }
    #expect(!page.elements.contains { $0.attributes["href"]?.hasPrefix("javascript") == true })
  }

  @Test func `the data of the page is JSON that no text ends`() async throws {
    let (chronicle, texts) = try Self.chronicle()
    let findings = try await chronicle.findings(under: Access.rulebook)
    let page = try PageReader(try findings.html())
    let data = try #require(page.elements.first { $0.attributes["id"] == "data" })
    #expect(!data.text.contains("<") && !data.text.contains("&"))
    var parser = JSONParser(Array(data.text.utf8))
    #expect(throws: Never.self) { try parser.parse() }
    #expect(data.text.contains("\\u003c/script\\u003e\\u003cimg"))
    #expect(!texts.isEmpty)
  }

  @Test(.timeLimit(.minutes(60)))
  func `text of signs that mean something is shown as text`() async throws {
    var random = RepeatableRandom(seed: 7)
    for _ in 0..<20 {
      let sample = try await HostileText.sample(&random)
      let relations = [HostileText.says.signature, HostileText.tells.signature]
      let html = try sample.findings.html(of: Report(title: sample.words, relations: relations))
      let page = try PageReader(html)
      #expect(page.elements.first { $0.name == "h1" }?.text == sample.words.shown)
      let phrase = try #require(page.elements.first { $0.attributes["class"] == "phrase" })
      #expect(phrase.text == "\(sample.name.shown) says \(sample.words.shown)")
    }
  }
}
