// swift-tools-version: 6.2
import PackageDescription

// Apart from the product, because it links only with `--sanitize=fuzzer`: libFuzzer brings the `main`.
let package = Package(
  name: "GuidedFuzz",
  dependencies: [.package(name: "agtrack", path: "../..")],
  targets: [
    .executableTarget(
      name: "GuidedFuzz", dependencies: [.product(name: "HostileInput", package: "agtrack")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
