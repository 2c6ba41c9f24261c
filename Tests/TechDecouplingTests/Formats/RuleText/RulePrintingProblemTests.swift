import TechDecoupling
import Testing

@Suite struct RulePrintingProblemTests {
  private func problems(_ rulebook: Rulebook) -> [String] {
    do {
      _ = try rulebook.text
      return []
    } catch let error as RulePrintingError {
      return error.problems.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `names that text cannot write are told together`() {
    struct Gießerei: Entity {
      static let kind = EntityKind("Gießerei")
      let id: EntityID
      var name: String { id.text }
      init(record: EntityRecord) { id = record.id }
    }
    let casts = Relation<Gießerei, Int>("casts/a-day")
    let under_way = Relation<Gießerei>("under_way")
    let rulebook = Rulebook("Foundries") {
      Rule("Under way") { foundry, number in
        under_way(foundry).when(casts(foundry, number), number > Parameter("least number", 3))
      }
    }
    #expect(
      problems(rulebook) == [
        "TD795: the kind of entity 'Gießerei' cannot be written as rule text, where a name has"
          + " letters, digits and underscores, begins with a letter, and is no word of the"
          + " language; rename the kind",
        "TD795: the parameter 'least number' cannot be written as rule text, where a name has"
          + " letters, digits and underscores, begins with a letter, and is no word of the"
          + " language; rename the parameter",
        "TD795: the relation 'casts/a-day' cannot be written as rule text, where a name has"
          + " letters, digits and hyphens, begins with a letter, and is no word of the language;"
          + " rename the relation",
        "TD795: the relation 'under_way' cannot be written as rule text, where a name has"
          + " letters, digits and hyphens, begins with a letter, and is no word of the language;"
          + " rename the relation",
      ])
  }

  @Test func `a day beyond the year 9999 has no text`() {
    let dated = Relation<Day>("dated")
    let late = Relation<Day>("late")
    let far = Day(number: 4_000_000)
    let rulebook = Rulebook(
      "Late",
      rules: [
        Rule("Late") { day in late(day).when(dated(day), day > Parameter("far", far)) }
      ], facts: [GivenFact(dated(far))])
    #expect(
      problems(rulebook) == [
        "TD796: the day 12921-08-18 of a fact cannot be written as rule text, where a year has"
          + " four digits; use a day of the calendar",
        "TD796: the day 12921-08-18 of rule 'Late' cannot be written as rule text, where a year"
          + " has four digits; use a day of the calendar",
      ])
  }

  @Test func `a rulebook with mistakes is not printed`() {
    let dated = Relation<Day>("dated")
    let late = Relation<Day>("late")
    let rulebook = Rulebook("Late") {
      Rule("Late") { day, other in late(other).when(dated(day)) }
    }
    #expect(problems(rulebook).count == 1)
    #expect(problems(rulebook).first?.hasPrefix("TD201: ") ?? false)
  }
}
