extension SplitMix {
  /// Whether something happens that does so in so many cases of a hundred.
  mutating func happens(in percent: Int) -> Bool { below(100) < percent }

  /// One of some elements, of which there is at least one.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}
