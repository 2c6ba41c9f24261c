import TechDecoupling

extension Briefing {
  /// Provisions in force, with what they cover toward China, licenses and doubts.
  func controls() throws -> Section {
    var section = Section(
      key: "controls", title: "Export controls in force toward China",
      nothing: "None is on record.")
    let china = Country("CN")
    var provisions: [(control: Value, items: [(atom: Atom, runs: [Run])])] = []
    for found in try ranked(ExportControls.restricts(any(), any(), china)) {
      guard let control = found.atom.values?.first else { continue }
      if let index = provisions.firstIndex(where: { $0.control == control }) {
        provisions[index].items.append(found)
      } else {
        provisions.append((control, [found]))
      }
    }
    let exceptions = Set(
      try findings.atoms(matching: ExportControls.allowsException(any(), any(), any()))
        .compactMap(\.values?.last)
        + findings.atoms(matching: ExportControls.exceptsClause(any(), any(), any()))
        .compactMap(\.values?.last))
    var items: [(order: Day, item: Item)] = []
    for (control, found) in provisions {
      guard case .entity(let id) = control else { continue }
      let provision = ExportControl(id)
      let atom = ExportControls.inForce(provision)
      let force = try runs(atom)
      var item = try item(atom, force, name(control))
      let names = found.sorted { $0.atom < $1.atom }.map { found in
        name(found.atom.values?.dropFirst().first)
          + (surest(found.runs) == nil ? " (perhaps)" : "")
      }
      item.details.append("covers \(list(names))")
      if try !runs(ExportControls.restrainsImports(provision, any(), china)).isEmpty {
        item.details.append("by which China keeps them from its own buyers")
      }
      if try !runs(ExportControls.unenforced(provision)).isEmpty {
        item.details.append("on the books, and not enforced")
      }
      for exception in exceptions.map(name).sorted() {
        let left = try ranked(ExportControls.excepted(provision, any(), china, any()))
          .filter { name($0.atom.values?.last) == exception }
          .map { name($0.atom.values?.dropFirst().first) }
        if left.isEmpty { continue }
        item.details.append("leaves \(list(left)) to the exception \(exception)")
      }
      for grant in try ranked(ExportControls.licenseGranted(provision, any(), any(), any())) {
        let values = grant.atom.values ?? []
        guard values.count == 4 else { continue }
        let surely = grant.runs.contains(where: \.isCertain) ? "licensed" : "perhaps licensed"
        item.details.append(
          "\(surely): \(name(values[1])) to \(name(values[2])), \(name(values[3]))")
      }
      item.fields.append(
        ("covers", .strings(found.map { text($0.atom.values?.dropFirst().first) })))
      items.append((force.compactMap(\.period.from).min() ?? findings.horizon.from, item))
    }
    // Provisions that name no item: listings of parties, rules about ownership; not exceptions,
    // which are told with what they open.
    for (atom, force) in try ranked(ExportControls.inForce(any())) {
      guard let control = atom.values?.first, case .entity(let id) = control,
        !exceptions.contains(control), !provisions.contains(where: { $0.control == control })
      else { continue }
      var item = try item(atom, force, name(control))
      let parties = try findings.atoms(
        matching: ExportControls.listsParty(ExportControl(id), any()), on: day)
      if !parties.isEmpty {
        item.details.append("lists \(list(parties.map { name($0.values?.last) }))")
      }
      if try !runs(ExportControls.unenforced(ExportControl(id))).isEmpty {
        item.details.append("on the books, and not enforced")
      }
      items.append((force.compactMap(\.period.from).min() ?? findings.horizon.from, item))
    }
    section.items = items.sorted { ($0.order, $0.item.text) < ($1.order, $1.item.text) }
      .map(\.item)
    return section
  }
}
