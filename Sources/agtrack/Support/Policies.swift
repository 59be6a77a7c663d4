import Night
import PolicyFiles
import Rules
import Store

/// The policies built into the program.
enum Policies {
  static func sources() -> [(path: String, text: String)] {
    Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) }
  }

  static func library() throws -> PolicyLibrary { try builtIn.get() }

  private static let builtIn = Result { try PolicyLibrary(sources()) }

  /// The exams and the terms of P and CR, without the editions.
  static func shared() throws -> PolicyFiles.SharedTables { try builtInShared.get() }

  private static let builtInShared = Result { try PolicyLibrary.shared(sources()) }

  /// The editions for some entering years.
  static func editions(entering years: Set<Int>) throws -> PolicyEditions {
    try PolicyLibrary.editions(sources(), entering: years, shared: shared())
  }

  /// The pace tables built into the program.
  static func pace() throws -> PaceFile {
    guard let source = sources().first(where: { $0.path == PaceFile.path }) else {
      throw Failure(.environment, "the pace tables are missing from the program")
    }
    return try PaceFile(source.text)
  }

  /// The policies of a folder.
  ///
  /// - Throws: `Failure` (exit 2 where it cannot be read, 3 where its files are wrong).
  static func library(in folder: String) throws -> PolicyLibrary {
    // The loader knows the files by their places in the repository.
    let files = try TextFolder.files(in: folder, ending: ".yaml").map { ("policies/\($0.name)", $0.text) }
    do {
      return try PolicyLibrary(files)
    } catch {
      let text = "\(error)"
      throw Failure(.refused, text.hasPrefix("policies") ? folder + text.dropFirst("policies".count) : text)
    }
  }

  static func editions() throws -> EditionSet { try editions(library()) }

  static func editions(_ library: PolicyLibrary) -> EditionSet {
    let digests = library.files.map { file in
      (id: file.policy.edition, sha256: Digest.sha256(library.texts[file.policy.edition] ?? ""))
    }
    return EditionSet(editions: library.editions, digests: digests)
  }
}
