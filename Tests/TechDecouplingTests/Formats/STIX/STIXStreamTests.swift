import Foundation
import Testing

@testable import TechDecoupling

/// Bundles that are read an object at a time.
@Suite(.timeLimit(.minutes(60))) struct STIXStreamTests {
  private static let reader = STIXReader(source: Source(id: "other", reliability: .c))

  private func read(
    _ bytes: [UInt8], limits: JSONElementReader.Limits, step: Int = .max
  ) throws -> Imported {
    var given = 0
    return try Self.reader.read(name: "input", limits: limits) { buffer in
      let part = bytes[given...].prefix(min(buffer.count, step))
      buffer.copyBytes(from: part)
      given += part.count
      return part.count
    }
  }

  private func identity(_ number: Int, _ more: String = "") -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: 12 - digits.utf8.count)
    return #"{"type":"identity","id":"identity--00000000-0000-4000-8000-\#(zeros)\#(digits)","#
      + #""name":"Party \#(number)"\#(more)}"#
  }

  @Test func `the size of the buffer changes nothing`() throws {
    let whole = try Array(Seeds.documents(["article-001"]).stix(modified: "2026-03-01").utf8)
    let once = try Self.reader.read(json: whole)
    for buffer in [16, 100, 4_096] {
      let read = try read(whole, limits: .init(buffer: buffer, part: 1 << 26), step: 1_000)
      #expect(read == once)
      #expect(read.report.left.map(\.place) == once.report.left.map(\.place))
    }
    #expect(try Chronicle(joining: [once.document]) == Seeds.documents(["article-001"]))
  }

  @Test func `progress is told to the file's size, and a cancelled task stops the reading`()
    async throws
  {
    let objects = (0..<30_000).map { identity($0) }.joined(separator: ",\n")
    let text = "{\"type\":\"bundle\",\"objects\":[\n\(objects)]}"
    let path = FileManager.default.temporaryDirectory
      .appending(path: "stix-\(UUID().uuidString).json").path
    try FileAccess.write(Array(text.utf8), to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var told: [TableProgress] = []
    let imported = try Self.reader.read(contentsOf: path) { told.append($0) }
    #expect(imported.report.taken == ["entity": 30_000])
    #expect(told.last == TableProgress(bytes: text.utf8.count, totalBytes: text.utf8.count))
    #expect(told.count >= text.utf8.count / 1_048_576)
    let task = Task {
      _ = try Self.reader.read(contentsOf: path) { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `a type that comes after the objects still tells that it is no bundle`() {
    let objects = "\"objects\":[\(identity(1)),\n\(identity(2))]"
    func problems(_ text: String) -> [String] {
      do throws(ReadingError) {
        _ = try Self.reader.read(json: Array(text.utf8), name: "b.json")
        return []
      } catch { return error.problems.map(\.description) }
    }
    #expect(problems("{\(objects),\"type\":\"bundle\"}") == [])
    #expect(
      problems("{\(objects),\"type\":\"report\"}") == [
        "TD122: found an object at b.json:1:1 ($); write a bundle of STIX: an object whose 'type' is"
          + " 'bundle'"
      ])
    // A key that is given twice is told with it, in order of place.
    #expect(
      problems("{\"objects\":[{\"a\":1,\"a\":1}],\"type\":\"x\"}").map { $0.prefix(5) } == [
        "TD122", "TD109",
      ])
  }

  @Test func `what is in the report is in the order of the bundle, whatever a later version says`()
    throws
  {
    func indicator(_ number: Int, _ day: String) -> String {
      identity(number, #","modified":"2026-02-\#(day)T00:00:00Z""#)
        .replacing("identity", with: "indicator")
    }
    let objects = [
      indicator(1, "01"), "7", identity(2, #","x":1"#), indicator(1, "03"), indicator(1, "02"),
      indicator(3, "01"), identity(4, #","revoked":true"#),
    ]
    let text = "{\"objects\":[\(objects.joined(separator: ",\n"))],\"type\":\"bundle\"}"
    let left = try read(Array(text.utf8), limits: .init(buffer: 16, part: 1 << 16)).report.left
    #expect(
      left.map { "\($0.code) \($0.place)" } == [
        "TD941 input:2:1 ($.objects[1])", "TD947 input:1:13 ($.objects[0])",
        "TD947 input:5:1 ($.objects[4])", "TD942 input:3:1 ($.objects[2])",
        "TD940 input:4:1 ($.objects[3])", "TD940 input:6:1 ($.objects[5])",
        "TD946 input:7:1 ($.objects[6])",
      ])
  }
}
