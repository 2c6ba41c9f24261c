/// Reads bundles of STIX 2.1: what the library wrote, and what a mapping says of other programs'.
///
/// ```swift
/// let reader = STIXReader(source: Source(id: "opencti", reliability: .c))
/// let imported = try reader.read(contentsOf: "bundle.json")
/// let record = try Chronicle(joining: [imported.document])
/// ```
///
/// What ``Chronicle/stix(modified:)`` and ``Findings/stix(of:modified:)`` wrote is read back whole:
/// the document is equal to the record. An object that was changed since is reported, and the record
/// that it carries is taken.
///
/// Of other programs' objects an entity keeps the id of STIX, its name and aliases; a `location` that
/// is a country and nothing within is that country. A relationship becomes a Statement over
/// `start_time` to `stop_time`, in days of UTC, an end that is not given unknown; the claim is that of
/// the reader's source, with the creator's name as attribution and `modified` as the day. Everything
/// else is left and reported: types without a place, properties, references to what was not taken.
public struct STIXReader: Sendable {
  /// The source of what other programs' objects say: it decides how far they are trusted.
  public var source: Source
  /// Which objects of other programs are taken.
  public var mapping: STIXMapping

  /// Creates a reader.
  public init(source: Source, mapping: STIXMapping = .standard) {
    self.source = source
    self.mapping = mapping
  }

  /// Reads a file, whose bytes and objects are in memory until all are read: any object may name one
  /// that comes later.
  ///
  /// - Parameter path: A file of JSON, or `-` for standard input.
  /// - Throws: ``ReadingError`` if it cannot be read, is not JSON or no bundle.
  public func read(contentsOf path: String) throws(ReadingError) -> Imported {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileAccess.read(path)
    } catch {
      throw ReadingError([ReadingProblem(.file(error), at: nil)])
    }
    return try read(json: bytes, name: path == "-" ? "standard input" : path)
  }

  /// Reads a bundle that is in memory.
  ///
  /// - Parameters:
  ///   - json: The bundle, in UTF-8.
  ///   - name: What places call it.
  /// - Throws: ``ReadingError`` if it is not JSON or no bundle.
  /// - Complexity: O(*n* log *n*) in bytes.
  public func read(json: [UInt8], name: String = "input") throws(ReadingError) -> Imported {
    let bundle = try STIXBundle(json, name: name)
    var report = ImportReport()
    var record = STIXRecordReader(bundle)
    let own = record.read(into: &report)
    var foreign = STIXForeignReader(bundle, self, known: record.entityIDs)
    let other = foreign.read()
    if other == Document() {
      report.merge(foreign.report)
      return Imported(document: own, report: report)
    }
    let document = Document(
      kinds: own.kinds, relations: own.relations + other.relations,
      entities: own.entities + other.entities, sources: own.sources + other.sources,
      entries: own.entries + other.entries)
    do throws(ChronicleError) {
      _ = try Chronicle(joining: [document])
      report.merge(foreign.report)
      return Imported(document: document, report: report)
    } catch {
      report.merge(foreign.report.onlyLeft)
      for problem in error.problems {
        report.leave(STIXProblem.joining(problem), at: problem.site.place ?? Place(file: name))
      }
      return Imported(document: own, report: report)
    }
  }
}
