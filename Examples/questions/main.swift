import Ending
import QuestionList

do throws(Failure) {
  try await run(Options(Array(CommandLine.arguments.dropFirst())))
  try finishWriting()
} catch {
  end(error)
}

/// Answers the questions that the command line names, or all.
func run(_ options: Options) async throws(Failure) {
  if options.isHelp {
    print(Options.help)
    return
  }
  let records: Records
  do {
    records = try Records(folder: options.folder)
  } catch {
    throw Failure(code: .noInput, message: "\(error)")
  }
  for question in Question.all where options.numbers?.contains(question.number) ?? true {
    let answer: Answer
    do {
      answer = try await question.answer(from: records)
    } catch {
      throw Failure(code: .evaluation, message: "question \(question.number): \(error)")
    }
    print("\(question.number). \(question.words) (\(question.asker.rawValue))")
    for line in answer.lines { print("  \(line)") }
    for evidence in answer.evidence {
      let rows = evidence.rows.isEmpty ? "" : " [\(evidence.rows.joined(separator: " "))]"
      print("  * \(evidence.entry)\(rows) by \(evidence.roots.joined(separator: ", "))")
    }
    print()
  }
}
