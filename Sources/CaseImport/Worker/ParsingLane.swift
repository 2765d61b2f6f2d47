import Glibc
import MailWire

/// One worker and the messages that are with it.
///
/// Answers come in the order of the requests, so what a worker was doing when it died is nearly known: one of
/// the messages in flight. They are then sent to a new worker one by one, and the one that is alone with a
/// worker when it dies is at fault; all others are read.
struct ParsingLane {
  /// What a request is about, by its position in the batch.
  struct Job {
    let index: Int
    let kind: UInt8
    let part: UInt32
    let raw: [UInt8]
  }

  enum Event {
    case answered(Job, ArraySlice<UInt8>)
    /// The worker died of this message, or had no answer in time.
    case failed(Job)
  }

  private let executable: String
  /// Seconds a worker may take for one answer.
  private let patience: Double
  private var process: WorkerProcess?
  private var answers = FrameInput(longest: Self.longestAnswer)
  private var outgoing = OutgoingBytes()
  private var inFlight: [Job] = []
  private var suspects: [Job] = []
  private var isAlone = false
  private(set) var isReady = false
  /// When the oldest request in flight began to wait.
  private var waitingSince = 0.0
  /// Workers in a row that ended without an answer to anything.
  private var failedStarts = 0

  private static let longestAnswer = 256 << 20
  private static let mostInFlight = 64
  private static let mostOutgoing = 256 << 10
  private static let mostFailedStarts = 3

  init(executable: String, patience: Double) {
    self.executable = executable
    self.patience = patience
  }

  /// No worker can be started here any more.
  var isDead: Bool { failedStarts >= Self.mostFailedStarts }
  var isStopped: Bool { process == nil }
  var isIdle: Bool { inFlight.isEmpty && suspects.isEmpty }
  var wantsMore: Bool {
    !isDead && suspects.isEmpty && !isAlone && inFlight.count < Self.mostInFlight
      && outgoing.count < Self.mostOutgoing
  }

  mutating func add(_ job: Job) {
    if inFlight.isEmpty { waitingSince = Self.now }
    inFlight.append(job)
    var header = ByteWriter()
    header.write(UInt32(clamping: job.raw.count + 5))
    header.write(job.kind)
    header.write(job.part)
    outgoing.append(header.bytes)
    outgoing.append(job.raw)
  }

  /// Tries again to start workers here, as a new batch begins.
  mutating func forgive() {
    failedStarts = 0
  }

  /// Starts a worker if there is none; false if that failed.
  mutating func start() -> Bool {
    guard process == nil else { return true }
    process = WorkerProcess(executable: executable)
    answers = FrameInput(longest: Self.longestAnswer)
    isReady = false
    waitingSince = Self.now
    if process == nil { failedStarts += 1 }
    return process != nil
  }

  mutating func stop() {
    process?.stop()
    process = nil
  }

  /// Takes back all that has no answer, when nothing can be done here any more.
  mutating func surrender() -> [Job] {
    defer {
      inFlight = []
      suspects = []
    }
    return inFlight + suspects
  }
}

// MARK: - The turn of one lane

extension ParsingLane {
  /// What poll(2) should wait for; nil when there is no worker.
  var interest: pollfd? {
    guard let process else { return nil }
    return pollfd(fd: process.output, events: Int16(POLLIN), revents: 0)
  }

  /// The same for writing, when there is something to write.
  var writingInterest: pollfd? {
    guard let process, !outgoing.isEmpty else { return nil }
    return pollfd(fd: process.input, events: Int16(POLLOUT), revents: 0)
  }

  /// Milliseconds until the worker is out of time.
  var timeout: Int32 {
    guard process != nil, !inFlight.isEmpty || !isReady else { return 1000 }
    return Int32(max(0, min(60, patience - (Self.now - waitingSince))) * 1000) + 1
  }

  /// Writes what the pipe takes and reads what there is.
  mutating func turn() -> [Event] {
    guard let process else { return [] }
    var events: [Event] = []
    do {
      guard outgoing.write(to: process.input) else { throw MalformedBytes() }
      try receive(from: process.output, into: &events)
      sendNextSuspect()
    } catch {
      return events + fail()
    }
    if !inFlight.isEmpty || !isReady, Self.now - waitingSince > patience { return events + fail() }
    return events
  }

  private mutating func sendNextSuspect() {
    guard inFlight.isEmpty else { return }
    isAlone = false
    guard isReady, !suspects.isEmpty else { return }
    add(suspects.removeFirst())
    isAlone = true
  }

  private mutating func receive(from output: Int32, into events: inout [Event]) throws(MalformedBytes) {
    let got = answers.fill(from: output)
    if got < 0, errno == EAGAIN || errno == EINTR { return }
    while let frame = try answers.next() { try take(frame, into: &events) }
    guard got > 0 else { throw MalformedBytes() }
  }

  private mutating func take(_ frame: ArraySlice<UInt8>, into events: inout [Event]) throws(MalformedBytes) {
    waitingSince = Self.now
    guard isReady else {
      guard frame.elementsEqual([WorkerAnswer.ready, WireForm.version]) else { throw MalformedBytes() }
      isReady = true
      return
    }
    guard !inFlight.isEmpty else { throw MalformedBytes() }
    failedStarts = 0
    events.append(.answered(inFlight.removeFirst(), frame))
  }

  /// Ends the worker and decides what becomes of the messages that were with it.
  private mutating func fail() -> [Event] {
    stop()
    outgoing.removeAll()
    guard isReady, !inFlight.isEmpty else {
      // It had nothing to do yet, so no message is at fault; a worker that always fails so is given up.
      failedStarts += 1
      suspects = inFlight + suspects
      inFlight = []
      return []
    }
    defer { inFlight = [] }
    if isAlone, let guilty = inFlight.first {
      isAlone = false
      return [.failed(guilty)]
    }
    suspects = inFlight + suspects
    return []
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
