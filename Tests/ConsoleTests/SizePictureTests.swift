import Canvas
import Casework
import Testing

@testable import Console

/// What can lie over the list or stand in its place, on a small, a large and a very large terminal.
///
/// Where a picture of the small screen is kept by another test already, only the larger ones are drawn here.
@Suite struct SizePictureTests {
  /// One screen, and how one comes to it.
  struct Picture: Sendable, CustomTestStringConvertible {
    let name: String
    let sizes: [(columns: Int, rows: Int)]
    let draw: @Sendable (_ columns: Int, _ rows: Int) throws -> Frame

    var testDescription: String { name }

    init(
      _ name: String, isKeptSmall: Bool = false,
      draw: @escaping @Sendable (_ columns: Int, _ rows: Int) throws -> Frame
    ) {
      self.name = name
      self.draw = draw
      sizes = (isKeptSmall ? [] : [(80, 24)]) + [(120, 40), (200, 60)]
    }

    /// A screen that is reached by typing alone.
    init(_ name: String, isKeptSmall: Bool = false, _ keys: String) {
      self.init(name, isKeptSmall: isKeptSmall) { columns, rows in
        var desk = Desk(columns: columns, rows: rows)
        desk.type(keys)
        return desk.frame
      }
    }
  }

  @Test(arguments: pictures)
  func aScreenFitsEverySize(picture: Picture) throws {
    for size in picture.sizes {
      let frame = try picture.draw(size.columns, size.rows)
      let cursor = frame.cursor
      #expect((0..<size.rows).contains(cursor.row) && (0..<size.columns).contains(cursor.column))
      #expect(!frame.text(ofRow: cursor.row).isEmpty, "the cursor stands on an empty row")
      try GoldenFrame.expect(frame, "sizes/\(picture.name)-\(size.columns)x\(size.rows)")
    }
  }

  // MARK: - The screens

  static let pictures = many + lists + texts + desk

  /// Acting on many.
  private static let many = [
    Picture("tagged", "ttt"),
    Picture("tags-begun", "tT"),
    Picture("bulk-choosing", "ttta"),
    Picture("bulk-preview", "tttaPri\n"),
    Picture("bulk-done", "tttaPri\n\n"),
  ]

  /// Lists to choose from.
  private static let lists = [
    Picture("sort", "zs"),
    Picture("palette", isKeptSmall: true, ":vie"),
    Picture("palette-argument", ":assign pri"),
    Picture("palette-reference", ":3"),
    Picture("assign", isKeptSmall: true, "a"),
    Picture("showing-begun", "z"),
    Picture("help", isKeptSmall: true, "?"),
    Picture("help-narrowed", "?tag"),
  ]

  /// What is typed and read.
  private static let texts = [
    Picture("reading", isKeptSmall: true, "\n"),
    Picture("note", isKeptSmall: true, "wRang back\nleft word"),
    Picture("search", isKeptSmall: true, "/light"),
    Picture("search-fault", isKeptSmall: true, "/light stage:lost"),
    Picture("reason", isKeptSmall: true, "x\nRang her instead"),
    Picture("draft-offer", isKeptSmall: true) { columns, rows in
      let draft = Draft(
        place: DraftPlace(form: "note", reference: "COR-26-0001"), revision: 1,
        at: ConsoleExamples.instant("2026-11-20T10:42:00Z"), texts: ["text": "Rang her\nand he"])
      var desk = Desk(columns: columns, rows: rows, drafts: [draft])
      desk.type("w")
      return desk.frame
    },
    Picture("conflict", isKeptSmall: true) { columns, rows in
      try ConflictTests.desk(columns: columns, rows: rows).desk.frame
    },
  ]

  /// What is about queues, long work and messages.
  private static let desk = [
    Picture("queues", isKeptSmall: true, "'"),
    Picture("queue-form", isKeptSmall: true, "\"Dogs"),
    Picture("start", isKeptSmall: true, "0"),
    Picture("jobs", isKeptSmall: true) { columns, rows in
      var desk = begunJobs(columns: columns, rows: rows)
      desk.type("!")
      return desk.frame
    },
    Picture("job-running") { begunJobs(columns: $0, rows: $1).frame },
    Picture("messages") { columns, rows in
      var desk = begunJobs(columns: columns, rows: rows)
      desk.receive(.ended(JobEnd(.failed, "~/mail cannot be imported."), job: 1))
      desk.type("wRang her")
      desk.press(.control("s"))
      desk.type("gm")
      return desk.frame
    },
    Picture("greeting", isKeptSmall: true) { columns, rows in
      var session = Session(
        size: Size(rows: rows, columns: columns), actor: ConsoleExamples.actor, lists: ConsoleExamples.lists,
        rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now)
      _ = session.start(with: .greeting)
      return session.draw()
    },
  ]

  /// The list, while mail is imported and the log has been verified.
  @Sendable private static func begunJobs(columns: Int, rows: Int) -> Desk {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("!m~/mail\n")
    desk.receive(.progress(JobProgress("1204 messages", percent: 41), job: 1))
    desk.type("v")
    desk.receive(.ended(JobEnd(.done, "all 3900 entries hold."), job: 2))
    desk.press(.escape)
    return desk
  }
}
