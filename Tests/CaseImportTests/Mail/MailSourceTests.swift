import CaseImport
import Casework
import Foundation
import Testing

@Suite struct MailSourceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let letter = "From: a@example.org\nSubject: One\n\nText\n"

  private func read(
    _ paths: String..., largest: Int = 1 << 20
  ) throws -> (mails: [RawMail], problems: [ImportProblem]) {
    var source = try MailSource(paths: paths, largest: largest)
    var mails: [RawMail] = []
    while let mail = source.next() { mails.append(mail) }
    #expect(source.progress.done == source.progress.total)
    return (mails, source.problems)
  }

  private func texts(_ mails: [RawMail]) -> [String] { mails.map { String(decoding: $0.raw, as: UTF8.self) } }

  @Test func anMboxIsCutAtItsSeparatorsOnly() throws {
    let mbox = """
      From a@example.org Thu Jan  1 00:00:00 1970
      Subject: 1

      From the start of a line.

      From now on, no date.
      >From here.
      >>From there.

      From b@example.org Fri Jan  2 10:00 1970
      Subject: 2

      Text

      """
    let path = try folder.write("post", mbox)
    let (mails, problems) = try read(path)
    #expect(problems.isEmpty)
    #expect(
      texts(mails) == [
        "Subject: 1\n\nFrom the start of a line.\n\nFrom now on, no date.\nFrom here.\n>From there.\n",
        "Subject: 2\n\nText\n",
      ])
    #expect(mails.map(\.source) == ["\(path) at byte 0", "\(path) at byte 132"])
  }

  @Test func anMboxWithAnOddFirstLineLosesNothing() throws {
    let path = try folder.write(
      "post", "From ???\nSubject: 1\n\nA\n\nFrom b Thu Jan  1 00:00:00 1970\nSubject: 2\n\nB\n")
    #expect(try texts(read(path).mails) == ["Subject: 1\n\nA\n", "Subject: 2\n\nB\n"])
  }

  @Test func anMboxWithCarriageReturnsIsCutToo() throws {
    let line = "From a Thu Jan  1 00:00:00 1970\r\n"
    let path = try folder.write(
      "post.mbox", "\(line)Subject: 1\r\n\r\nA\r\n\r\n\(line)Subject: 2\r\n\r\nB\r\n")
    #expect(try texts(read(path).mails) == ["Subject: 1\r\n\r\nA\r\n", "Subject: 2\r\n\r\nB\r\n"])
  }

  @Test func aLargeMboxComesOutWhole() throws {
    let separator = "From a@example.org Thu Jan  1 00:00:00 1970\n"
    let letters = (0..<3000).map {
      "Subject: \($0)\n\n" + String(repeating: "words and words\n", count: $0 % 200)
    }
    let path = try folder.write("post", letters.map { separator + $0 + "\n" }.joined())
    #expect(
      try texts(read(path).mails) == letters.map { $0.hasSuffix("\n\n") ? String($0.dropLast()) + "\n" : $0 })
  }

  @Test func messagesOfAMaildirCarryTheirFlags() throws {
    try folder.write("box/cur/2:2,FS", Self.letter)
    try folder.write("box/new/3", Self.letter)
    try folder.write("box/tmp/4", Self.letter)
    try folder.write("box/.Sent/cur/1:2,", Self.letter)
    let (mails, problems) = try read(folder.path + "/box")
    #expect(
      mails.map { $0.source.dropFirst(folder.path.count) } == [
        "/box/.Sent/cur/1:2,", "/box/cur/2:2,FS", "/box/new/3",
      ])
    #expect(mails.map(\.flags) == [[], [.flagged, .seen], []])
    #expect(problems.isEmpty)
  }

  @Test func aMessageInAMaildirIsTakenWhateverItLooksLike() throws {
    try folder.write("cur/1:2,S", "no header at all")
    #expect(try read(folder.path).mails.count == 1)
  }

  @Test func filesThatAreNoMailAreNamedAndStopNothing() throws {
    try folder.write("a/notes.txt", "Note: buy milk\n")
    try folder.write("a/more.txt", "From here on we write notes.\nAnd so on\n")
    try folder.write("a/empty", "")
    try folder.write("a/picture.png", [0x89, 0x50, 0x4E, 0x47])
    try folder.write("a/letter", Self.letter)
    try folder.write("a/odd.eml", "no header")
    try folder.write("a/scrap", "a letter that lost its header\n")
    let (mails, problems) = try read(folder.path)
    #expect(mails.map { $0.source.split(separator: "/").last } == ["letter", "odd.eml", "scrap"])
    #expect(problems.map(\.reason) == [.isEmpty, .isNotMail, .isNotMail, .isNotMail])
    #expect(problems[1].message.text().contains("does not look like mail"))
  }

  @Test(arguments: [
    "From: a@example.org\n\nx", ">From a Thu Jan 1 1970\nSubject: x\n\n", "X-Spam: no\n\n",
    "\nReceived: by x\n by y\n\n",
    "Odd-Name: x\nSubject : y\n\n",
  ])
  func aFileWithHeadersIsMailWhateverItsName(text: String) throws {
    let path = try folder.write("01:2,", text)
    #expect(try texts(read(path).mails) == [text])
  }

  @Test func standardInputIsReadToo() throws {
    let separator = "From a@example.org Thu Jan  1 00:00:00 1970\n"
    let input = open(
      try folder.write("post", separator + Self.letter + "\n" + separator + Self.letter), O_RDONLY)
    let before = dup(0)
    dup2(input, 0)
    defer {
      dup2(before, 0)
      close(before)
      close(input)
    }
    var source = try MailSource(paths: ["-"])
    #expect(source.next()?.source == "standard input at byte 0")
    #expect(source.next().map { texts([$0]) } == [Self.letter])
    #expect(source.next() == nil)
    #expect(source.progress.total == nil)
  }

  @Test func aPathThatIsNotThereIsAnErrorAtOnce() {
    let path = folder.path + "/none"
    #expect(throws: MailSourceError.notFound(path: path, errorNumber: ENOENT)) {
      try MailSource(paths: [path])
    }
  }

  @Test func aFileThatVanishesIsAProblem() throws {
    let first = try folder.write("1", Self.letter)
    let second = try folder.write("2", Self.letter)
    var source = try MailSource(paths: [first, second])
    try FileManager.default.removeItem(atPath: first)
    #expect(source.next()?.source == second)
    #expect(source.problems == [ImportProblem(source: first, reason: .cannotBeRead(errorNumber: ENOENT))])
  }

  @Test func linksAreFollowedOnlyWhenNamed() throws {
    let target = try folder.write("target/letter", Self.letter)
    try FileManager.default.createDirectory(atPath: folder.path + "/links", withIntermediateDirectories: true)
    let link = folder.path + "/links/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(try read(link).mails.count == 1)
    let (mails, problems) = try read(folder.path + "/links")
    #expect(mails.isEmpty)
    #expect(problems.count == 1)
  }

  @Test func aMessageBeyondTheLimitIsNamedAndTheNextIsRead() throws {
    let separator = "From a@example.org Thu Jan  1 00:00:00 1970\n"
    let long = separator + "Subject: 1\n\n" + String(repeating: "x\n", count: 1000) + "\n"
    let path = try folder.write("post", long + separator + Self.letter)
    let (mails, problems) = try read(path, largest: 1000)
    #expect(texts(mails) == [Self.letter])
    #expect(problems == [ImportProblem(source: "\(path) at byte 0", reason: .isTooLarge)])
    let single = try folder.write("single", "Subject: 1\n\n" + String(repeating: "x\n", count: 1000))
    #expect(try read(single, largest: 1000).problems.map(\.reason) == [.isTooLarge])
  }
}
