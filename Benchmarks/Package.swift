// swift-tools-version: 6.2
import PackageDescription

// Measurements, apart from the product: `swift build` at the top never builds them.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "agtrack", path: "..")],
  targets: [
    .executableTarget(
      name: "EvaluatorBenchmark", dependencies: [.product(name: "AgtrackCore", package: "agtrack")]),
    .executableTarget(
      name: "CostliestTranscript", dependencies: [.product(name: "AgtrackCore", package: "agtrack")]),
    .executableTarget(
      name: "PlanBenchmark", dependencies: [.product(name: "AgtrackCore", package: "agtrack")]),
    .executableTarget(
      name: "ReadingBenchmark", dependencies: [.product(name: "AgtrackCore", package: "agtrack")]),
    .executableTarget(
      name: "ReleaseBenchmark", dependencies: [.product(name: "AgtrackRelease", package: "agtrack")]),
  ],
  swiftLanguageModes: [.v6]
)
