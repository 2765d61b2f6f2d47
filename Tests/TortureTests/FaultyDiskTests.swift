import CaseStore
import Casework
import Foundation
import Glibc
import TerminalHarness
import Testing

/// Every call to the disk fails once, and then for good: the store says so in a sentence, keeps what it acknowledged,
/// and is whole.
@Suite(.serialized) struct FaultyDiskTests {
  /// Source: reliability C3 and C5.
  @Test func noFailureOfTheDiskCostsWhatWasAcknowledged() throws {
    let step = Torture.size("FAULT_STEP", short: 13, long: 1)
    let tortured = try TorturedStore(records: 3)
    let pristine = tortured.folder + "/before.sqlite"
    try FileManager.default.copyStore(tortured.path, to: pristine)
    var points = 0
    for fault in DiskFault.all {
      // A different beginning each time, so that a short sweep comes to every place in the end.
      var number = step == 1 ? 1 : Int.random(in: 1...step)
      while try isMet(fault, number, tortured, pristine) {
        points += 1
        number += step
      }
    }
    #expect(points > 20)
    Torture.report(
      "C3: \(points) failures of the disk, one call in \(step): nothing acknowledged lost, every store whole")
  }

  /// - Returns: whether there was such a call.
  private func isMet(
    _ fault: DiskFault, _ number: Int, _ tortured: TorturedStore, _ pristine: String
  ) throws -> Bool {
    let hit = tortured.folder + "/hit"
    try? FileManager.default.removeItem(atPath: hit)
    try FileManager.default.copyStore(pristine, to: tortured.path)
    let disk = fault.environment(number, in: "office.sqlite", hit: hit)
    let writer = try tortured.start("write", tortured.path, "4", disk: disk)
    let status = try writer.end().status
    guard FileManager.default.fileExists(atPath: hit) else {
      #expect(status == .exited(0))
      return false
    }
    let what = "\(fault.words), call \(number)"
    #expect([.exited(0), .exited(EX_IOERR), .exited(99)].contains(status), "\(what): \(status)")
    // A page that the disk cannot read is damage, and is looked at again by whoever comes next; nothing else is.
    let isMarked = FileManager.default.fileExists(atPath: tortured.path + "-damaged")
    #expect(!isMarked || fault.kind == "read", "\(what): \(writer.text)")
    for sentence in writer.errors {
      #expect(!sentence.contains("fault of Casebook"), "\(what): \(sentence)")
      #expect(sentence.hasSuffix("."), "\(what): \(sentence)")
    }
    try tortured.requireKept(writer.acknowledged, what)
    return true
  }

  /// What the disk could not bring to safety may be gone although it can still be read: nothing is tried again before
  /// the disk takes something, the store was opened anew, and all of it holds.
  /// Source: reliability C5; Rebello and others, "Can Applications Recover from fsync Failures?" (2020).
  @Test(arguments: [true, false])
  func afterADiskThatCouldNotKeepAChangeTheStoreIsOpenedAnewOrNotWrittenTo(staysBad: Bool) throws {
    let tortured = try TorturedStore(records: 1)
    var disk = [
      "DISK_MATCH": "office.sqlite", "DISK_KIND": "fsync", "DISK_N": "4", "DISK_ERRNO": "\(EIO)",
    ]
    if staysBad { disk["DISK_STICKY"] = "1" }
    let writer = try tortured.start("write", tortured.path, "5", disk: disk)
    #expect(try writer.end().status == .exited(staysBad ? EX_IOERR : 0))
    #expect(!writer.acknowledged.isEmpty)
    #expect(writer.errors.count == (staysBad ? 3 : 1), "\(writer.text)")
    let afterwards = writer.text.split(separator: "\n").drop { !$0.hasPrefix("ERR") }
    #expect(afterwards.contains { $0.hasPrefix("ACK") } != staysBad, "\(writer.text)")
    #expect(writer.errors.allSatisfy { $0.contains("is opened anew and checked") }, "\(writer.errors)")
    try tortured.requireKept(writer.acknowledged, "after a sync that failed")
    let next = try tortured.start("write", tortured.path, "1").end()
    #expect(next.status == .exited(0), "\(next.text)")
  }
}
