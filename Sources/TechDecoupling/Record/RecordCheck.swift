/// Checks entities, sources and entries against a record, and collects every problem.
///
/// The record is what a chronicle holds with what is being joined to it; nothing is changed.
struct RecordCheck {
  let base: Chronicle
  var kinds: [String: EntityKind]
  var relations: [String: RelationSignature]
  /// What is being joined, as it will be.
  var entities: [EntityID: EntityRecord] = [:]
  /// The roles that all documents give: they say which fields are lists, whatever is read first.
  var roles: [EntityID: Set<String>] = [:]
  var sources: [SourceID: Source] = [:]
  private(set) var problems: [ChronicleProblem] = []
  /// Nearest names are looked for a few times only: that takes time in the size of the record.
  private var hintsLeft = 20
  /// What was found right, so that what entries say again and again is looked up once.
  var seen: SeenRight
  /// The fields of entities of the roles that were met; all kinds are known before any entity is.
  private var fieldsOfRoles: [Set<String>: Fields] = [:]

  init(_ base: Chronicle, _ seen: SeenRight) {
    self.base = base
    self.seen = seen
    kinds = base.vocabulary.kinds
    relations = base.vocabulary.relations
  }

  /// Makes room for the entities and sources of a document.
  mutating func reserveCapacity(entities entityCount: Int, sources sourceCount: Int) {
    roles.reserveCapacity(entityCount)
    entities.reserveCapacity(entityCount)
    sources.reserveCapacity(sourceCount)
  }

  mutating func note(_ kind: ChronicleProblem.Kind, _ site: ChronicleProblem.Site) {
    problems.append(ChronicleProblem(kind, site))
  }

  mutating func note(_ kinds: [ChronicleProblem.Kind], _ site: ChronicleProblem.Site) {
    for kind in kinds { note(kind, site) }
  }

  // MARK: - Looking up

  func record(_ id: EntityID) -> EntityRecord? { entities[id] ?? base.entities.records[id] }

  /// The roles of an entity, without a copy of its record; nil if there is none.
  private func recordedRoles(of id: EntityID) -> Set<String>? {
    if let index = entities.index(forKey: id) { return entities.values[index].roles }
    let records = base.entities.records
    return records.index(forKey: id).map { records.values[$0].roles }
  }

  func isKnown(_ id: EntityID) -> Bool { recordedRoles(of: id) != nil || Country.isKnown(id.text) }

  func hasRole(_ id: EntityID, _ role: String) -> Bool {
    if let roles = recordedRoles(of: id), roles.contains(role) { return true }
    return role == Country.kind.name && Country.isKnown(id.text)
  }

  func isKnown(_ id: SourceID) -> Bool {
    sources.index(forKey: id) != nil || base.sources.index(forKey: id) != nil
  }

  mutating func nearestName(to name: String, among names: () -> [String]) -> String? {
    guard hintsLeft > 0 else { return nil }
    hintsLeft -= 1
    return nearest(to: excerpt(name), among: names())
  }

  private mutating func nearestEntity(to id: EntityID) -> String? {
    let (entities, base) = (self.entities, self.base)
    return nearestName(to: id.text) {
      entities.keys.map(\.text) + base.entities.records.keys.map(\.text)
    }
  }

  mutating func checkSource(_ id: SourceID, _ site: @autoclosure () -> ChronicleProblem.Site) {
    if seen.sources.place(of: id.text) != nil { return }
    guard !isKnown(id) else {
      seen.sources.keep((), for: id.text)
      return
    }
    let (sources, base) = (self.sources, self.base)
    let hint = nearestName(to: id.text) { sources.keys.map(\.text) + base.sources.keys.map(\.text) }
    note(.unknownSource(id, nearest: hint), site())
  }

  // MARK: - Values

  /// Checks that a value fits a column or field.
  mutating func check(
    _ value: Value, as type: ColumnType, of owner: String,
    _ site: @autoclosure () -> ChronicleProblem.Site
  ) {
    switch (value, type) {
    case (.entity(let id), .entity(let role)):
      guard isKnown(id) else {
        if role == Country.kind.name {
          note(.unknownCountry(id.text, nearest: Self.nearestCountry(to: id.text)), site())
        } else {
          note(.unknownEntity(id, nearest: nearestEntity(to: id)), site())
        }
        return
      }
      if let role, !hasRole(id, role) {
        let roles = record(id)?.roles.sorted() ?? [Country.kind.name]
        note(.wrongKind(id, is: roles, expected: role, relation: owner), site())
      }
    case (.integer, .integer), (.decimal, .decimal), (.day, .day), (.text, .text): break
    default:
      note(
        .wrongType(found: value.written, expected: type.termNoun, relation: owner), site())
    }
  }

