import TechDecoupling

do throws(Failure) {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  if options.isHelp {
    print(Options.help)
  }
  try finishWriting()
} catch {
  end(error)
}
