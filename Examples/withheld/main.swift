import TechDecoupling

let (lab, nvidia) = (Lab("deepseek", name: "DeepSeek"), Chipmaker("nvidia", name: "Nvidia"))
let v4 = Model("deepseek-v4", name: "DeepSeek-V4", lab: lab.id)
let reuters = Source(id: "reuters", name: "Reuters", reliability: .b)
let refusal = Event(
  "DeepSeek declines to show V4 to Nvidia", on: "[..2026-02-25]",
  begins: [Access.declinedAccess(lab, v4, nvidia.as(Party.self))])
let claim = Claim(source: reuters.id, reported: "2026-02-25", isFirstHand: true)
let chronicle = try Chronicle(
  entities: [lab, v4, nvidia], sources: [reuters],
  entries: [Entry("refusal", refusal, claims: [claim])])
let findings = try await chronicle.findings()
for (model, maker) in findings.rows(Access.withheldFrom, on: "2026-02-26") {
  try print(findings.explain(Access.withheldFrom(model, maker), on: "2026-02-26"))
}
