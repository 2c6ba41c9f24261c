/// A date as sources give it: one day out of a range of possible days.
///
/// Written in EDTF: level 1 (`2026-02-25`, `2025-01`, `2022`, `2022~`) and level 2's one-of
/// (`[..2026-02-25]`, `[2026-02-23..2026-03-01]`).
public struct DateRange: Hashable, Sendable {
  /// The first possible day, nil if open.
  public let first: Day?
  /// The last possible day (included), nil if open.
  public let last: Day?
  /// The date as it was written, canonical EDTF.
  public let text: String
}

/// A period as sources give it: an EDTF interval, each end itself a range.
public struct DatePeriod: Hashable, Sendable {
  public enum End: Hashable, Sendable {
    case date(DateRange)
    /// `..`: as far as the horizon goes; still so.
    case open
    /// Empty: there is an end, and it is not known.
    case unknown
  }
  public let start: End
  public let end: End
}
