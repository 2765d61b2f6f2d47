// swift-tools-version: 6.2
import PackageDescription

/// Every target holds to the same rules: a file can use only what it imports, and says `any` where it means it.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let casebook = Context.packageDirectory + "/Sources/casebook"

/// What would be work at every start is done when the program is linked: the addresses that are corrected as it is
/// loaded are packed (26 bytes for most of a hundred thousand), nothing is offered to other programs by name, what the
/// first screen calls lies together in the order of its calls (`make start-order` writes that anew), and SQLite, ncurses
/// and the library of C++ are linked in (`Link` has their names): their own fixes come when it is built again.
let startingFast: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--no-export-dynamic",
      "-Xlinker", "--symbol-ordering-file=\(casebook)/Link/start-order.txt", "-Xlinker",
      "--no-warn-symbol-ordering", "-L\(casebook)/Link", "-Xclang-linker", "-static-libgcc",
    ], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "casebook",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The door: commands, wiring, the loop. It starts the reader of mail and must not depend on it: what a program
    // depends on is linked into it.
    .executableTarget(
      name: "casebook",
      dependencies: [
        "Console", "Terminal", "CaseStore", "CaseImport", "CaseReports", "CaseDemo", "Canvas", "Casework",
        "CasebookResources", "Privileges",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ], exclude: ["Link"], swiftSettings: strict, linkerSettings: startingFast),
    // The door for letters: the only program with GMime in it.
    .executableTarget(
      name: "casebook-mail-reader", dependencies: ["MailReading"], swiftSettings: strict),

    // The first floor: rooms that do not know each other.
    .target(name: "Console", dependencies: ["Casework", "Canvas"], swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses"], swiftSettings: strict),
    .target(
      name: "CaseStore",
      dependencies: [
        "Casework", "Privileges", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "CaseReports", dependencies: ["Casework", .product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: strict),
    .target(
      name: "CaseImport", dependencies: ["Casework", "MailWire", "CProcess", "Privileges"],
      swiftSettings: strict),
    .target(
      name: "MailReading", dependencies: ["Casework", "MailWire", "CGMime", "CProcess"], swiftSettings: strict
    ),
    .target(name: "CaseDemo", dependencies: ["Casework", "CasebookResources"], swiftSettings: strict),

    // The ground floor: values and data.
    .target(name: "Canvas", swiftSettings: strict),
    // Tickets and digests are SHA-256.
    .target(
      name: "Casework", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "MailWire", dependencies: ["Casework"], swiftSettings: strict),
    .target(name: "CProcess"),
    // Which files are opened with the rights of the store's group, and which with those of the person.
    .target(name: "Privileges", dependencies: ["CProcess"], swiftSettings: strict),
    .target(
      name: "CasebookResources", path: "Resources", resources: [.copy("Data")],
      swiftSettings: strict),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "CGMime",
      cSettings: [
        .unsafeFlags([
          "-I/usr/include/gmime-3.0", "-I/usr/include/glib-2.0",
          "-I/usr/lib/x86_64-linux-gnu/glib-2.0/include", "-I/usr/lib/aarch64-linux-gnu/glib-2.0/include",
        ])
      ],
      linkerSettings: [
        .linkedLibrary("gmime-3.0"), .linkedLibrary("gobject-2.0"), .linkedLibrary("glib-2.0"),
      ]),

    // What the tests need besides: terminals, and small programs to run in them.
    .target(name: "TestOffice", dependencies: ["Casework"], path: "Tests/TestOffice", swiftSettings: strict),
    .target(name: "TerminalHarness", path: "Tests/TerminalHarness", swiftSettings: strict),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal", "Canvas"], path: "Tests/TerminalProbe",
      swiftSettings: strict),

    .executableTarget(
      name: "StoreWriter", dependencies: ["CaseStore", "Casework", "TestOffice"], path: "Tests/StoreWriter",
      swiftSettings: strict),

    // `make bench`: figures, each beside that of plain SQLite or of a peer in the same run.
    .executableTarget(
      name: "CasebookBenchmarks",
      dependencies: [
        "CaseStore", "Casework", "TerminalHarness", "TestOffice",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], path: "Benchmarks",
      exclude: ["run", "Floor", "StartOrder"], swiftSettings: strict),

    .testTarget(
      name: "CaseworkTests", dependencies: ["Casework", "TestOffice"], swiftSettings: strict),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas", "CNcurses"], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Canvas", "Terminal", "TerminalHarness", "TerminalProbe"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Console", "Casework", "Canvas", "Terminal", "TestOffice"],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "CaseDemoTests", dependencies: ["CaseDemo", "Casework", "CasebookResources", "TestOffice"],
      swiftSettings: strict),
    .testTarget(
      name: "CaseStoreTests",
      dependencies: [
        "CaseStore", "CaseImport", "Casework", "TestOffice", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], exclude: ["Queries"], swiftSettings: strict),
    .testTarget(
      name: "CaseReportsTests", dependencies: ["CaseReports", "Casework", "CasebookResources"],
      swiftSettings: strict),
    .testTarget(
      name: "CaseImportTests",
      dependencies: ["CaseImport", "Casework", "casebook-mail-reader", "TerminalHarness"],
      swiftSettings: strict),
    // The program as people use it: the real binary, real files, real terminals.
    .testTarget(
      name: "StoryTests",
      dependencies: [
        "casebook", "casebook-mail-reader", "TerminalHarness", "Console", "Terminal", "CaseStore", "Casework",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .testTarget(
      name: "MailReadingTests", dependencies: ["MailReading", "Casework"], swiftSettings: strict),
    // Short in `make test`, long in `make torture`.
    .testTarget(
      name: "TortureTests",
      dependencies: [
        "casebook", "casebook-mail-reader", "CaseStore", "Casework", "StoreWriter", "TerminalHarness",
        "TestOffice",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Shim"], swiftSettings: strict),
    .testTarget(name: "MailWireTests", dependencies: ["MailWire", "Casework"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
