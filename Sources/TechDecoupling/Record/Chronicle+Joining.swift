extension Chronicle {
  /// Joins documents to the record: all of them, or nothing.
  ///
  /// Everything is joined and checked beside the record, and written into it at the end, so that
  /// adding a little to much costs little.
  ///
  /// Entries are taken out of the documents, which are as they were if one of them is wrong.
  ///
  /// - Complexity: O(*k*) on average in what the documents hold, and O(*k* log *k*) in their
  ///   entities and sources.
  mutating func join(_ documents: inout [Document]) throws(ChronicleError) {
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
    check.reserveCapacity(
      entities: documents.map(\.entities.count).max() ?? 0,
      sources: documents.map(\.sources.count).max() ?? 0)
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
    if entities.records.isEmpty {
      entities.records = records
    } else {
      for (id, record) in records { entities.records[id] = record }
    }
    if sources.isEmpty {
      sources = newSources
    } else {
      for (id, source) in newSources { sources[id] = source }
    }
    write(&documents, joined)
  }

  /// Takes the entries out of documents that were found right, and writes them into the record.
  private mutating func write(_ documents: inout [Document], _ joined: RecordCheck.JoinedEntries) {
    let isNew = table.count == 0 && joined.entries.count == 0
    if !isNew { table.reserveCapacity(forMore: joined.hashes.count) }
    var (document, index, number) = (-1, 0, 0)
    var entries: [Entry] = []
    /// The next entry, moved where nobody else holds the documents.
    func next() -> Entry {
      while index == entries.count {
        document += 1
        index = 0
        entries = []
        swap(&entries, &documents[document].entries)
      }
      var entry = Entry.none
      swap(&entry, &entries[index])
      index += 1
      entry.makeCanonical()
      return entry
    }
    if isNew { return table.fill(joined.ids, next) }
    while number < joined.hashes.count {
      let (entry, hash) = (next(), joined.hashes[number])
      number += 1
      if let both = joined.entries.number(of: entry.id, hash) {
        table.set(joined.entries[both], hash)
      } else {
        table.append(entry, hash)
      }
    }
  }

  /// Joins documents to the record: all of them, or nothing.
  mutating func join(_ documents: [Document]) throws(ChronicleError) {
    var documents = documents
    try join(&documents)
  }
}

extension Entry {
  /// What stands where an entry was taken out.
  fileprivate static let none = Entry("", Event(""))
}

extension RecordCheck {
  /// What documents have in common, and the ids of all their entries.
  struct JoinedEntries {
    /// Those that several documents give, or a document and the record.
    var entries: EntryTable
    /// The hash of the id of each entry, as they are written one after another.
    var hashes: [UInt32]
    /// The ids in the order in which they are first met.
    var ids: HashIndex
  }

  /// Checks the entries of documents, and returns those that several give, or a document and the
  /// record, joined; all others are as they are written.
  mutating func join(_ documents: [Document]) -> JoinedEntries {
    var joined = EntryTable()
    var ids = HashIndex()
    let count = documents.reduce(0) { $0 + $1.entries.count }
    ids.reserveCapacity(count)
    var places: [(document: Int, entry: Int)] = []
    places.reserveCapacity(count)
    var hashes: [UInt32] = []
    hashes.reserveCapacity(count)
    for (number, document) in documents.enumerated() {
      for index in document.entries.indices {
        check(document.entries, index)
        let id = document.entries[index].id
        let hash = EntryTable.hash(id)
        hashes.append(hash)
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
      let entries = documents[place.document].entries
      if joined.count > 0 {
        let id = entries[place.entry].id
        if let number = joined.number(of: id, EntryTable.hash(id)) {
          checkJoined(joined[number])
          continue
        }
      }
      checkJoined(entries, place.entry)
    }
    return JoinedEntries(entries: joined, hashes: hashes, ids: ids)
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
