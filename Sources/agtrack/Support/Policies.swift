import Night
import PolicyFiles
import Rules
import Store

/// The policies built into the program.
enum Policies {
  static func sources() -> [(path: String, text: String)] {
    Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) }
  }

  static func library() throws -> PolicyLibrary { try PolicyLibrary(sources()) }

  static func editions() throws -> EditionSet {
    let library = try library()
    let digests = library.files.map { file in
      (id: file.policy.edition, sha256: Digest.sha256(library.texts[file.policy.edition] ?? ""))
    }
    return EditionSet(editions: library.editions, digests: digests)
  }
}
