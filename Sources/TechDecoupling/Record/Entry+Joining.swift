extension Entry {
  /// The entry as a chronicle keeps it: its date written on its claims, everything in one order.
  ///
  /// Applying it again changes nothing.
  func canonical() -> Entry {
    var entry = self
    entry.makeCanonical()
    return entry
  }

  /// Writes the entry as a chronicle keeps it.
  mutating func makeCanonical() {
    if claims.isEmpty { isOwnWord = true }
    let hasOwnDate = isOwnWord
    for index in claims.indices where !claims[index].isPlain {
      let claim = claims[index]
      if claim.effects.count > 1 { claims[index].effects = Set(claim.effects).sorted() }
      if claim.relays.count > 1 {
        claims[index].relays = Set(claim.relays).sorted(by: Relay.isBefore)
      }
    }
    if !isContentCanonical(hasOwnDate: hasOwnDate) { makeContentCanonical(hasOwnDate: hasOwnDate) }
    if rows.count > 1 { rows = Set(rows).sorted() }
    if claims.count > 1 { claims = Entry.sorted(claims) }
  }

  private func isContentCanonical(hasOwnDate: Bool) -> Bool {
    switch content {
    case .event(let event):
      event.begins.count < 2 && event.ends.count < 2 && event.marks.count < 2
        && (hasOwnDate || event.date == nil)
    case .statement(let statement):
      statement.atoms.count < 2 && statement.holding == nil
        && (hasOwnDate || statement.period == nil)
    }
  }

  private mutating func makeContentCanonical(hasOwnDate: Bool) {
    switch content {
    case .event(var event):
      event.begins = Entry.sorted(event.begins)
      event.ends = Entry.sorted(event.ends)
      event.marks = Entry.sorted(event.marks)
      if !hasOwnDate, let date = event.date {
        for index in claims.indices where claims[index].date == nil { claims[index].date = date }
        event.date = nil
      }
      content = .event(event)
    case .statement(var statement):
      statement.atoms = Entry.sorted(statement.atoms)
      if var holding = statement.holding {
        holding.given = Entry.sorted(holding.given)
        statement.holding = holding
      }
      if !hasOwnDate, let period = statement.period {
        for index in claims.indices where claims[index].period == nil {
          claims[index].period = period
        }
        statement.period = nil
      }
      content = .statement(statement)
    }
  }

  private static func sorted(_ atoms: [Atom]) -> [Atom] {
    atoms.count < 2 ? atoms : Set(atoms).sorted()
  }

  /// Claims in order, each once.
  private static func sorted(_ claims: [Claim]) -> [Claim] {
    var isInOrder = true
    for index in claims.indices.dropFirst() {
      if !Claim.isBefore(claims[index - 1], claims[index]) {
        isInOrder = false
        break
      }
    }
    return isInOrder ? claims : united(claims, [])
  }

  /// Joins another canonical entry of the same id to this one, or says how they differ.
  func joined(with other: Entry) -> (entry: Entry, problems: [ChronicleProblem.Kind]) {
    var entry = self
    var problems: [ChronicleProblem.Kind] = []
    switch (content, other.content) {
    case (.event(var event), .event(let second)):
      problems += Entry.difference("begins", event.begins, second.begins, place)
      problems += Entry.difference("ends", event.ends, second.ends, place)
      problems += Entry.difference("marks", event.marks, second.marks, place)
      let date = Entry.ownDate(event.date, second.date, place, &problems)
      event.date = date
      event.title = min(event.title, second.title)
      entry.content = .event(event)
    case (.statement(var statement), .statement(let second)):
      problems += Entry.difference("states", statement.atoms, second.atoms, place)
      problems += Entry.difference(statement.holding, second.holding, place)
      statement.period = Entry.ownDate(statement.period, second.period, place, &problems)
      statement.words = Entry.least(statement.words, second.words)
      entry.content = .statement(statement)
    default:
      problems.append(.entryKindDiffers(first: kindName, second: other.kindName, other: place))
    }
    entry.isOwnWord = isOwnWord || other.isOwnWord
    entry.rows = Set(rows + other.rows).sorted()
    entry.note = Entry.lines(note, other.note, titles: [title, other.title])
    entry.claims = Entry.united(claims, other.claims)
    // The place of the document that comes first, whatever was read first.
    if let second = other.place, place.map({ second < $0 }) ?? true { entry.place = second }
    return (entry, problems)
  }

  private var title: String? {
    switch content {
    case .event(let event): event.title
    case .statement(let statement): statement.words
    }
  }

  var kindName: String {
    switch content {
    case .event: "an event"
    case .statement(let statement): statement.holding == nil ? "a statement" : "a held statement"
    }
  }

  // MARK: - Parts

  static func united(_ first: [Claim], _ second: [Claim]) -> [Claim] {
    guard first.count + second.count > 1 else { return first + second }
    return Set(first).union(second).sorted(by: Claim.isBefore)
  }

  private static func difference(
    _ name: String, _ first: [Atom], _ second: [Atom], _ place: Place?
  ) -> [ChronicleProblem.Kind] {
    guard first != second else { return [] }
    func text(_ atoms: [Atom], without others: [Atom]) -> String {
      let own = Set(atoms).subtracting(others).sorted().map(\.description)
      return own.isEmpty
        ? "\(name) nothing more" : "\(name) \(own.map { "'\($0)'" }.joined(separator: ", "))"
    }
    return [
      .effectsDiffer(
        first: text(first, without: second), second: text(second, without: first), other: place)
    ]
  }

  private static func difference(
    _ first: Holding?, _ second: Holding?, _ place: Place?
  ) -> [ChronicleProblem.Kind] {
    guard first != second else { return [] }
    func text(_ holding: Holding?) -> String {
      guard let holding else { return "by nobody" }
      var words = "by '\(holding.holder)'"
      if let likelihood = holding.likelihood { words += " as '\(likelihood)'" }
      if !holding.given.isEmpty {
        words += " given \(holding.given.map { "'\($0.description)'" }.joined(separator: ", "))"
      }
      return words
    }
    if first == nil || second == nil {
      func kind(_ holding: Holding?) -> String {
        holding == nil ? "a statement" : "a held statement"
      }
      return [.entryKindDiffers(first: kind(first), second: kind(second), other: place)]
    }
    return [.holdingDiffers(first: text(first), second: text(second), other: place)]
  }

  private static func ownDate<Written: Hashable & CustomStringConvertible>(
    _ first: Written?, _ second: Written?, _ place: Place?,
    _ problems: inout [ChronicleProblem.Kind]
  ) -> Written? {
    if let first, let second, first != second {
      problems.append(
        .ownDateDiffers(first: first.description, second: second.description, other: place))
    }
    return first ?? second
  }

  private static func least(_ first: String?, _ second: String?) -> String? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
  }

  /// Notes united line by line; titles that gave way to the least are kept as lines of their own.
  private static func lines(
    _ first: String?, _ second: String?, titles: [String?]
  ) -> String? {
    let given = titles.compactMap { $0 }
    if first == second, given.min() == given.max() { return first }
    var lines = Set<String>()
    for note in [first, second] {
      for line in note?.split(separator: "\n") ?? [] { lines.insert(String(line)) }
    }
    for title in given where title != given.min() { lines.insert("also: \(title)") }
    if lines.isEmpty { return nil }
    return lines.sorted().joined(separator: "\n")
  }
}

