/// Draws marks and exam scores from a student's hidden traits.
struct Marks {
  /// The school year that is running; its first semester has marks, its second has none yet.
  static let runningFall = 2026

  /// What a student brings to one course this year: traits, the course's difficulty and a year's luck.
  static func footing(_ student: Student, _ course: Course, random: inout RandomSource) -> Int {
    (student.achievement * 60 + student.engagement * 50) / 100 - CourseTable[course].difficulty + random.normal(330)
      + (CourseTable[course].areas == "C" ? student.planted.mathematics : 0)
  }

  /// An index into `Record.marks` for one term.
  static func mark(footing: Int, _ course: Course, random: inout RandomSource) -> Int {
    let odd = random.below(1000)
    if odd < 3 { return odd == 0 ? Record.incomplete : Record.withdrawn }
    if course == .aide || course == .workExperience { return footing < -1600 ? Record.fail : Record.passed }
    let score = footing + random.normal(260)
    let band = score >= 400 ? 0 : score >= -240 ? 3 : score >= -900 ? 6 : score >= -1320 ? 9 : Record.fail
    guard band < Record.fail else { return band }
    let draw = random.below(10)
    return band + (draw < 2 ? 0 : draw < 7 ? 1 : 2)
  }

  /// An AP score from 1 to 5.
  static func examScore(_ student: Student, random: inout RandomSource) -> Int {
    let score = student.achievement + random.normal(600)
    return score >= 2250 ? 5 : score >= 1700 ? 4 : score >= 1200 ? 3 : score >= 600 ? 2 : 1
  }
}
