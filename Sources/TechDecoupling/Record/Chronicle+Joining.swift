extension Chronicle {
  /// Joins documents to the record: all of them, or nothing.
  ///
  /// Everything is joined and checked beside the record, and written into it at the end, so that
  /// adding a little to much costs little.
  ///
  /// - Complexity: O(*k*) on average in what the documents hold, and O(*k* log *k*) in their
  ///   entities and sources.
  mutating func join(_ documents: [Document]) throws(ChronicleError) {
    // Taken out, so that it grows in place; it is right for what is joined, or not kept.
    var seen = SeenRight()
    swap(&seen, &self.seen.right)
    var check = RecordCheck(self, seen)
    seen = SeenRight()
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
    let joined = check.join(documents)
    guard check.problems.isEmpty else { throw ChronicleError(check.problems) }
    if check.kinds.count != vocabulary.kinds.count { vocabulary.kinds = check.kinds }
    if check.relations.count != vocabulary.relations.count {
      vocabulary.relations = check.relations
    }
    let (records, newSources) = (check.entities, check.sources)
    swap(&self.seen.right, &check.seen)
    // Before the writing: what the check holds would make each write a copy of the whole.
    check = RecordCheck(Chronicle(vocabulary: Vocabulary()), SeenRight())
    for (id, record) in records { entities.records[id] = record }
    for (id, source) in newSources { sources[id] = source }
    for document in documents {
      for index in document.entries.indices {
        let id = document.entries[index].id
        let hash = EntryTable.hash(id)
        if let number = joined.number(of: id, hash) {
          table.set(joined[number], hash)
        } else {
          table.append(document.entries[index].canonical(), hash)
        }
      }
    }
  }
}

extension RecordCheck {
  /// Checks the entries of documents, and returns those that several give, or a document and the
  /// record, joined; all others are as they are written.
  mutating func join(_ documents: [Document]) -> EntryTable {
    var joined = EntryTable()
    var ids = HashIndex()
    var places: [(document: Int, entry: Int)] = []
    for (number, document) in documents.enumerated() {
      for index in document.entries.indices {
        check(document.entries, index)
        let id = document.entries[index].id
        let hash = EntryTable.hash(id)
        let first = ids.number(hash) {
          documents[places[$0].document].entries[places[$0].entry].id == id
        }
        if first == nil {
          ids.append(hash)
          places.append((number, index))
        }
        let known = base.table.number(of: id, hash)
        guard first != nil || known != nil else { continue }
        let entry = document.entries[index]
        let other: Entry
        if let both = joined.number(of: id, hash) {
          other = joined[both]
        } else if let known {
          other = base.table[known]
        } else if let first {
          other = documents[places[first].document].entries[places[first].entry].canonical()
        } else {
          continue
        }
        let (both, problems) = other.joined(with: entry.canonical())
        note(problems, entry.site)
        joined.set(both, hash)
      }
    }
    for place in places {
      let id = documents[place.document].entries[place.entry].id
      if let number = joined.number(of: id, EntryTable.hash(id)) {
        checkJoined(joined[number])
      } else {
        checkJoined(documents[place.document].entries[place.entry])
      }
    }
    return joined
  }
}

extension RecordCheck {
  /// Joins an entity to the one with its id: roles, names and fields are united.
  mutating func join(_ new: EntityRecord) {
    let lists = fields(of: new).lists
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
