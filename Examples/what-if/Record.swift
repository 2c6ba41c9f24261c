import Ending
import TechDecoupling

/// The record that scenarios are applied to, and from where it is read.
struct Record {
  private let chronicle: Chronicle
  private let viewpoint: Viewpoint

  /// Reads the files named, or the seeds.
  init(_ options: Options) async throws(Failure) {
    do throws(ReadingError) {
      chronicle = try Chronicle(
        contentsOf: options.files.isEmpty ? [seeds()] : options.files)
    } catch {
      throw Failure(reading: error)
    }
    viewpoint = Viewpoint(knownBy: options.knownBy, trusting: options.trusting)
  }

  /// Reads a scenario, whose atoms may use the record's own relations.
  func scenario(at path: String) throws(Failure) -> Scenario {
    do throws(ReadingError) {
      return try Scenario(contentsOf: path, vocabulary: chronicle.vocabulary)
    } catch {
      throw Failure(reading: error)
    }
  }

  /// The changes of several scenarios as one.
  func together(_ scenarios: [Scenario]) throws(Failure) -> Scenario {
    do throws(ScenarioError) {
      var all = Scenario.none
      for scenario in scenarios { all = try all.merging(scenario) }
      return all
    } catch {
      throw Failure(code: .data, message: "\(error)")
    }
  }

  /// What follows from the record with the changes of a scenario.
  func findings(supposing scenario: Scenario) async throws(Failure) -> Findings {
    do {
      return try await chronicle.findings(supposing: scenario, from: viewpoint)
    } catch let error as EvaluationError {
      throw Failure(code: .evaluation, message: "\(error)")
    } catch {
      throw Failure(code: .data, message: "\(error)")
    }
  }
}

extension Failure {
  fileprivate init(reading error: ReadingError) {
    let isMissing = error.problems.allSatisfy { $0.code == "TD101" }
    self.init(code: isMissing ? .noInput : .data, message: "\(error)")
  }
}

/// The folder of the seeds, here or further up.
private func seeds() -> String {
  let start = currentFolder()
  var parts = start.split(separator: "/")
  while true {
    let folder = "/" + parts.joined(separator: "/")
    if exists(folder + "/seeds/record.json") {
      return folder == start ? "seeds" : folder + "/seeds"
    }
    // Where there is none, the reader says that there is no such folder.
    guard parts.popLast() != nil else { return "seeds" }
  }
}
