public import Rules

/// Small folders as districts write them, from which hostile ones are made: the extract, CCGI with a course list and
/// decisions, CALPADS with a course list and an AP file, and a mixture of all.
public struct Fixtures: Sendable {
  /// A folder, and its files in bytewise order.
  public typealias Folder = (name: String, files: [(name: String, bytes: [UInt8])])

  /// In bytewise order of their names.
  public let folders: [Folder]
  /// A district's settings.
  public let settings: [UInt8]
  /// The day on which the folders are read.
  public static let day = CalendarDay(code: "2026-11-22")

  /// Reads what lies beside this file; nil where it is not there.
  public init?() {
    // Not a default argument, which would be the caller's file.
    let source = #filePath
    let parent = source.prefix(upTo: source.lastIndex(of: "/") ?? source.startIndex) + "/Fixtures"
    let read = ["calpads", "ccgi", "extract", "mixed"].map { name in
      (name, Files.names(in: "\(parent)/\(name)").map { ($0, Files.read("\(parent)/\(name)/\($0)") ?? []) })
    }
    guard let settings = Files.read("\(parent)/settings/settings.yaml"), read.allSatisfy({ !$0.1.isEmpty }) else {
      return nil
    }
    folders = read
    self.settings = settings
  }
}
