import QuestionList
import TechDecoupling
import Testing

/// The questions that the example `questions` puts to the seeds.
@Suite("The list of questions", .timeLimit(.minutes(60))) struct QuestionListTests {
  /// Every question that the library is held to, but R9 and R10, which need data sets, and R11,
  /// which is asked on claims made in its test.
  private static let wanted: Set = [
    "1", "2", "3", "4", "6", "7", "9", "10", "11", "12", "13", "15", "16", "17", "18", "19", "21",
    "22", "23", "25", "27", "28", "29", "30", "32", "34", "35", "36", "38", "40", "R1", "R2", "R4",
    "R6", "R12",
  ]

  @Test("Every question is asked once")
  func complete() {
    let numbers = Question.all.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(Set(numbers) == Self.wanted)
  }

  @Test("Every question has an answer, the same anew, and each piece of its evidence has a root")
  func answered() async throws {
    let (records, anew) = (try Records(folder: Seeds.folder), try Records(folder: Seeds.folder))
    for question in Question.all {
      let answer = try await question.answer(from: records)
      #expect(!answer.lines.isEmpty, "\(question.number)")
      #expect(!answer.evidence.isEmpty, "\(question.number)")
      for evidence in answer.evidence {
        #expect(!evidence.roots.isEmpty, "\(question.number) cites \(evidence.entry)")
      }
      #expect(try await question.answer(from: anew) == answer, "\(question.number)")
    }
  }

  @Test("Without any one entry that it cites an answer is another, or what else it rests on")
  func withdrawal() async throws {
    let records = try Records(folder: Seeds.folder)
    var citing: [EntryID: [(question: Question, answer: Answer)]] = [:]
    for question in Question.all {
      let answer = try await question.answer(from: records)
      for evidence in answer.evidence {
        citing[evidence.entry, default: []].append((question, answer))
      }
    }
    for (entry, cases) in citing {
      let without = records.withdrawing(entry)
      for (question, answer) in cases {
        let other = try await question.answer(from: without)
        let rest = answer.evidence.filter { $0.entry != entry }
        #expect(
          other.lines != answer.lines || other.evidence != rest,
          "\(question.number) stands without \(entry)")
      }
    }
  }
}
