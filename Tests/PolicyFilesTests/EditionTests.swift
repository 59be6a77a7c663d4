import PolicyFiles
import Rules
import TestSupport
import Testing

@Suite struct EditionTests {
  @Test func aMissingFileIsNamed() {
    #expect(throws: PolicyFileError(file: "policies/exams.yaml", line: nil, message: "the file is missing")) {
      try PolicyLibrary([])
    }
  }
}
