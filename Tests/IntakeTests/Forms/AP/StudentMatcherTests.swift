import Rules
import Testing

@testable import Intake

struct StudentMatcherTests {
  /// `outcome rule student candidates`, and who they are, of the only row.
  private func match(_ change: (inout APSheet) -> Void, _ students: String...) -> String {
    var sheet = APSheet()
    change(&sheet)
    let folder = TranslatedFolder([
      "schools.csv": APSheet.schools, "students.csv": APSheet.students + students.map { $0 + "\n" }.joined(),
      "ap.csv": sheet.csv,
    ])
    return (folder.tables?.examMatches ?? []).map { row in
      ([row.outcome.rawValue, row.rule?.rawValue ?? "-", row.studentID ?? "-", String(row.candidates)]
        + row.candidateIDs).joined(separator: " ")
    }.joined(separator: "; ")
  }

  @Test("The local id counts where names or birth date agree, and not alone")
  func localID() {
    let student = "0020,1000000020,Oak,Ada,,2009-02-28,F,S1,11"
    #expect(match({ $0.add(id: "0020") }, student) == "matched exam.local-id 0020 1")
    #expect(match({ $0.add("Ash", "Cora", id: "0020") }, student) == "matched exam.local-id 0020 1")
    #expect(match({ $0.add(birth: "010108", id: "0020") }, student) == "matched exam.local-id 0020 1")
    #expect(match({ $0.add("Ash", "Cora", birth: "010108", id: "0020") }, student) == "doubtful exam.local-id - 1 0020")
    #expect(match({ $0.add(id: "20") }, student) == "matched exam.local-id-without-zeros 0020 1")
    #expect(match({ $0.add(id: "1000000020") }, student) == "matched exam.statewide-id 0020 1")
  }

  @Test("An id that points elsewhere does not stop a full match by names and birth date")
  func wrongID() {
    let other = "0030,,Elm,Ben,,2008-01-01,M,S2,12"
    #expect(
      match({ $0.add(id: "0030") }, "0020,,Oak,Ada,,2009-02-28,F,S1,11", other)
        == "matched exam.names-birth-school 0020 1")
  }

  @Test("Two ids that differ by zeros alone are not told apart by the short form")
  func zeros() {
    #expect(
      match(
        { $0.add(birth: "", id: "0000020") }, "0020,,Oak,Ada,,2009-02-28,F,S1,11", "020,,Oak,Ada,,2008-02-28,F,S1,11")
        == "unmatched - - 0")
  }

  @Test("Names with birth date: first middle initial and school, then school, then gender")
  func names() {
    let lee = "1,,Oak,Ada,Lee,2009-02-28,F,S1,11"
    let may = "2,,Oak,Ada,May,2009-02-28,F,S1,11"
    #expect(match({ $0.add(middle: "M") }, lee, may) == "matched exam.names-birth-middle-school 2 1")
    #expect(match({ $0.add() }, lee) == "matched exam.names-birth-school 1 1")
    #expect(match({ $0.add(school: "") }, lee) == "matched exam.names-birth-gender 1 1")
    #expect(match({ $0.add(gender: "", school: "055678") }, lee) == "unmatched - - 0")
    #expect(
      match({ $0.add(gender: "M") }, "1,,Oak,Ada,,2009-02-28,F,S1,11", "2,,Oak,Ada,,2009-02-28,M,S1,11")
        == "matched exam.names-birth-gender 2 1")
  }

  @Test("Of several that fit nobody is chosen")
  func doubtful() {
    let one = "1,,Oak,Ada,,2009-02-28,F,S1,11"
    let two = "2,,Oak,Ada,,2009-02-28,F,S1,11"
    #expect(match({ $0.add() }, one, two) == "doubtful exam.names-birth-school - 2 1 2")
    #expect(match({ $0.add(birth: "") }, one) == "unmatched - - 0")
    let many = (10...24).map { "\($0),,Oak,Ada,,2009-02-28,F,S1,11" }.joined(separator: "\n")
    #expect(
      match({ $0.add() }, many)
        == "doubtful exam.names-birth-school - 15 " + (10...19).map(String.init).joined(separator: " "))
  }

  @Test("Names that sound alike count with birth date and school, unless the gender differs")
  func sound() {
    let student = "1,,Robert-Smythe,Katherine,Q,2009-02-28,F,S1,11"
    #expect(match({ $0.add("Rupert", "Kathryn") }, student) == "matched exam.sound-birth-school 1 1")
    #expect(match({ $0.add("Rupert", "Kathryn", gender: "M") }, student) == "unmatched - - 0")
    #expect(match({ $0.add("Rupert", "Kathryn", school: "055678") }, student) == "unmatched - - 0")
    let twin = "2,,Robert,Kathrin,Z,2009-02-28,F,S1,11"
    #expect(match({ $0.add("Rupert", "Kathryn") }, student, twin) == "doubtful exam.sound-birth-school - 2 1 2")
    #expect(
      match({ $0.add("Rupert", "Kathryn", middle: "z") }, student, twin) == "matched exam.sound-birth-middle-school 2 1"
    )
  }

  @Test(
    "Names are compared without case, accents, hyphens, apostrophes and suffixes",
    arguments: [
      ("García-López", "María José", "GARCIA LOPEZ", "Maria-Jose"), ("O’Brien", "Seán", "OBRIEN", "Sean"),
      ("Oak Jr.", "Ada", "Oak", "Ada"), ("De La Cruz", "Ana", "DELACRUZ", "ANA"), ("Oak III", "Ada", "Oak, Jr", "Ada"),
      ("Nguye\u{302}\u{303}n", "Thi", "Nguyễn", "Thi"), ("Straße", "Jörg", "Strasse", "Jorg"),
    ])
  func folded(last: String, first: String, otherLast: String, otherFirst: String) {
    let one = PersonName(last: last, first: first)
    #expect(one.isSame(as: PersonName(last: otherLast, first: otherFirst)))
  }

  @Test("A second given name may be left out beside an id, and empty names are like nobody's")
  func agreement() {
    #expect(PersonName(last: "Oak", first: "Mary Ann").agrees(with: PersonName(last: "OAK", first: "Mary")))
    #expect(!PersonName(last: "Oak", first: "Mary").agrees(with: PersonName(last: "Oak", first: "Marianne")))
    #expect(!PersonName(last: "", first: "").isSame(as: PersonName(last: "", first: "")))
    #expect(!PersonName(last: "", first: "").soundsLike(PersonName(last: "", first: "")))
  }

  @Test(
    "Soundex as the National Archives describe it",
    arguments: [
      ("robert", "r163"), ("rupert", "r163"), ("ashcraft", "a261"), ("tymczak", "t522"), ("pfister", "p236"),
      ("honeyman", "h555"), ("lee", "l000"), ("", ""), ("gutierrez", "g362"), ("jackson", "j250"),
      ("washington", "w252"),
    ])
  func soundex(word: String, code: String) {
    #expect(Soundex.code(word) == code)
  }
}
