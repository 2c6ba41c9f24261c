/// What all objects of STIX that the library writes have in common.
///
/// - Source: OASIS, STIX Version 2.1, 2021.
enum STIX {
  /// The namespace of ids: the UUID of version 5 of `urn:techdecoupling:stix` as a URL.
  ///
  /// The specification's own namespace is for observables alone, which the library does not write.
  static let namespace: [UInt8] = [
    0x5F, 0xC3, 0x25, 0x7E, 0x4E, 0xB9, 0x56, 0x06, 0xB4, 0x5D, 0x98, 0x87, 0x63, 0xE8, 0xFF, 0x3B,
  ]

  /// When objects were created: the same in every version of one, as the specification asks.
  static let created = "1970-01-01T00:00:00.000Z"

  /// The id of the extension that carries what STIX cannot say.
  static let extensionID = id("extension-definition", "record")

  /// The id of the identity that stands for the record.
  static let recordID = id("identity", "record")

  /// The id of an object of a type, made of a name.
  static func id(_ type: String, _ name: String) -> String {
    "\(type)--\(UUIDText.version5("\(type):\(name)", in: namespace))"
  }

  /// The beginning of a day as a timestamp; nil for a year without four digits.
  ///
  /// Of fractions of a second only versions have some, as programs write them.
  static func time(_ day: Day, isVersion: Bool = false) -> String? {
    let text = "\(day)"
    return text.utf8.count == 10 ? text + (isVersion ? "T00:00:00.000Z" : "T00:00:00Z") : nil
  }

  /// The number of a credibility: the Admiralty scale of appendix A; none for what is not judged.
  static func confidence(_ credibility: Credibility) -> Int? {
    switch credibility {
    case .confirmed: 90
    case .probable: 70
    case .possible: 50
    case .doubtful: 30
    case .improbable: 10
    case .notJudged: nil
    }
  }

  /// The type of object that an entity becomes.
  ///
  /// STIX has parties, places, measures and technical means; what is none of these, such as a motive,
  /// is a note about the record.
  static func type(of roles: Set<String>) -> String {
    func isOne(of kinds: EntityKind...) -> Bool { kinds.contains { roles.contains($0.name) } }
    if isOne(of: Country.kind) { return "location" }
    if isOne(of: Lab.kind, Chipmaker.kind, CloudProvider.kind, Agency.kind, Group.kind) {
      return "identity"
    }
    if isOne(of: Model.kind, Chip.kind, Platform.kind, Technology.kind) { return "infrastructure" }
    if isOne(of: ExportControl.kind, Norm.kind) { return "course-of-action" }
    if isOne(of: Act.kind, Motive.kind) { return "note" }
    return "identity"
  }
}

/// The member of the extension that says what an object carries.
enum STIXPart: String, CaseIterable {
  /// Kinds and relations of the record's own.
  case vocabulary
  case entity, source, entry
  /// A country that is known without being recorded.
  case country
  /// A claim, which its entry has too.
  case claim
  /// A source's publication, which the source has too.
  case publication
  /// A run of days of a fact or conclusion, which follows from the record.
  case finding

  /// Whether the record cannot be put together without it.
  var isRecord: Bool {
    switch self {
    case .vocabulary, .entity, .source, .entry: true
    case .country, .claim, .publication, .finding: false
    }
  }
}
