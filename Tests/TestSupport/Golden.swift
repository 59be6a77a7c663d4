import Foundation

/// Compares what came out with what a file says should come out.
public enum Golden {
  /// True while files are to be rewritten: `UPDATE_GOLDEN=1 swift test`.
  public static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }

  /// - Parameters:
  ///   - path: the file, relative to the folder of the test's source file.
  /// - Throws: `TestFailure` with the first line that differs.
  public static func check(_ actual: String, _ path: String, filePath: String = #filePath) throws {
    try check(Array(actual.utf8), path, filePath: filePath)
  }

  /// - Parameters:
  ///   - path: the file, relative to the folder of the test's source file.
  /// - Throws: `TestFailure` with the first line that differs.
  public static func check(_ actual: [UInt8], _ path: String, filePath: String = #filePath) throws {
    let file = URL(fileURLWithPath: filePath).deletingLastPathComponent().appendingPathComponent(path)
    if isUpdating {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual).write(to: file)
      return
    }
    guard let data = try? Data(contentsOf: file) else {
      throw TestFailure("there is no golden file \(path); UPDATE_GOLDEN=1 writes it")
    }
    let expected = [UInt8](data)
    if expected == actual { return }
    throw TestFailure("\(path): \(firstDifference(expected, actual)). UPDATE_GOLDEN=1 rewrites the file.")
  }

  /// The first differing line in words.
  static func firstDifference(_ expected: [UInt8], _ actual: [UInt8]) -> String {
    let (left, right) = (lines(expected), lines(actual))
    for index in 0..<max(left.count, right.count) {
      let (old, new) = (index < left.count ? left[index] : nil, index < right.count ? right[index] : nil)
      if old != new { return "line \(index + 1) is \(new ?? "missing"), expected \(old ?? "the end")" }
    }
    return "the bytes differ where the text does not"
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }
}
