import Ending
import TechDecoupling

do throws(Failure) {
  try await run(Options(Array(CommandLine.arguments.dropFirst())))
  try finishWriting()
} catch {
  end(error)
}

/// Prints what stands between each chip and each destination on each day, and why.
func run(_ options: Options) async throws(Failure) {
  if options.isHelp {
    print(Options.help)
    return
  }
  let findings: Findings
  do {
    findings = try await Chronicle(contentsOf: options.files).findings()
  } catch let error as ReadingError {
    throw Failure(code: .noInput, message: "\(error)")
  } catch {
    throw Failure(code: .evaluation, message: "\(error)")
  }
  let chips = try chips(options, findings)
  do {
    for chip in chips {
      for destination in options.destinations {
        for day in options.days { try tell(chip, destination, day, options, findings) }
      }
    }
  } catch let error as QueryError {
    throw Failure(code: .usage, message: "\(error)")
  } catch {
    throw Failure(code: .evaluation, message: "\(error)")
  }
}

/// One chip to one destination on one day: the answer, then each provision with its reason.
func tell(
  _ chip: Chip, _ destination: Country, _ day: Day, _ options: Options, _ findings: Findings
) throws {
  let answer =
    if let holder = options.holder {
      try findings.controlAnswer(chip, to: destination, for: holder, on: day)
    } else {
      try findings.controlAnswer(chip, to: destination, on: day)
    }
  var state = answer.state.map { "\($0)" } ?? "between '\(answer.lenient)' and '\(answer.strict)'"
  if let reason = try unclassifiable(chip, findings) {
    // Who names a chip needs no figures of it; whether clauses cover it as well is open.
    let orStricter = answer.state == .prohibited ? "" : ", or stricter"
    state = answer.provisions.isEmpty ? "" : "\(state)\(orStricter); "
    state += "not classifiable by figures. \(reason)"
  }
  print("\(answer.item.name) to \(answer.destination.name) on \(day): \(state)")
  for provision in answer.provisions {
    let states = provision.states.map { "\($0)" }.joined(separator: " or ")
    let force = provision.enforcement == .unenforced ? ", not enforced" : ""
    print("  \(provision.control.name): \(states)\(force)")
    var told: [String] = []
    for ground in provision.grounds {
      for step in try findings.explain(ground, on: day).steps {
        guard case .conclusion(let conclusion) = step.kind, let sentence = conclusion.sentence,
          reasons.contains(conclusion.atom.relation.name), !told.contains(sentence)
        else { continue }
        told.append(sentence)
        print("    \(sentence)")
      }
    }
    for grant in provision.grants {
      print(
        "    licensed\(grant.isCertain ? "" : ", perhaps"): \(grant.holder.name), \(grant.terms)")
    }
  }
}
