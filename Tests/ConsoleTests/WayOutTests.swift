import Canvas
import Casework
import Testing

@testable import Console

/// On every screen the foot and F1 speak of that screen, and say how one leaves it.
@Suite struct WayOutTests {
  @Test(arguments: ["a", "'", ":", "s", "0"])
  func aNarrowScreenSaysHowToLeave(keys: String) {
    var desk = Desk(columns: 30, rows: 8)
    desk.type(keys)
    #expect(desk.foot.contains("Esc "), "\(desk.foot)")
  }

  @Test func theWayOutTakesTheRoomOfALongerHintButNotOfTheOnlyOne() {
    let parts: [Message] = ["type to narrow", "Enter take", "Esc leave", "Up/Down choose"]
    let foot = FootRows(parts, last: "F1 help")
    #expect(foot.line(width: 80) == "type to narrow  Enter take  Esc leave  Up/Down choose  F1 help")
    #expect(foot.line(width: 40) == "type to narrow  Esc leave  F1 help")
    #expect(foot.line(width: 30) == "Enter take  Esc leave  F1 help")
    #expect(
      FootRows(["Ctrl-S save", "Esc leave"], last: "F1 help").line(width: 30) == "Ctrl-S save  F1 help")
  }

  @Test(arguments: [
    ("0", "open the queue"), ("'", "keep what is shown as a queue"), ("!", "bring letters in"),
    ("a", "take the one under the cursor"), ("#", "take what is marked"),
  ])
  func f1SpeaksOfWhatLiesOverThePane(keys: String, sentence: String) {
    var desk = Desk()
    desk.type(keys)
    desk.press(.function(1))
    #expect(desk.shows("-- Keys of ") && desk.shows(sentence) && !desk.shows("Act on the record"))
    desk.press(.escape)
    #expect(!desk.shows("-- Keys of "))
  }

  @Test func theQuestionMarkOfTheStartPageIsAboutTheStartPageAndOnceMoreAboutThePane() {
    var desk = Desk()
    desk.type("0?")
    #expect(desk.shows("Keys of the start page"))
    desk.type("?")
    #expect(desk.shows("Act on the record") && !desk.foot.contains("Enter do it"))
    desk.press(.escape, .escape, .escape)
    desk.type("?")
    #expect(desk.foot.contains("Enter do it"))
  }

  @Test func theJobsNameOnlyTheKeysThatDoSomething() {
    var desk = Desk()
    desk.type("!")
    #expect(!desk.foot.contains("x stop") && !desk.foot.contains("Enter again"))
    desk.type("m~/mail\n")
    #expect(desk.foot.contains("x stop") && !desk.foot.contains("Enter again"))
    desk.receive(.ended(JobEnd(.done, "3 read, 3 new."), job: 1))
    #expect(desk.foot.contains("Enter again") && !desk.foot.contains("x stop"))
  }
}
