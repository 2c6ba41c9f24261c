extension Chronicle {
  /// Joins documents to the record: all of them, or nothing.
  ///
  /// Everything is joined and checked beside the record, and written into it at the end, so that
  /// adding a little to much costs little.
  mutating func join(_ documents: [Document]) throws(ChronicleError) {
    var check = RecordCheck(self)
    for document in documents {
      for relation in document.relations {
        check.take(relation, ChronicleProblem.Site("relation '\(relation.name)'"))
      }
    }
    for document in documents {
      for kind in document.kinds { check.take(kind) }
    }
    for document in documents {
      for record in document.entities {
        check.roles[record.id, default: entities.records[record.id]?.roles ?? []].formUnion(
          record.roles)
      }
    }
    for document in documents {
      for record in document.entities { check.join(record) }
      for source in document.sources { check.join(source) }
    }
    // In order, so that the few nearest names that are looked for are always the same.
    for record in check.entities.values.sorted(by: { $0.id < $1.id }) { check.check(record) }
    for source in check.sources.values.sorted(by: { $0.id < $1.id }) { check.check(source) }
    var joined: [EntryID: Entry] = [:]
    for document in documents {
      for entry in document.entries {
        check.check(entry)
        let canonical = entry.canonical()
        guard let other = joined[entry.id] ?? entriesByID[entry.id] else {
          joined[entry.id] = canonical
          continue
        }
        let (both, problems) = other.joined(with: canonical)
        check.note(problems, ChronicleProblem.Site("entry '\(entry.id)'", "", entry.place))
        joined[entry.id] = both
      }
    }
    for entry in joined.values { check.checkJoined(entry) }
    guard check.problems.isEmpty else { throw ChronicleError(check.problems) }
    if check.kinds.count != vocabulary.kinds.count { vocabulary.kinds = check.kinds }
    if check.relations.count != vocabulary.relations.count {
      vocabulary.relations = check.relations
    }
    let (records, newSources) = (check.entities, check.sources)
    // Before the writing: what the check holds would make each write a copy of the whole.
    check = RecordCheck(Chronicle(vocabulary: Vocabulary()))
    for (id, record) in records { entities.records[id] = record }
    for (id, source) in newSources { sources[id] = source }
    for (id, entry) in joined { entriesByID[id] = entry }
  }
}

extension RecordCheck {
  /// Joins an entity to the one with its id: roles, names and fields are united.
  mutating func join(_ new: EntityRecord) {
    let lists = Set(fields(of: new).filter(\.isList).map(\.name))
    let site = ChronicleProblem.Site("entity '\(new.id)'", "", new.place)
    let new = new.canonical(lists)
    guard var record = record(new.id) else {
      entities[new.id] = new
      return
    }
    record.roles.formUnion(new.roles)
    let names = [record.name, new.name].compactMap { $0 }
    record.name = names.min()
    record.aliases = Set(record.aliases + new.aliases + names).sorted()
    record.aliases.removeAll { $0 == record.name }
    for (name, values) in new.profile.sorted(by: { $0.key < $1.key }) {
      guard let known = record.profile[name] else {
        record.profile[name] = values
        continue
      }
      if lists.contains(name) {
        record.profile[name] = Set(known + values).sorted()
      } else if known != values {
        func text(_ values: [Value]) -> String {
          values.map { value in
            if case .text(let text) = value { text } else { value.written }
          }.joined(separator: ", ")
        }
        note(
          .fieldDiffers(first: text(known), second: text(values), other: record.place),
          site.appending(name))
      }
    }
    if let place = new.place, record.place.map({ place < $0 }) ?? true { record.place = place }
    entities[new.id] = record
  }

  /// Joins a source to the one with its id: what one leaves out the other may give.
  mutating func join(_ new: Source) {
    guard var source = sources[new.id] ?? base.sources[new.id] else {
      sources[new.id] = new
      return
    }
    let site = ChronicleProblem.Site("source '\(new.id)'", "", new.place)
    let place = source.place
    func differ(_ name: String, _ first: String, _ second: String) -> ChronicleProblem? {
      first == second
        ? nil
        : ChronicleProblem(
          .sourceDiffers(first: first, second: second, other: place), site.appending(name))
    }
    var found: [ChronicleProblem?] = []
    found.append(differ("reliability", source.reliability.rawValue, new.reliability.rawValue))
    found.append(differ("interested", "\(source.isInterested)", "\(new.isInterested)"))
    func join(_ name: String, _ first: String?, _ second: String?) {
      if let first, let second { found.append(differ(name, first, second)) }
    }
    join("name", source.givenName, new.givenName)
    join("published", source.published?.text, new.published?.text)
    join("url", source.url, new.url)
    join("entity", source.entity?.text, new.entity?.text)
    for case let problem? in found { note(problem.kind, problem.site) }
    source.name = source.givenName ?? new.name
    source.published = source.published ?? new.published
    source.url = source.url ?? new.url
    source.entity = source.entity ?? new.entity
    if let second = new.place, place.map({ second < $0 }) ?? true { source.place = second }
    sources[new.id] = source
  }
}

extension Source {
  /// The name, if it says more than the id.
  fileprivate var givenName: String? { name == id.text ? nil : name }
}

extension EntityRecord {
  /// The record with everything in one order.
  func canonical(_ lists: Set<String>) -> EntityRecord {
    var record = self
    if record.name == id.text { record.name = nil }
    record.aliases = Set(aliases).subtracting(name.map { [$0] } ?? []).sorted()
    for (name, values) in profile {
      if values.isEmpty {
        record.profile[name] = nil
      } else if lists.contains(name) || values.count > 1 {
        record.profile[name] = Set(values).sorted()
      }
    }
    return record
  }
}
