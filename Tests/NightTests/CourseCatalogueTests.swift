import Night
import Rules
import Store
import Testing

@Suite("How a course stood in the year it was taken")
struct CourseCatalogueTests {
  private func course(
    _ id: String, school: String = "S1", areas: SubjectAreas = SubjectAreas(.c), discipline: String = "Algebra I",
    key: String? = nil, first: Int16? = nil, last: Int16? = nil
  ) -> CatalogueCourse {
    CatalogueCourse(
      schoolID: school, courseID: id, areas: areas, disciplineName: discipline, language: "", length: .year,
      honors: nil,
      part: 0, courseKey: key ?? id, ninthGradeOnly: false, electiveEligible: true,
      firstYear: first.map(SchoolYear.init(fall:)), lastYear: last.map(SchoolYear.init(fall:)))
  }

  private func sameCourse(_ catalogue: CourseCatalogue, _ school: String, _ id: String, in fall: Int16 = 2024) -> Int32?
  {
    let listing = catalogue.listing(catalogue.number(school: school, course: id), in: SchoolYear(fall: fall)).listing
    guard case .listed(let course) = listing else { return nil }
    return course.sameCourse
  }

  private func digest(_ catalogue: CourseCatalogue, _ school: String, _ id: String, in fall: Int16 = 2024) -> UInt64 {
    catalogue.listing(catalogue.number(school: school, course: id), in: SchoolYear(fall: fall)).digest
  }

  private func catalogue(
    _ courses: [CatalogueCourse], undecided: [UndecidedYears] = [], same: [(String, String, String, String)] = []
  ) -> CourseCatalogue {
    CourseCatalogue(courses: courses, undecided: undecided, equivalents: same, colleges: [])
  }

  @Test("A year in which nothing settles a course is no year off the list")
  func undecidedYears() {
    let list = catalogue(
      [course("A", first: 2020, last: 2021), course("B", first: 2020, last: 2021)],
      undecided: [
        UndecidedYears(
          schoolID: "S1", courseID: "A", firstYear: SchoolYear(fall: 2022), lastYear: SchoolYear(fall: 2023)),
        UndecidedYears(schoolID: "S1", courseID: "C", firstYear: nil, lastYear: nil),
        UndecidedYears(
          schoolID: "S1", courseID: "B", firstYear: SchoolYear(fall: 2023), lastYear: SchoolYear(fall: 2022)),
      ])
    func isUnmatched(_ id: String, _ fall: Int16) -> Bool {
      if case .unmatched = list.listing(list.number(school: "S1", course: id), in: SchoolYear(fall: fall)).listing {
        return true
      }
      return false
    }
    let open = (2019...2024).filter { isUnmatched("A", Int16($0)) }
    #expect(open == [2022, 2023])
    #expect(!(2019...2024).contains { isUnmatched("B", Int16($0)) })
    #expect(list.number(school: "S1", course: "C") == nil, "a course without rows stays unknown")
    #expect(digest(list, "S1", "A", in: 2022) != digest(list, "S1", "A", in: 2024))
  }

  @Test("Which course comes first does not depend on the order of the rows")
  func rowOrder() {
    let courses = [course("B"), course("A", school: "S2"), course("A"), course("C", key: "A")]
    let pairs = [("S1", "B", "S2", "A")]
    let forward = catalogue(courses, same: pairs)
    let backward = catalogue(courses.reversed(), same: pairs)
    for (school, id) in [("S1", "A"), ("S1", "B"), ("S1", "C"), ("S2", "A")] {
      #expect(sameCourse(forward, school, id) == sameCourse(backward, school, id))
    }
    #expect(sameCourse(forward, "S1", "A") != sameCourse(forward, "S1", "B"))
  }

  @Test("A code counts in the list years of its row alone, both ends included")
  func listYears() {
    let list = catalogue([
      course("A", discipline: "Algebra I", first: 2015, last: 2019), course("A", discipline: "Geometry", first: 2022),
    ])
    let number = list.number(school: "S1", course: "A")
    for (fall, name) in [
      (2014, nil), (2015, "algebra i"), (2019, "algebra i"), (2020, nil), (2022, "geometry"), (2199, "geometry"),
    ]
      as [(Int16, String?)]
    {
      let listing = list.listing(number, in: SchoolYear(fall: fall)).listing
      if let name {
        guard case .listed(let course) = listing else {
          Issue.record("\(fall) is not listed")
          continue
        }
        #expect(course.disciplineKey == NameKey(name))
      } else if case .notListed = listing {
      } else {
        Issue.record("\(fall) is listed")
      }
    }
  }

  @Test("A code that no row names is unmatched; a row without an area is known and not listed")
  func unmatched() {
    let list = catalogue([course("PE", areas: [])])
    if case .unmatched = list.listing(list.number(school: "S1", course: "X"), in: SchoolYear(fall: 2024)).listing {
    } else {
      Issue.record("a code in no list is matched")
    }
    if case .notListed = list.listing(list.number(school: "S1", course: "PE"), in: SchoolYear(fall: 2024)).listing {
    } else {
      Issue.record("a course without an area is listed")
    }
    #expect(list.number(school: "S2", course: "PE") == nil)
  }

