import CaseStore
import Casework
import Foundation
import TerminalHarness
import Testing

/// The power goes: what was brought to the disk is there, of what was only written any sectors are, or none.
@Suite(.serialized) struct PowerCutTests {
  /// Source: reliability C2.
  @Test func whatWasAcknowledgedOutlivesThePower() throws {
    let images = Torture.size("IMAGES", short: 60, long: 5000)
    let tortured = try TorturedStore(records: 4)
    let changes = images > 500 ? 400 : 60
    // Small steps from the log to the file, so that power is cut in the midst of them too.
    let before = tortured.folder + "/before.sqlite"
    try FileManager.default.copyStore(tortured.path, to: before)
    let log = tortured.folder + "/record"
    let writer = try tortured.start(
      "write", tortured.path, "\(changes)", disk: ["DISK_MATCH": "office.sqlite", "DISK_LOG": log])
    #expect(try writer.end().status == .exited(0))
    let record = try DiskRecord(path: log)
    #expect(record.steps.count > changes)
    #expect(record.steps.contains { $0.kind == .sync })
    var generator = SystemRandomNumberGenerator()
    let place = tortured.folder + "/after.sqlite"
    for number in 0..<images {
      let cut = Int.random(in: 0...record.steps.count, using: &generator)
      let acknowledged = try record.image(of: before, upTo: cut, at: place, using: &generator)
      try TorturedStore.requireKept(acknowledged, at: place, "image \(number), power cut at step \(cut)")
    }
    Torture.report(
      "C2: \(images) power cuts over \(record.steps.count) steps of the disk, nothing acknowledged lost")
  }
}

/// What a program did to its files, in order.
struct DiskRecord {
  enum Kind: UInt8 {
    case write = 0x57
    case sync = 0x53
    case truncate = 0x54
    case unlink = 0x55
    case acknowledge = 0x41
  }

  struct Step {
    let kind: Kind
    /// What follows the name of the store.
    let suffix: String
    let offset: Int
    let bytes: [UInt8]
  }

  let steps: [Step]

  init(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var steps: [Step] = []
    var position = 0
    func number(at place: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    while position + 14 <= bytes.count {
      guard let kind = Kind(rawValue: bytes[position]) else {
        throw HarnessError(description: "the record of the disk is not one")
      }
      let suffix =
        bytes[position + 1] == UInt8(ascii: "w")
        ? "-wal" : bytes[position + 1] == UInt8(ascii: "j") ? "-journal" : ""
      let count = number(at: position + 10, 4)
      steps.append(
        Step(
          kind: kind, suffix: suffix, offset: number(at: position + 2, 8),
          bytes: Array(bytes[position + 14..<position + 14 + count])))
      position += 14 + count
    }
    self.steps = steps
  }

  /// Builds what a disk may hold after the power was cut before a step: all that was synced, and of the rest any sectors.
  ///
  /// - Returns: what had been acknowledged by then.
  func image(
    of before: String, upTo cut: Int, at place: String, using generator: inout some RandomNumberGenerator
  ) throws -> [Acknowledgement] {
    var files: [String: [UInt8]] = [:]
    var waiting: [String: [Step]] = [:]
    var said = ""
    for suffix in ["", "-wal", "-journal"] {
      files[suffix] = (try? Data(contentsOf: URL(fileURLWithPath: before + suffix))).map { [UInt8]($0) }
    }
    for step in steps.prefix(cut) {
      switch step.kind {
      case .acknowledge: said += String(decoding: step.bytes, as: UTF8.self)
      case .sync:
        for step in waiting.removeValue(forKey: step.suffix) ?? [] {
          Self.apply(step, to: &files[step.suffix])
        }
      case .write, .truncate, .unlink: waiting[step.suffix, default: []].append(step)
      }
    }
    // All, none or some of what was on its way.
    let share = [0, 100, 50, 90].randomElement(using: &generator) ?? 0
    for step in waiting.values.flatMap(\.self) {
      guard step.kind == .write else {
        if Int.random(in: 0..<100, using: &generator) < share { Self.apply(step, to: &files[step.suffix]) }
        continue
      }
      for start in stride(from: 0, to: step.bytes.count, by: 512)
      where Int.random(in: 0..<100, using: &generator) < share {
        let sector = Array(step.bytes[start..<min(start + 512, step.bytes.count)])
        Self.apply(
          Step(kind: .write, suffix: step.suffix, offset: step.offset + start, bytes: sector),
          to: &files[step.suffix])
      }
    }
    for suffix in ["-shm", "-gate", "-wal", "-journal", ""] {
      try? FileManager.default.removeItem(atPath: place + suffix)
    }
    for (suffix, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: place + suffix)) }
    return RunningWriter.acknowledgements(in: said)
  }

  private static func apply(_ step: Step, to file: inout [UInt8]?) {
    switch step.kind {
    case .unlink: file = nil
    case .truncate:
      var bytes = file ?? []
      file = nil
      if bytes.count > step.offset { bytes.removeLast(bytes.count - step.offset) }
      bytes += [UInt8](repeating: 0, count: step.offset - bytes.count)
      file = bytes
    case .write:
      var bytes = file ?? []
      file = nil
      let end = step.offset + step.bytes.count
      if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(step.offset..<end, with: step.bytes)
      file = bytes
    case .sync, .acknowledge: break
    }
  }
}
