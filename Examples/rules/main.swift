import TechDecoupling

do throws(Failure) {
  keepFreedMemory()
  Interruption.watch()
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
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
