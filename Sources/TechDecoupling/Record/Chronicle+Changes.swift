extension Chronicle {
  // MARK: - Adding

  /// Adds entities, sources and entries; those whose id is there are joined.
  ///
  /// - Throws: ``ChronicleError`` with every problem; the chronicle is then unchanged.
  /// - Complexity: near O(*k*) in what is added, whatever the size of the chronicle.
  public mutating func add(
    entities: [any Entity] = [], sources: [Source] = [], entries: [Entry] = []
  ) throws(ChronicleError) {
    try join([
      Document(
        kinds: entities.map { type(of: $0).kind }.filter { $0.name != Party.kind.name },
        entities: entities.map { EntityRecord($0) }, sources: sources, entries: entries)
    ])
  }

  /// Adds all that a document holds, such as what was read from another format.
  ///
  /// - Throws: ``ChronicleError`` with every problem; the chronicle is then unchanged.
  /// - Complexity: near O(*k*) in what is added, whatever the size of the chronicle.
  public mutating func add(_ document: Document) throws(ChronicleError) {
    try join([document])
  }

  /// Adds an entity, or a role, names and fields to the one with its id.
  public mutating func add(_ entity: any Entity) throws(ChronicleError) {
    try add(entities: [entity])
  }

  /// Adds a source, or details to the one with its id.
  public mutating func add(_ source: Source) throws(ChronicleError) {
    try add(sources: [source])
  }

  /// Adds an entry, or its claims to the one with its id.
  public mutating func add(_ entry: Entry) throws(ChronicleError) {
    try add(entries: [entry])
  }

  /// Adds all that another chronicle holds.
  public mutating func merge(_ other: Chronicle) throws(ChronicleError) {
    try join([other.document])
    suppositions.merge(other.suppositions)
  }

  /// Returns the record of both chronicles; the order does not matter.
  ///
  /// - Throws: ``ChronicleError`` if they differ in the kind or effects of an entry, in a profile
  ///   field or in a source; each problem names both places.
  public func merging(_ other: Chronicle) throws(ChronicleError) -> Chronicle {
    var merged = self
    try merged.merge(other)
    return merged
  }

  // MARK: - Removing and replacing

  /// Removes an entry and returns it, nil if there is none with the id.
  @discardableResult
  public mutating func remove(entry id: EntryID) -> Entry? {
    suppositions[id] = nil
    return table.remove(id)
  }

  /// Removes a source and returns it, nil if there is none with the id.
  ///
  /// - Throws: ``ChronicleError`` with each claim that names it.
  /// - Complexity: O(*n*) in the claims of the chronicle.
  @discardableResult
  public mutating func remove(source id: SourceID) throws(ChronicleError) -> Source? {
    guard let source = sources.removeValue(forKey: id) else { return nil }
    seen = Seen()
    let problems = recheck()
    guard problems.isEmpty else {
      sources[id] = source
      throw ChronicleError(problems)
    }
    return source
  }

  /// Removes an entity and returns its record, nil if there is none with the id.
  ///
  /// - Throws: ``ChronicleError`` with each entry, source and profile that names it.
  /// - Complexity: O(*n*) in the atoms of the chronicle.
  @discardableResult
  public mutating func remove(entity id: EntityID) throws(ChronicleError) -> EntityRecord? {
    guard let record = entities.records.removeValue(forKey: id) else { return nil }
    seen = Seen()
    let problems = recheck()
    guard problems.isEmpty else {
      entities.records[id] = record
      throw ChronicleError(problems)
    }
    return record
  }

  /// Puts an entry in the place of the one with its id, if there is one.
  ///
  /// - Throws: ``ChronicleError`` with every problem; the chronicle is then unchanged.
  public mutating func replace(_ entry: Entry) throws(ChronicleError) {
    let old = table.remove(entry.id)
    do {
      try add(entry)
    } catch {
      if let old { table.set(old, EntryTable.hash(old.id)) }
      throw error
    }
  }

  // MARK: - As a document

  /// All that the chronicle holds, sorted by id; joining it to another record changes no claim.
  public var document: Document {
    Document(
      kinds: vocabulary.kinds.values.sorted { $0.name < $1.name },
      relations: vocabulary.relations.values.sorted { $0.name < $1.name },
      entities: entities.records.values.sorted { $0.id < $1.id },
      sources: sources.values.sorted { $0.id < $1.id }, entries: entries)
  }

  private func recheck() -> [ChronicleProblem] {
    var check = RecordCheck(self, SeenRight())
    for record in entities.records.values { check.check(record) }
    for source in sources.values { check.check(source) }
    for index in entries.indices { check.check(entries, index) }
    return check.problems
  }
}
