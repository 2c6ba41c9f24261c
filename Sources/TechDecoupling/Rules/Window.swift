/// The days, relative to the day asked, on which a premise is looked at.
///
/// Only days inside the horizon are asked; a window with no day inside it is false.
public struct Window: Hashable, Sendable {
  /// What a window spans; lengths are values or parameters of type integer.
  public enum Extent: Hashable, Sendable {
    /// The days `[t − d, t]`.
    case past(Argument)
    /// The days `[t, t + d]`.
    case next(Argument)
    /// The days `[t + from, t + to]`; both may be negative.
    case days(Argument, Argument)
    /// Every day before `t`.
    case before
  }
  /// What the window spans.
  public let extent: Extent

  /// Creates a window from what it spans.
  public init(_ extent: Extent) { self.extent = extent }

  /// Returns the window of today and a number of days back.
  public static func past(_ days: some ConstantTerm<Int>) -> Window {
    Window(.past(days.argument))
  }

  /// Returns the window of today and a number of days ahead.
  public static func next(_ days: some ConstantTerm<Int>) -> Window {
    Window(.next(days.argument))
  }

  /// Returns the window between two days relative to today, both included; both may be negative.
  public static func days(
    _ from: some ConstantTerm<Int>, _ to: some ConstantTerm<Int>
  ) -> Window {
    Window(.days(from.argument, to.argument))
  }

  /// Every day before today.
  public static let before = Window(.before)
}

extension Atom {
  /// Returns the premise that the atom holds on at least one day of a window.
  public func sometime(_ window: Window) -> Premise { .sometime(self, window) }

  /// Returns the premise that the atom holds on every day of a window.
  public func always(_ window: Window) -> Premise { .always(self, window) }

  /// Returns the premise that the atom holds, which reads the unbroken run of days around the day.
  ///
  /// - Parameters:
  ///   - start: The first day of the run.
  ///   - end: The first day after the run.
  ///   - length: The number of its days.
  ///
  /// A part that reads an open end has no number; the premise is then false.
  public func run(
    start: Variable<Day>? = nil, end: Variable<Day>? = nil, length: Variable<Int>? = nil
  ) -> Premise {
    .run(self, start: start?.id, end: end?.id, length: length?.id)
  }
}
