-- title: Grade level and class that contradict each other
-- severity: warning
-- counts: students
-- limit: 2%
-- finds: Enrolled students of grades 9 to 12 whose graduation year lies two years or more from that of their grade level.
-- matters: The class decides which edition of the rules holds and in which rate a student counts.
-- resolve: Correct graduation_year or grade_level at the source. Students in a fifth year are usual; two years are not.
-- occurrences: years between the two
SELECT s.school_id, NULL AS subject, s.student_key,
  abs(:school_year + 1 + 12 - s.grade_level - s.graduation_year) AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM record.students_in(:run) AS s
WHERE s.enrollment = 'enrolled' AND s.grade_level >= 9
  AND abs(:school_year + 1 + 12 - s.grade_level - s.graduation_year) >= 2
