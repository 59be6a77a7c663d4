import Testing

@testable import Intake

struct CourseNameTests {
  @Test(
    "A name without case, tags, entities, punctuation and Roman numerals",
    arguments: [
      ("AP Gov &amp; Pol: US (HP)", "ap gov and pol us"), ("  English   1 (P)", "english 1"),
      ("Algebra II (P)", "algebra 2"),
      ("U.S. History", "us history"), ("Español para Nativos", "espanol para nativos"), ("French 1 P", "french 1"),
      ("Advanced Catering HP", "advanced catering"), ("Guitar 1 / 710450", "guitar 1"),
      ("Children's Literature", "childrens literature"),
      ("Hon Human Body Sys (PLTW)(HP)", "hon human body sys pltw"), ("Lit.&amp;Drama", "lit and drama"),
      ("I, Robot", "i robot"),
      ("“A” Band", "a band"), ("Pre–Calculus", "pre calculus"), ("GEOMETRY A^", "geometry a"),
      ("AT&T Lab", "at and t lab"),
      ("P", "p"), ("", ""), ("(P)", ""), ("&#80;hysics", "physics"), ("Art &amp;amp; Life", "art and life"),
    ])
  func normalised(printed: String, expected: String) {
    #expect(CourseName(printed).normalised == expected)
  }

  @Test(
    "Halves are told from levels and from letters that belong to the subject",
    arguments: [
      ("ALG 1A", "alg 1", 1), ("Algebra I B", "algebra 1", 2), ("Algebra IIA (P)", "algebra 2", 1),
      ("English 9 S2", "english 9", 2), ("English 10 Semester 2", "english 10", 2), ("Biology 1st Sem", "biology", 1),
      ("Geometry - B (P)", "geometry", 2), ("Auto Technology A", "auto technology", 1),
      ("AP Calculus AB", "ap calculus ab", 0),
      ("AP Computer Science A", "ap computer science a", 0), ("AP Physics B", "ap physics b", 0), ("A", "a", 0),
      ("Algebra S1/S2", "algebra", 0), ("Health Careers A&B", "health careers", 0), ("English 9A/9B", "english 9", 0),
      ("2-D", "2 d", 0), ("Math 8", "math 8", 0), ("English IB", "english 1", 2),
    ])
  func halves(printed: String, stem: String, part: Int) {
    let name = CourseName(printed)
    #expect(name.stem == stem)
    #expect(Int(name.part) == part)
  }

  @Test("A tag for honors is remembered, a tag for college preparation is not")
  func tags() {
    #expect(CourseName("English 3 (HP)").hasHonorsTag)
    #expect(CourseName("Chemistry H").hasHonorsTag)
    #expect(!CourseName("English 3 (P)").hasHonorsTag)
    #expect(CourseName("Drama 2 (CTE)").normalised == "drama 2 cte")
  }

  @Test("Abbreviated words are spelled out where they stand for one word only")
  func words() {
    #expect(CourseName("Hon Alg2").words == CourseName("Honors Algebra II").words)
    #expect(CourseName("AP US Hist (HP)").words == CourseName("AP United States History").words)
    #expect(CourseName("Pre-Calc").words != CourseName("Calculus").words)
    #expect(CourseName("Precalc").words == CourseName("Pre-Calculus").words)
    #expect(CourseName("Eng Design").words == "eng design")
  }

  @Test(
    "The language of a course comes from its title",
    arguments: [
      ("Spanish for Heritage Speakers 2", "Spanish"), ("AP French Language and Culture", "French"),
      ("Am Sign Lang II (P)", "American Sign Language"), ("ASL III", "American Sign Language"),
      ("Chinese Mandarin 1", "Chinese"), ("Mandarin II", "Chinese"), ("Cantonese (Chinese) 1", "Cantonese"),
      ("Honors Japanese V", "Japanese"), ("Español para hispanohablantes", "Spanish"), ("Latin I", "Latin"),
      ("AP Spanish: Latin American Literature", "Spanish"), ("Tagalog 1", "Filipino"),
      ("Hmong for Native Speakers", "Hmong"),
    ])
  func language(title: String, language: String) {
    #expect(CourseLanguage.of(CourseName(title)) == language)
  }

  @Test(
    "No language is guessed", arguments: ["Heritage Speakers 1", "World Language 1", "French and Spanish Tour", ""])
  func noLanguage(title: String) {
    #expect(CourseLanguage.of(CourseName(title)) == nil)
  }

  @Test(
    "AP exams by title and state course code; Pre-AP is not AP",
    arguments: [
      ("AP United States History", "07"), ("AP US History (HP)", "07"), ("AP Calculus AB (HP)", "66"), ("AP CSA", "31"),
      ("AP Computer Science A", "31"), ("AP Comp Sci Principles (HP)", "32"), ("AP Eng Lang/Comp (HP)", "36"),
      ("AP Macro", "35"), ("AP MicroEcon", "34"), ("Psych (AP)", "85"), ("AP Phys C: Elec &amp; Mag (HP)", "82"),
      ("AP Physics C: Mechanics", "80"), ("AP Human Geo (HP)", "53"), ("AP World History", "93"),
      ("AP 2-D Art and Design", "15"), ("AP Env Sci (HP)", "40"), ("AP Chinese (HP)", "28"), ("AP Statistics", "90"),
      ("AP Gov &amp; Pol: US (HP)", "57"), ("AP Government and Politics United States", "57"),
      ("Pre-AP Biology", nil), ("AP Chem Seminar", nil), ("Biology", nil), ("AP", nil),
    ] as [(String, String?)])
  func exams(title: String, code: String?) {
    #expect(APCourses.examCode(CourseName(title)) == code)
  }

  @Test("State course codes of both numberings lead to the exam, Pre-AP codes to none")
  func stateCodes() {
    #expect(APCourses.examCode(stateCourseCode: "2775") == "07")
    #expect(APCourses.examCode(stateCourseCode: "9194") == "07")
    #expect(APCourses.examCode(stateCourseCode: "9121") == nil)
    #expect(APCourses.isPreAP(stateCourseCode: "9121"))
    #expect(APCourses.isPreAP(CourseName("Pre-AP English 1")))
    #expect(APCourses.examCode(stateCourseCode: "") == nil)
  }
}
