import TechDecoupling
import Testing

@Suite("Mistakes in a rulebook") struct RulebookProblemTests {
  @Test("The library's own rulebooks have none")
  func ownRulebooks() throws {
    try (Access.rulebook + ExportControls.rulebook).validated()
  }
}
