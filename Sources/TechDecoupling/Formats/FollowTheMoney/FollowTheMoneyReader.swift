/// Reads entities and statements of FollowTheMoney: what the library wrote, and what a mapping says
/// of other programs'.
///
/// ```swift
/// let reader = FollowTheMoneyReader(source: Source(id: "opensanctions", reliability: .b))
/// let imported = try reader.read(contentsOf: "statements.csv")
/// let record = try Chronicle(joining: [imported.document])
/// ```
///
/// A file has an entity or a statement on each line, in JSON, or statements in a table of comma-separated
/// values whose first row names the columns. Statements with one `canonical_id` are on one entity.
///
/// Legal entities become entities with their names and aliases; a `country` a Statement without days.
/// An `Ownership` with a `percentage` is `owns`, an `UnknownLink` the relation of its role, over
/// `startDate` to `endDate`, an end that is not given unknown; an `Event` an event without effects. A
/// link that the library wrote is its whole atom, over days as they were, and a `Sanction` that it
/// wrote `lists-party`. Claims are those of the reader's source, with the publisher or the data sets
/// as attribution and `first_seen` as the day. Everything else is left and reported.
public struct FollowTheMoneyReader: Sendable {
  /// The source of what is read: it decides how far that is trusted.
  public var source: Source
  /// Which entities are taken.
  public var mapping: FollowTheMoneyMapping

  /// Creates a reader.
  public init(source: Source, mapping: FollowTheMoneyMapping = .standard) {
    self.source = source
    self.mapping = mapping
  }

  /// Reads a file, a line or row at a time.
  ///
  /// What the lines say of each entity is kept until the end, the file is not.
  ///
  /// - Parameters:
  ///   - path: A file of lines, or `-` for standard input.
  ///   - reporting: Called with how far the reading has come, once for each megabyte.
  /// - Throws: ``ReadingError`` if it cannot be read; a line that is wrong is reported, and left.
  /// - Complexity: O(*n* log *n*) in bytes.
  public func read(
    contentsOf path: String, reporting: ((TableProgress) -> Void)? = nil
  ) throws(ReadingError) -> Imported {
    let name = path == "-" ? "standard input" : path
    do {
      let input = try FileInput(path)
      var progress = TableProgress(bytes: 0, totalBytes: input.size)
      let lines = try FollowTheMoneyLines(name: name) { buffer in
        let count = try input.read(into: buffer)
        progress.bytes += count
        reporting?(progress)
        return count
      }
      return read(lines, name: name)
    } catch let problem as FileProblem {
      throw ReadingError([ReadingProblem(.file(problem), at: nil)])
    } catch {
      preconditionFailure("only a file is read with a mistake that is thrown, and it was \(error)")
    }
  }

  /// Reads lines that are in memory.
  ///
  /// - Parameters:
  ///   - lines: The lines, in UTF-8.
  ///   - name: What places call them.
  /// - Complexity: O(*n* log *n*) in bytes.
  public func read(_ lines: [UInt8], name: String = "input") -> Imported {
    read(FollowTheMoneyLines(lines, name: name), name: name)
  }

  private func read(_ lines: FollowTheMoneyLines, name: String) -> Imported {
    var builder = FollowTheMoneyBuilder(self, lines)
    let document = builder.document()
    do throws(ChronicleError) {
      _ = try Chronicle(joining: [document])
      return Imported(document: document, report: builder.report)
    } catch {
      var report = builder.report.onlyLeft
      for problem in error.problems {
        report.leave(
          FollowTheMoneyProblem.joining(problem), at: problem.site.place ?? Place(file: name))
      }
      return Imported(report: report)
    }
  }
}
