import Memory
import TechDecoupling

do throws(Failure) {
  keepFreedMemory()
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  if options.jobs == 1 { holdMemoryTogether() }
  Interruption.watch()
  if options.isHelp {
    print(Options.help)
    try finishWriting()
  } else {
    let code = try await Execution(options).perform()
    try finishWriting()
    end(code)
  }
} catch {
  end(error)
}
