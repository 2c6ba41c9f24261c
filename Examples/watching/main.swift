import Ending
import TechDecoupling

takeNoArguments(
  "Records three reports, and tells which conclusions begin, shift and end with each.")

let lab = Lab("deepseek", name: "DeepSeek")
let v4 = Model("deepseek-v4", name: "DeepSeek-V4", lab: lab.id)
let (nvidia, amd) = (Chipmaker("nvidia", name: "Nvidia"), Chipmaker("amd", name: "AMD"))
let reuters = Source(id: "reuters", name: "Reuters", reliability: .b)

/// An event that begins an atom, as a source reports it first-hand.
func report(
  _ id: EntryID, by source: SourceID = "reuters", on date: DateRange, _ atom: Atom
) -> Entry {
  Entry(
    id, Event("\(id)", on: date, begins: [atom]),
    claims: [Claim(source: source, isFirstHand: true)])
}

let reports = [
  report(
    "amd-declined", on: "2026-02-20", Access.declinedAccess(lab, v4, amd.as(Party.self))),
  report(
    "nvidia-declined", on: "2026-02-25", Access.declinedAccess(lab, v4, nvidia.as(Party.self))),
  report(
    "nvidia-granted", on: "2026-03-10", Access.grantedAccess(lab, v4, nvidia.as(Party.self))),
]

let chronicle = try Chronicle(entities: [lab, v4, nvidia, amd], sources: [reuters])
let record = try await LiveRecord(chronicle)
let news = try await record.watch(Access.withheldFrom(v4, any()))

/// A reader that keeps up is told of each change by itself.
func readEach() async throws {
  var prompt = news.makeAsyncIterator()
  for entry in reports {
    print("Recording \(entry.id).")
    try await record.add(entry)
    if let difference = await prompt.next() { print("\(difference)\n") }
  }
}

try await readEach()

// A change with a mistake is refused, and changes nothing.
do {
  try await record.add(
    report("misspelt", by: "reuterz", on: "2026-03-11", Access.earlyAccess(v4, nvidia)))
} catch {
  print("\(error)\n")
}

// Reuters takes back what it said of AMD; a reader that comes only now is told what all has come to.
try await record.change { $0.remove(entry: "amd-declined") }
await record.finishWatching()
print("Reading at the end.")
for await difference in news { print(difference) }
end()
