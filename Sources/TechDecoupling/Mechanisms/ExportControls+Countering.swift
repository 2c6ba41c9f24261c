// The other side's lists, orders and bans: what a state keeps from its own buyers.

extension ExportControls {
  /// Which provisions are those of the state to which an item would go.
  static let countering = Rulebook("Countering") {
    Rule("A state keeps an item from its own buyers") { control, item, country in
      restrainsImports(control, item, country)
        .when(restricts(control, item, country), Interdependence.imposedBy(control, country))
        .because("\(country) itself, by \(control), keeps \(item) from its buyers")
    }

    Rule("Held back by both sides") { item, country, control, counter in
      heldByBothSides(item, country)
        .when(restricts(control, item, country), restrainsImports(counter, item, country))
        .unless(restrainsImports(control, item, country))
        .because("\(control) keeps \(item) from \(country), and \(counter) keeps it out")
    }
  }
}
