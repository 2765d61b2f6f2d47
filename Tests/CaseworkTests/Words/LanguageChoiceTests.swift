import Casework
import Testing

@Suite struct LanguageChoiceTests {
  private func names(_ variables: [String: String], setting: String? = nil) -> [String] {
    LanguageChoice.names(setting: setting) { variables[$0] }
  }

  @Test func theLocaleNamesTheLanguage() {
    #expect(names(["LANG": "cy_GB.UTF-8"]) == ["cy_GB", "cy"])
    #expect(names(["LANG": "en_GB.UTF-8", "LC_MESSAGES": "cy"]) == ["cy"])
    #expect(names(["LANG": "cy", "LC_MESSAGES": "cy", "LC_ALL": "en_GB.UTF-8"]).isEmpty)
    #expect(names([:]).isEmpty)
  }

  @Test func languageIsAListAndComesFirst() {
    #expect(names(["LANG": "en_GB.UTF-8", "LANGUAGE": "cy:pl"]) == ["cy", "pl"])
    #expect(names(["LANGUAGE": "cy"]) == ["cy"])
    #expect(names(["LANG": "cy_GB", "LANGUAGE": "en"]).isEmpty)
    #expect(names(["LANG": "cy_GB", "LANGUAGE": "cy:en:pl"]) == ["cy"])
  }

  /// A script that sets `LC_ALL=C` reads what it always read.
  @Test func inTheLocaleOfProgramsAllIsEnglish() {
    #expect(names(["LC_ALL": "C", "LANGUAGE": "cy"]).isEmpty)
    #expect(names(["LANG": "POSIX", "LANGUAGE": "cy"]).isEmpty)
    #expect(names(["LANG": "C.UTF-8"]).isEmpty)
    #expect(names(["LANG": "C.UTF-8", "LANGUAGE": "cy"]) == ["cy"])
  }

  @Test func aSettingComesBeforeAll() {
    #expect(names(["LC_ALL": "C"], setting: "cy") == ["cy"])
    #expect(names(["LANG": "cy_GB"], setting: "en").isEmpty)
    #expect(names(["LANG": "cy_GB"], setting: " ") == ["cy_GB", "cy"])
  }

  /// A name becomes part of a path.
  @Test(arguments: ["../../etc/passwd", "cy/../x", "a", "cymraeg", "CY", "cy_GB_and_very_long", "cy\u{0}"])
  func whatIsNoNameIsPassedOver(name: String) {
    #expect(names(["LANGUAGE": name]).isEmpty)
  }
}
