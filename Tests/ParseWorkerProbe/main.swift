import CaseImport
import Glibc

// The worker as tests start it: the program itself is not needed to try how messages are read.
guard CommandLine.arguments.dropFirst().first == ParsingWorker.argument else { exit(64) }
exit(ParsingWorker.main())
