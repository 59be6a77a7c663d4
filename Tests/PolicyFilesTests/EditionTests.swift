import PolicyFiles
import Rules
import Testing

@Suite("The editions of the repository")
struct EditionTests {
  private let library: PolicyLibrary

  init() throws { library = try PolicyLibrary(PolicyFolder().sources) }

  @Test("Every edition loads, and each system has an edition for every entering year from 2003 on")
  func all() throws {
    let ids = library.files.map(\.policy.edition)
    #expect(
      ids == [
        "csu-2003", "csu-2006", "csu-2015", "csu-2022", "uc-2003", "uc-2006", "uc-2012", "uc-2015", "uc-2019",
        "uc-2022",
      ])
    for system in System.allCases {
      for year in 2003...2027 {
        let found = library.editions.edition(system, entering: year)
        #expect((found.firstEnteringYear...found.lastEnteringYear).contains(year))
      }
    }
  }

  @Test("The editions of some entering years are those that all files together have for them")
  func some() throws {
    let sources = try PolicyFolder().sources
    let shared = try PolicyLibrary.shared(sources)
    #expect(shared.exams == library.shared.exams)
    for year in [0, 1999] + Array(2000...2030) {
      let some = try PolicyLibrary.editions(sources, entering: [year, 2015], shared: shared)
      for system in System.allCases {
        #expect(some.edition(system, entering: year) == library.editions.edition(system, entering: year))
        #expect(some.edition(system, entering: 2015) == library.editions.edition(system, entering: 2015))
      }
      #expect(some.policies.count <= 4)
    }
    #expect(try PolicyLibrary.editions(sources, entering: [], shared: shared).policies.count == 2)
    #expect(throws: PolicyFileError.self) {
      try PolicyLibrary.editions(sources.filter { !$0.path.contains("uc-") }, entering: [2022], shared: shared)
    }
  }

  @Test("Each edition's file is called as the edition")
  func names() {
    for file in library.files { #expect(file.name == "policies/\(file.policy.edition).yaml") }
  }

  @Test("An entering year outside all editions gets the nearest one")
  func outside() {
    #expect(library.editions.edition(.uc, entering: 1999).edition == "uc-2003")
    #expect(library.editions.edition(.csu, entering: 1999).edition == "csu-2003")
    #expect(library.editions.edition(.uc, entering: 2100).edition == "uc-2022")
    #expect(library.editions.edition(.csu, entering: 2100).edition == "csu-2022")
  }

  @Test("Every edition states every parameter with meaning and source, and requires thirty semesters")
  func complete() {
    for file in library.files {
      #expect(file.parameters.map(\.id) == PolicyFile.parameterIDs)
      #expect(
        file.parameters.allSatisfy {
          !$0.value.isEmpty && !$0.phrase.isEmpty && $0.meaning.count > 10 && $0.provenance.source.count > 10
        })
      #expect(SubjectArea.allCases.reduce(0) { $0 + file.policy.required[$1] } == 180, "\(file.name)")
    }
  }

  @Test("An edition's text holds the shared tables too, so that its digest changes with them")
  func texts() throws {
    var folder = try PolicyFolder()
    folder.spoil("pass-windows.yaml", "terms: [S2,", "terms: [S1, S2,")
    let other = try PolicyLibrary(folder.sources)
    for id in library.texts.keys { #expect(other.texts[id] != library.texts[id]) }
  }

  @Test("The order in which the files are found decides nothing")
  func order() throws {
    let other = try PolicyLibrary(PolicyFolder().sources.reversed())
    #expect(other.texts == library.texts)
    #expect(other.files.map(\.name) == library.files.map(\.name))
  }
}
