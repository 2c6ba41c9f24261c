extension FollowTheMoneyBuilder {
  /// Takes a link or an event.
  mutating func readLink(_ item: Item, _ schema: FollowTheMoneySchema) {
    let days: Set = ["startDate", "endDate", "recordId", "description", "publisher"]
    switch schema {
    case .event: readEvent(item)
    case .sanction:
      guard let atom = recordedAtom(item), atom.relation.name == ExportControls.listsParty.name,
        case .value(.entity(let control))? = atom.arguments.first,
        ends(of: item, schema, ["entity"]) != nil
      else {
        report.leave(FollowTheMoneyProblem.notPlaced(schema: schema.rawValue), at: item.place)
        return
      }
      if controls[control] == nil, !taken.entities.contains(control) {
        controls[control] = EntityRecord(
          id: control, roles: [ExportControl.kind.name], name: item.properties["program"]?.first,
          place: item.place)
      }
      take(atom, item, schema, isOwn: true, days.union(["entity", "program"]))
    case .ownership:
      guard let ends = ends(of: item, schema, ["owner", "asset"]) else { return }
      guard let text = item.properties["percentage"]?.first, let share = try? Fixed(parsing: text),
        share.millionths >= 0, share.millionths <= 100_000_000
      else {
        leave(item, "percentage", schema, "a number from 0 to 100")
        return
      }
      let atom = Atom(
        relation: Dependence.owns.signature,
        arguments: ends.map { .value(.entity($0)) } + [.value(.decimal(share))])
      take(
        atom, item, schema, isOwn: recordedAtom(item) == atom,
        days.union(["owner", "asset", "percentage"]))
    default:
      guard let ends = ends(of: item, schema, ["subject", "object"]) else { return }
      let role = item.properties["role"]?.first ?? ""
      let taken = days.union(["subject", "object", "role"])
      if let atom = recordedAtom(item), atom.relation.name == role,
        Array(atom.entities.prefix(2)) == ends
      {
        take(atom, item, schema, isOwn: true, taken)
      } else if let relation = reader.mapping.relations[role], relation.isOfTwoEntities {
        let atom = Atom(relation: relation, arguments: ends.map { .value(.entity($0)) })
        take(atom, item, schema, isOwn: false, taken)
      } else {
        let near = nearest(to: role, among: reader.mapping.relations.keys.sorted())
        report.leave(FollowTheMoneyProblem.unknownRole(role, nearest: near), at: item.place)
      }
    }
  }

  /// The atom that a link's `recordId` is, if the library wrote it.
  private func recordedAtom(_ item: Item) -> Atom? {
    guard item.id.hasPrefix("td-"), let texts = item.properties["recordId"], texts.count == 1 else {
      return nil
    }
    let atom = try? Atom(parsing: texts[0], in: vocabulary)
    return atom?.values == nil ? nil : atom
  }

  /// The entities that properties name; nil, and reported, if one names none that was taken.
  private mutating func ends(
    of item: Item, _ schema: FollowTheMoneySchema, _ properties: [String]
  ) -> [EntityID]? {
    var found: [EntityID] = []
    for property in properties {
      guard let ids = item.properties[property], ids.count == 1 else {
        leave(item, property, schema, "the id of one entity")
        return nil
      }
      let id = lines.merged[ids[0]] ?? ids[0]
      guard kinds[id] != nil else {
        report.leave(FollowTheMoneyProblem.unknownReference(id, property: property), at: item.place)
        return nil
      }
      found.append(FollowTheMoneyEntity.entityID(of: id))
    }
    return found
  }

  private mutating func readEvent(_ item: Item) {
    guard let title = item.properties["name"]?.first else {
      leave(item, "name", .event, "a text")
      return
    }
    let dates = item.properties["date"] ?? []
    var date: DateRange?
    var taken: Set = ["name", "publisher"]
    if dates.count == 1, let only = Self.date(dates[0]) {
      (date, _) = (only, taken.insert("date"))
    }
    guard take(EntryID(item.id), .event(Event(title)), date: date, item, .event) else { return }
    report.take("event")
    leaveRest(of: item, .event, except: taken)
  }
}

extension Atom {
  /// The entities among the values, in order of column.
  fileprivate var entities: [EntityID] {
    arguments.compactMap { argument in
      if case .value(.entity(let id)) = argument { id } else { nil }
    }
  }
}
