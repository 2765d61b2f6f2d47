package import Casework
import Glibc
import MailWire
import Synchronization

/// Why messages cannot be read at all.
package enum ParsingPoolError: Error, Equatable {
  /// The program that should read mail does not start, or does not answer.
  case workerDoesNotStart(executable: String)
}

extension ParsingPoolError {
  /// What is wrong, where, and what to do.
  package var message: Message {
    switch self {
    case .workerDoesNotStart(let executable):
      "The reader of mail (\(executable)) does not start; check that this program is installed whole."
    }
  }
}

/// Reads messages in processes of their own, so that the process with the store never touches a stranger's
/// bytes.
///
/// Calls block until all is read; make them from a background task. Calls from several tasks wait for each
/// other.
package final class ParsingPool: Sendable {
  private let executable: String
  private let lanes: Mutex<[ParsingLane]>

  /// Starts the workers and waits until each is ready.
  ///
  /// The process must not die of SIGPIPE when a worker does, so that signal is ignored from here on.
  ///
  /// - Parameters:
  ///   - executable: the path of the program that reads mail; usually ``MailReaderProgram/path``.
  ///   - workers: how many; as many as cores if nil.
  ///   - patience: seconds a worker may be silent over one message before it is ended.
  package init(executable: String, workers: Int? = nil, patience: Double = 10) throws(ParsingPoolError) {
    signal(SIGPIPE, SIG_IGN)
    self.executable = executable
    let count = max(1, workers ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let lane = ParsingLane(executable: executable, patience: patience)
    var work = ParsingWork(lanes: Array(repeating: lane, count: count))
    let isReady = work.waitUntilReady()
    lanes = Mutex(work.lanes)
    guard isReady else { throw .workerDoesNotStart(executable: executable) }
  }

  deinit {
    lanes.withLock { lanes in
      for index in lanes.indices { lanes[index].stop() }
    }
  }

  /// Reads messages, in their order. One of which a worker died, or that took too long, has no content.
  package func parse(_ mails: [RawMail]) -> [IncomingMail] {
    let readable = mails.indices.filter { mails[$0].raw.count <= WireForm.largestMessage }
    let jobs = readable.map { index in
      ParsingLane.Job(index: index, kind: WorkerRequest.parse, part: 0, raw: mails[index].raw)
    }
    let contents: [MailContent?] = run(jobs, count: mails.count) { frame in
      var reader = ByteReader(frame)
      guard try reader.byte() == WorkerAnswer.content else { return nil }
      return try reader.content()
    }
    return zip(mails, contents).map { IncomingMail(raw: $0.raw, source: $0.source, content: $1) }
  }

  /// The bytes of one attachment, numbered as in ``MailContent/attachments``; nil when it cannot be read.
  package func attachment(part: Int, of raw: [UInt8]) -> [UInt8]? {
    guard let number = UInt32(exactly: part) else { return nil }
    let job = ParsingLane.Job(index: 0, kind: WorkerRequest.attachment, part: number, raw: raw)
    let answers: [[UInt8]?] = run([job], count: 1) { frame in
      frame.first == WorkerAnswer.bytes ? Array(frame.dropFirst()) : nil
    }
    return answers.first ?? nil
  }

  private func run<Answer: Sendable>(
    _ jobs: [ParsingLane.Job], count: Int, read: (ArraySlice<UInt8>) throws -> Answer?
  ) -> [Answer?] {
    lanes.withLock { lanes in
      var work = ParsingWork(lanes: lanes)
      lanes = []
      defer { lanes = work.lanes }
      return work.run(jobs, count: count, read: read)
    }
  }
}

/// Deals messages to lanes and waits for them with poll(2).
private struct ParsingWork {
  private(set) var lanes: [ParsingLane]

  init(lanes: [ParsingLane]) {
    self.lanes = lanes
  }

  mutating func waitUntilReady() -> Bool {
    for index in lanes.indices where !lanes[index].start() { return false }
    while !lanes.allSatisfy(\.isReady) {
      wait()
      for index in lanes.indices { _ = lanes[index].turn() }
      if lanes.contains(where: \.isStopped) { return false }
    }
    return true
  }

  mutating func run<Answer>(
    _ jobs: [ParsingLane.Job], count: Int, read: (ArraySlice<UInt8>) throws -> Answer?
  ) -> [Answer?] {
    var results = [Answer?](repeating: nil, count: count)
    var waiting = ArraySlice(jobs)
    var left = jobs.count
    for index in lanes.indices { lanes[index].forgive() }
    while left > 0, lanes.contains(where: { !$0.isDead }) {
      for index in lanes.indices { deal(&waiting, to: index) }
      wait()
      for index in lanes.indices {
        for event in lanes[index].turn() {
          left -= 1
          guard case .answered(let job, let frame) = event else { continue }
          results[job.index] = try? read(frame)
        }
      }
    }
    return results
  }

  private mutating func deal(_ waiting: inout ArraySlice<ParsingLane.Job>, to index: Int) {
    guard !lanes[index].isDead else {
      waiting += lanes[index].surrender()
      return
    }
    guard !waiting.isEmpty || !lanes[index].isIdle, lanes[index].start() else { return }
    while lanes[index].wantsMore, let job = waiting.popFirst() { lanes[index].add(job) }
  }

  private func wait() {
    var interests = lanes.compactMap(\.interest) + lanes.compactMap(\.writingInterest)
    let timeout = lanes.map(\.timeout).min() ?? 1000
    _ = poll(&interests, nfds_t(interests.count), timeout)
  }
}
