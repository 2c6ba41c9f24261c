/// The statements of a program, for a points-to analysis: allocations, assignments, loads, stores.
///
/// Variables belong to modules of about 250; most statements stay inside of one, and small field
/// numbers are likelier.
struct AssignmentsInput {
  var variables: Int
  var seed: UInt64

  private static let fields = 40

  func write(to folder: String) throws(Failure) {
    var random = SplitMix(state: seed)
    let modules = max(1, variables / 250)

    /// Two different variables, mostly of one module.
    func pair() -> (Int, Int)? {
      let to = random.below(variables)
      // The draw that decides comes before the one that chooses.
      let isLocal = random.below(100) < 97
      let from =
        isLocal
        ? random.below(variables / modules) * modules + to % modules : random.below(variables)
      return to == from || from >= variables ? nil : (to, from)
    }

    try FactFile.write("alloc", to: folder) { file in
      for object in 0..<variables / 5 { file.add(random.below(variables), object) }
    }
    try FactFile.write("assign", to: folder) { file in
      file.addDistinct(variables * 11 / 10, columns: 2) {
        pair().map { ($0.0, $0.1, 0) }
      }
    }
    try FactFile.write("load", to: folder) { file in
      file.addDistinct(variables / 5, columns: 3) {
        guard let (to, base) = pair() else { return nil }
        return (to, base, random.skewed(below: Self.fields))
      }
    }
    try FactFile.write("store", to: folder) { file in
      file.addDistinct(variables / 10, columns: 3) {
        guard let (base, from) = pair() else { return nil }
        return (base, random.skewed(below: Self.fields), from)
      }
    }
  }
}
