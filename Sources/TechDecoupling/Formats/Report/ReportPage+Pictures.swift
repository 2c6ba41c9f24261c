extension ReportPage {
  /// Writes the day, the filter and the number of what they leave, for pages that run scripts.
  mutating func writeControls() {
    markup.literal(
      """
      <noscript><p class="note">This browser runs no script: the timeline, the actors and the \
      filter are left out. All conclusions and their proofs are below.</p></noscript>
      <div class="bar js-only" role="search" aria-label="Day and filter">
      <div class="days-bar"><label for="slide">Day</label>
      <button type="button" id="earlier" aria-label="Earlier change">‹</button>
      <input type="range" id="slide" step="1">
      <button type="button" id="later" aria-label="Later change">›</button>
      <input type="date" id="date" aria-label="Day, as a date"></div>
      <div class="filter-bar"><label for="find">Filter</label>
      <input type="search" id="find" placeholder="a name, such as nvidia" autocomplete="off">
      <label class="hidden" for="only">Kind of conclusion</label>
      <select id="only"><option value="">all kinds</option>
      """)
    for chapter in chapters {
      markup.element(
        "option", [("value", chapter.relation.name)], text: ReportPage.title(chapter.relation))
    }
    markup.literal(
      """
      </select>
      <label class="hidden" for="certainty">Certainty</label>
      <select id="certainty"><option value="">certain or not</option>\
      <option value="certain">certain</option><option value="conceivable">only conceivable</option>\
      </select>
      <label class="check"><input type="checkbox" id="holds"> on this day</label>
      <button type="button" id="reset">Reset</button></div>
      <p id="shown" role="status"></p></div>\n
      """)
  }

  /// Writes the places of the pictures that scripts draw.
  mutating func writePictures() {
    markup.literal(
      """
      <section id="timeline" class="js-only" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <p class="note">Events and conclusions, a lane for each kind. <span class="key certain"></span> \
      certain, <span class="key unsure"></span> only conceivable. Choose a lane to open it, a name to \
      read its proof or its claims.</p>
      <div class="zoom"><button type="button" id="zoom-in">Zoom in</button>
      <button type="button" id="zoom-out">Zoom out</button>
      <button type="button" id="back" aria-label="Move to earlier days">‹</button>
      <button type="button" id="forth" aria-label="Move to later days">›</button>
      <button type="button" id="all-days">All days</button>
      <label for="from">from</label><input type="date" id="from">
      <label for="to">to</label><input type="date" id="to"></div>
      <div class="row" aria-hidden="true"><span></span><svg id="axis"></svg></div>
      <div id="lanes"></div>
      </section>
      <section id="actors" class="js-only" aria-labelledby="actors-title">
      <h2 id="actors-title">Who gives and who withholds, on <span class="day"></span></h2>
      <p class="note"><span class="key flow"></span> goes there, <span class="key withheld"></span> is \
      kept from there; dashed: only conceivable.</p>
      <svg id="graph" role="img" aria-labelledby="actors-title"></svg>
      <details><summary>The same in words, each with its proof (<span id="ties-count"></span>)</summary>
      <ul id="ties" class="ties"></ul></details>
      </section>\n
      """)
  }

  /// Writes what the scripts read: days as numbers from 1970-01-01, ends of periods left out.
  mutating func writeData() throws {
    let entries = entriesByDate.compactMap { entry -> JSONValue? in
      guard case .event = entry.content, let reading = readings[entry.id],
        let date = reading.date ?? entry.ownDate
      else { return nil }
      return [
        "address": .string(Address.entry(entry.id)), "words": .string(entry.caption),
        "runs": [
          [
            number(date.first), number(date.last?.advanced(by: 1)),
            date.isExact ? "event" : .null,
          ]
        ],
      ]
    }
    let conclusions = chapters.enumerated().flatMap { number, chapter in
      chapter.conclusions.map { conclusion -> JSONValue in
        [
          "relation": .integer(number), "address": .string(Address.finding(conclusion.atom)),
          "words": .string(phrase(conclusion.atom)), "atom": .string("\(conclusion.atom)"),
          "runs": runs(conclusion.runs),
        ]
      }
    }
    let relations = chapters.map { chapter -> JSONValue in
      [
        "name": .string(chapter.relation.name),
        "title": .string(ReportPage.title(chapter.relation)),
      ]
    }
    let flows = try flows()
    let cells = matrix?.rows.flatMap(\.cells) ?? []
    markup.element("script", [("type", "application/json"), ("id", "data")]) { [day, span] in
      $0.json([
        "format": "techdecoupling-report/1", "day": .integer(Int(day.number)),
        "span": [.integer(Int(span.first.number)), .integer(Int(span.last.number))],
        "relations": .array(relations), "findings": .array(conclusions), "events": .array(entries),
        "flows": .array(flows),
        "chips": .array(
          cells.map { changes in
            .array(
              changes.map { change in
                [change.from.map { .integer(Int($0.number)) } ?? .null, .string(change.words)]
              })
          }),
      ])
    }
  }

  private func number(_ day: Day?) -> JSONValue { day.map { .integer(Int($0.number)) } ?? .null }

  private func runs(_ runs: [Run]) -> JSONValue {
    .array(
      runs.map { run in
        [
          number(run.period.from), number(run.period.until),
          run.credibility.map { .string($0.rawValue) } ?? .null,
        ]
      })
  }

  /// What goes from one actor to another or is kept from it, on any day.
  private func flows() throws -> [JSONValue] {
    let known = findings.relations
    var result: [JSONValue] = []
    for flow in report.flows where known[flow.part.relation.name] == flow.part.relation {
      let ends = try findings.columns(of: flow.part)
      guard let to = ends.to else { continue }
      let from = ends.from
      for conclusion in try ReportPage.conclusions(of: flow.part.relation, in: findings) {
        let atom = conclusion.atom
        guard let values = atom.values else { continue }
        let others = values.indices.filter { $0 != from && $0 != to }.map { words(values[$0]) }
        result.append([
          "from": .string(words(values[from])), "to": .string(words(values[to])),
          "relation": .string(ReportPage.predicate(atom.relation)),
          "what": .string(others.joined(separator: ", ")),
          "withheld": .boolean(flow.isWithheld), "address": address(of: atom),
          "runs": runs(conclusion.runs),
        ])
      }
    }
    return result
  }

  /// Where an atom is told: as a finding, or else as an entry.
  private func address(of atom: Atom) -> JSONValue {
    if told.contains(atom) { return .string(Address.finding(atom)) }
    let entry = findings.facts[atom]?.supports.lazy.compactMap(\.entry).first
    guard let entry, findings.chronicle[entry] != nil else { return .null }
    return .string(Address.entry(entry))
  }
}
