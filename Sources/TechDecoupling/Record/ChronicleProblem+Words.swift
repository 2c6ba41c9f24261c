extension ChronicleProblem.Kind {
  /// What is wrong, what stands elsewhere, and the law with the next step.
  ///
  /// The place of the problem is put between the first and the second.
  var words: (what: String, elsewhere: String, next: String) {
    switch self {
    case .malformedID(let text):
      plain(
        "'\(excerpt(text))' is not an id",
        "an id has a character or more, none of them a control character, and no space at its ends;"
          + " rename it")
    case .unknownEntity(let id, let nearest):
      plain(
        "unknown entity '\(excerpt(id.text))'",
        "atoms, profiles and sources name entities of the record; "
          + hint(nearest, or: "add the entity"))
    case .wrongKind(let id, let roles, let expected, let relation):
      plain(
        "'\(id)' is \(roles.isEmpty ? "of no kind" : roles.map(articled).joined(separator: " and "))",
        "'\(relation)' takes \(articled(expected)) there; name another entity, or give '\(id)' the"
          + " role \(expected)")
    case .wrongType(let found, let expected, let relation):
      plain(
        "'\(excerpt(found))' is not \(expected)",
        "each column of '\(relation)' takes values of one type; write \(expected)")
    case .wrongArity(let relation, let found, let expected):
      plain(
        "'\(relation)' has \(counted(found, "term"))",
        "the relation has \(counted(expected, "column")), each with one term; write as many")
    case .unknownKind(let name, let nearest):
      plain(
        "unknown kind '\(excerpt(name))'",
        "a role is a kind of the library or one that is declared; "
          + hint(nearest, or: "declare the kind"))
    case .unusableField(let field, let relation):
      plain(
        "field '\(field)' states '\(relation)'",
        "a field states a relation of two columns, one of which takes the entity; state another")
    case .unknownField(let name, let roles, let nearest):
      plain(
        "unknown field '\(excerpt(name))'",
        (roles.isEmpty
          ? "an entity without a role has no profile; "
          : "no role of the entity (\(roles.joined(separator: ", "))) has it; ")
          + hint(nearest, or: "add the role that has it, or write a Statement"))
    case .severalValues(let field, let found):
      plain(
        "field '\(field)' has \(counted(found, "value"))",
        "it takes one; leave one, and write the others as Statements with their sources")
    case .unknownCountry(let code, let nearest):
      plain(
        "unknown country '\(excerpt(code))'",
        "a country's id is its ISO 3166 code of two letters; "
          + hint(nearest, or: "write that, or give the entity another role"))
    case .unknownSource(let id, let nearest):
      plain(
        "unknown source '\(excerpt(id.text))'",
        "claims and relays name sources of the record; " + hint(nearest, or: "add the source"))
    case .cyclicRelays(let sources):
      plain(
        "a circle of relays (\(sources.map(\.text).joined(separator: " relays ")))",
        "what is relayed comes from somewhere; remove the relay that is wrong")
    case .firstHandRelay(let source):
      plain(
        "first-hand knowledge and a relay of '\(source)'",
        "who knows first-hand relays nobody; write two claims")
    case .foreignEffect(let atom):
      plain(
        "'\(atom)' is no effect",
        "a claim covers effects of its own entry; name one of them, or write another entry")
    case .beginsAndEnds(let atom):
      plain(
        "'\(atom)' both begins and ends",
        "one event cannot do both to one atom; write two entries, or mark the atom if it held on that"
          + " day alone")
    case .wildcard(let atom):
      plain(
        "'\(atom)' has a wildcard",
        "wildcards stand in 'ends' alone, and in Statements whose claims are all unclear or declines;"
          + " name the value")
    case .ruleTerm(let atom):
      plain(
        "'\(atom)' has a variable or a parameter",
        "a record holds values; name the value, or write a rule")
    case .wrongDating(let found, isEvent: true):
      plain(
        "the period '\(found)' stands on an event",
        "an event happens on a date; write one day out of a range")
    case .wrongDating(let found, isEvent: false):
      plain(
        "the date '\(found)' stands on a statement",
        "a statement holds over a period; write an interval, as in 2022-10/..")
    case .datedIdentity(let atom):
      plain(
        "'\(atom)' is dated",
        "two ids name one entity always or never; write a Statement without a period")
    case .impossibleCount(let people):
      plain(
        "'\(people)' is no number of people",
        "an attribution is to one person or more; leave the number out if it is not said")
    case .unusedDate(let text):
      plain(
        "'\(text)' dates nothing",
        "a date on an entry is that of its claims without one, and each claim has its own; remove one"
          + " of them")
    case .outsideHorizon(let date, let horizon):
      plain(
        "'\(date)' is outside the horizon",
        "an evaluation knows the days \(horizon); correct the date, or widen the horizon")
    case .relationDiffers(let first, let second, let other):
      against(
        "the relation is \(second)", first, other,
        "a relation has one signature; make them equal, or rename one")
    case .kindDiffers(let first, let second, let other):
      against(
        "the kind has \(second)", first, other,
        "a kind is declared alike everywhere; make the declarations equal, or rename one")
    case .entryKindDiffers(let first, let second, let other):
      against(
        "the entry is \(second)", first, other,
        "entries with one id are one entry; rename one of them")
    case .effectsDiffer(let first, let second, let other):
      against(
        second, first, other,
        "entries with one id have the same effects; rename one, or let a claim cover some of the"
          + " effects")
    case .holdingDiffers(let first, let second, let other):
      against(
        "held \(second)", first, other, "entries with one id are one entry; rename one of them")
    case .ownDateDiffers(let first, let second, let other):
      against(
        "dated '\(second)' by the recorder", "'\(first)'", other,
        "the recorder has one word on an entry; make the dates equal, or give each to a claim")
    case .fieldDiffers(let first, let second, let other):
      against(
        "'\(second)'", "'\(first)'", other,
        "a profile is the recorder's one word; make them equal, or write Statements with their"
          + " sources")
    case .sourceDiffers(let first, let second, let other):
      against(
        "'\(second)'", "'\(first)'", other,
        "a source is described alike everywhere; make them equal, or rename one")
    }
  }

  private func plain(_ what: String, _ next: String) -> (String, String, String) {
    (what, "", next)
  }

  private func against(
    _ what: String, _ first: String, _ other: Place?, _ next: String
  ) -> (String, String, String) {
    let place = other.map(\.description) ?? ""
    return (what, ", but \(first)" + (place.isEmpty ? " elsewhere" : " at \(place)"), next)
  }

  private func hint(_ nearest: String?, or next: String) -> String {
    nearest.map { "did you mean '\($0)'?" } ?? next
  }
}

/// A kind's name with its article: `a Lab`, `an Agency`.
func articled(_ noun: String) -> String {
  let isVowel = noun.lowercased().first.map { "aeio".contains($0) } ?? false
  return "\(isVowel ? "an" : "a") \(noun)"
}
