internal import Casework

/// The words that people use for the ways in which a complaint is handled (B4).
enum TrackWords {
  /// For a problem's sentence.
  static let accepted = "outside-schedule-3, schedule-3-otherwise, schedule-3-investigation"

  /// The name that is stored; nil for a word that is none of these. `Schedule 3` alone says too little: it may have
  /// been investigated or not.
  static func track(_ text: String) -> String? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      .filter {
        !["of", "the", "by", "than", "and", "handled", "recorded", "inside", "within", "under"].contains($0)
      }
      .map { ["sch", "sched"].contains($0) ? "schedule" : String($0) }
    return names[words.joined(separator: " ")]
  }

  private static let names: [String: String] = {
    var names: [String: String] = [:]
    for (name, words) in [
      (
        "outside-schedule-3",
        [
          "outside schedule 3", "outside schedule3", "outside sch3", "outside s3", "outside", "os3", "osch3",
          "not schedule 3", "non schedule 3", "service recovery",
        ]
      ),
      (
        "schedule-3-otherwise",
        [
          "schedule 3 otherwise", "schedule 3 otherwise investigation", "otherwise investigation",
          "otherwise",
          "schedule 3 not investigated", "schedule 3 no investigation", "not investigated",
          "schedule 3 without investigation", "otherwise investigation schedule 3",
        ]
      ),
      (
        "schedule-3-investigation",
        [
          "schedule 3 investigation", "schedule 3 investigated", "investigation", "investigated",
          "local investigation", "schedule 3 local investigation", "investigation schedule 3",
          "investigated schedule 3",
        ]
      ),
    ] {
      for word in words { names[word] = name }
    }
    return names
  }()
}
