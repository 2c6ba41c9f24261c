import Testing

@testable import TechDecoupling

/// Whatever the bytes: a tree, or errors with a place.
@Suite(.timeLimit(.minutes(60))) struct RuleParserFuzzTests {
  /// Bytes that matter to the lexer, beside any byte.
  private static let telling = Array("()[]{}<>.,;:-!=+*/%^$@#\"\\|&_?0123456789abdnux \n\t".utf8)

  /// Words that change what is read next.
  private static let words = [
    ".decl ", ".type ", ".comp A {", ".rule \"r\" ", ".plan 0:(1)", "#define a ", "#ifdef a\n",
    "#endif\n", "#else\n", "count : {", " per (", "min(", "sum ", "<-[0d,", "@[", "@run(", ":-",
    "/*", "*/", "//", "as(", "$A(", " band ", "bnot ", " is ", "0x", "1.2.3.4", "\"",
  ].map { Array($0.utf8) }

  private static func programs() throws -> [[UInt8]] {
    try Repository.files(below: "Tests/Fuzzing", suffix: ".dl").map { try FileAccess.read($0) }
  }

  private func check(_ bytes: [UInt8], _ comment: @autoclosure () -> Comment) {
    let (_, problems) = RuleParser.parse(RuleTextSource(name: "f.dl", bytes: bytes))
    #expect(problems.count <= 101, comment())
    for problem in problems {
      let isPlaced = (problem.place.line ?? 0) >= 1 && (problem.place.column ?? 0) >= 1
      #expect(isPlaced && problem.description.utf8.count < 4_000, comment())
    }
    #expect(problems.prefix(100).elementsEqual(problems.prefix(100).sorted()), comment())
  }

  @Test func `random bytes are read to their end`() {
    for seed in 1...3_000 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      let isTelling = random.below(4) > 0
      let bytes = (0..<random.below(400)).flatMap { _ -> [UInt8] in
        if isTelling, random.below(5) == 0 { return random.any(Self.words) }
        return [isTelling ? random.any(Self.telling) : UInt8(random.below(256))]
      }
      check(bytes, "seed \(seed)")
    }
  }

  @Test func `programs changed at random are read to their end`() throws {
    let programs = try Self.programs()
    #expect(programs.count >= 2)
    for seed in 1...2_000 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      var bytes = random.any(programs)
      for _ in 0...random.below(6) {
        let index = random.below(bytes.count)
        switch random.below(6) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(random.any(Self.telling), at: index)
        case 2: bytes[index] = UInt8(random.below(256))
        case 3: bytes.insert(contentsOf: random.any(Self.words), at: index)
        case 4:
          let end = min(bytes.count, index + random.below(80))
          bytes.insert(contentsOf: bytes[index..<end], at: random.below(bytes.count))
        default: bytes.removeSubrange(index..<min(bytes.count, index + random.below(40)))
        }
        if bytes.isEmpty { break }
      }
      check(bytes, "seed \(seed)")
    }
  }

  @Test func `a program cut at any byte is read to its end`() throws {
    for program in try Self.programs() {
      for count in stride(from: 0, to: program.count, by: 3) {
        check(Array(program[..<count]), "cut at \(count)")
      }
    }
  }

  @Test func `the program with every construct has no mistakes`() throws {
    let paths = try Repository.files(below: "Tests/Fuzzing", suffix: "language.dl")
    #expect(paths.count == 1)
    let source = RuleTextSource(name: "language.dl", bytes: try FileAccess.read(paths[0]))
    #expect(RuleParser.parse(source).problems == [])
  }
}
