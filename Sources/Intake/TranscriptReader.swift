import Rules

/// Reads transcripts into buckets of students, never holding them whole.
final class TranscriptReader {
  private var parser: TranscriptParser
  private var intake: TranscriptIntake

  init(
    students: StudentTable, schools: SchoolTable, courses: CourseTable, spill: Spill, limits: ReadingLimits,
    sizeHint: Int
  ) {
    parser = TranscriptParser(students: students.index, schools: schools.index)
    intake = TranscriptIntake(
      students: students.count, courses: courses, spill: spill, limits: limits, sizeHint: sizeHint)
  }

  deinit { intake.deallocate() }

  /// Students in each bucket but the last.
  var studentsPerBucket: Int { intake.bucketStudents }
  var codes: CourseCodeTable { intake.codes }
  var buckets: [SpillStream] { intake.buckets }
  /// Rows that were rejected but have a record id, which they make ambiguous.
  var rejected: SpillStream { intake.rejected }
  var filter: RecordIDFilter { intake.filter }
  /// For each course key without a listed course: rows loaded, and the line of the first.
  var unlisted: [Int: (rows: Int, line: Int)] { intake.unlisted }

  func read(_ reader: TableReader) {
    let ahead = RowsAhead(preparation: parser.preparation) { [self] rows, base, line in
      intake.take(rows, base, line, reader)
    }
    reader.read(ahead: ahead) { (record: Record<TranscriptColumn>) throws(RowFault) in
      let hash = record.hash
      do throws(RowFault) {
        intake.keep(try parser.parse(record, hash), record)
      } catch {
        intake.noteRejected(record, hash)
        throw error
      }
    }
    intake.finish()
  }
}
