import TestSupport
import Testing

@testable import TemporalDatalog

/// A set of variables is the set of their numbers, those beyond a word of bits too.
@Suite(.timeLimit(.minutes(60))) struct VariableSetTests {
  @Test func `Every operation does what it does on numbers`() {
    var random = RepeatableRandom(seed: 11)
    for _ in 0..<2_000 {
      let numbers = (0..<2).map { _ in
        Set(
          (0..<Int.random(in: 0...6, using: &random)).map { _ in
            [0, 1, 62, 63, 64, 65, 200].randomElement(using: &random) ?? 0
          })
      }
      let (a, b) = (VariableSet(numbers[0]), VariableSet(numbers[1]))
      #expect(Array(a) == numbers[0].sorted())
      #expect(Array(a.union(b)) == numbers[0].union(numbers[1]).sorted())
      #expect(Array(a.intersection(b)) == numbers[0].intersection(numbers[1]).sorted())
      #expect(
        Array(a.symmetricDifference(b)) == numbers[0].symmetricDifference(numbers[1]).sorted())
      #expect(Array(a.subtracting(b)) == numbers[0].subtracting(numbers[1]).sorted())
      #expect(a.isSubset(of: b) == numbers[0].isSubset(of: numbers[1]))
      #expect(a.isDisjoint(with: b) == numbers[0].isDisjoint(with: numbers[1]))
      #expect((a == b) == (numbers[0] == numbers[1]))
      for number in [0, 63, 64, 200] {
        var (set, other) = (a, numbers[0])
        #expect(set.contains(number) == other.contains(number))
        #expect(set.remove(number) == other.remove(number))
        #expect(set.insert(number).inserted == other.insert(number).inserted)
        #expect(Array(set) == other.sorted())
      }
    }
  }
}
