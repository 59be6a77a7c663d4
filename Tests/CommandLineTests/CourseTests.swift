import TestSupport
import Testing

@Suite("What is known of one course")
struct CourseTests {
  @Test("What is claimed, listed and decided, by school and years, with who decided; nobody knows other codes")
  func course() throws {
    let place = try Place.afterStories()
    let page = try place.agtrack(["course", "MARINE"]).expecting(0).stdout
    #expect(page.hasPrefix("Course MARINE\n\nStory Hill High (99900010100001)\n"))
    #expect(page.contains("D, Biology / Life Sciences") && page.contains("(decision.courses-file)"))
    _ = try place.agtrack(["course", "marine"]).expecting(6)
    _ = try place.agtrack(["course", "MARINE", "--school", "99900010100002"]).expecting(6)

    let folder = try StateFolder()
    try folder.write(
      "school_id,course_id,subject_area,discipline,decided_by,decided_on,reason\n"
        + "99100010100012,CHEM,D,Chemistry,R. Registrar,2027-03-01,outline seen\n", to: "course_decisions.csv")
    let state = try Place.empty()
    _ = try state.night(folder.path).expecting(0)
    let json = try JSON(state.agtrack(["course", "CHEM", "--json"]).expecting(0).output)
    let decided = json["entries"].elements.filter { $0["rule"].string == "decision.person" }
    #expect(Set(decided.map { $0["school_id"].string }) == ["99100010100012"])
    #expect(
      decided.allSatisfy {
        $0["decided_by"].string == "R. Registrar" && $0["decided_on"].string == "2027-03-01"
          && $0["reason"].string == "outline seen" && $0["decided"].string == "D"
      })
    let text = try state.agtrack(["course", "CHEM", "--plain"]).expecting(0).stdout
    #expect(
      text.contains("R. Registrar, 2027-03-01: outline seen") && text.contains("the system claims D; UC's list says D"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
