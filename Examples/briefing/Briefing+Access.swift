import TechDecoupling

extension Briefing {
  // MARK: - Headline

  /// One sentence for each model that is withheld.
  func headlines() throws -> [String] {
    let pattern = Access.withheldFrom(any(), any())
    var models: [(model: Value?, makers: [String])] = []
    for (atom, runs) in try ranked(pattern) {
      let values = atom.values ?? []
      let sure = surest(runs)?.rawValue ?? "perhaps"
      let maker = "\(name(values.last)) (\(sure))"
      if let index = models.firstIndex(where: { $0.model == values.first }) {
        models[index].makers.append(maker)
      } else {
        models.append((values.first, [maker]))
      }
    }
    if models.isEmpty { return ["Nothing that counts here is withheld from anybody."] }
    return try models.map { model in
      var labs: [String] = []
      if case .entity(let id)? = model.model {
        let pattern = Profile.develops(any(), Model(id))
        labs = try findings.atoms(matching: pattern).map { name($0.values?.first) }
      }
      let by = labs.isEmpty ? "" : "\(list(labs)) withholds "
      return by.isEmpty
        ? "\(name(model.model)) is withheld before its release from \(list(model.makers))."
        : "\(by)\(name(model.model)) before its release from \(list(model.makers))."
    }
  }

  // MARK: - Sections

  func withheld() throws -> Section {
    var section = Section(
      key: "withheld", title: "Withheld before release", nothing: "Nothing is.")
    for (atom, runs) in try ranked(Access.withheldFrom(any(), any())) {
      let values = atom.values ?? []
      let explanation = try telling(runs).map { try findings.explain(atom, on: $0) }
      var item = Item(
        text: "\(name(values.first)) from \(name(values.last)): \(sure(runs)); "
          + (try period(runs, of: atom)))
      item.details += why(explanation)
      item.details += accounts(explanation)
      item.fields = [
        ("atom", .string("\(atom)")), ("model", .string(text(values.first))),
        ("chipmaker", .string(text(values.last))),
        ("credibility", .optional(surest(runs)?.rawValue)), ("runs", json(runs)),
      ]
      item.fields += json(explanation)
      section.items.append(item)
    }
    return section
  }

  func earlyAccess() throws -> Section {
    var section = Section(
      key: "earlyAccess", title: "Given early access", nothing: "Nobody is on record.")
    for (atom, runs) in try ranked(Access.earlyAccess(any(), any())) {
      let values = atom.values ?? []
      section.items.append(
        try item(atom, runs, "\(name(values.last)) has \(name(values.first))"))
    }
    // A class that was given access: which of its members have it is another question.
    for (atom, runs) in try ranked(Access.grantedAccess(any(), any(), any())) {
      let values = atom.values ?? []
      guard let group = values.last, isGroup(group) else { continue }
      let explanation = try telling(runs).map { try findings.explain(atom, on: $0) }
      var item = Item(
        text: "\(name(group)) were given \(name(values.dropFirst().first)): \(sure(runs)); "
          + start(try findings.runs(of: atom)) + mark(explanation?.entries ?? []))
      item.details.append("who they are is not on record")
      item.fields =
        [
          ("atom", .string("\(atom)")), ("credibility", .optional(surest(runs)?.rawValue)),
          ("runs", json(runs)),
        ] + json(explanation)
      section.items.append(item)
    }
    return section
  }

  func isGroup(_ value: Value) -> Bool {
    guard case .entity(let id) = value else { return false }
    return findings.chronicle.entities[id]?.roles.contains(Group.kind.name) == true
  }

  func headStarts() throws -> Section {
    var section = Section(
      key: "headStarts", title: "Head start", nothing: "Nobody gains one.")
    for (atom, runs) in try ranked(Access.gainsHeadStart(any(), any())) {
      let values = atom.values ?? []
      var item = try item(
        atom, runs,
        "\(name(values.first)) \(values.first.map(isGroup) == true ? "are" : "is") ahead with"
          + " \(name(values.last))")
      guard case .entity(let id)? = values.first else { continue }
      var lengths: [String] = []
      let pattern = Access.headStartInDays(Chipmaker(id), any(), any(), any())
      for (length, found) in try ranked(pattern) {
        let columns = length.values ?? []
        lengths.append(
          "of \(name(columns.dropFirst().first)) by "
            + (try sureness(of: columns, found)) + "\(name(columns.last)) days")
      }
      if lengths.isEmpty {
        item.details.append("for how long is not on record")
      } else {
        item.details.append("ahead " + list(lengths))
        if lengths.contains(where: { $0.contains("perhaps") || $0.contains("at least") }) {
          item.details.append("the first day is not known, so no length is certain")
        }
      }
      section.items.append(item)
    }
    return section
  }