extension Claim {
  /// An order in which equal sets of claims stand alike: by source, day, stance, then the rest.
  static func isBefore(_ left: Claim, _ right: Claim) -> Bool {
    if left.source != right.source { return left.source < right.source }
    let days = (left.reported?.last ?? .distantPast, right.reported?.last ?? .distantPast)
    if days.0 != days.1 { return days.0 < days.1 }
    if left.stance != right.stance { return left.stance.rawValue < right.stance.rawValue }
    return left.orderKey.lexicographicallyPrecedes(right.orderKey)
  }

  /// Every part as text, those that are absent before those that are there.
  private var orderKey: [String] {
    func key(_ text: String?) -> String { text.map { "=" + $0 } ?? "" }
    var parts = [key(reported?.text), key(date?.text), key(period?.description)]
    parts += [isFirstHand ? "1" : "0", key(words)]
    parts += [key(attribution?.speaker), key(attribution?.people.map(String.init))]
    parts += [key(attribution?.role), key(attribution?.words)]
    parts += [attribution == nil ? "" : attribution?.isInterested == true ? "=1" : "=0"]
    for relay in relays { parts += ["r", relay.source.text, key(relay.reported?.text)] }
    for effect in effects { parts += ["e", effect.description] }
    return parts
  }
}

extension Relay {
  static func isBefore(_ left: Relay, _ right: Relay) -> Bool {
    (left.source.text, left.reported?.text ?? "") < (right.source.text, right.reported?.text ?? "")
  }
}

extension Day {
  static let distantPast = Day(number: .min)
}
