package import Casework
import Glibc
import MailWire

/// Why an import cannot begin.
package enum MailSourceError: Error, Equatable {
  /// Nothing lies at this path, or it may not be looked at.
  case notFound(path: String, errorNumber: Int32)
}

extension MailSourceError {
  /// What is wrong, where, and what to do.
  package var message: Message {
    switch self {
    case .notFound(let path, let number):
      "\(path) cannot be imported (\(systemText(number))); check the name and that you may read it."
    }
  }
}

/// Gives the messages of files and folders one by one, in the order of the paths' bytes within each path
/// named.
///
/// Holds one message and one block of a file at a time. Single files, folders at any depth, Maildirs (`cur`
/// and `new`), mboxes and standard input are told apart by what they are, not by their names. What cannot be
/// taken is in ``problems`` and stops nothing.
package struct MailSource: Sequence, IteratorProtocol, Sendable {
  /// Files that gave no message, so far.
  package private(set) var problems: [ImportProblem] = []

  private var waiting: ArraySlice<Entry>
  private var mbox: (reader: MboxReader, name: String, size: Int)?
  private var doneBefore = 0
  private let total: Int?
  private let largest: Int

  private enum Entry {
    case file(MailFile)
    case standardInput

    var size: Int? {
      if case .file(let file) = self { file.size } else { nil }
    }
  }

  /// Finds the files; reads none of them yet.
  ///
  /// - Parameters:
  ///   - paths: files and folders; `-` is standard input.
  ///   - largest: bytes of the largest message that is taken.
  /// - Throws: ``MailSourceError`` when a path is not there.
  package init(paths: [String], largest: Int = WireForm.largestMessage) throws(MailSourceError) {
    var entries: [Entry] = []
    for text in paths {
      if text == "-" {
        entries.append(.standardInput)
        continue
      }
      let path = FilePath(text)
      guard let status = path.status(followsLinks: true) else {
        throw .notFound(path: text, errorNumber: errno)
      }
      let found = MailFiles(path, status)
      entries += found.files.map { Entry.file($0) }
      problems += found.problems
    }
    waiting = entries[...]
    let sizes = entries.map(\.size)
    total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    self.largest = largest
  }

  /// How far this is through all files.
  package var progress: ImportProgress {
    ImportProgress(done: doneBefore + (mbox?.reader.position ?? 0), total: total)
  }

  /// The next message; nil at the end.
  package mutating func next() -> RawMail? {
    while true {
      if mbox != nil {
        if let mail = nextOfMbox() { return mail }
      } else {
        guard let entry = waiting.popFirst() else { return nil }
        if let mail = open(entry) { return mail }
      }
    }
  }
}

// MARK: - One file

extension MailSource {
  private mutating func open(_ entry: Entry) -> RawMail? {
    switch entry {
    case .standardInput: return read(InputFile(), name: "standard input", of: nil)
    case .file(let file):
      guard let input = InputFile(path: file.path, followsLinks: file.isNamed) else {
        refuse(file.path.text, .cannotBeRead(errorNumber: errno), size: file.size ?? 0)
        return nil
      }
      return read(input, name: file.path.text, of: file)
    }
  }

  private mutating func read(_ input: InputFile, name: String, of file: MailFile?) -> RawMail? {
    var sample: [UInt8] = []
    guard Self.fill(&sample, from: input, upTo: MailLikeness.sampleSize) else {
      refuse(name, .cannotBeRead(errorNumber: errno), size: file?.size ?? 0)
      return nil
    }
    guard !sample.isEmpty else {
      refuse(name, .isEmpty, size: 0)
      return nil
    }
    let isMaildir = file?.isInMaildir ?? false
    if isMaildir, !MaildirFlags(fileName: name).isDisjoint(with: [.draft, .trashed]) {
      refuse(name, .isDraftOrTrashed, size: file?.size ?? 0)
      return nil
    }
    switch MailLikeness(sample) {
    case .mbox where !isMaildir:
      mbox = (MboxReader(file: input, start: sample, largest: largest), name, file?.size ?? 0)
      return nil
    case .text where !isMaildir && Self.namesAnotherFormat(name),
      .other where !isMaildir && !name.asciiLowercased.hasSuffix(".eml"):
      refuse(name, .isNotMail, size: file?.size ?? sample.count)
      return nil
    default: return readSingle(input, sample, name: name, of: file)
    }
  }

  /// A text without a header is a letter all the same when nothing in its name says that it is something else:
  /// rather a case too many than a letter lost.
  private static func namesAnotherFormat(_ name: String) -> Bool {
    let last = name.utf8.split(separator: UInt8(ascii: "/")).last ?? []
    return last.contains(UInt8(ascii: ".")) && !name.asciiLowercased.hasSuffix(".eml")
  }

  private mutating func readSingle(
    _ input: InputFile, _ sample: [UInt8], name: String, of file: MailFile?
  )
    -> RawMail?
  {
    var raw = sample
    guard Self.fill(&raw, from: input, upTo: largest + 1) else {
      refuse(name, .cannotBeRead(errorNumber: errno), size: file?.size ?? 0)
      return nil
    }
    guard raw.count <= largest else {
      refuse(name, .isTooLarge, size: file?.size ?? raw.count)
      return nil
    }
    doneBefore += file?.size ?? raw.count
    let flags = file?.isInMaildir == true ? MaildirFlags(fileName: name) : nil
    return RawMail(raw: raw, source: name, flags: flags)
  }

  private mutating func nextOfMbox() -> RawMail? {
    guard let name = mbox?.name, let outcome = mbox?.reader.next() else { return nil }
    switch outcome {
    case .message(let found):
      return RawMail(raw: found.raw, source: "\(name) at byte \(found.offset)")
    case .tooLarge(let offset):
      problems.append(ImportProblem(source: "\(name) at byte \(offset)", reason: .isTooLarge))
    case .failed(let number):
      problems.append(ImportProblem(source: name, reason: .cannotBeRead(errorNumber: number)))
    case .end:
      doneBefore += Swift.max(mbox?.reader.position ?? 0, mbox?.size ?? 0)
      mbox = nil
    }
    return nil
  }

  private mutating func refuse(_ name: String, _ reason: ImportProblem.Reason, size: Int) {
    problems.append(ImportProblem(source: name, reason: reason))
    doneBefore += size
  }

  /// Reads until there are `count` bytes or the end; false with `errno` when reading failed.
  private static func fill(_ bytes: inout [UInt8], from input: InputFile, upTo count: Int) -> Bool {
    while bytes.count < count {
      let got = input.read(Swift.min(1 << 20, count - bytes.count), into: &bytes)
      if got < 0 { return false }
      if got == 0 { return true }
    }
    return true
  }
}
