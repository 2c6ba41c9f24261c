import QuestionList
import TechDecoupling
import Testing

/// The questions that the example `questions` puts to the seeds.
@Suite("The list of questions", .timeLimit(.minutes(10))) struct QuestionListTests {
  /// Every question that the library is held to, but R9 and R10, which need data sets.
  private static let wanted: Set = [
    "1", "2", "3", "4", "6", "7", "9", "10", "11", "12", "13", "15", "16", "17", "18", "19", "21",
    "22", "23", "25", "27", "28", "29", "30", "32", "34", "35", "36", "38", "40", "R1", "R2", "R4",
    "R6", "R11", "R12",
  ]

  /// Those that are not asked yet.
  private static let missing: Set = [
    "18", "19", "21", "22", "23", "27", "29", "30", "32", "34", "35", "36", "R11",
  ]

  @Test("Every question is asked once")
  func complete() {
    let numbers = Question.all.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(Set(numbers) == Self.wanted.subtracting(Self.missing))
  }

  @Test(
    "A question is answered with evidence, and without any one entry of it otherwise",
    arguments: Question.all.map(\.number))
  func withdrawal(number: String) async throws {
    let question = try #require(Question.all.first { $0.number == number })
    let records = try Records(folder: Seeds.folder)
    let answer = try await question.answer(from: records)
    #expect(!answer.lines.isEmpty)
    #expect(!answer.evidence.isEmpty)
    for evidence in answer.evidence {
      #expect(!evidence.roots.isEmpty, "\(evidence.entry)")
      let without = try await question.answer(from: records.withdrawing(evidence.entry))
      #expect(without != answer, "\(number) stands without \(evidence.entry)")
    }
  }

  @Test("An answer is the same each time it is asked")
  func stable() async throws {
    let records = try Records(folder: Seeds.folder)
    for question in Question.all.prefix(3) {
      let first = try await question.answer(from: records)
      let second = try await question.answer(from: records)
      #expect(first == second)
    }
  }
}
