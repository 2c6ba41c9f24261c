import Ending
import TechDecoupling

let help = """
  Reads a table of suppliers by a mapping, and tells what comes for the most part from
  one country.

  usage: importing [FOLDER] [--help]

    FOLDER  where suppliers.csv and suppliers.mapping.json are; by default
            Examples/importing
    --help  this text

  Exit codes: 0 told; 64 the command line cannot be understood; 66 a file cannot be
  read; 74 the answer cannot be written.
  """

/// A part comes for more than half from one country.
let mostFrom = Relation<Technology, Country>("most-from")

let rulebook = Rulebook("Suppliers") {
  Rule("More than half from one country") { part, country, one, maker, share in
    mostFrom(part, country)
      .when(
        SupplyChain.provides(one, part),
        Profile.homeCountry(one, country),
        sum(
          share, per: maker, where: SupplyChain.shareProvided(maker, part, share),
          Profile.homeCountry(maker, country)) > 50
      )
      .because("more than half of \(part) comes from \(country)")
  }
}

let words = Array(CommandLine.arguments.dropFirst())
if words == ["--help"] || words == ["-h"] {
  print(help)
  end()
}
if words.count > 1 { end(.usage("it takes one folder, and was given '\(words[1])' too")) }
let folder = words.first ?? "Examples/importing"
if folder.hasPrefix("-") { end(.usage("unknown option '\(folder)'")) }
do {
  // What the columns mean is said once, in a file of its own.
  let mapping = try Mapping(contentsOf: "\(folder)/suppliers.mapping.json")
  let read = try mapping.read(from: "\(folder)/suppliers.csv")
  print("\(read.report)\n")

  var chronicle = Chronicle()
  try chronicle.add(read.document)
  let once = chronicle
  try chronicle.add(mapping.read(from: "\(folder)/suppliers.csv").document)
  print("Reading it again \(chronicle == once ? "changes nothing" : "changes the record").\n")

  let day: Day = "2026-11-02"
  let findings = try await chronicle.findings(under: rulebook)
  for (part, country) in findings.rows(mostFrom, on: day) {
    print("\(part.name) comes for more than half from \(country.name).")
  }
  if let (part, country) = findings.rows(mostFrom, on: day).first {
    print("\n\(try findings.explain(mostFrom(part, country), on: day))")
  }
} catch {
  end(Failure(code: .noInput, message: "\(error)"))
}
end()
