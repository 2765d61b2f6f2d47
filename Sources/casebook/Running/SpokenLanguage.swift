import CasebookResources
import Casework

/// The words in which the program speaks to the person who started it.
enum SpokenLanguage {
  /// The catalogue of the first language that is asked for and that the program has. For English nothing is read.
  ///
  /// A file that is broken is told of, and English is spoken.
  ///
  /// - Parameter language: a person's own setting, such as `cy`; nil to go by the environment.
  static func catalogue(language: String? = nil) -> Catalogue {
    let names = LanguageChoice.names(setting: language, variable: Workplace.variable)
    guard !names.isEmpty, let resources = ResourceFolder.ofThisProgram else { return .english }
    for name in names {
      let path = "locale/\(name).po"
      guard let bytes = resources.bytes(of: path) else { continue }
      do throws(CatalogueFault) {
        return Catalogue(try CatalogueFile(bytes, name: path))
      } catch {
        let message: Message = "\(error.message) Casebook goes on in English."
        Output.complain("casebook: \(Output.safe(message.text()))")
        return .english
      }
    }
    return .english
  }
}
