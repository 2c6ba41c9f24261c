extension ReportPage {
  /// Writes the index of interdependence as lines, if there is one.
  mutating func writeIndex() {
    if lines.isEmpty { return }
    markup.open("section", [("id", "index"), ("aria-labelledby", "index-title")])
    markup.element("h2", [("id", "index-title")], text: "Interdependence")
    markup.element(
      "p", [("class", "note")],
      text: "100 less the ties that are cut: how far the industries of two countries still depend"
        + " on each other. Where the record leaves the value open, the band goes from the least to"
        + " the greatest.")
    markup.open("div", [("class", "plots")])
    for line in lines { write(line) }
    markup.close("div")
    markup.close("section")
  }

  private mutating func write(_ line: IndexLine) {
    let names = line.terms.map(words)
    let subject = names.last ?? ""
    let pair = names.dropLast().joined(separator: " and ")
    markup.open("figure", [("class", "plot")])
    markup.element("figcaption") {
      $0.element("strong", text: subject)
      $0.text(", \(pair)")
    }
    markup.open("div", [("class", "area")])
    markup.element("span", [("class", "top"), ("aria-hidden", "true")], text: "100")
    markup.element("span", [("class", "bottom"), ("aria-hidden", "true")], text: "0")
    let first = line.steps.first.map(range) ?? ""
    let last = line.steps.last.map(range) ?? ""
    markup.open(
      "svg",
      [("role", "img"), ("aria-label", "\(subject), \(pair): \(first) at first, \(last) at last")])
    draw(line.steps)
    writeDayLine()
    markup.close("svg")
    markup.close("div")
    markup.element("div", [("class", "ends"), ("aria-hidden", "true")]) { [span] in
      $0.element("span", text: "\(span.first)")
      $0.element("span", text: "\(span.last)")
    }
    markup.open("details")
    markup.element("summary", text: "Values: \(first) at first, \(last) at last")
    markup.open("ul")
    for step in line.steps {
      markup.element(
        "li", text: (step.from.map { "from \($0) on: " } ?? "at first: ") + range(step))
    }
    markup.close("ul")
    markup.close("details")
    markup.close("figure")
  }

  private func range(_ step: IndexLine.Step) -> String {
    step.least == step.greatest ? "\(step.least)" : "\(step.least) to \(step.greatest)"
  }

  private mutating func draw(_ steps: [IndexLine.Step]) {
    func height(_ value: Int) -> String { "\(100 - min(max(value, 0), 100))%" }
    var previous: IndexLine.Step?
    for (index, step) in steps.enumerated() {
      let start = step.from.map { max($0, span.first) } ?? span.first
      let next = index + 1 < steps.count ? steps[index + 1].from : nil
      let end = max(start, min(next ?? span.last, span.last))
      let (x1, x2) = (place(start), place(end))
      if step.least < step.greatest {
        let tall = "\(min(step.greatest, 100) - max(step.least, 0))%"
        markup.element(
          "rect",
          [
            ("class", "band"), ("x", x1), ("y", height(step.greatest)),
            ("width", width(start, end)),
            ("height", tall),
          ]
        ) { _ in }
      }
      for value in Set([step.least, step.greatest]).sorted() {
        let y = height(value)
        markup.element("line", [("class", "level"), ("x1", x1), ("x2", x2), ("y1", y), ("y2", y)]) {
          _ in
        }
      }
      if let previous {
        let ends = [previous.least, previous.greatest, step.least, step.greatest]
        let (low, high) = (height(ends.min() ?? 0), height(ends.max() ?? 0))
        markup.element(
          "line", [("class", "fall"), ("x1", x1), ("x2", x1), ("y1", low), ("y2", high)]
        ) { _ in }
      }
      previous = step
    }
  }
}
