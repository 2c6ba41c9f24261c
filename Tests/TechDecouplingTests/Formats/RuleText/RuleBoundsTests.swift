import Testing

@testable import TechDecoupling

/// Text of 64 KiB whose meaning would fill the memory, or take minutes.
@Suite(.timeLimit(.minutes(60))) struct RuleBoundsTests {
  private func codes(_ text: String) -> [String] {
    do throws(RuleTextError) {
      return try RuleProgram(parsing: text, name: "a.dl").warnings.map(\.code)
    } catch {
      return error.problems.map(\.code)
    }
  }

  @Test func `components that double their bases or instances are stopped`() {
    let first = ".comp C0 { .decl r(x: number) overridable r(1). }\n"
    let bases = (0..<40).map { ".comp C\($0 + 1) : C\($0), C\($0) { }\n" }.joined()
    #expect(codes(first + bases + ".init z = C40\n") == ["TD761"])
    let instances = (0..<40)
      .map { ".comp C\($0 + 1) { .init a = C\($0) .init b = C\($0) }\n" }.joined()
    #expect(codes(first + instances + ".init z = C40\n") == ["TD761"])
  }

  @Test func `a large component that stands in many places is stopped`() {
    let facts = String(repeating: "r(1). ", count: 3_000)
    let instances = (0..<2_000).map { ".init i\($0) = C\n" }.joined()
    #expect(codes(".comp C { .decl r(x: number) \(facts)}\n" + instances) == ["TD761"])
  }
}
