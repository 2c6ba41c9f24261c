import Testing

@testable import TemporalDatalog

@Suite struct NumberPoolTests {
  @Test(
    "Equal numbers have equal codes, and every number comes back",
    arguments: [
      0, 1, -1, 1 << 30, (1 << 30) - 1, -(1 << 30), -(1 << 30) - 1, .max, .min,
    ] as [Int64])
  func roundTrip(number: Int64) {
    var pool = NumberPool()
    _ = pool.code(.max - 1)
    let code = pool.code(number)
    #expect(pool.code(number) == code)
    #expect(pool.value(code) == number)
    #expect(code < Context.firstMarker)
  }

  @Test("Codes of small numbers are in the order of numbers")
  func order() {
    var pool = NumberPool()
    let codes = [-(1 << 30), -7, 0, 3, 1 << 20].map { pool.code($0) }
    #expect(codes == codes.sorted())
  }
}
