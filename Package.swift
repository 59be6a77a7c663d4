// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The pure core must also be free of unsafe code; the compiler proves it.
let pure = strict + [.strictMemorySafety()]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "agtrack",
  products: [
    .executable(name: "agtrack", targets: ["agtrack"]),
    .library(name: "HostileInput", targets: ["HostileInput"]),
    .library(name: "AgtrackRelease", targets: ["Rules", "Equity", "ReleaseAudit", "Reports"]),
    .library(name: "AgtrackCore", targets: ["Rules", "PolicyFiles", "SampleData", "Intake", "Night", "Store"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CAssets"),
    library("Rules", settings: pure),
    library("Equity", settings: pure),
    library("CertificateChecker"),
    library("ReleaseAudit"),
    library("SampleData"),
    library("PolicyFiles", ["Rules", "Equity", "CYAML"]),
    library("Postgres", ["CLibPQ"]),
    library("EmbeddedServer"),
    library("Intake", ["Rules", "CZlib", "CLibZip", "CCrypto"]),
    library("Store", ["Rules", "Equity", "Postgres", "CAssets", "CCrypto"]),
    library("Night", ["Rules", "Equity", "Intake", "Store", "Postgres"]),
    library("Spreadsheets", ["CXLSXWriter"]),
    library("Reports", ["Rules", "Equity", "Spreadsheets"]),
    .executableTarget(
      name: "agtrack",
      dependencies: [
        "Rules", "Equity", "PolicyFiles", "Postgres", "EmbeddedServer", "Intake", "Store", "Night", "Reports",
        "SampleData", "CAssets", "CertificateChecker", "ReleaseAudit", "Spreadsheets", argumentParser,
      ],
      swiftSettings: strict),
    tests("RulesTests", ["Rules", "PolicyFiles", "CAssets", "Judge", "CertificateChecker"]),
    tests("PolicyFilesTests", ["PolicyFiles", "Rules", "Equity"]),
    tests("EquityTests", ["Equity", "DistrictCount", "SampleData", "PolicyFiles", "Store"]),
    tests("ReleaseAuditTests", ["ReleaseAudit", "Equity"]),
    tests("ReportsTests", ["Reports", "Equity", "Rules", "ReleaseAudit"]),
    tests("SampleDataTests", ["SampleData"]),
    tests("PostgresTests", ["Postgres"]),
    tests("EmbeddedServerTests", ["EmbeddedServer", "Postgres"]),
    tests("IntakeTests", ["Intake", "Rules", "Equity", "HostileInput"]),
    tests("StoreTests", ["Store", "Postgres", "CAssets"]),
    tests("NightTests", ["Night", "Intake", "Store", "Rules", "PolicyFiles", "Postgres"]),
    tests(
      "CommandLineTests", ["Postgres", "Judge", "DistrictCount", "PolicyFiles", "Rules", "Store"], exclude: ["Golden"]),
    tests("FaultTests", ["Faults", "Postgres"]),
    .target(name: "Judge", path: "Tests/Judge", swiftSettings: strict),
    .target(
      name: "HostileInput", dependencies: ["Intake", "PolicyFiles", "Rules", "CZlib"], path: "Tests/HostileInput",
      exclude: ["Fixtures"], swiftSettings: strict),
    .executableTarget(name: "fuzz", dependencies: ["HostileInput"], path: "Tests/Fuzz", swiftSettings: strict),
    .target(
      name: "Faults", dependencies: ["TestSupport", "Postgres", "EmbeddedServer"], path: "Tests/Faults",
      exclude: ["Fixtures"], swiftSettings: strict),
    .executableTarget(
      name: "torture", dependencies: ["Faults", "TestSupport"], path: "Tests/Torture", swiftSettings: strict),
    .target(
      name: "DistrictCount", dependencies: ["Equity", "Intake", "Night", "PolicyFiles", "Rules", "SampleData"],
      path: "Tests/DistrictCount", swiftSettings: strict),
    .executableTarget(
      name: "inequities", dependencies: ["DistrictCount", "PolicyFiles", "SampleData", "Store"],
      path: "Tests/Inequities", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Rules", "Postgres", "EmbeddedServer", "CLibZip"], path: "Tests/TestSupport",
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
