import Glibc
import TerminalHarness

/// Letters as files, with notmuch's index of them: made once for a kept store.
struct Maildir {
  let ground: Ground
  private var folder: String { ground.folder + "/maildir" }

  /// - Returns: the seconds that notmuch took to read them; nil when it had done so before.
  @discardableResult
  func make(from mailbox: String, count: Int) throws -> Double? {
    guard access(folder + "/made", F_OK) != 0 else { return nil }
    for name in [folder, folder + "/cur", folder + "/new", folder + "/tmp"] { mkdir(name, 0o700) }
    try write(mailbox, count)
    try configure()
    let seconds = try ground.run("notmuch", ["new", "--quiet"]).seconds
    close(creat(folder + "/made", 0o600))
    return seconds
  }

  /// Leaves nothing of the letters, nor of the index.
  func forget() throws { try ground.run("rm", ["-rf", folder]) }

  private func write(_ mailbox: String, _ count: Int) throws {
    guard let file = fopen(mailbox, "r") else { throw HarnessError(description: "no mail") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: ground.size(of: mailbox))
    let size = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes.prefix(size), as: UTF8.self)
    for (number, message) in text.split(separator: "\nFrom ").prefix(count).enumerated() {
      let body = message.split(separator: "\n", maxSplits: 1).last ?? ""
      guard let letter = fopen("\(folder)/cur/\(number):2,", "w") else { continue }
      let bytes = Array(body.utf8)
      fwrite(bytes, 1, bytes.count, letter)
      fclose(letter)
    }
  }

  private func configure() throws {
    guard let file = fopen(ground.folder + "/.notmuch-config", "w") else { return }
    fputs("[database]\npath=\(folder)\n[user]\nname=Benchmark\nprimary_email=bench@example.org\n", file)
    fclose(file)
  }
}
