import Casework
import Testing

@Suite struct QuotedHistoryTests {
  @Test func theRunsTogetherAreTheText() {
    let text = "Thank you.\n\nOn 3 May Jo wrote:\n> When?\n\n> Now?\nSoon.\n-- \nAnn\n"
    #expect(QuotedHistory(text).runs.map { String($0.text) }.joined() == text)
    #expect(QuotedHistory(text).runs.map(\.kind) == [.ownWords, .quotedHistory, .ownWords, .signature])
  }

  @Test(arguments: [
    ("Yes.\n\nOn 3 May 2024 at 10:00, Jo Bevan\n<jo@example.org> wrote:\n\n> When?\n", "Yes.\n\n"),
    ("Iawn.\n\nAr 3 Mai 2024, ysgrifennodd Jo Bevan:\n> Pryd?\n", "Iawn.\n\n"),
    ("Yes.\n\n-----Original Message-----\nFrom: Jo\nWhen?\n", "Yes.\n\n"),
    ("Yes.\n\n----- Neges wreiddiol -----\nPryd?\n", "Yes.\n\n"),
    ("Yes.\n\nFrom: Jo\nSent: 3 May 2024\nTo: Ann\nSubject: Dates\n\nWhen?\n", "Yes.\n\n"),
    ("Yes.\n\n*From:* Jo\n*Sent:* 3 May 2024\n*To:* Ann\n\nWhen?\n", "Yes.\n\n"),
    ("Yes.\n\nOddi wrth: Jo\nAnfonwyd: 3 Mai 2024\nAt: Ann\nPwnc: Dyddiadau\n\nPryd?\n", "Yes.\n\n"),
    ("Yes.\n-- \nAnn\n01234\n", "Yes.\n"),
    ("", ""),
  ])
  func earlierLettersAreToldFromOwnWords(text: String, own: String) {
    #expect(QuotedHistory(text).ownWords == own)
  }

  @Test(arguments: [
    "On Monday the lamp was out.\nOn Tuesday he wrote: nothing.\n",
    "From: the heart I thank you.\nThe lamp is out.\n",
    "The original message of the mayor\nis here\n",
    "On reflection:\nthe lamp is out.\n",
  ])
  func ownWordsThatLookAlikeStay(text: String) {
    #expect(QuotedHistory(text).ownWords == text)
  }

  @Test func answersBetweenQuotationsAreOwnWords() {
    let text = "> When?\nTomorrow.\n> Where?\nAt the hall.\n"
    #expect(QuotedHistory(text).ownWords == "Tomorrow.\nAt the hall.\n")
  }

  @Test func manyQuotationsTakeLinearTime() {
    let text = String(repeating: ">\n\n\nOn From:\nOn a\n", count: 50_000)
    #expect(QuotedHistory(text).runs.map { $0.text.utf8.count }.reduce(0, +) == text.utf8.count)
  }
}