  @Test("Courses are the same by key at one institution, and across institutions only where declared, in chains too")
  func same() {
    let courses = [
      course("A", key: "K"), course("B", key: "K"), course("C"), course("A", school: "S2"), course("D", school: "S3"),
    ]
    let apart = catalogue(courses)
    #expect(sameCourse(apart, "S1", "A") == sameCourse(apart, "S1", "B"))
    #expect(sameCourse(apart, "S1", "A") != sameCourse(apart, "S1", "C"))
    #expect(sameCourse(apart, "S1", "A") != sameCourse(apart, "S2", "A"))
    let joined = catalogue(courses, same: [("S3", "D", "S2", "A"), ("S2", "A", "S1", "B"), ("S1", "A", "S9", "Z")])
    #expect(sameCourse(joined, "S1", "A") == sameCourse(joined, "S3", "D"))
    #expect(sameCourse(joined, "S1", "C") != sameCourse(joined, "S3", "D"))
  }

  @Test("The lists of some schools, with the partners that equivalents name, tell courses apart as those of all do")
  func someSchools() {
    var random: UInt64 = 7
    func below(_ limit: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % limit
    }
    for _ in 0..<200 {
      let codes = (0..<24).map { _ in (school: "S\(below(4))", id: "C\(below(5))") }
      let courses = codes.map { course($0.id, school: $0.school, key: below(3) == 0 ? "K\(below(2))" : nil) }
      let pairs = (0..<below(8)).map { _ in
        ("S\(below(4))", "C\(below(5))", "S\(below(4))", "C\(below(5))")
      }
      let own: Set = ["S\(below(4))", "S3"]
      let named = Set(pairs.flatMap { ["\($0.0) \($0.1)", "\($0.2) \($0.3)"] })
      let some = CourseCatalogue(
        courses: courses.filter { own.contains($0.schoolID) }, undecided: [], equivalents: pairs,
        partners: courses.filter { !own.contains($0.schoolID) && named.contains("\($0.schoolID) \($0.courseID)") }.map {
          CourseKeyRow(schoolID: $0.schoolID, courseID: $0.courseID, courseKey: $0.courseKey)
        }, colleges: [])
      let all = catalogue(courses, same: pairs)
      let asked = courses.filter { own.contains($0.schoolID) }
      for left in asked {
        for right in asked {
          let (one, two) = (
            sameCourse(some, left.schoolID, left.courseID), sameCourse(some, right.schoolID, right.courseID)
          )
          let (first, second) = (
            sameCourse(all, left.schoolID, left.courseID), sameCourse(all, right.schoolID, right.courseID)
          )
          let (comesFirst, cameFirst) = ((one ?? -1) < (two ?? -1), (first ?? -1) < (second ?? -1))
          #expect(comesFirst == cameFirst)
          #expect((one == two) == (first == second))
        }
        #expect(digest(some, left.schoolID, left.courseID) == digest(all, left.schoolID, left.courseID))
      }
    }
  }

  @Test("A declared pair names the code, whatever key it has in which list years and in whatever order the rows come")
  func sameInAllYears() {
    let rows = [
      course("A", key: "OLD", last: 2019), course("A", key: "NEW", first: 2020), course("A", school: "S2"),
    ]
    for courses in [rows, rows.reversed()] {
      let list = catalogue(courses, same: [("S1", "A", "S2", "A")])
      #expect(sameCourse(list, "S1", "A", in: 2018) == sameCourse(list, "S2", "A"))
      #expect(sameCourse(list, "S1", "A", in: 2024) == sameCourse(list, "S2", "A"))
    }
  }

  @Test("The digest changes with whatever can decide a verdict and with nothing else")
  func digests() {
    let plain = digest(catalogue([course("A")]), "S1", "A")
    #expect(digest(catalogue([course("Z"), course("A")]), "S1", "A") == plain)
    #expect(digest(catalogue([course("A", discipline: "ALGEBRA  I")]), "S1", "A") == plain)
    #expect(digest(catalogue([course("A", discipline: "Geometry")]), "S1", "A") != plain)
    #expect(
      digest(catalogue([course("A", areas: SubjectAreas([SubjectAreas(.c), SubjectAreas(.g)]))]), "S1", "A") != plain)
    #expect(digest(catalogue([course("A", key: "K")]), "S1", "A") != plain)
    let both = [course("A"), course("A", school: "S0")]
    #expect(digest(catalogue(both), "S1", "A") == plain)
    #expect(digest(catalogue(both, same: [("S1", "A", "S0", "A")]), "S1", "A") != plain)
    // Neither the order of the rows nor of the pairs decides which course names the group.
    let three = both + [course("A", school: "S2")]
    let one = catalogue(three, same: [("S1", "A", "S0", "A"), ("S2", "A", "S1", "A")])
    let other = catalogue(three.reversed(), same: [("S2", "A", "S1", "A"), ("S0", "A", "S1", "A")])
    for school in ["S0", "S1", "S2"] { #expect(digest(one, school, "A") == digest(other, school, "A")) }
  }
}
