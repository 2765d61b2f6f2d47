internal import Casework

/// Spreads the letters over the year: more of them of late, fewer at weekends.
struct DemoPlanner {
  private static let letters = 600
  private static let campaignLetters = 45
  private static let welshLetters = 22
  private static let lettersOutsideEmail = 72

  private let calendar: DemoCalendar
  private var random: DemoRandom

  init(calendar: DemoCalendar, random: DemoRandom) {
    self.calendar = calendar
    self.random = random
  }

  /// In order of time.
  mutating func plans() -> [DemoPlan] {
    var plans: [DemoPlan] = [hostile()]
    plans += (0..<Self.campaignLetters).map { campaign($0) }
    plans += (0..<Self.lettersOutsideEmail).map { _ in logged() }
    plans += (0..<Self.welshLetters).map { _ in mail(.welsh) }
    plans += (plans.count..<Self.letters).map { _ in mail(.ordinary) }
    let order = plans.indices.sorted { one, other in
      (plans[one].day.number, plans[one].minute, one) < (plans[other].day.number, plans[other].minute, other)
    }
    return order.map { plans[$0] }
  }

  private func hostile() -> DemoPlan {
    DemoPlan(kind: .hostile, channel: .email, day: calendar.today - 1, minute: 23 * 60 + 41, fate: .untriaged)
  }

  /// The campaign runs for two weeks and has been over for some days.
  private mutating func campaign(_ position: Int) -> DemoPlan {
    let day = calendar.today - random.number(in: 10...24)
    let fates: [DemoPlan.Fate] = [.closed, .replied, .open, .untriaged]
    let fate = position == 0 ? .awaitingForce : fates[random.position(byWeight: [40, 20, 25, 15])]
    return DemoPlan(
      kind: .campaign(position), channel: .email, day: day, minute: minute(on: day),
      fate: fate)
  }

  private mutating func mail(_ kind: DemoPlan.Kind) -> DemoPlan {
    let day = calendar.firstDay + random.position(byWeight: (0..<365).map(weight))
    return DemoPlan(kind: kind, channel: .email, day: day, minute: minute(on: day), fate: fate(of: day))
  }

  /// What a caseworker logs comes in office hours.
  private mutating func logged() -> DemoPlan {
    let channels: [Channel] = [.letter, .phone, .visit, .surgery, .walkabout, .social, .form]
    let channel = channels[random.position(byWeight: [22, 22, 6, 8, 5, 5, 4])]
    let day = random.pick(calendar.workingDays) ?? calendar.firstDay
    return DemoPlan(
      kind: .ordinary, channel: channel, day: day, minute: random.number(in: 9 * 60...16 * 60),
      fate: fate(of: day))
  }

  private func weight(ofDay position: Int) -> Int {
    let day = calendar.firstDay + position
    return (position > 364 - 60 ? 52 : 20) * (calendar.calendar.isWorkingDay(day) ? 10 : 5)
  }

  private mutating func minute(on day: Day) -> Int {
    guard day < calendar.today else { return random.number(in: 6 * 60...7 * 60 + 29) }
    return random.chance(78) ? random.number(in: 8 * 60...18 * 60) : random.number(in: 18 * 60...23 * 60 + 30)
  }

  /// Old letters are mostly closed and new ones mostly not; a few old ones wait long for the force.
  private mutating func fate(of day: Day) -> DemoPlan.Fate {
    let fates: [DemoPlan.Fate] = [.untriaged, .open, .awaitingForce, .replyOwed, .replied, .closed]
    let weights =
      switch calendar.today - day {
      case ...3: [75, 15, 10, 0, 0, 0]
      case 4...10: [6, 30, 34, 8, 8, 14]
      case 11...28: [0, 14, 28, 13, 17, 28]
      case 29...75: [0, 5, 16, 8, 12, 59]
      case 76...150: [0, 0, 2, 1, 1, 96]
      default: [0, 0, 2, 0, 1, 97]
      }
    return fates[random.position(byWeight: weights)]
  }
}
