-- title: Students without any transcript record
-- severity: note
-- counts: students
-- limit: 3%
-- finds: Enrolled students of grades 10 to 12 of whom there is no transcript record at all.
-- matters: Newcomers whose transcripts have not come are usual; many at one school are not. They stand as "not met" in everything, and
--   lack a transcript rather than courses.
-- resolve: Look whether their transcripts are exported (ids that differ between files are rejects); order those of students who came
--   from elsewhere.
SELECT s.school_id, NULL AS subject, s.student_key, 1 AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM record.students_in(:run) AS s
WHERE s.enrollment = 'enrolled' AND s.grade_level >= 10 AND :empty_transcripts > 0
  AND NOT EXISTS (SELECT FROM record.transcript AS t WHERE t.student_key = s.student_key AND t.from_run = s.from_run)
