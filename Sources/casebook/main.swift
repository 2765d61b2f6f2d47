import CaseImport
import Glibc

// A disk quota and a reader that went away are answers, not reasons to die.
signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)

if CommandLine.arguments.dropFirst().first == ParsingWorker.argument {
  exit(ParsingWorker.main())
}
exit(await CasebookCommand.runAndReport(Array(CommandLine.arguments.dropFirst())))
