import Canvas
import Casework
import TestOffice

@testable import Console

/// A made-up office on the Welsh border with a few made-up letters, by hand.
enum ConsoleExamples {
  /// Friday 20 November 2026, five past two.
  static let now = Instant("2026-11-20T14:05:00Z") ?? Instant(milliseconds: 0)
  static let actor = Actor(name: "slewis", roles: [.caseworker], host: "desk-4")

  static let lists = OfficeLists(
    office: Office(
      title: "Office of the Police and Crime Commissioner for Gororau", force: "Heddlu'r Gororau"),
    accounts: [
      Account(name: "slewis", fullName: "Siwan Lewis", roles: [.caseworker]),
      Account(name: "pjones", fullName: "Priya Jones", roles: [.caseworker]),
      Account(name: "zoneill", fullName: "Zoë O'Neill", roles: [.supervisor]),
    ],
    teams: [
      Team(name: "abbey", title: "Abbey neighbourhood team", place: "abbey"),
      Team(name: "hafod", title: "Hafod neighbourhood team", place: "hafod"),
      Team(name: "council", title: "Cyngor Gororau, street lights"),
    ],
    places: [
      Place(name: "gororau", title: "Gororau", level: "force"),
      Place(name: "abbey", title: "Abbey", level: "ward", parents: ["gororau"]),
      Place(name: "hafod", title: "Hafod", level: "ward", parents: ["gororau"]),
      Place(name: "mon", title: "Môn Fach", level: "ward", parents: ["gororau"]),
    ],
    themes: [
      Theme(name: "noise", title: "Noise"), Theme(name: "road-safety", title: "Road safety"),
      Theme(name: "response", title: "Response times"), Theme(name: "lighting", title: "Street lighting"),
    ])

  static let rulebook = shippedRules
  static let calendar = shippedRules.calendars.englandAndWales

  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  static func instant(_ text: String) -> Instant { Instant(text) ?? now }

  /// The letters with which the examples begin, as records with their thread and history.
  static var files: [ExampleFile] {
    [
      ExampleFile(
        1, "Siân Llwyd", "Cwyn am oedi, Tŷ'r Ŵyl", due: "2026-11-17", isUnread: true,
        text:
          "Annwyl Swyddfa,\n\nYsgrifennais ar 3 Mehefin ynghylch yr oedi wrth ymateb i'm cwyn. "
          + "Ni chefais ateb. "
          + "Mae'r oedi yn annerbyniol, a hoffwn i rywun fy ffonio.\n\nYn gywir,\nSiân Llwyd\n"
          + "> Dear Ms Llwyd,\n> we shall write again.\n",
        attachments: [
          MailAttachment(part: 1, name: "llythyr-3-mehefin.pdf", type: "application/pdf", size: 84_312)
        ]),
      ExampleFile(
        2, "Aisha Khan", "Speeding past the school, Canal Walk", due: "2026-11-20", isUnread: true,
        text: "Cars are speeding past the school every morning at half past eight.\n"),
      ExampleFile(
        3, "Łukasz Żółkiewski", "Street light out at stop 4", due: "2026-11-24", owner: "slewis",
        stage: "open", text: "The light at stop 4 has been out since September.\n"),
      ExampleFile(
        4, "فاطمة الزهراء", "شكوى بشأن الضوضاء", due: "2026-11-26", owner: "pjones", stage: "open",
        text: "أكتب إليكم بشأن الضوضاء في الحديقة.\n"),
      ExampleFile(
        5, "山田花子", "公園の照明について", due: "2026-12-01", owner: "pjones", stage: "open",
        text: "公園の照明が消えています。\n"),
      ExampleFile(
        6, "Family 👨‍👩‍👧‍👦 Evans", "Thank you 🙏🏽 to the constable", due: "2026-12-11", text: "Diolch!\n"),
      ExampleFile(
        7, "Mal\u{1B}[31mory \u{202E}nomaS", "Reset \u{1B}]0;owned\u{7} now", due: "2026-12-14",
        text: "\u{1B}[2JHello\u{202E} there\u{9B}1m\u{0}\u{200B} \u{1B}P1$r\u{1B}\\end\n"),
      ExampleFile(
        8, nil, "Noise at night in Hafod", due: nil, channel: .phone, text: "A caller rang about noise.\n"),
    ]
  }

  /// A plain list of so many cases.
  static func manyFiles(_ count: Int) -> [ExampleFile] {
    (1...count).map {
      ExampleFile($0, "Writer \($0)", "Letter number \($0)", due: nil, text: "Letter \($0).\n")
    }
  }
}

/// A case with its thread and history.
struct ExampleFile {
  let id: Int64
  var record: Record
  var contacts: [Contact]
  var history: [HistoryLine] = []

  init(
    _ number: Int, _ name: String?, _ title: String, due: String?, isUnread: Bool = false,
    owner: String? = nil, stage: String = "untriaged", channel: Channel = .email, text: String,
    attachments: [MailAttachment] = []
  ) {
    id = Int64(number)
    let digits = String(number)
    let reference = "COR-26-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    record = Record(uid: "uid-\(number)", kind: .caseFile, reference: reference, revision: 1, values: [:])
    record[Head.title] = title
    record[Head.stage] = stage
    record[Head.owner] = owner
    record[Head.received] = ConsoleExamples.day("2026-10-27")
    record[Head.due] = due.map(ConsoleExamples.day)
    record[Head.isUnread] = isUnread ? true : nil
    record[CaseFile.channel] = channel
    record[CaseFile.correspondent] = name
    record[CaseFile.address] = name.map { _ in "writer\(number)@example.org" }
    record[CaseFile.lastReceived] = ConsoleExamples.instant("2026-10-27T09:12:00Z")
    var letter = Contact(
      uid: "contact-\(number)", kind: .received, channel: channel,
      at: ConsoleExamples.instant("2026-10-27T09:12:00Z"), text: text)
    letter.sender = MailAddress(name: name ?? "", address: "writer\(number)@example.org")
    letter.attachments = attachments
    letter.rawDigest = "digest-\(number)"
    contacts = [letter]
    history = [
      .example(
        "import", at: letter.at, by: "pjones", reference: reference, ["title": .string(title)], from: [:])
    ]
  }

  var row: RecordRow { RecordRow(id: id, record) }

  var view: RecordView { RecordView(record: record, contacts: contacts) }
}

extension HistoryLine {
  /// An entry that changed these fields.
  static func example(
    _ action: String, at: Instant = ConsoleExamples.now, by actor: String = "slewis", reference: String,
    reason: String? = nil, _ after: [String: JSON], from before: [String: JSON]
  ) -> HistoryLine {
    let entry = AuditEntry(
      seq: 1, at: at, actor: actor, behalf: nil, host: "desk-4", action: action, kind: "case",
      reference: reference, uid: "uid", revision: 1, reason: reason, detailSHA256: "",
      previous: AuditEntry.noPrevious, hash: "", salt: nil, detail: nil)
    return HistoryLine(entry: entry, detail: ChangeDetail(from: before, to: after))
  }
}
