import TemporalDatalog

/// The ids of a bundle's objects, each with its newest version, in little room.
struct STIXVersions {
  /// What the version of an object is to those that were read before.
  enum Standing {
    case first
    /// Newer than that of another object, given by its number.
    case newer(than: Int)
    case older
  }

  private struct Version {
    let id: Range<Int>
    var modified: Range<Int>
    var object: Int
  }

  private var index = HashIndex()
  /// Ids and times one after another.
  private var texts: [UInt8] = []
  private var versions: [Version] = []

  /// Takes the version of an object, unless one with its id was modified later or at the same time.
  ///
  /// - Parameters:
  ///   - modified: When it was modified, in texts that are in the order of time.
  ///   - object: The number of the object.
  /// - Complexity: O(1) on average, and O(*n*) in the texts' bytes.
  mutating func take(_ id: String, modified: String, object: Int) -> Standing {
    var id = id
    let hash = id.withUTF8 { UnsafeRawBufferPointer($0).cellHash }
    let known = index.number(hash) { texts[versions[$0].id].elementsEqual(id.utf8) }
    guard let known else {
      index.append(hash)
      versions.append(Version(id: keep(id), modified: keep(modified), object: object))
      return .first
    }
    let other = versions[known]
    guard texts[other.modified].lexicographicallyPrecedes(modified.utf8) else { return .older }
    versions[known].modified = keep(modified)
    versions[known].object = object
    return .newer(than: other.object)
  }

  private mutating func keep(_ text: String) -> Range<Int> {
    let start = texts.count
    texts.append(contentsOf: text.utf8)
    return start..<texts.count
  }
}
