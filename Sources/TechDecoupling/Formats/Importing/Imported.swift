/// What a reader made of files: a document to join to a record, and the report on the reading.
///
/// Ids come from what the files say, so that joining a second reading changes nothing.
public struct Imported: Hashable, Sendable {
  /// Kinds, relations, entities, sources and entries.
  public var document: Document
  /// What was taken, and what was left and why.
  public var report: ImportReport

  /// Creates a result.
  public init(document: Document = Document(), report: ImportReport = ImportReport()) {
    self.document = document
    self.report = report
  }
}
