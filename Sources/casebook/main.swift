import Casework
import Glibc
import Privileges

// A disk quota and a reader that went away are answers, not reasons to die.
signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)

// The rights of the store's group are laid aside before a path, a setting or a word of the person is looked at.
guard Privilege.begin() else {
  Output.complain(
    "casebook: \(Message("The program cannot lay aside the rights of its group: install it again.").text())")
  exit(EX_OSERR)
}

let settings = Settings.ofThisPerson
let status = await Catalogue.$spoken.withValue(SpokenLanguage.catalogue(language: settings.language)) {
  // The console is started many times a day: it does not wait for the parser of commands to be set up.
  CommandLine.argc < 2
    ? ConsoleLoop.runAndReport(settings)
    : await CasebookCommand.runAndReport(Array(CommandLine.arguments.dropFirst()))
}
exit(status)
