/// Which language a person asked for, as every program that uses gettext finds it.
///
/// Source: the GNU gettext manual, "Specifying a Priority List of Languages" and "Locale Environment Variables". One
/// thing is kinder: `LANGUAGE` counts too where no locale is named at all, which gettext takes for `C`.
package enum LanguageChoice {
  /// The names of the catalogues to try, the most wanted first, such as `cy_GB`, `cy`. Empty for English.
  ///
  /// - Parameters:
  ///   - setting: what the person chose for this program, which comes before all else; nil for nothing.
  ///   - variable: of the environment; nil for one that is empty or not there.
  package static func names(setting: String?, variable: (String) -> String?) -> [String] {
    if let setting, !setting.isBlank { return names(of: [Substring(setting)]) }
    let locale = variable("LC_ALL") ?? variable("LC_MESSAGES") ?? variable("LANG")
    guard locale != "C", locale != "POSIX" else { return [] }
    let wanted = variable("LANGUAGE") ?? locale ?? ""
    return names(of: wanted.split(separator: ":"))
  }

  private static func names(of wanted: [Substring]) -> [String] {
    var names: [String] = []
    for locale in wanted {
      let name = locale.prefix { $0 != "." && $0 != "@" }
      let language = name.prefix { $0 != "_" }
      // English is what the program speaks by itself: what is named after it is never reached.
      if ["en", "C", "POSIX"].contains(language) { return names }
      // A name becomes part of a path.
      guard (2...3).contains(language.utf8.count), language.utf8.allSatisfy(isSmall),
        name.utf8.allSatisfy({ isSmall($0 | 0x20) || $0 == UInt8(ascii: "_") }), name.utf8.count < 16
      else { continue }
      names += name == language ? [String(name)] : [String(name), String(language)]
    }
    return names
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
