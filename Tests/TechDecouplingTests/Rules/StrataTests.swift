import TechDecoupling
import Testing

@Suite("Rules that need what they conclude") struct StrataTests {
  private static let restricted = Relation<Party>("restricted")
  private static let free = Relation<Party>("free")
  private static let known = Relation<Party>("known")
  private static let share = Relation<Party, Party, Fixed>("share")
  private static let limit = Relation<Party, Fixed>("limit")

  @Test("A cycle through an exception is refused, and printed whole")
  func exception() {
    let book = Rulebook("Test") {
      Rule("Free", fileID: "T", line: 1) { party in
        Self.free(party).when(Self.known(party)).unless(Self.restricted(party))
      }
      Rule("Known", fileID: "T", line: 2) { party in
        Self.known(party).when(Self.limit(party, any()).sometime(.past(3)), Self.free(party))
      }
      Rule("Restricted", fileID: "T", line: 3) { party in
        Self.restricted(party).when(Self.known(party))
      }
    }
    #expect(
      problems(book) == [
        "TD231: rule 'Free' (T:1) needs its own conclusion finished first: 'free' needs the absence of 'restricted' (rule 'Free'), 'restricted' needs the premise 'known' (rule 'Restricted'), 'known' needs the premise 'free' (rule 'Known'); what is denied or measured must be finished before, so break the cycle"
      ])
  }

  @Test("A run in a cycle is refused, and each cycle is reported")
  func run() {
    let book = Rulebook("Test") {
      Rule("Long", fileID: "T", line: 1) { party, days in
        Self.free(party).when(Self.free(party).run(length: days), days > 3)
      }
      Rule("Other", fileID: "T", line: 2) { party in
        Self.known(party).when(Self.limit(party, any())).unless(Self.known(party))
      }
    }
    #expect(
      problems(book) == [
        "TD231: rule 'Long' (T:1) needs its own conclusion finished first: 'free' needs a run of 'free' (rule 'Long'); what is denied or measured must be finished before, so break the cycle",
        "TD231: rule 'Other' (T:2) needs its own conclusion finished first: 'known' needs the absence of 'known' (rule 'Other'); what is denied or measured must be finished before, so break the cycle",
      ])
  }

  @Test("Recursion through a sum that only grows is accepted")
  func monotone() throws {
    let book = Rulebook("Test") {
      Rule("Half") { party, owner, part in
        Self.restricted(party)
          .when(
            Self.known(party),
            sum(part, per: owner, where: Self.share(owner, party, part), Self.restricted(owner))
              >= Parameter("half", 50))
      }
    }
    try book.validated()
  }

  @Test("Recursion through an aggregate that may change its mind is refused")
  func notMonotone() {
    expect(
      Rule("Few", fileID: "T", line: 1) { party, owner in
        Self.restricted(party)
          .when(
            Self.known(party),
            count(per: owner, where: Self.share(owner, party, any()), Self.restricted(owner)) < 3)
      },
      "TD232: rule 'Few' (T:1) aggregates over its own conclusion: 'restricted' needs an aggregate of 'restricted' (rule 'Few'); in recursion only counts, greatest values and sums by '>=' or '>', and least values by '<=' or '<', may be compared and none used as a value, so compare it so or break the cycle"
    )
  }

  @Test("An aggregate's value is not used in a recursion")
  func valueUsed() {
    let total = Relation<Party, Fixed>("total")
    expect(
      Rule("Total", fileID: "T", line: 1) { party, owner, part, whole in
        total(party, whole)
          .when(
            Self.known(party),
            whole
              == sum(part, per: owner, where: Self.share(owner, party, part), total(owner, any())))
      },
      "TD232: rule 'Total' (T:1) aggregates over its own conclusion: 'total' needs an aggregate of 'total' (rule 'Total'); in recursion only counts, greatest values and sums by '>=' or '>', and least values by '<=' or '<', may be compared and none used as a value, so compare it so or break the cycle"
    )
  }

  @Test("An aggregate inside of another recurs with a constant bound alone")
  func nestedBound() {
    let needed = Relation<Party, Int>("needed")
    expect(
      Rule("Two", fileID: "T", line: 1) { party, owner, other in
        Self.restricted(party)
          .when(
            Self.known(party),
            count(
              per: owner, where: Self.share(owner, party, any()),
              count(per: other, where: Self.share(other, owner, any()), Self.restricted(other)) >= 1
            ) >= 2)
      })
    expect(
      Rule("Many", fileID: "T", line: 1) { party, owner, other, number in
        Self.restricted(party)
          .when(
            Self.known(party),
            count(
              per: owner, where: Self.share(owner, party, any()), needed(owner, number),
              count(per: other, where: Self.share(other, owner, any()), Self.restricted(other))
                >= number) >= 2)
      },
      "TD232: rule 'Many' (T:1) aggregates over its own conclusion: 'restricted' needs an aggregate of 'restricted' (rule 'Many'); in recursion only counts, greatest values and sums by '>=' or '>', and least values by '<=' or '<', may be compared and none used as a value, so compare it so or break the cycle"
    )
  }

  @Test("The bound of a recursive aggregate is fixed before")
  func bound() throws {
    expect(
      Rule("Half", fileID: "T", line: 1) { party, owner, part, limit in
        Self.restricted(party)
          .when(
            Self.limit(party, limit),
            sum(part, per: owner, where: Self.share(owner, party, part), Self.restricted(owner))
              >= limit / 2)
      },
      "TD233: rule 'Half' (T:1) compares an aggregate over its own conclusion 'restricted' with 'decimal / 2.0', and in recursion the bound is a constant, a parameter or a variable that an atom binds; conclude the bound in a rule of its own and use that"
    )
    try Rulebook("Test") {
      Rule("Half", fileID: "T", line: 1) { party, owner, part, limit in
        Self.restricted(party)
          .when(
            Self.limit(party, limit),
            sum(part, per: owner, where: Self.share(owner, party, part), Self.restricted(owner))
              >= limit)
      }
    }.validated()
  }
}
