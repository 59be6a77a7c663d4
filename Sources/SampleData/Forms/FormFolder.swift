import Glibc

/// Writes the sample in another form than the extract. What the form cannot say stands beside it in the extract's own
/// files.
struct FormFolder {
  let district: SampleDistrict
  let folder: String
  private let catalogue: Catalogue

  init(_ district: SampleDistrict, folder: String) {
    (self.district, self.folder) = (district, folder)
    catalogue = Catalogue(district.inequity)
  }

  func write() throws(SampleError) {
    let population = Population(students: district.students, seed: district.seed, inequity: district.inequity)
    let lists = CatalogueFiles(catalogue: catalogue, students: district.students)
    let schools = try file("schools.csv", CatalogueFiles.schoolColumns)
    try lists.writeSchools(to: schools)
    let equivalents = try file("equivalents.csv", CatalogueFiles.equivalentColumns)
    try lists.writeEquivalents(to: equivalents)
    let staff = try file("staff.csv", Staff.columns)
    try Staff.write(to: staff, students: district.students, seed: district.seed)
    let courses = try file("courses.csv", CatalogueFiles.courseColumns)
    try lists.writeCourses(to: courses) { !isDescribed($0) }
    let waivers = try file("waivers.csv", StudentFiles.waiverColumns)
    let shared = [schools, equivalents, staff, courses, waivers]
    for school in Institutions.all.indices where isListed(school) {
      for fall in CourseListFiles.falls {
        let list = try file("\(Institutions.all[school].id)_\(schoolYear(fall)).json", [])
        try CourseListFiles(catalogue: catalogue).write(school: school, fall: fall, to: list)
        try list.finish()
      }
    }
    let own = district.form == .ccgi ? try writeUpload(population, waivers) : try writeState(population, waivers)
    for finished in shared + own { try finished.finish() }
  }

  private func file(_ name: String, _ columns: [String]) throws(SampleError) -> SampleFile {
    try SampleFile(name: name, path: folder + "/" + name, columns: columns)
  }

  /// Whether the form itself names the institution's courses.
  private func isDescribed(_ school: Int) -> Bool {
    let institution = Institutions.all[school]
    return district.form == .ccgi ? institution.kind != .college : institution.isOwn
  }

  /// UC lists the courses of high schools and online schools.
  private func isListed(_ school: Int) -> Bool {
    isDescribed(school) && Institutions.all[school].kind != .middle
  }

  private func writeUpload(_ population: Population, _ waivers: SampleFile) throws(SampleError) -> [SampleFile] {
    let upload = CollegeUploadFiles(
      catalogue: catalogue, students: try file("StudentTemplate.csv", CollegeUploadFiles.studentColumns),
      grades: try file("CourseGradeTemplate.csv", CollegeUploadFiles.gradeColumns),
      courses: try file("CourseCatalog.csv", CollegeUploadFiles.catalogueColumns))
    let exams = try file("exams.csv", StudentFiles.examColumns)
    try upload.writeCatalogue()
    try population.forEachStudent(catalogue, isCommon: district.isCommon) { story throws(SampleError) in
      try upload.write(story)
      for exam in story.exams { try exams.write(exam.values(story.student)) }
      // The upload itself says who certified a language.
      if let waiver = story.waiver, waiver.reason != Waiver.certification {
        try waivers.write(waiver.values(story.student))
      }
    }
    return upload.files + [exams]
  }

  private func writeState(_ population: Population, _ waivers: SampleFile) throws(SampleError) -> [SampleFile] {
    let state = try StateFiles(catalogue: catalogue) { name throws(SampleError) in try file(name, []) }
    let exams = ExamDatafile(file: try file("AP_datafile.csv", ExamDatafile.columns))
    let elsewhere = try file("transcripts.csv", StudentFiles.transcriptColumns)
    var lines = TranscriptLines(
      catalogue: catalogue, file: elsewhere, faults: Faults(share: 0, seed: district.seed, account: nil))
    try state.writeCourses()
    try population.forEachStudent(catalogue, isCommon: district.isCommon) { story throws(SampleError) in
      try state.write(story)
      try exams.write(story)
      let records = story.records.filter { !Institutions.all[$0.school].isOwn }
      try lines.write(records, of: story.student, parent: nil)
      if let waiver = story.waiver { try waivers.write(waiver.values(story.student)) }
    }
    return state.files + [exams.file, elsewhere]
  }
}
