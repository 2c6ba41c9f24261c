/// A foreign file of JSON with one long list, which is read an element at a time.
struct JSONFile: ~Copyable {
  /// The file's name, for places.
  let name: String
  private var reader: JSONElementReader
  private let fill: (UnsafeMutableRawBufferPointer) throws -> Int
  /// The place of the element that was read last: the file, its line and its path.
  private(set) var place = Place()
  /// What stands outside of the list, as far as it was read.
  private var outside: JSONItem?

  /// Opens a file, or standard input for `-`.
  ///
  /// - Parameter list: The key of the list in the outermost object; nil if the list is outermost.
  /// - Throws: ``ImportError`` if it cannot be read.
  init(
    path: String, list: String?, reporting: ((TableProgress) -> Void)? = nil
  ) throws(ImportError) {
    self.init(name: path, list: list, try FileInput.filling(from: path, reporting: reporting))
  }

  /// Reads from a function that puts the next bytes into a buffer and returns how many.
  init(
    name: String, list: String?, limits: JSONElementReader.Limits = JSONElementReader.Limits(),
    _ fill: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.name = name
    self.fill = fill
    reader = JSONElementReader(name: name, list: list, limits: limits)
  }

  /// The next element of the list; nil at the end of the file.
  ///
  /// - Throws: ``ImportError`` if the file is not JSON; `CancellationError` if the task was
  ///   cancelled.
  mutating func next() throws -> JSONItem? {
    do {
      if let element = try reader.next(fill) {
        // Many files have but one line, so that columns say little.
        place = Place(file: name, line: element.origin?.line, path: element.origin?.path ?? "$")
        return JSONItem(element)
      }
      outside = JSONItem(try reader.outside())
      return nil
    } catch let error as ReadingError {
      throw ImportError(
        error.problems.map { ImportProblem(.reading($0), at: $0.place ?? Place()) })
    }
  }

  /// The outermost value without the list's elements: all of it at the end of the file, and before
  /// the end what stands before the list.
  var root: JSONItem {
    mutating get {
      if let outside { return outside }
      guard let document = try? reader.beforeList() else {
        preconditionFailure("'\(name)' is asked for its root before an element was read")
      }
      outside = JSONItem(document)
      return JSONItem(document)
    }
  }

  /// Whether the element that was read last is the first.
  var isFirst: Bool { reader.count == 1 }

  /// Whether the file has the list, as far as it was read.
  var hasList: Bool { reader.hasList }

  /// The refusal of a file that lacks a list.
  func missing(_ key: String, owner: String) -> ImportError {
    let place = Place(file: name, line: 1, path: "$")
    return ImportError([
      ImportProblem(.reading(ReadingProblem(.missingKey(key, owner: owner), at: place)), at: place)
    ])
  }
}
