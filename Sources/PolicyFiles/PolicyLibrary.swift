public import Rules

/// All policy files together: the editions, and each edition's text for its digest.
public struct PolicyLibrary: Sendable {
  public static let examsFile = "policies/exams.yaml"
  public static let passWindowsFile = "policies/pass-windows.yaml"

  public let editions: PolicyEditions
  /// Ordered by system and first entering year.
  public let files: [PolicyFile]
  public let shared: SharedTables
  /// Edition id to everything that decides it, as text: its own file and the shared tables.
  public let texts: [String: String]

  /// - Parameters:
  ///   - sources: Path in the repository (`policies/uc-2022.yaml`) and text of every policy file.
  /// - Throws: `PolicyFileError` for the first thing that cannot be used, contradictions between values included.
  public init(_ sources: [(path: String, text: String)]) throws(PolicyFileError) {
    var reading = PolicyReading(sources)
    if let problem = reading.check(decided: nil).first { throw problem }
    guard let shared = reading.shared else {
      throw PolicyFileError(file: "policies", line: nil, message: "the shared tables are missing")
    }
    self.shared = shared
    files = reading.files.sorted {
      ($0.policy.system, $0.policy.firstEnteringYear) < ($1.policy.system, $1.policy.firstEnteringYear)
    }
    texts = reading.texts
    do {
      editions = try PolicyEditions(files.map(\.policy))
    } catch {
      throw PolicyFileError(file: "policies", line: nil, message: error.message)
    }
  }

  /// The tables that all editions share, without the editions.
  public static func shared(_ sources: [(path: String, text: String)]) throws(PolicyFileError) -> SharedTables {
    func text(_ path: String) throws(PolicyFileError) -> String {
      guard let found = sources.first(where: { $0.path == path }) else {
        throw PolicyFileError(file: path, line: nil, message: "the file is missing")
      }
      return found.text
    }
    return try SharedTables(exams: try text(examsFile), passWindows: try text(passWindowsFile))
  }

  /// The editions for some entering years alone: for who asks about one student and has no time for the rest. The files are
  /// known to be right, as those built into the program are, and each is called as its edition.
  public static func editions(
    _ sources: [(path: String, text: String)], entering years: Set<Int>, shared: SharedTables
  ) throws(PolicyFileError) -> PolicyEditions {
    var policies: [Policy] = []
    for system in System.allCases {
      let files = sources.compactMap { source -> (first: Int, path: String, text: String)? in
        let prefix = "policies/\(system.rawValue)-"
        guard source.path.hasPrefix(prefix), let first = Int(source.path.dropFirst(prefix.count).prefix { $0 != "." })
        else { return nil }
        return (first, source.path, source.text)
      }.sorted { $0.first < $1.first }
      let asked = years.isEmpty ? [.max] : years
      let wanted = Set(asked.map { year in files.lastIndex { $0.first <= year } ?? 0 })
      for place in wanted.sorted() where files.indices.contains(place) {
        policies.append(try PolicyFile(files[place].text, name: files[place].path, shared: shared).policy)
      }
    }
    guard let editions = PolicyEditions(some: policies) else {
      throw PolicyFileError(file: "policies", line: nil, message: "an edition is missing")
    }
    return editions
  }

  /// Everything that is wrong with the files, in the order of their paths; the first of it is what `init` throws.
  ///
  /// - Parameters:
  ///   - decided: Ids of the rules that some worked case decides, or nil where no cases are at hand.
  public static func problems(
    _ sources: [(path: String, text: String)], decided: Set<String>? = nil
  ) -> [PolicyFileError] {
    var reading = PolicyReading(sources)
    return reading.check(decided: decided)
  }
}

/// The files as far as each can be read alone.
private struct PolicyReading {
  private(set) var files: [PolicyFile] = []
  private(set) var shared: SharedTables?
  private(set) var texts: [String: String] = [:]
  private var problems: [PolicyFileError] = []

  init(_ sources: [(path: String, text: String)]) {
    let sources = sources.sorted { $0.path < $1.path }
    guard let exams = text(PolicyLibrary.examsFile, sources), let windows = text(PolicyLibrary.passWindowsFile, sources)
    else { return }
    do {
      shared = try SharedTables(exams: exams, passWindows: windows)
    } catch {
      problems.append(error)
    }
    guard let shared else { return }
    for source in sources
    where ![
      PolicyLibrary.examsFile, PolicyLibrary.passWindowsFile, DisclosurePolicyFile.path, PaceFile.path,
      MeasureFile.path, SeatTargets.path,
    ]
    .contains(source.path) {
      do {
        let file = try PolicyFile(source.text, name: source.path, shared: shared)
        files.append(file)
        texts[file.policy.edition] = source.text + exams + windows
      } catch {
        problems.append(error)
      }
    }
  }

  private mutating func text(_ path: String, _ sources: [(path: String, text: String)]) -> String? {
    if let found = sources.first(where: { $0.path == path }) { return found.text }
    problems.append(PolicyFileError(file: path, line: nil, message: "the file is missing"))
    return nil
  }

  /// What no file can be blamed for alone is asked only of files that can be read.
  mutating func check(decided: Set<String>?) -> [PolicyFileError] {
    guard problems.isEmpty, let shared else { return problems }
    for file in files { problems += EditionCheck(file).problems }
    problems += RangeCheck(files).problems
    problems += SharedTablesCheck(shared, editions: files).problems
    problems += RuleCheck(texts: RuleText.all, parameters: PolicyFile.parameterIDs, decided: decided).problems
    return problems
  }
}
