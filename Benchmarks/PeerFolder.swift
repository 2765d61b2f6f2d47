import Glibc
import TerminalHarness

/// What the peers of the first screen open: a repository of a hundred thousand commits and a mailbox of a hundred
/// thousand letters, made once and kept.
struct PeerFolder {
  let folder: String
  let hasTig: Bool
  let hasMail: Bool

  var commits: String { folder + "/commits" }
  var mailbox: String { folder + "/letters.mbox" }
  var emptyMailbox: String { folder + "/empty.mbox" }

  private static let count = 100_000

  init(_ folder: String, ground: Ground) throws {
    self.folder = folder
    hasTig = ground.has("tig") && ground.has("git")
    hasMail = ground.has("neomutt")
    // Without the second, neomutt asks whether to make it.
    for path in [folder, folder + "/Mail"] { mkdir(path, 0o700) }
    if hasMail, access(mailbox, F_OK) != 0 {
      close(creat(emptyMailbox, 0o600))
      var mail = GeneratedMail()
      _ = try mail.write(Self.count, to: mailbox)
    }
    if hasTig, access(commits + "/made", F_OK) != 0 { try makeCommits(ground) }
  }

  /// One file that changes, as `git fast-import` takes it.
  private func makeCommits(_ ground: Ground) throws {
    let stream = folder + "/commits.stream"
    guard let file = fopen(stream, "w") else { throw HarnessError(description: "cannot write \(stream)") }
    for number in 1...Self.count {
      let message = "Change number \(number)"
      fputs(
        """
        commit refs/heads/main
        committer A Person <person@example.org> \(1_400_000_000 + number * 3000) +0000
        data \(message.utf8.count)
        \(message)
        M 100644 inline file.txt
        data \(message.utf8.count)
        \(message)

        """, file)
    }
    fclose(file)
    try ground.run("git", ["init", "--quiet", "--initial-branch=main", commits])
    try ground.run("sh", ["-c", "git -C '\(commits)' fast-import --quiet < '\(stream)'"])
    unlink(stream)
    close(creat(commits + "/made", 0o600))
  }
}