  static func nearestCountry(to code: String) -> String? {
    if let known = Country.code(alpha3: code.uppercased()) { return known }
    return Country.isKnown(code.uppercased()) ? code.uppercased() : nil
  }

  mutating func check(entity id: EntityID, _ site: ChronicleProblem.Site) {
    guard !isKnown(id) else { return }
    note(.unknownEntity(id, nearest: nearestEntity(to: id)), site)
  }

  // MARK: - Atoms

  /// What the columns of a relation ask for.
  ///
  /// - Complexity: O(1) for a relation that was asked for before.
  mutating func form(
    of relation: RelationSignature, _ site: @autoclosure () -> ChronicleProblem.Site
  ) -> SeenRight.Form {
    if let last = seen.last, last.relation.identity == relation.identity { return last }
    if let form = seen.forms[relation.identity] {
      seen.last = form
      return form
    }
    let count = problems.count
    take(relation, site())
    let form = SeenRight.Form(
      relation: relation, isIdentity: relation == Profile.sameAs.signature,
      roles: relation.columns.map { seen.bit(of: $0) })
    // A relation that differs from the known one is reported wherever it stands.
    if count == problems.count, seen.forms.count < SeenRight.limit {
      seen.forms[relation.identity] = form
    }
    return form
  }

  /// Checks the value of a column whose role has a bit.
  mutating func check(
    _ value: Value, as type: ColumnType, _ bit: UInt64, of owner: RelationSignature,
    _ site: @autoclosure () -> ChronicleProblem.Site
  ) {
    guard bit != 0, case .entity(let id) = value else {
      check(value, as: type, of: owner.name, site())
      return
    }
    let known = seen.roles[id.text] ?? 0
    if known & bit != 0 { return }
    let count = problems.count
    check(value, as: type, of: owner.name, site())
    if count == problems.count { seen.roles.keep(known | bit, for: id.text) }
  }

  // MARK: - Entities and sources

  mutating func check(_ record: EntityRecord) {
    let site = ChronicleProblem.Site("entity '\(record.id)'", "", record.place)
    if !isIdentifier(record.id.text) { note(.malformedID(record.id.text), site.appending("id")) }
    for role in record.roles.sorted() where kinds[role] == nil {
      let names = kinds.keys.sorted()
      note(
        .unknownKind(role, nearest: nearestName(to: role) { names }), site.appending("roles"))
    }
    if record.roles.contains(Country.kind.name), !Country.isKnown(record.id.text) {
      note(
        .unknownCountry(record.id.text, nearest: Self.nearestCountry(to: record.id.text)),
        site.appending("id"))
    }
    let fields = self.fields(of: record).all
    for (name, values) in record.profile.sorted(by: { $0.key < $1.key }) {
      let fieldSite = site.appending(name)
      guard let field = fields.first(where: { $0.name == name }) else {
        let names = fields.map(\.name)
        let roles = record.roles.sorted()
        note(
          .unknownField(name, roles: roles, nearest: nearestName(to: name) { names }), fieldSite)
        continue
      }
      if !field.isList && values.count > 1 {
        note(.severalValues(field: name, count: values.count), fieldSite)
      }
      guard let type = field.valueType else { continue }
      for value in values { check(value, as: type, of: field.relation.name, fieldSite) }
    }
  }

  /// The fields of entities of some roles.
  struct Fields {
    let all: [ProfileField]
    /// The names of those that are lists.
    let lists: Set<String>
  }

  /// The fields that the roles of an entity have, those of a party for all.
  ///
  /// - Complexity: O(1) for roles that were asked for before.
  mutating func fields(of record: EntityRecord) -> Fields {
    var all = record.roles
    if let given = roles[record.id], given != all { all.formUnion(given) }
    if let known = fieldsOfRoles[all] { return known }
    let list = EntityRecord.profileFields(of: all, kinds)
    let fields = Fields(all: list, lists: Set(list.filter(\.isList).map(\.name)))
    fieldsOfRoles[all] = fields
    return fields
  }