  /// How surely a head start has a length: the days on which it is certain are its least length.
  private func sureness(of columns: [Value], _ found: [Run]) throws -> String {
    if found.contains(where: \.isCertain) { return "" }
    guard columns.count == 4, case .entity(let ahead) = columns[0],
      case .entity(let behind) = columns[1], case .entity(let model) = columns[2]
    else { return "perhaps " }
    let sure = try findings.runs(
      of: Access.aheadOf(Chipmaker(ahead), Chipmaker(behind), Model(model))
    ).filter(\.isCertain)
    let lengths = sure.compactMap { run -> Int? in
      guard let from = run.period.from, let until = run.period.until else { return nil }
      return from.distance(to: until)
    }
    return sure.count == 1 && lengths.map(String.init) == [name(columns[3])]
      ? "at least " : "perhaps "
  }

  func tuning() throws -> Section {
    var section = Section(
      key: "cannotTune", title: "Cannot be tuned in advance", nothing: "Nothing follows.")
    for (atom, runs) in try ranked(Access.cannotPreTune(any(), any(), any())) {
      let values = atom.values ?? []
      section.items.append(
        try item(
          atom, runs,
          "\(name(values.first)): \(name(values.dropFirst().first)) to \(name(values.last))"))
    }
    return section
  }

  func norms() throws -> Section {
    var section = Section(key: "norms", title: "Norms broken", nothing: "None is on record.")
    for (atom, runs) in try ranked(Access.normBroken(any(), any(), any())) {
      let values = atom.values ?? []
      var item = try item(
        atom, runs,
        "\(name(values.dropFirst().first)) breaks with \(name(values.first)) over"
          + " \(name(values.last))")
      if let day = telling(runs) { item.details = why(try findings.explain(atom, on: day)) }
      section.items.append(item)
    }
    return section
  }

  // MARK: - Parts of items

  /// An item for an atom: what, how surely, when.
  func item(_ atom: Atom, _ runs: [Run], _ words: String) throws -> Item {
    let explanation = try telling(runs).map { try findings.explain(atom, on: $0) }
    var item = Item(text: "\(words): \(sure(runs)); " + (try period(runs, of: atom)))
    let marks = mark(explanation?.entries ?? [])
    if !marks.isEmpty && !item.text.contains(Briefing.marker) { item.text += marks }
    item.fields =
      [
        ("atom", .string("\(atom)")), ("credibility", .optional(surest(runs)?.rawValue)),
        ("runs", json(runs)),
      ] + json(explanation)
    return item
  }

  /// The rule's own sentence.
  func why(_ explanation: Explanation?) -> [String] {
    guard case .conclusion(let conclusion)? = explanation?.steps.first?.kind,
      let sentence = conclusion.sentence
    else { return [] }
    return ["why: \(sentence)"]
  }

  /// By whose account the recorded facts of a proof stand: the roots, not who repeats them.
  func accounts(_ explanation: Explanation?) -> [String] {
    var lines: [String] = []
    for leaf in explanation?.leaves ?? [] {
      for evidence in leaf.supports {
        let appraisal = evidence.support.appraisal
        for root in appraisal.asserting {
          var line = account(root)
          let telling = evidence.support.claims.filter { $0.stance == .asserts }
          if let texts = texts(telling) {
            line +=
              appraisal.asserting.count == 1
              ? "; \(texts) tell it, as one account, graded \(root.grade.rawValue)"
              : "; \(texts) tell it, as \(appraisal.asserting.count) accounts,"
                + " this one graded \(root.grade.rawValue)"
          }
          if !lines.contains(line) { lines.append(line) }
        }
        for root in appraisal.denying {
          lines.append("denied by \(source(root.source)), graded \(root.grade.rawValue)")
        }
        for claim in evidence.support.claims where claim.stance == .declines {
          let silent = claim.relays.map { source($0.source) }
          lines.append(
            silent.isEmpty
              ? "\(source(claim.source)) declines to speak on it"
              : "\(list(silent)): no answer, says \(source(claim.source))")
        }
      }
    }
    return lines
  }

  /// How many texts make claims, those of `record.json` alone apart; nil for a single one.
  private func texts(_ claims: [Claim]) -> String? {
    // What another passes on is a step on its way, and no text of its own.
    let texts = Set(claims.map(\.source)).subtracting(claims.flatMap(\.relays).map(\.source))
    guard texts.count > 1 else { return nil }
    let told = texts.intersection(
      claims.filter { claim in !(claim.place.map(isFromRecord) ?? false) }.map(\.source))
    let more = texts.count - told.count
    if more == 0 || told.isEmpty { return "\(texts.count) texts" }
    return "\(told.count) text\(told.count == 1 ? "" : "s") and \(more) \(Briefing.marker)"
  }

  /// Whose account a root is, and whom it names in turn.
  func account(_ root: Root) -> String {
    var line: String
    if let id = root.source {
      line = "by the account of \(source(id))"
    } else {
      line = "told by \(list(root.chain.map { source($0) })), naming no origin"
    }
    // The fullest attribution stands for the others; of two as long, the first by its letters.
    let people = root.attributions.map(\.sentence)
    if let attribution = people.max(by: { ($0.count, $1) < ($1.count, $0) }) {
      line += ", from \(attribution)"
    }
    return line
  }

  func source(_ id: SourceID?) -> String {
    guard let id else { return "an unstated origin" }
    return findings.chronicle.sources[id]?.name ?? id.text
  }

  func text(_ value: Value?) -> String {
    if case .entity(let id)? = value { return id.text }
    return name(value)
  }
}
