extension ChronicleReader {
  /// Joins what the documents say to one record.
  func chronicle(_ vocabulary: Vocabulary) throws(ReadingError) -> Chronicle {
    let documents = contents.map {
      Document(entities: $0.entities, sources: $0.sources, entries: $0.entries)
    }
    do throws(ChronicleError) {
      return try Chronicle(joining: documents, vocabulary: vocabulary)
    } catch {
      throw ReadingError(error.problems.map { ReadingProblem(.record($0), at: $0.site.place) })
    }
  }
}
