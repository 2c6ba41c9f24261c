import Ending
import TechDecoupling

takeNoArguments("Records two events, and tells what follows from them, why, and what if.")

// Record: who did what to whom, when, and who says so.
let orchid = Lab("orchid", name: "Orchid", country: "CN")
let iris = Model("iris-2", name: "Iris 2", lab: orchid.id)
let rigel = Chipmaker("rigel", name: "Rigel", country: "US")
let vega = Chipmaker("vega", name: "Vega", country: "CN")

let gazette = Source(id: "gazette", name: "The Gazette", reliability: .b)
let digest = Source(id: "digest", name: "Chip Digest", reliability: .c)

let granted = Entry(
  "vega-briefed",
  Event(
    "Orchid gives Vega its coming model", on: "2026-02-02",
    begins: [Access.grantedAccess(orchid, iris, vega.as(Party.self))]),
  claims: [Claim(source: gazette.id, reported: "2026-02-10", isFirstHand: true)])

let declined = Entry(
  "rigel-refused",
  Event(
    "Orchid gives Rigel no build of it", on: "[2026-02-05..2026-02-08]",
    begins: [Access.declinedAccess(orchid, iris, rigel.as(Party.self))]),
  claims: [
    Claim(source: gazette.id, reported: "2026-02-10", isFirstHand: true),
    Claim(source: digest.id, relays: [Relay(gazette.id)], reported: "2026-02-11"),
  ])

let chronicle = try Chronicle(
  entities: [orchid, iris, rigel, vega], sources: [gazette, digest], entries: [granted, declined])

// Conclude: what follows, on which days, and how surely.
let findings = try await chronicle.findings()
for (model, maker) in findings.rows(Access.withheldFrom, on: "2026-02-20") {
  print("\(model.name) is withheld from \(maker.name).")
}

let withheld = Access.withheldFrom(iris, rigel)
for run in try findings.runs(of: withheld) { print(run) }
print(try findings.verdict(withheld, on: "2026-02-06").outcome)
print()

// Explain: the rule, the facts, what is absent, and by whose account.
print(try findings.explain(withheld, on: "2026-02-20"))
print()

// What if: a scenario changes a copy, and a difference says what follows otherwise.
let released = try Scenario(
  "Iris 2 is released in March", [.suppose(Access.released(iris), over: "2026-03-01/..")])
let supposed = try await findings.supposing(released)
print(try supposed.difference(from: findings).matching(withheld))
end()
