public import Rules

/// All policy files together: the editions, and each edition's text for its digest.
public struct PolicyLibrary: Sendable {
  public static let examsFile = "policies/exams.yaml"
  public static let passWindowsFile = "policies/pass-windows.yaml"

  public let editions: PolicyEditions
  /// Ordered by system and first entering year.
  public let files: [PolicyFile]
  /// Edition id to everything that decides it, as text: its own file and the shared tables.
  public let texts: [String: String]

  /// - Parameters:
  ///   - sources: Path in the repository (`policies/uc-2022.yaml`) and text of every policy file.
  /// - Throws: `PolicyFileError` for the first file that cannot be used; also where ranges leave gaps or overlap.
  public init(_ sources: [(path: String, text: String)]) throws(PolicyFileError) {
    func text(_ path: String) throws(PolicyFileError) -> String {
      guard let found = sources.first(where: { $0.path == path }) else {
        throw PolicyFileError(file: path, line: nil, message: "the file is missing")
      }
      return found.text
    }
    let exams = try text(PolicyLibrary.examsFile)
    let windows = try text(PolicyLibrary.passWindowsFile)
    let shared = try SharedTables(exams: exams, passWindows: windows)
    var files: [PolicyFile] = []
    var texts: [String: String] = [:]
    for source in sources.sorted(by: { $0.path < $1.path })
    where source.path != PolicyLibrary.examsFile && source.path != PolicyLibrary.passWindowsFile {
      let file = try PolicyFile(source.text, name: source.path, shared: shared)
      files.append(file)
      texts[file.policy.edition] = source.text + exams + windows
    }
    self.files = files.sorted {
      ($0.policy.system, $0.policy.firstEnteringYear) < ($1.policy.system, $1.policy.firstEnteringYear)
    }
    self.texts = texts
    do {
      editions = try PolicyEditions(files.map(\.policy))
    } catch {
      throw PolicyFileError(file: "policies", line: nil, message: error.message)
    }
  }
}
