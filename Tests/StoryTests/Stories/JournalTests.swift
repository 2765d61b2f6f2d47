import Foundation
import Glibc
import TerminalHarness
import Testing

/// At the end of a console the head of the log goes to the system's journal, out of the reach of who writes the store.
@Suite struct JournalTests {
  @Test func theHeadIsNotedWhenAConsoleEnds() throws {
    let office = try Office()
    _ = try office.receive(Letter("noted@a.example"))
    let head = try #require(try office.must("audit", "export").json().last?["hash"]?.string)
    // A journal of our own at /dev/log, seen by this one program alone.
    let journal = try #require(Journal(path: office.folder + "/journal"))
    let script = """
      mkdir dev && mount -t tmpfs none dev || exit 100
      for name in null zero tty ptmx urandom; do : > dev/$name; mount --bind /dev/$name dev/$name; done
      mkdir dev/pts && mount --rbind /dev/pts dev/pts
      ln -s \(office.folder)/journal dev/log && mount --move dev /dev || exit 100
      exec \(office.program)
      """
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try terminal.start(
      "/usr/bin/env", ["-C", office.folder, "unshare", "-rm", "bash", "-c", script],
      environment: office.environment)
    do { try terminal.wait(for: "? help") } catch {
      // Where nobody may mount, there is no journal of one's own.
      guard case .exited(let status) = try terminal.waitForExit(), [1, 100].contains(status) else {
        throw error
      }
      return
    }
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    // Where a thread cannot have the place that it asks for, the system's own library says so there too.
    var line = try #require(journal.line())
    while line.contains("thread priority") { line = try #require(journal.line()) }
    #expect(line.contains("casebook") && line.contains("leaves \(office.storePath) at entry"), "\(line)")
    #expect(line.contains("head \(head)"), "\(line)")
    // Priority "user, info" (RFC 3164): 1 * 8 + 6.
    #expect(line.hasPrefix("<14>"), "\(line)")
  }

  /// A socket that takes what syslog(3) sends.
  private final class Journal {
    private let descriptor: Int32

    init?(path: String) {
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8) + [0]
      guard descriptor >= 0, bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return nil }
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      guard bound == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// What has arrived; nil for nothing.
    func line() -> String? {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
  }
}
