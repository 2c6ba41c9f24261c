extension ClauseLowering {
  mutating func window(_ syntax: WindowSyntax) -> Window? {
    guard let from = length(syntax.from) else { return nil }
    guard let to = syntax.to.map({ length($0) }) else { return openWindow(syntax, from) }
    guard let to else { return nil }
    let zero = Argument.value(.integer(0))
    switch syntax.direction {
    case .past where from == zero: return Window(.past(to))
    case .next where from == zero: return Window(.next(to))
    case .next, .around: return Window(.days(from, to))
    case .past:
      guard case .value(.integer(let near)) = from, case .value(.integer(let far)) = to else {
        report(
          .misplaced(
            "a parameter in a window that does not begin today",
            next: "begin it at 0d, or write it with '<*[…]'"), syntax.range)
        return nil
      }
      return Window(.days(.value(.integer(-far)), .value(.integer(-near))))
    }
  }

  /// The days beyond which there is no horizon.
  private static let farthest = 10_000_000

  private mutating func openWindow(_ syntax: WindowSyntax, _ from: Argument) -> Window? {
    let far = ClauseLowering.farthest
    switch (syntax.direction, from) {
    case (.past, .value(.integer(1))): return .before
    case (.past, .value(.integer(0))): return Window(.past(.value(.integer(far))))
    case (.past, .value(.integer(let near))):
      return Window(.days(.value(.integer(-far)), .value(.integer(-near))))
    case (.next, .value(.integer(0))): return Window(.next(.value(.integer(far))))
    case (.next, _), (.around, _): return Window(.days(from, .value(.integer(far))))
    case (.past, _):
      report(
        .misplaced(
          "a parameter in a window that does not begin today",
          next: "begin it at 0d, or write it with '<*[…]'"), syntax.range)
      return nil
    }
  }

  /// A number of days.
  private mutating func length(_ term: TermSyntax) -> Argument? {
    switch term.kind {
    case .parameter(let name):
      guard
        let node = clause.nodes.first(where: {
          if case .parameter(name, _) = $0.kind { true } else { false }
        }), case .parameter(_, let literal) = node.kind
      else { return nil }
      if let setting = settings[name], case .success(let value) = setting.value(of: .number) {
        usedSettings[name] = value
      }
      guard case .success(let value) = literal.value(of: .number) else { break }
      return .parameter(name, default: value)
    default:
      guard let literal = term.literal, case .success(let value) = literal.value(of: .number),
        case .integer = value
      else { break }
      return .value(value)
    }
    report(
      .misplaced(
        "a window's end that is no number of days", next: "write a whole number or a parameter"),
      term.range)
    return nil
  }
}
