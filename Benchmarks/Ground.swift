import Glibc
import TerminalHarness

/// Where the benchmarks stand: a folder of their own, the program, the mail.
struct Ground {
  let program: String
  let messages: Int
  let folder: String

  init(program: String, messages: Int) throws {
    self.program = program
    self.messages = messages
    folder = try newFolder(for: "bench")
    store = folder + "/bench.sqlite"
  }

  /// Stands on a store that is kept.
  init(program: String, messages: Int, kept: GeneratedStore) {
    self.program = program
    self.messages = messages
    folder = kept.folder
    store = kept.path
  }

  let store: String
  var mail: String { folder + "/bench.mbox" }

  var environment: [String: String] {
    [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8",
      "TERM": "xterm-256color", "CASEBOOK_STORE": store,
    ]
  }

  /// Runs a program to its end; returns what it printed, the seconds and the peak of its memory in MB.
  @discardableResult
  func run(
    _ path: String, _ arguments: [String]
  ) throws -> (output: String, seconds: Double, peak: Int) {
    // Nobody waits for the pages that another wrote before.
    sync()
    let start = ContinuousClock.now
    let timed = try ChildProcess.run(path, arguments, environment: environment, within: 3600)
    let seconds = (ContinuousClock.now - start).seconds
    guard timed.status == .exited(0) else {
      throw HarnessError(description: "\(path) \(arguments.joined(separator: " ")): \(timed.status)")
    }
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return (timed.output, seconds, usage.ru_maxrss / 1024)
  }

  /// Whether a program is installed.
  func has(_ name: String) -> Bool {
    ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + name, X_OK) == 0 }
  }

  func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  func clear() {
    _ = try? ChildProcess.run("rm", ["-rf", folder], environment: environment, within: 60)
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  var milliseconds: Double { seconds * 1000 }
}

/// A row of the report: what, ours, theirs, and the ratio.
func report(_ what: String, _ figure: String, beside: String = "") {
  let padded = what + String(repeating: " ", count: max(1, 46 - what.count))
  let second = figure + String(repeating: " ", count: max(1, 26 - figure.count))
  print(padded + second + beside)
  fflush(nil)
}

/// With so many places after the point.
func rounded(_ value: Double, _ places: Int = 1) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let whole = Int((value * scale).rounded())
  guard places > 0 else { return String(whole) }
  let digits = String(whole % Int(scale))
  return "\(whole / Int(scale)).\(String(repeating: "0", count: places - digits.count))\(digits)"
}

extension [Double] {
  /// The value below which this share of the values lies; 0.5 is the median.
  func percentile(_ share: Double) -> Double {
    let ordered = sorted()
    guard !ordered.isEmpty else { return 0 }
    return ordered[Swift.min(ordered.count - 1, Int(Double(ordered.count) * share))]
  }
}
