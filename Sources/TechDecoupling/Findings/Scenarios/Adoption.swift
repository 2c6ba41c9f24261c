/// What a scenario takes to be so though it is only held: the relations that tell of it.
///
/// A held statement without a condition is a fact once it is adopted, at every level. One that is
/// *given* something becomes a rule without variables: if these, then those. Where it says what
/// follows in words alone, it is the statement that ``follows``.
public enum Adoption {
  /// A scenario adopts a held statement, by the id of its entry.
  public static let adopted = Relation<String>("adopted")

  /// What an adopted statement says in words follows, by the id of its entry.
  public static let follows = Relation<String>("follows")
}

extension Entry {
  /// Whether adopting it makes facts, and no rule.
  var isFactOnceAdopted: Bool {
    guard case .statement(let statement) = content else { return false }
    return statement.isSupposed && !statement.atoms.isEmpty
  }
}

extension Chronicle {
  /// The rules that an adopted statement stands for; none if it makes facts.
  func rules(adopting id: EntryID) -> [Rule] {
    guard let entry = self[id], case .statement(let statement) = entry.content,
      let holding = statement.holding, !entry.isFactOnceAdopted
    else { return [] }
    let heads =
      statement.atoms.isEmpty
      ? [Adoption.follows(id.text)] : statement.atoms.filter { $0.values != nil }
    let place = entry.place
    return heads.enumerated().map { number, head in
      Rule(
        "Adopted: \(id)" + (number == 0 ? "" : " \(number + 1)"),
        location: SourceLocation(fileID: place?.file ?? "\(id)", line: place?.line ?? 1),
        variableTypes: [],
        clause: Clause(
          head: head,
          premises: (holding.given + [Adoption.adopted(id.text)]).map(Premise.atom),
          reason: statement.words.map { Reason(parts: [.text($0)]) }))
    }
  }
}
