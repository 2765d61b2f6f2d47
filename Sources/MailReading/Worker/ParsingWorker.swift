internal import CProcess
import Glibc
import MailWire

/// The process that reads hostile mail: it has no privileges, no store and no files, and may die at any
/// message.
package enum ParsingWorker {
  /// What it may use on top of what is mapped when it starts.
  private static let memory: UInt = 512 << 20
  /// Processor time for one message.
  private static let secondsPerMessage: UInt32 = 10

  /// Answers frames from `input` on `output` until the input ends; the exit status for the process.
  ///
  /// Call it before anything else in the process, and leave with what it returns. Only descriptors 0 to 2
  /// stay open.
  package static func main(input: Int32 = 0, output: Int32 = 1) -> Int32 {
    let step = process_confine(memory)
    guard step == 0 else { return EX_OSERR }
    MailParser.start()
    var loop = WorkerLoop(input: input, output: output, secondsPerMessage: secondsPerMessage)
    return loop.run()
  }
}

/// Reads requests, writes answers. Answers are gathered while more requests are at hand.
private struct WorkerLoop {
  private let input: Int32
  private let output: Int32
  private let secondsPerMessage: UInt32
  private let parser = MailParser()
  private var requests = FrameInput(longest: WireForm.largestMessage + 16)
  private var answers = ByteWriter()

  /// When answers were sent last, in nanoseconds of the system's clock.
  private var lastFlush: UInt64 = 0

  private static let mostGathered = 256 << 10
  /// Answers wait no longer than this for others, or the other side would take a row of slow ones for
  /// silence.
  private static let longestGathering: UInt64 = 100_000_000

  init(input: Int32, output: Int32, secondsPerMessage: UInt32) {
    self.input = input
    self.output = output
    self.secondsPerMessage = secondsPerMessage
  }

  mutating func run() -> Int32 {
    answers.frame { writer in
      writer.write(WorkerAnswer.ready)
      writer.write(WireForm.version)
    }
    guard flush() else { return EX_IOERR }
    while true {
      let got = requests.fill(from: input)
      if got == 0 { return EX_OK }
      if got < 0 {
        guard errno == EINTR else { return EX_IOERR }
        continue
      }
      do {
        while let frame = try requests.next() {
          try answer(frame)
          if isFlushDue, !flush() { return EX_IOERR }
        }
      } catch { return EX_PROTOCOL }
      guard flush() else { return EX_IOERR }
    }
  }

  private mutating func answer(_ frame: ArraySlice<UInt8>) throws(MalformedBytes) {
    process_allow_seconds(secondsPerMessage)
    var reader = ByteReader(frame)
    let kind = try reader.byte()
    let part = try reader.length()
    let raw = reader.takeRest()
    switch kind {
    case WorkerRequest.parse: answerContent(raw)
    case WorkerRequest.attachment: answerAttachment(part, raw)
    default: throw MalformedBytes()
    }
  }

  private mutating func answerContent(_ raw: ArraySlice<UInt8>) {
    let content = raw.withUnsafeBytes { parser.parse($0) }
    answers.frame { writer in
      guard let content else { return writer.write(WorkerAnswer.unreadable) }
      writer.write(WorkerAnswer.content)
      writer.write(content)
    }
  }

  private mutating func answerAttachment(_ part: Int, _ raw: ArraySlice<UInt8>) {
    let bytes = raw.withUnsafeBytes { parser.attachment(part: part, of: $0) }
    answers.frame { writer in
      guard let bytes else { return writer.write(WorkerAnswer.unreadable) }
      writer.write(WorkerAnswer.bytes)
      writer.write(contentsOf: bytes)
    }
  }

  private var isFlushDue: Bool {
    answers.count > Self.mostGathered || Self.now - lastFlush > Self.longestGathering
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private mutating func flush() -> Bool {
    defer {
      answers.removeAll()
      lastFlush = Self.now
    }
    return answers.bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let view = UnsafeRawBufferPointer(rebasing: rest)
        let written = write(output, view.baseAddress, view.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return false }
        rest = rest.dropFirst(written)
      }
      return true
    }
  }
}

private let EX_OK: Int32 = 0
private let EX_OSERR: Int32 = 71
private let EX_IOERR: Int32 = 74
private let EX_PROTOCOL: Int32 = 76
