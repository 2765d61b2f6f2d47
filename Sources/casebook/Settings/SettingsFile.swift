import Casework
import Console
import Glibc
import TOMLKit

/// A person's own file of settings, in TOML 1.0: `theme = "dark"`, and keys by action in `[keys]` and
/// `[keys.PANE]`.
struct SettingsFile {
  let path: String
  private let lines: SettingsLines

  /// `$XDG_CONFIG_HOME/casebook/config.toml`, by the XDG Base Directory Specification: a folder that is not named
  /// from the root counts for nothing, and `~/.config` stands in for it.
  static var usualPath: String {
    let named = Workplace.variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (named ?? (Workplace.variable("HOME") ?? ".") + "/.config") + "/casebook/config.toml"
  }

  /// Takes what the file says into the settings. No file says nothing; what is wrong in it is told as a fault.
  static func read(_ path: String, into settings: inout Settings) {
    guard access(path, F_OK) == 0 else { return }
    do {
      let bytes = try FileBytes.all(of: path)
      let file = SettingsFile(path: path, lines: SettingsLines(bytes))
      let text = String(decoding: bytes, as: UTF8.self)
      let table = try TOMLTable(string: text)
      withExtendedLifetime(table) { file.take(table, into: &settings) }
    } catch let failure as Failure {
      settings.add(fault: failure.message)
    } catch let error as TOMLParseError {
      let shown = Self.shown(path)
      settings.add(
        fault:
          "Line \(error.source.begin.line) of \(shown) is not TOML, and nothing in the file counts: mend it there."
      )
    } catch {
      settings.add(fault: "\(Self.shown(path)) is not TOML, and nothing in it counts: mend it.")
    }
  }

  // MARK: - What it says

  private func take(_ table: TOMLTable, into settings: inout Settings) {
    for key in inOrder(table.keys) {
      guard let value = table[key] else { continue }
      if key == "keys" {
        guard let keys = value.table else {
          settings.add(fault: "\(place([key])): 'keys' is a table: write [keys] on a line of its own.")
          continue
        }
        takeKeys(keys, into: &settings)
      } else if key == "search", let search = value.table {
        takeSearch(search, into: &settings)
      } else if let name = SettingName(rawValue: key.replacing("-", with: "_")) {
        choose(name, value, at: place([key]), in: &settings)
      } else {
        let names = SettingName.allCases.map(\.rawValue) + ["keys"]
        settings.add(
          fault:
            "\(place([key])): '\(key)' is no setting: there are \(names.joined(separator: ", ")).")
      }
    }
  }

  /// `search.mutations = false`, or the same below `[search]`.
  private func takeSearch(_ table: TOMLTable, into settings: inout Settings) {
    for key in inOrder(table.keys, of: ["search"]) {
      guard let value = table[key] else { continue }
      let place = place(["search", key])
      guard let name = SettingName(rawValue: "search." + key) else {
        settings.add(fault: "\(place): '\(key)' is no setting of the search: there is mutations.")
        continue
      }
      choose(name, value, at: place, in: &settings)
    }
  }

  private func choose(
    _ name: SettingName, _ value: any TOMLValueConvertible, at place: Message, in settings: inout Settings
  ) {
    if let text = value.string ?? value.int.map(String.init) ?? value.bool.map(String.init) {
      settings.choose(name, text, at: place)
    } else {
      settings.add(fault: "\(place): '\(name.rawValue)' is one word, such as \"\(name.usual)\".")
    }
  }

  private func takeKeys(_ table: TOMLTable, pane: String? = nil, into settings: inout Settings) {
    let path = ["keys"] + (pane.map { [$0] } ?? [])
    for action in inOrder(table.keys, of: path) {
      guard let value = table[action] else { continue }
      let place = place(path + [action])
      if let keys = value.table, pane == nil {
        takeKeys(keys, pane: action, into: &settings)
      } else if let ways = ways(value) {
        settings.add(OwnKeys(pane: pane, action: action, ways: ways, place: place))
      } else {
        settings.add(
          fault: "\(place): write the key of '\(action)' in quotation marks, or several in brackets.")
      }
    }
  }

  /// A key, or several; nil when something else is written there.
  private func ways(_ value: any TOMLValueConvertible) -> [String]? {
    if let way = value.string { return [way] }
    guard let array = value.array else { return nil }
    let ways = (0..<array.count).compactMap { array[$0].string }
    return ways.count == array.count ? ways : nil
  }

  // MARK: - Where it says it

  /// As they were written; the parser sorts them.
  private func inOrder(_ keys: [String], of path: [String] = []) -> [String] {
    keys.map { (lines.line(of: path + [$0]) ?? Int.max, $0) }.sorted { $0 < $1 }.map(\.1)
  }

  private func place(_ path: [String]) -> Message {
    let shown = Self.shown(self.path)
    return lines.line(of: path).map { "Line \($0) of \(shown)" } ?? "\(shown)"
  }

  /// The path as people write it.
  static func shown(_ path: String) -> String {
    guard let home = Workplace.variable("HOME"), path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }
}

/// On which line of a TOML file a key stands. The parser keeps that for itself, and a person wants to know.
struct SettingsLines {
  private var lines: [[String]: Int] = [:]

  /// Looks at the beginning of each line alone: what is no key or header is passed over.
  init(_ bytes: [UInt8]) {
    var header: [String] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      if text.first == UInt8(ascii: "[") {
        header = Self.path(text.dropFirst(), until: UInt8(ascii: "]")) ?? header
        remember(header, number + 1)
      } else if let path = Self.path(text, until: UInt8(ascii: "=")) {
        remember(header + path, number + 1)
      }
    }
  }

  /// Counted from 1; nil when it is not found.
  func line(of path: [String]) -> Int? { lines[path] }

  private mutating func remember(_ path: [String], _ line: Int) {
    if lines[path] == nil { lines[path] = line }
  }

  /// The parts of a key with dots, up to a sign outside quotation marks; nil when the sign does not come.
  private static func path(_ bytes: ArraySlice<UInt8>, until end: UInt8) -> [String]? {
    var parts: [String] = []
    var part: [UInt8] = []
    var quote: UInt8?
    for byte in bytes {
      if let open = quote {
        if byte == open { quote = nil } else { part.append(byte) }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "#") {
        return nil
      } else if byte == UInt8(ascii: ".") || byte == end {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
        if byte == end { return parts }
      } else if byte != 0x20, byte != 0x09 {
        part.append(byte)
      }
    }
    return nil
  }
}
