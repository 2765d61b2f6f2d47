import Casework
import Glibc

// A disk quota and a reader that went away are answers, not reasons to die.
signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)

let arguments = Array(CommandLine.arguments.dropFirst())
let status = await Catalogue.$spoken.withValue(
  SpokenLanguage.catalogue(language: Settings.ofThisPerson.language)
) {
  // The console is started many times a day: it does not wait for the parser of commands to be set up.
  arguments.isEmpty ? ConsoleLoop.runAndReport() : await CasebookCommand.runAndReport(arguments)
}
exit(status)
