/// A mistake in a record: what is wrong, and in which entry, entity or source.
public struct ChronicleProblem: Diagnostic {
  /// What is wrong.
  public let kind: Kind
  /// The entry, entity, source or relation, and the part of it.
  public let site: Site

  init(_ kind: Kind, _ site: Site) {
    self.kind = kind
    self.site = site
  }

  /// The code, from `TD301` on.
  public var code: String { kind.code }

  /// What is wrong, where, the law broken and the next step.
  public var message: String {
    let (what, elsewhere, next) = kind.words
    return "\(what) in \(site)\(elsewhere); \(next)"
  }

  /// A part of a record: `entry 'v4-declined', begins[0]`, and where it was read.
  public struct Site: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The entry, entity, source, kind or relation.
    public let subject: String
    /// The part of it, empty for the whole.
    public let part: String
    /// Where it was read, if it was.
    public let place: Place?

    init(_ subject: String, _ part: String = "", _ place: Place? = nil) {
      self.subject = subject
      self.part = part
      self.place = place
    }

    func appending(_ step: String) -> Site {
      let joined = part.isEmpty || step.hasPrefix("[") ? part + step : part + "." + step
      return Site(subject, joined, place?.appending(step))
    }

    /// A claim of the entry, at its own place if it has one.
    func claim(_ index: Int, _ claim: Claim) -> Site {
      let step = "claims[\(index)]"
      return claim.place.map { Site(subject, step, $0) } ?? appending(step)
    }

    /// Subject, part and place.
    public var description: String {
      let name = part.isEmpty ? subject : "\(subject), \(part)"
      guard let place else { return name }
      return place.file == nil && place.line == nil ? name : "\(name), at \(place)"
    }

    /// Orders by place, then by name.
    public static func < (left: Site, right: Site) -> Bool {
      let places = (left.place ?? Place(), right.place ?? Place())
      if places.0 != places.1 { return places.0 < places.1 }
      return (left.subject, left.part) < (right.subject, right.part)
    }
  }
}

/// Every problem that keeps a record from being one, sorted by place.
public struct ChronicleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems; at least one.
  public let problems: [ChronicleProblem]

  init(_ problems: [ChronicleProblem]) {
    let keyed = Set(problems).map { ($0, key: ($0.site, $0.code, $0.message)) }
    self.problems = keyed.sorted { $0.key < $1.key }.map(\.0)
  }

  /// One problem a line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
