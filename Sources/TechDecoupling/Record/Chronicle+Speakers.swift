/// Somebody who stands by name for what a source reports.
public struct Speaker: Hashable, Sendable {
  /// A statement or event that is attributed to the speaker.
  public struct Testimony: Hashable, Sendable {
    /// The entry.
    public let entry: EntryID
    /// The claim, whose attribution names the speaker.
    public let claim: Claim
  }

  /// The name of a person, an organization or a software agent.
  public let name: String
  /// What is attributed to the speaker, by entry; at least one.
  public let testimonies: [Testimony]

  /// Who the speaker is, as sources say, each once.
  public var roles: [String] {
    Set(testimonies.compactMap(\.claim.attribution?.role)).sorted()
  }

  /// Whether some source notes that the speaker gains from being believed.
  public var isInterested: Bool {
    testimonies.contains { $0.claim.attribution?.isInterested == true }
  }
}

extension Chronicle {
  /// Returns who stands by name for something in the record, by name.
  ///
  /// A source is no speaker: an outlet vouches for its text, the people in it for their words. What
  /// nobody says by name is anonymous, or a source's own.
  ///
  /// - Complexity: O(*n* log *n*) in claims.
  public func speakers() -> [Speaker] {
    var found: [String: [Speaker.Testimony]] = [:]
    for entry in entries {
      for claim in entry.claims {
        guard let name = claim.attribution?.speaker else { continue }
        found[name, default: []].append(Speaker.Testimony(entry: entry.id, claim: claim))
      }
    }
    return found.sorted { $0.key < $1.key }
      .map { Speaker(name: $0.key, testimonies: $0.value) }
  }
}
