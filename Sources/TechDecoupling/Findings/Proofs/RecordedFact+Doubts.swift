extension RecordedFact {
  /// What keeps the fact from certain on a day on which it is conceivable, each in words.
  func doubts(on day: Day) -> [String] {
    if certain.contains(where: { $0.contains(day) }) { return [] }
    var words: [String] = []
    for support in supports where support.role != .ends {
      guard support.conceivable.contains(where: { $0.contains(day) }),
        !support.certain.contains(where: { $0.contains(day) })
      else { continue }
      words += support.doubts
    }
    for support in supports where support.role == .ends {
      // An end whose day is not sure, or whose claims are not; one that lies ahead stops nothing.
      if let date = support.date, date.isExact, !support.isUnclear { continue }
      if let first = support.date?.first, day < first { continue }
      var sentence = "it may have ended then"
      if let entry = support.entry { sentence += ", by entry '\(entry)'" }
      if let date = support.date { sentence += ", known only as \(date.text)" }
      if support.isUnclear { sentence += ", which its claims call unclear" }
      words.append(sentence)
    }
    for rival in rivals where rival.days.contains(where: { $0.contains(day) }) {
      words.append("another value is conceivable: \(rival.atom)")
    }
    return words
  }
}

extension DatePeriod {
  /// Whether both ends are known days, or open.
  fileprivate var isExact: Bool {
    [start, end].allSatisfy { end in
      switch end {
      case .date(let date): date.isExact
      case .open: true
      case .unknown: false
      }
    }
  }
}

extension Support {
  /// Why this entry alone does not make its atom certain.
  fileprivate var doubts: [String] {
    let name = entry.map { "entry '\($0)'" } ?? "the record"
    var words: [String] = []
    if isUnclear {
      let sources = claims.filter { $0.stance == .unclear }.map(\.source.text)
      let who = sources.isEmpty ? "" : " (" + Set(sources).sorted().joined(separator: ", ") + ")"
      words.append("\(name): its claims call it unclear\(who)")
    }
    if !conflictingDates.isEmpty {
      let dates = conflictingDates.map(\.text).joined(separator: ", ")
      words.append("\(name): its best claims give dates with no day in common: \(dates)")
    } else if let date, !date.isExact {
      words.append("\(name): its date is known only as \(date.text)")
    } else if date == nil, role == .begins || role == .marks {
      words.append("\(name): nothing dates it")
    }
    if let period, !isUnclear, !period.isExact {
      words.append("\(name): its period is known only as \(period)")
    }
    return words
  }
}
