extension ChronicleReader {
  /// Joins what the documents say to one record.
  func chronicle(_ vocabulary: Vocabulary) throws(ReadingError) -> Chronicle {
    var entities = Entities()
    var sources: [SourceID: Source] = [:]
    var entries: [Entry] = []
    for document in contents {
      for record in document.entities { entities.records[record.id] = record }
      for source in document.sources { sources[source.id] = source }
      entries += document.entries
    }
    return Chronicle(
      entities: entities, sources: sources, entries: entries, vocabulary: vocabulary)
  }
}
