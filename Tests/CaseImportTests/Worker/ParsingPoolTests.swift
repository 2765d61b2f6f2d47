import CaseImport
import Casework
import Foundation
import Testing

extension WorkerTests {
  @Suite(.serialized) struct ParsingPoolTests {
    private func letter(_ number: Int) -> RawMail {
      let text = "From: a\(number)@example.org\nSubject: Letter \(number)\n\nWords of \(number).\n"
      return RawMail(raw: Array(text.utf8), source: "letter \(number)")
    }

    @Test func answersComeInTheOrderOfTheMessages() throws {
      let pool = try ParsingPool(executable: Support.worker, workers: 2)
      let mails = (0..<5000).map(letter)
      let read = pool.parse(mails)
      #expect(read.map { $0.content?.subject } == mails.indices.map { "Letter \($0)" })
      #expect(read.map(\.source) == mails.map(\.source))
    }

    @Test func aProgramThatIsNoWorkerIsToldAtTheStart() {
      #expect(throws: ParsingPoolError.workerDoesNotStart(executable: "/bin/true")) {
        try ParsingPool(executable: "/bin/true")
      }
      #expect(throws: ParsingPoolError.workerDoesNotStart(executable: "/does/not/exist")) {
        try ParsingPool(executable: "/does/not/exist")
      }
    }

    @Test func workersKilledInMidBatchLoseNothing() async throws {
      let pool = try ParsingPool(executable: Support.worker, workers: 2)
      let mails = (0..<20_000).map(letter)
      let reading = Task.detached { pool.parse(mails) }
      var killed: Set<pid_t> = []
      while killed.count < 2 {
        for worker in Self.children() where !killed.contains(worker) && killed.count < 2 {
          kill(worker, SIGKILL)
          killed.insert(worker)
        }
        await Task.yield()
      }
      let read = await reading.value
      #expect(read.allSatisfy { $0.content != nil })
      #expect(read.map { $0.content?.subject } == mails.indices.map { "Letter \($0)" })
    }

    @Test func aWorkerThatGivesNoAnswerIsReplaced() throws {
      // A stopped worker is one that gives no answer: it is ended, and its messages go to another.
      let pool = try ParsingPool(executable: Support.worker, workers: 1, patience: 0.5)
      for worker in Self.children() { kill(worker, SIGSTOP) }
      let read = pool.parse((0..<100).map(letter))
      #expect(read.allSatisfy { $0.content != nil })
    }

    /// What a worker may say after a message took it over, as the arguments of printf(1).
    @Test(arguments: [
      "'\\377\\377\\377\\377\\003'", "'\\001\\000\\000\\000\\003'", "'\\001\\000\\000\\000\\011'",
      "'\\000\\000\\000\\000'", "'\\005\\000\\000\\000\\003\\377\\377\\377\\377'",
      "'\\011\\000\\000\\000\\003\\000\\000\\000\\000\\377\\377\\000\\000'", "'x'", "''",
    ])
    func aWorkerThatLiesGivesNoContent(lie: String) throws {
      let folder = try TemporaryFolder()
      let ready = "printf '\\002\\000\\000\\000\\001\\001'"
      let script = "#!/bin/sh\n\(ready)\nhead -c 20 >/dev/null\nprintf \(lie)\n"
      let pool = try ParsingPool(executable: Self.executable(script, in: folder), workers: 1)
      let read = pool.parse((0..<3).map(letter))
      #expect(read.map(\.source) == (0..<3).map { "letter \($0)" })
      #expect(read.allSatisfy { $0.content == nil })
    }

    /// A script that can be run at once. Another process writes it: a descriptor of ours that is open for writing
    /// would for a moment be held by whatever other tests start, and a file so held cannot be run.
    private static func executable(_ script: String, in folder: TemporaryFolder) throws -> String {
      let source = try folder.write("script", script)
      let path = folder.path + "/worker"
      let install = Process()
      install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
      install.arguments = ["-m", "700", source, path]
      try install.run()
      install.waitUntilExit()
      return path
    }

    @Test func emptyAndBinaryMessagesAreUnreadableAndKept() throws {
      let pool = try ParsingPool(executable: Support.worker, workers: 1)
      let noise = (0..<2000).map { UInt8(truncatingIfNeeded: ($0 &* 7919) >> 3) }
      let mails = [[], noise, Array("Just words, and no header.\n".utf8)].map {
        RawMail(raw: $0, source: "x")
      }
      let read = pool.parse(mails)
      #expect(read[0].content == nil)
      #expect(read[1].content == nil)
      #expect(read[1].raw == noise)
      #expect(read[2].content?.text == "Just words, and no header.\n")
      #expect(read[2].content?.remarks == [.structureBroken])
    }

    @Test func theWorkerHoldsNoPrivilegesAndNoFiles() throws {
      let secret = try TemporaryFolder().write("store", "secret")
      let held = open(secret, O_RDONLY)
      defer { close(held) }
      let pool = try ParsingPool(executable: Support.worker, workers: 1)
      defer { _ = pool.parse([letter(1)]) }
      let worker = try #require(Self.children().first)
      let status = try String(contentsOfFile: "/proc/\(worker)/status", encoding: .utf8)
      #expect(status.contains("NoNewPrivs:\t1"))
      let limits = try String(contentsOfFile: "/proc/\(worker)/limits", encoding: .utf8)
      #expect(limits.contains(#/Max core file size +0 +0/#))
      #expect(limits.contains(#/Max file size +0 +0/#))
      #expect(!limits.contains(#/Max address space +unlimited/#))
    }

    /// Process ids of the children of this process that are workers.
    private static func children() -> [pid_t] {
      let own = getpid()
      let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return all.compactMap { pid_t($0) }.filter { process in
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
          return false
        }
        let fields = status.drop { $0 != ")" }.split(separator: " ")
        return status.contains("(casebook-mail-r") && fields.count > 2 && fields[2] == "\(own)"
      }
    }
  }
}
