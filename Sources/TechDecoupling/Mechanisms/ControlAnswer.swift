/// Whether an item may go somewhere on a day: the strictest state, and every provision behind it.
///
/// Where dates or claims leave it open which state a provision gives, the answer lies between the
/// lenient and the strict one, and ``state`` is nil.
public struct ControlAnswer: Hashable, Sendable {
  /// The item asked about.
  public let item: ExportControls.Item
  /// The destination asked about.
  public let destination: Country
  /// The party whose trade it is; nil if none was named.
  public let party: Party?
  /// The day asked about.
  public let day: Day
  /// What each provision in force says, the strictest first.
  public let provisions: [Provision]

  /// What one provision says.
  public struct Provision: Hashable, Sendable {
    /// The provision.
    public let control: ExportControl
    /// The state it gives, or each that is conceivable, from the lenient to the strict.
    public let states: [ControlState]
    /// Whether it is declared or known not to be enforced.
    public let enforcement: Enforcement
    /// Licenses known under it for the item, to whomever.
    public let grants: [Grant]
    /// The conclusions from which the states were read, for a proof of each.
    public let grounds: [Atom]

    /// The state, if only one is conceivable.
    public var state: ControlState? { states.count == 1 ? states[0] : nil }
  }

  /// What is known of the enforcement of a provision.
  public enum Enforcement: String, Hashable, Sendable, CaseIterable, Codable {
    /// Nothing says that it is not enforced.
    case presumed
    /// It is conceivable that it is not enforced.
    case unclear
    /// It is not enforced.
    case unenforced
  }

  /// A license under a provision.
  public struct Grant: Hashable, Sendable {
    /// Who holds it.
    public let holder: Party
    /// On which terms.
    public let terms: String
    /// Whether it is on record, or only conceivable.
    public let isCertain: Bool
  }

  /// The strictest state that is certain: no reading of the record is more lenient.
  public var lenient: ControlState {
    provisions.compactMap { $0.states.first }.max() ?? .notCovered
  }

  /// The strictest state that is conceivable.
  public var strict: ControlState {
    provisions.compactMap { $0.states.last }.max() ?? .notCovered
  }

  /// The answer, nil where more than one is conceivable.
  public var state: ControlState? { lenient == strict ? strict : nil }
}

extension ControlAnswer: CustomStringConvertible {
  /// The answer, then a line for each provision with its state, enforcement and licenses.
  public var description: String {
    let answer = state.map { "\($0)" } ?? "between '\(lenient)' and '\(strict)'"
    let trade = party.map { ", for \($0.name)" } ?? ""
    var lines = ["\(item.name) to \(destination.name) on \(day)\(trade): \(answer)"]
    for provision in provisions {
      let states = provision.states.map { "\($0)" }.joined(separator: " or ")
      let enforcement =
        switch provision.enforcement {
        case .presumed: ""
        case .unclear: ", perhaps not enforced"
        case .unenforced: ", not enforced"
        }
      lines.append("  \(provision.control.name): \(states)\(enforcement)")
      for grant in provision.grants {
        let doubt = grant.isCertain ? "" : ", perhaps"
        lines.append("    license\(doubt): \(grant.holder.name), \(grant.terms)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
