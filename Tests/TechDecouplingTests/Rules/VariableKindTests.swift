import TechDecoupling
import TemporalDatalog
import Testing

@Suite("Variables and their kinds") struct VariableKindTests {
  /// The tuples that hold on some day, as text.
  private func conclusions(
    of relation: RelationSignature, from facts: Facts, under book: Rulebook
  ) async throws -> [String] {
    let compiled = try book.compiled(at: .possible, with: facts, horizon: .standard)
    let model = try await compiled.evaluate(at: .possible)
    guard let number = compiled.relationNumbers[relation.name] else { return [] }
    var found: [String] = []
    model.forEach(number, matching: relation.columns.map { _ in nil }, .certain) { tuple, _ in
      let values = compiled.values(Array(tuple), relation: number, in: model.pools)
      found.append(Atom(relation: relation, arguments: values.map(Argument.value)).description)
    }
    return found.sorted()
  }

  private let lab = Lab("deepseek")
  private let model = TechDecoupling.Model("deepseek-v4")

  /// A chipmaker and a group of chipmakers.
  private func entities() throws -> Entities {
    try Chronicle(
      entities: [Chipmaker("nvidia"), Group("us-chipmakers")], sources: [], entries: []
    ).entities
  }

  @Test("A group to which access is declined is not taken for a chipmaker")
  func groupIsNoMaker() async throws {
    var facts = Facts(entities: try entities())
    facts.insert(Access.declinedAccess(lab, model, Party("nvidia")))
    facts.insert(Access.declinedAccess(lab, model, Party("us-chipmakers")))
    let found = try await conclusions(
      of: Access.withheldFrom.signature, from: facts, under: Access.rulebook)
    #expect(found == ["withheld-from(deepseek-v4, nvidia)"])
  }

  @Test("A count over parties leaves out groups, and shows nothing of it")
  func groupsAreNotCounted() async throws {
    let isShut = Relation<TechDecoupling.Model, Int>("shut-out-count")
    let book = Rulebook("Counting") {
      Rule("Shut out") {
        (
          lab: Variable<Lab>, model: Variable<TechDecoupling.Model>, party: Variable<Party>,
          n: Variable<Int>
        ) in
        isShut(model, n).when(
          Profile.develops(lab, model),
          n == count(per: party, where: Access.declinedAccess(lab, model, party)))
      }
    }
    var facts = Facts(entities: try entities())
    facts.insert(Profile.develops(lab, model))
    for party in ["nvidia", "amd", "us-chipmakers"] as [EntityID] {
      facts.insert(Access.declinedAccess(lab, model, Party(party)))
    }
    let findings = try await facts.findings(under: book)
    let day: Day = "2026-02-25"
    #expect(findings.rows(isShut, on: day).map { $0.1 } == [2])
    let proof = "\(try findings.explain(isShut(model, 2), on: day))"
    #expect(!proof.contains("is Group"))
    #expect(!proof.contains("us-chipmakers"))
  }

  @Test("Facts without a record show a kind by the columns in which an entity stands")
  func kindsFromColumns() async throws {
    var facts = Facts()
    facts.insert(Access.declinedAccess(lab, model, Party("nvidia")))
    facts.insert(Access.declinedAccess(lab, model, Party("us-chipmakers")))
    facts.insert(Profile.makesPlatform(Chipmaker("nvidia"), Platform("cuda")))
    let found = try await conclusions(
      of: Access.withheldFrom.signature, from: facts, under: Access.rulebook)
    #expect(found == ["withheld-from(deepseek-v4, nvidia)"])
  }

  @Test("An aggregate counts the entities of its variable's kind alone")
  func aggregates() async throws {
    let refusals = Relation<TechDecoupling.Model, Int>("refusals")
    let book = Rulebook("Counting") {
      Rule("Refusals") {
        (
          model: Variable<TechDecoupling.Model>, lab: Variable<Lab>, maker: Variable<Chipmaker>,
          number: Variable<Int>
        ) in
        refusals(model, number)
          .when(
            Profile.develops(lab, model),
            number
              == count(per: maker, where: Access.declinedAccess(lab, model, maker.as(Party.self))))
      }
    }
    var facts = Facts(entities: try entities())
    facts.insert(Profile.develops(lab, model))
    facts.insert(Access.declinedAccess(lab, model, Party("nvidia")))
    facts.insert(Access.declinedAccess(lab, model, Party("us-chipmakers")))
    let found = try await conclusions(of: refusals.signature, from: facts, under: book)
    #expect(found == ["refusals(deepseek-v4, 1)"])

    let findings = try await facts.findings(under: book)
    let proof = try findings.explain(refusals(model, 1), on: "2026-02-26")
    #expect(
      proof.leaves.map(\.atom.description).sorted() == [
        "declined-access(deepseek, deepseek-v4, nvidia)", "develops(deepseek, deepseek-v4)",
      ])
    #expect(!proof.description.contains("is Chipmaker"))
  }
}
