import Glibc
import MailReading

// Started by casebook for every import, demonstration and saved attachment: letters come in on standard input,
// what they say goes out on standard output.
guard CommandLine.arguments.count == 1, isatty(0) == 0 else {
  let refusal = "casebook-mail-reader: a part of casebook; to read mail, run 'casebook import mail'.\n"
  write(2, refusal, refusal.utf8.count)
  exit(EX_USAGE)
}
exit(ParsingWorker.main())
