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

  /// Reads a file, an object at a time.
  ///
  /// Any object may name or replace one that came before. What is taken is therefore kept until the
  /// end, with the id, place and version of every object and the names of identities; neither the file is
  /// nor what has no place in a record. An object may have 64 MiB, and so may all that stands beside the
  /// list of them.
  ///
  /// - Parameters:
  ///   - path: A file of JSON, or `-` for standard input.
  ///   - reporting: Called with how far the reading has come, once for each megabyte.
  /// - Throws: ``ReadingError`` if it cannot be read, is not JSON or no bundle; nothing is taken then.
  ///   `CancellationError` if the task was cancelled.
  /// - Complexity: O(*n* log *n*) in bytes.
  public func read(
    contentsOf path: String, reporting: ((TableProgress) -> Void)? = nil
  ) throws -> Imported {
    do {
      let input = try FileInput(path)
      var progress = TableProgress(bytes: 0, totalBytes: input.size)
      return try read(name: path == "-" ? "standard input" : path) { buffer in
        if Task.isCancelled { throw CancellationError() }
        let count = try input.read(into: buffer)
        progress.bytes += count
        reporting?(progress)
        return count
      }
    } catch let problem as FileProblem {
      throw ReadingError([ReadingProblem(.file(problem), at: nil)])
    }
  }

  /// Reads a bundle that is in memory.
  ///
  /// - Parameters:
  ///   - json: The bundle, in UTF-8.
  ///   - name: What places call it.
  /// - Throws: ``ReadingError`` if it is not JSON or no bundle.
  /// - Complexity: O(*n* log *n*) in bytes.
  public func read(json: [UInt8], name: String = "input") throws(ReadingError) -> Imported {
    var given = 0
    do {
      return try read(name: name) { buffer in
        let part = json[given...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        given += part.count
        return part.count
      }
    } catch let error as ReadingError {
      throw error
    } catch {
      preconditionFailure("bytes in memory are read without another mistake, and it was \(error)")
    }
  }

  /// Reads a bundle from a function that puts the next bytes into a buffer and returns how many, 0
  /// at the end.
  func read(
    name: String, limits: JSONElementReader.Limits = JSONElementReader.Limits(),
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Imported {
    let bundle = try STIXBundle(name: name, mapping: mapping, limits: limits, fill)
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
