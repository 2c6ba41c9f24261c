extension ChronicleProblem {
  /// What is wrong with a record.
  public enum Kind: Hashable, Sendable {
    /// An id with characters that atoms cannot write.
    case malformedID(String)
    /// An atom, field or source names an entity that the record does not have.
    case unknownEntity(EntityID, nearest: String?)
    /// A column or field is for entities of another kind.
    case wrongKind(EntityID, is: [String], expected: String, relation: String)
    /// A column or field is for values of another type.
    case wrongType(found: String, expected: String, relation: String)
    /// An atom has more or fewer terms than its relation has columns.
    case wrongArity(relation: String, found: Int, expected: Int)
    /// Two signatures of one relation.
    case relationDiffers(first: String, second: String, other: Place?)
    /// Two declarations of one kind.
    case kindDiffers(first: String, second: String, other: Place?)
    /// An entity has a role that is no kind.
    case unknownKind(String, nearest: String?)
    /// A field of a kind states a relation that cannot hold it.
    case unusableField(field: String, relation: String)
    /// A profile has a field that no role of the entity has.
    case unknownField(String, roles: [String], nearest: String?)
    /// A field for one value has several.
    case severalValues(field: String, count: Int)
    /// A country's code is not one of ISO 3166.
    case unknownCountry(String, nearest: String?)
    /// A claim or relay names a source that the record does not have.
    case unknownSource(SourceID, nearest: String?)
    /// Sources of one entry relay each other in a circle.
    case cyclicRelays([SourceID])
    /// A claim says that it is first-hand, and relays.
    case firstHandRelay(SourceID)
    /// A claim covers an effect that its entry does not have.
    case foreignEffect(String)
    /// One entry begins and ends one atom.
    case beginsAndEnds(String)
    /// A wildcard where a value is needed.
    case wildcard(String)
    /// A variable or parameter of a rule in a record.
    case ruleTerm(String)
    /// A period where an event is dated, or a date where a statement is.
    case wrongDating(found: String, isEvent: Bool)
    /// `same-as` in an event, or with a period.
    case datedIdentity(String)
    /// A number of people below one.
    case impossibleCount(Int)
    /// A date on an entry that none of its claims takes.
    case unusedDate(String)
    /// Two documents give one entry different kinds.
    case entryKindDiffers(first: String, second: String, other: Place?)
    /// Two documents give one entry different effects.
    case effectsDiffer(first: String, second: String, other: Place?)
    /// Two documents give one entry different holders, likelihoods or conditions.
    case holdingDiffers(first: String, second: String, other: Place?)
    /// Two documents vouch for one entry with different dates.
    case ownDateDiffers(first: String, second: String, other: Place?)
    /// Two documents give one field different values.
    case fieldDiffers(first: String, second: String, other: Place?)
    /// Two documents describe one source differently.
    case sourceDiffers(first: String, second: String, other: Place?)
    /// A finite date outside the horizon.
    case outsideHorizon(String, horizon: String)
  }
}

extension ChronicleProblem.Kind {
  var code: String {
    switch self {
    case .malformedID: "TD301"
    case .unknownEntity: "TD302"
    case .wrongKind: "TD303"
    case .wrongType: "TD304"
    case .wrongArity: "TD305"
    case .relationDiffers: "TD306"
    case .kindDiffers: "TD307"
    case .unknownKind: "TD308"
    case .unusableField: "TD309"
    case .unknownField: "TD310"
    case .severalValues: "TD311"
    case .unknownCountry: "TD312"
    case .unknownSource: "TD313"
    case .cyclicRelays: "TD314"
    case .firstHandRelay: "TD315"
    case .foreignEffect: "TD316"
    case .beginsAndEnds: "TD317"
    case .wildcard: "TD318"
    case .ruleTerm: "TD319"
    case .wrongDating: "TD320"
    case .datedIdentity: "TD321"
    case .impossibleCount: "TD322"
    case .unusedDate: "TD323"
    case .entryKindDiffers: "TD324"
    case .effectsDiffer: "TD325"
    case .holdingDiffers: "TD326"
    case .ownDateDiffers: "TD327"
    case .fieldDiffers: "TD328"
    case .sourceDiffers: "TD329"
    case .outsideHorizon: "TD330"
    }
  }
}
