import Glibc
import MailWire
import Testing

@Suite struct FrameInputTests {
  private let reading: Int32
  private let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }

  private func send(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    #expect(write(writing, bytes, bytes.count) == bytes.count)
  }

  private func frame(_ text: String) -> [UInt8] {
    var writer = ByteWriter()
    writer.frame { $0.write(contentsOf: Array(text.utf8)) }
    return writer.bytes
  }

  @Test func framesComeOutWholeHoweverThePipeCutsThem() throws {
    defer { [reading, writing].forEach { close($0) } }
    var input = FrameInput(longest: 100)
    var found: [String] = []
    for byte in frame("One") + frame("") + frame("Three") {
      send([byte])
      #expect(input.fill(from: reading) == 1)
      while let frame = try input.next() { found.append(String(decoding: frame, as: UTF8.self)) }
    }
    #expect(found == ["One", "", "Three"])
  }

  @Test func aFrameLongerThanAllowedIsRefusedByItsLengthAlone() throws {
    defer { [reading, writing].forEach { close($0) } }
    var input = FrameInput(longest: 4)
    send(frame("Five!").prefix(4))
    #expect(input.fill(from: reading) == 4)
    #expect(throws: MalformedBytes.self) { try input.next() }
  }

  @Test func framesLongerThanTheUsualBufferAreHeld() throws {
    var input = FrameInput(longest: 8 << 20)
    let long = String(repeating: "letter ", count: 500_000)
    let bytes = frame(long) + frame("next")
    let (sender, receiver) = (writing, reading)
    var sent = 0
    _ = fcntl(sender, F_SETFL, O_NONBLOCK)
    var found: [String] = []
    while found.count < 2 {
      let count = bytes[sent...].withUnsafeBytes { write(sender, $0.baseAddress, $0.count) }
      sent += max(0, count)
      try #require(input.fill(from: receiver) > 0)
      while let frame = try input.next() { found.append(String(decoding: frame, as: UTF8.self)) }
    }
    [reading, writing].forEach { close($0) }
    #expect(found == [long, "next"])
  }
}
