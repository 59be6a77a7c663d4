import Glibc

/// An invented sample: two districts with their schools, course lists, students, staff and transcripts, as a whole
/// extract, in the canonical form or another, seen in mid-March 2027 (first-semester marks of 2026-27 posted, the second semester running).
///
/// Students are in grades 9 to 12 or belong to the class of 2026; about 49 transcript records each. The same numbers
/// give the same bytes. Without dirt every row can be loaded and nothing in it asks for a finding.
public struct SampleDistrict: Sendable {
  /// How many students `students.csv` holds, graduates included.
  public let students: Int
  public let seed: UInt64
  /// The share of rows that carry a known fault, from 0 to 1.
  public let dirt: Double
  public let form: SampleForm
  /// Leaves out what not every form can say: which half of a course a record fills, and records that are told apart by
  /// nothing but that or their key. Written so, a district is the same in all forms.
  public let isCommon: Bool
  /// Makes another kind of district, in which only this difference is; nil for the usual one, which is unequal in many ways.
  public let inequity: SampleInequity?

  public init(
    students: Int, seed: UInt64, dirt: Double = 0, form: SampleForm = .canonical, isCommon: Bool = false,
    inequity: SampleInequity? = nil
  ) {
    (self.students, self.seed, self.dirt) = (students, seed, dirt)
    (self.form, self.isCommon, self.inequity) = (form, isCommon, inequity)
  }

  static let largest = 5_000_000

  /// Writes the extract into a folder, which is made if it is missing; files of an earlier sample are replaced.
  /// With dirt, the account of what was planted goes beside the folder, as `NAME-planted.csv`.
  public func write(to directory: String) throws(SampleError) {
    guard (1...SampleDistrict.largest).contains(students) else {
      throw .unusableRequest("a sample has 1 to \(SampleDistrict.largest) students; \(students) were asked for")
    }
    guard dirt >= 0, dirt <= 1 else {
      throw .unusableRequest("the dirt is a share of rows, from 0 to 1")
    }
    guard dirt == 0 || form == .canonical else {
      throw .unusableRequest("faults are planted in the canonical form only; ask for no dirt or for that form")
    }
    var folder = directory
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    guard !folder.isEmpty else { throw .unusableRequest("name the folder to write the sample to") }
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw SampleFile.failure(folder) }
    for other in SampleForm.allCases where other != form && access(folder + "/" + other.marker, F_OK) == 0 {
      throw .unusableRequest(
        "\(folder) holds a sample in the form \(other.rawValue), and a night would read both; name another folder")
    }
    if form == .canonical { try writeExtract(to: folder) } else { try FormFolder(self, folder: folder).write() }
  }

  private func writeExtract(to folder: String) throws(SampleError) {
    let catalogue = Catalogue(inequity)
    let lists = CatalogueFiles(catalogue: catalogue, students: students)
    func file(_ name: String, _ columns: [String]) throws(SampleError) -> SampleFile {
      try SampleFile(name: name, path: folder + "/" + name, columns: columns)
    }
    let schools = try file("schools.csv", CatalogueFiles.schoolColumns)
    try lists.writeSchools(to: schools)
    let courses = try file("courses.csv", CatalogueFiles.courseColumns)
    try lists.writeCourses(to: courses)
    let equivalents = try file("equivalents.csv", CatalogueFiles.equivalentColumns)
    try lists.writeEquivalents(to: equivalents)
    let staff = try file("staff.csv", Staff.columns)
    try Staff.write(to: staff, students: students, seed: seed)

    // An account of an earlier, dirty sample would speak of lines that are no longer there.
    if dirt == 0 { unlink(folder + "-planted.csv") }
    let account = dirt > 0 ? try SampleFile(name: "", path: folder + "-planted.csv", columns: Faults.columns) : nil
    let writer = StudentFiles(
      population: Population(students: students, seed: seed, inequity: inequity), catalogue: catalogue,
      students: try file("students.csv", StudentFiles.studentColumns),
      transcripts: try file("transcripts.csv", StudentFiles.transcriptColumns),
      exams: try file("exams.csv", StudentFiles.examColumns),
      waivers: try file("waivers.csv", StudentFiles.waiverColumns),
      faults: Faults(share: dirt, seed: seed, account: account))
    try writer.writeAll(isCommon: isCommon)
    for finished in [schools, courses, equivalents, staff] + writer.files { try finished.finish() }
    try account?.finish()
  }
}
