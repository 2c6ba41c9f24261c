/// How far a source can be followed, with the reasons, from what the record has of it.
///
/// Its reliability is the recorder's; all else is counted. Ordered for a ranking: sources that are
/// not interested first, then by reliability, then by the share of claims that can be traced to
/// whoever knows, then by id.
public struct SourceAssessment: Hashable, Sendable {
  /// The source.
  public let source: Source
  /// The number of its claims.
  public let claimCount: Int
  /// The number of claims that are first-hand, or name whom they pass on, or a speaker.
  public let traceableCount: Int
  /// The sources that it passes on for something recorded, by id.
  public let relayed: [SourceID]
  /// The references that bear on nothing recorded, by id: they count for nothing.
  public let idleReferences: [SourceID]
  /// The speakers that it names, by name.
  public let speakers: [String]
  /// The number of statements that it marks as somebody's opinion, forecast or condition.
  public let opinionCount: Int
  /// Why it stands where it does, a sentence for each criterion that says something.
  public let reasons: [String]
}

extension SourceAssessment: Comparable {
  /// Orders by interest, reliability and traceable share, the more trusted first.
  public static func < (left: SourceAssessment, right: SourceAssessment) -> Bool {
    if left.source.isInterested != right.source.isInterested { return right.source.isInterested }
    if left.source.reliability != right.source.reliability {
      return left.source.reliability > right.source.reliability
    }
    let shares = (
      left.traceableCount * right.claimCount, right.traceableCount * left.claimCount
    )
    if shares.0 != shares.1 { return shares.0 > shares.1 }
    return left.source.id < right.source.id
  }
}

extension SourceAssessment: CustomStringConvertible {
  /// The name and the reasons: `Tekedia: reliability B; names 1 speaker: Ben Bajarin`.
  public var description: String { "\(source.name): \(reasons.joined(separator: "; "))" }
}

extension Chronicle {
  /// Returns sources from the most to the least trusted, each with its reasons.
  ///
  /// - Parameter ids: The sources to rank; those that the record does not have are left out.
  /// - Complexity: O(*n*) in claims, for each source.
  public func ranking(of ids: [SourceID]) -> [SourceAssessment] {
    let entries = entries
    return Set(ids).compactMap { id in sources[id].map { assess($0, in: entries) } }.sorted()
  }

  private func assess(_ source: Source, in entries: [Entry]) -> SourceAssessment {
    var (claimCount, traceableCount, opinionCount) = (0, 0, 0)
    var relayed: Set<SourceID> = []
    var references: Set<SourceID> = []
    var speakers: Set<String> = []
    // Whom a relayed source itself passes on: what arrives is third-hand.
    var through: [SourceID: Set<SourceID>] = [:]
    for entry in entries {
      for claim in entry.claims where claim.source == source.id {
        claimCount += 1
        if claim.isFirstHand || !claim.relays.isEmpty || claim.attribution?.speaker != nil {
          traceableCount += 1
        }
        if entry.isHeld { opinionCount += 1 }
        if let speaker = claim.attribution?.speaker { speakers.insert(speaker) }
        for relay in claim.relays {
          guard entry.isHeld || !entry.effects.isEmpty else {
            references.insert(relay.source)
            continue
          }
          relayed.insert(relay.source)
          for second in entry.claims where second.source == relay.source {
            for origin in second.relays { through[origin.source, default: []].insert(relay.source) }
          }
        }
      }
    }
    let idle = references.subtracting(relayed).sorted()
    var reasons = ["reliability \(source.reliability.rawValue)"]
    if source.isInterested { reasons.append("interested: it gains from being believed") }
    reasons.append(
      traceableCount == 0
        ? "says of none of its \(counted(claimCount, "claim")) where it comes from"
        : "says of \(traceableCount) of its \(counted(claimCount, "claim")) where they come from"
          + (relayed.isEmpty ? "" : ": \(names(relayed.sorted()))"))
    for (origin, relays) in through.sorted(by: { $0.key < $1.key }) where !relayed.contains(origin)
    {
      reasons.append("has \(names([origin])) through \(names(relays.sorted())) alone")
    }
    if !speakers.isEmpty {
      reasons.append(
        "names \(counted(speakers.count, "speaker")): \(speakers.sorted().joined(separator: ", "))")
    }
    if opinionCount > 0 { reasons.append("marks \(counted(opinionCount, "claim")) as opinion") }
    if !idle.isEmpty {
      reasons.append("\(counted(idle.count, "reference")) of its list bear on nothing recorded")
    }
    return SourceAssessment(
      source: source, claimCount: claimCount, traceableCount: traceableCount,
      relayed: relayed.sorted(), idleReferences: idle, speakers: speakers.sorted(),
      opinionCount: opinionCount, reasons: reasons)
  }

  private func names(_ ids: [SourceID]) -> String {
    ids.map { sources[$0]?.name ?? $0.text }.joined(separator: ", ")
  }
}
