import CaseStore
import Casework
import Foundation
import GRDB
import Glibc
import TerminalHarness
import TestOffice
import Testing

/// What the tests here do to a store, and how often: little in `make test`, the long figures in `make torture`, any
/// other by the variable of its name.
enum Torture {
  static func size(_ name: String, short: Int, long: Int) -> Int {
    let environment = ProcessInfo.processInfo.environment
    return environment["TORTURE_\(name)"].flatMap { Int($0) }
      ?? (environment["TORTURE"] != nil ? long : short)
  }

  /// What was done, for whoever runs the long figures.
  static func report(_ words: String) {
    guard ProcessInfo.processInfo.environment["TORTURE"] != nil else { return }
    print("torture: " + words)
    fflush(nil)
  }
}

/// A store that is written by processes of their own, in a folder that goes when the test is done.
final class TorturedStore {
  let folder: String
  let path: String
  private let writer: String
  private var outputs = 0

  init(records: Int = 4) throws {
    folder = try newFolder(for: "torture")
    path = folder + "/office.sqlite"
    writer = try RunningWriter.program()
    if records > 0 {
      let created = try start("create", path, "\(records)").end()
      guard created.status == .exited(0) else { throw HarnessError(description: created.text) }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: - Writers

  /// Starts a writer; what it says is in a file at the moment at which it says it.
  func start(_ arguments: String..., disk: [String: String] = [:]) throws -> RunningWriter {
    outputs += 1
    var environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"]
    if !disk.isEmpty {
      environment["LD_PRELOAD"] = try FaultyDisk.library()
      environment.merge(disk) { $1 }
    }
    return try RunningWriter(writer, arguments, environment: environment, output: "\(folder)/said-\(outputs)")
  }

  // MARK: - What became of it

  func open() throws -> CaseStore { try CaseStore.open(at: path, rulebook: shippedRules) }

  /// That the store opens, holds, and knows every change that was acknowledged.
  func requireKept(
    _ acknowledged: [Acknowledgement], _ what: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    try Self.requireKept(acknowledged, at: path, what, location)
  }

  static func requireKept(
    _ acknowledged: [Acknowledgement], at path: String, _ what: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let store: CaseStore
    do { store = try CaseStore.open(at: path, rulebook: shippedRules) } catch {
      Issue.record("\(what): \(error)", sourceLocation: location)
      return
    }
    let verdict = try store.verify()
    #expect(verdict.faults == [], "\(what)", sourceLocation: location)
    guard !acknowledged.isEmpty else { return }
    var entries: [Int: AuditEntry] = [:]
    try store.eachEntry { entries[$0.seq] = $0 }
    for change in acknowledged where change.entry > 0 {
      let detail = entries[change.entry]?.detail ?? ""
      let isKept =
        entries[change.entry]?.reference == change.reference
        && detail.contains("\"after\":\"\(change.number)\"")
      #expect(isKept, "\(what): entry \(change.entry) was acknowledged and is lost", sourceLocation: location)
    }
  }
}

/// The library that fails on request, compiled once from the few lines of C beside this file.
enum FaultyDisk {
  private static let compiled: Result<String, HarnessError> = {
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Shim/disk.c").path
    let target = NSTemporaryDirectory() + "/casebook-disk-\(getpid()).so"
    let arguments = ["-shared", "-fPIC", "-O1", "-o", target, source, "-ldl"]
    let outcome = try? ChildProcess.run("cc", arguments, environment: ["PATH": "/usr/bin:/bin"], within: 60)
    return outcome?.status == .exited(0)
      ? .success(target) : .failure(HarnessError(description: "cc could not compile \(source)"))
  }()

  static func library() throws -> String { try compiled.get() }
}

/// A way in which a disk fails, for ``FaultyDisk``.
struct DiskFault: Sendable {
  let kind: String
  let error: Int32
  var isSticky = false

  var words: String { "\(kind) with error \(error)\(isSticky ? ", for good" : "")" }

  /// Whether the process dies of it.
  var kills: Bool { kind == "torn" || kind == "exit" }

  /// What the shim is told.
  ///
  /// - Parameter number: which of the calls fails, from 1.
  func environment(_ number: Int, in files: String, hit: String) -> [String: String] {
    var disk = [
      "DISK_MATCH": files, "DISK_KIND": kind, "DISK_N": "\(number)", "DISK_ERRNO": "\(error)",
      "DISK_HIT": hit,
    ]
    if isSticky { disk["DISK_STICKY"] = "1" }
    return disk
  }

  static let all: [DiskFault] = [
    DiskFault(kind: "write", error: EIO), DiskFault(kind: "write", error: ENOSPC, isSticky: true),
    DiskFault(kind: "short", error: ENOSPC), DiskFault(kind: "torn", error: EIO),
    DiskFault(kind: "exit", error: EIO),
    DiskFault(kind: "fsync", error: EIO), DiskFault(kind: "fsync", error: EIO, isSticky: true),
    DiskFault(kind: "read", error: EIO), DiskFault(kind: "read", error: EIO, isSticky: true),
    DiskFault(kind: "truncate", error: EIO), DiskFault(kind: "open", error: EMFILE, isSticky: true),
    DiskFault(kind: "open", error: EACCES), DiskFault(kind: "open", error: EMFILE),
    DiskFault(kind: "rename", error: EIO), DiskFault(kind: "rename", error: EACCES, isSticky: true),
    DiskFault(kind: "link", error: EPERM), DiskFault(kind: "link", error: EIO, isSticky: true),
    DiskFault(kind: "unlink", error: EIO), DiskFault(kind: "unlink", error: EACCES, isSticky: true),
    DiskFault(kind: "chmod", error: EPERM), DiskFault(kind: "chmod", error: EPERM, isSticky: true),
  ]
}

extension FileManager {
  /// Copies a store as it lies there, with what SQLite keeps beside it.
  func copyStore(_ from: String, to: String) throws {
    for suffix in ["", "-wal", "-shm", "-gate", "-journal"] {
      try? removeItem(atPath: to + suffix)
      if suffix != "-shm", suffix != "-gate", fileExists(atPath: from + suffix) {
        try copyItem(atPath: from + suffix, toPath: to + suffix)
      }
    }
  }
}
