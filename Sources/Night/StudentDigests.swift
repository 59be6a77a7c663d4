import Rules
import Store

/// Digests of what was said about a student, and of what decides the verdict.
struct StudentDigests {
  let record: RecordDigest
  private let content: DigestBuilder

  init(profile: StudentProfile, records: StudentRecords) {
    var content = DigestBuilder()
    for row in records.rows {
      content.add(
        UInt64(UInt16(bitPattern: row.schoolYear)) << 40 | UInt64(UInt16(bitPattern: row.gradeLevel)) << 24
          | UInt64(UInt16(bitPattern: row.part ?? 0)) << 8 | (row.inProgress ? 1 : 0))
      content.add(
        UInt64(UInt32(bitPattern: row.courseCode)) << 32 | UInt64(UInt32(bitPattern: row.creditsAttempted ?? -1)))
      content.add(row.term)
      content.add(row.mark)
    }
    for exam in records.exams {
      content.add(exam.program)
      content.add(exam.subject)
      content.add(Int(exam.schoolYear ?? 0) << 32 | Int(exam.score ?? -1))
    }
    for waiver in records.waivers {
      content.add(waiver.subjectArea)
      content.add(Int(waiver.semesters) << 32 | Int(waiver.grantedOn ?? -1))
    }
    self.content = content
    var record = content
    for row in records.rows {
      record.add(row.creditsEarned.map(Int.init))
      record.add(row.recordID)
    }
    for waiver in records.waivers {
      record.add(waiver.reason)
      record.add(waiver.grantedBy)
    }
    for match in records.examMatches {
      record.add(match.file)
      record.add(match.rule)
      record.add(Int(match.line) << 16 | Int(match.exams))
    }
    if let claim = records.claim { record.add(Int(claim.schoolYear) << 1 | (claim.metRequirements ? 1 : 0)) }
    for text in [
      profile.studentID, profile.ssid, profile.lastName, profile.firstName, profile.middleName, profile.gender,
      profile.raceEthnicity, profile.englishStatus, profile.schoolID, profile.districtID, profile.enrollment,
      profile.counselorID, profile.localGroups,
    ] {
      record.add(text)
    }
    for flag in [profile.lowIncome, profile.disability, profile.homeless, profile.foster, profile.migrant] {
      record.add(flag.map { $0 ? 1 : 0 })
    }
    record.add(profile.birthDate.map(Int.init))
    record.add(Int(profile.gradeLevel))
    record.add(profile.entryYear.map(Int.init))
    record.add(profile.graduationYear.map(Int.init))
    self.record = RecordDigest(record)
  }

  /// What decides what the student took, as it is stored beside the UC verdict.
  struct Taking {
    /// Of the program that finds it out.
    var version: Int
    /// Fall of the last year of a student in grade 12; decides what was done before it.
    var finalYear: Int16?
    /// What the student's school offers whole.
    var offered: SubjectAreas?
  }

  /// - Parameters:
  ///   - edition: Stands for the whole text of the edition.
  ///   - program: Stands for the program's version and settings.
  ///   - taking: nil for what stands for the verdict alone.
  func verdict(
    edition: UInt64, program: UInt64, asOf: CalendarDay, records: StudentRecords, taking: Taking?
  ) -> RecordDigest {
    var builder = content
    if let taking {
      builder.add(taking.finalYear.map(Int.init))
      builder.add(taking.version)
      builder.add(taking.offered.map { Int($0.rawValue) })
    }
    builder.add(edition)
    builder.add(program)
    builder.add(Int(asOf.schoolYear.fall))
    for waiver in records.transcript.waivers {
      builder.add((waiver.grantedOn.map { $0 <= asOf } ?? true) ? 1 : 0)
    }
    for digest in records.listingDigests { builder.add(digest) }
    return RecordDigest(builder)
  }
}

extension RecordDigest {
  init(_ builder: DigestBuilder) {
    let (high, low) = builder.value
    self.init(high: high, low: low)
  }
}