  mutating func check(_ source: Source) {
    let site = ChronicleProblem.Site("source '\(source.id)'", "", source.place)
    if !isIdentifier(source.id.text) { note(.malformedID(source.id.text), site.appending("id")) }
    if let entity = source.entity { check(entity: entity, site.appending("entity")) }
  }

  // MARK: - Vocabulary

  mutating func take(
    _ relation: RelationSignature, _ site: @autoclosure () -> ChronicleProblem.Site
  ) {
    guard let known = relations[relation.name] else {
      relations[relation.name] = relation
      return
    }
    guard known != relation else { return }
    note(
      .relationDiffers(
        first: "'\(known.signatureText)'", second: "'\(relation.signatureText)'", other: nil),
      site())
  }

  mutating func take(_ kind: EntityKind) {
    let site = ChronicleProblem.Site("kind '\(kind.name)'")
    if let known = kinds[kind.name] {
      if known != kind {
        func words(_ kind: EntityKind) -> String {
          let fields = kind.fields.map { "'\($0.name)' (\($0.relation.signatureText))" }
          return fields.isEmpty ? "no fields" : "the fields \(fields.joined(separator: ", "))"
        }
        note(.kindDiffers(first: words(known), second: words(kind), other: nil), site)
      }
      return
    }
    kinds[kind.name] = kind
    fieldsOfRoles = [:]
    for field in kind.fields {
      let fieldSite = site.appending(field.name)
      guard field.valueType != nil,
        case .entity(let role) = field.relation.columns[field.entityColumn],
        role == nil || role == kind.name
      else {
        note(.unusableField(field: field.name, relation: field.relation.signatureText), fieldSite)
        continue
      }
      take(field.relation, fieldSite)
    }
  }
}

/// What checks of one chronicle found right, kept for the next; equal to every other.
struct Seen: Hashable, Sendable {
  var right = SeenRight()

  static func == (left: Seen, right: Seen) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}

/// What was found right while a record is checked.
struct SeenRight: Sendable {
  /// What the columns of a relation ask for.
  struct Form: Sendable {
    /// Held, so that no other relation gets its identity.
    let relation: RelationSignature
    /// Whether it is `same-as`.
    let isIdentity: Bool
    /// The bit of each column's role; 0 for a column that takes no entity, or has no bit.
    let roles: [UInt64]
  }

  /// Relations that are made anew for each atom are not all kept.
  static let limit = 4_096

  var forms: [ObjectIdentifier: Form] = [:]
  /// The bits of the roles that each entity was found to have.
  var roles = TextMemo<UInt64>()
  var sources = TextMemo<Void>()
  /// The form that was last asked for.
  var last: Form?
  private var bits: [ColumnType: UInt64] = [:]

  /// The bit of a column's role; beyond 64 roles there is none.
  mutating func bit(of type: ColumnType) -> UInt64 {
    guard case .entity = type else { return 0 }
    if let bit = bits[type] { return bit }
    guard bits.count < UInt64.bitWidth else { return 0 }
    let bit: UInt64 = 1 << UInt64(bits.count)
    bits[type] = bit
    return bit
  }
}

extension EntityRecord {
  /// The fields that the roles of the entity have; one without a role has those of a party.
  func profileFields(_ kinds: [String: EntityKind]) -> [ProfileField] {
    Self.profileFields(of: roles, kinds)
  }

  /// The fields that some roles have; those of a party if there are none.
  static func profileFields(
    of roles: Set<String>, _ kinds: [String: EntityKind]
  ) -> [ProfileField] {
    var fields: [ProfileField] = []
    for role in roles.sorted() {
      for field in kinds[role]?.fields ?? [] where !fields.contains(field) { fields.append(field) }
    }
    return roles.isEmpty ? Party.kind.fields : fields
  }
}

extension RelationSignature {
  /// The signature in a message: `home-country(entity, Country) one-of`.
  var signatureText: String {
    "\(name)(\(columns.map(\.writtenName).joined(separator: ", ")))\(isOneOf ? " one-of" : "")"
  }
}
