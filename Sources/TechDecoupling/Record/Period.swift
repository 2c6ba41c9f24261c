/// Days from one up to, and without, another; either end may be open.
///
/// Half-open in code, `[from, until)`; every *written* form includes both days.
public struct Period: Hashable, Sendable {
  /// The first day, or nil for "as far back as the horizon goes".
  public var from: Day?
  /// The first day after the period, or nil for "still so".
  public var until: Day?

  /// Creates the period `[from, until)`; nil if no day lies in it.
  public init?(from: Day?, until: Day?) {
    if let from, let until, until <= from { return nil }
    self.from = from
    self.until = until
  }

  /// Every day.
  public static let always = Period(unchecked: nil, nil)

  init(unchecked from: Day?, _ until: Day?) {
    self.from = from
    self.until = until
  }

  /// Whether a day lies in the period.
  public func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
  }
}

/// The days that exist for an evaluation; by default [1900-01-01, 2100-01-01).
///
/// Never computed from facts. A finite date outside it is an error; a run that reaches an edge is
/// shown as open.
public struct Horizon: Hashable, Sendable {
  /// The first day.
  public var from: Day
  /// The first day after the last.
  public var until: Day

  /// Creates a horizon; nil if it has no day.
  public init?(from: Day, until: Day) {
    guard from < until else { return nil }
    self.from = from
    self.until = until
  }

  /// 1900-01-01 up to and without 2100-01-01.
  public static let standard = Horizon(unchecked: Day(number: -25_567), Day(number: 47_482))

  private init(unchecked from: Day, _ until: Day) {
    self.from = from
    self.until = until
  }

  /// Whether a day exists.
  func contains(_ day: Day) -> Bool { from <= day && day < until }
}
