-- title: Students who vanished
-- severity: error
-- counts: schools
-- limit: 0
-- finds: Schools of whose enrolled students at the last published run more than a share is no longer in the extract. After a new
--   school year has begun, those who were in grade 12 may be gone.
-- matters: Every night: a school or a grade that was cut out of the export takes its students out of every count.
-- resolve: Export all students, those who left with enrollment "left", those who graduated with "graduated".
-- measured: percent of the school's students who are gone
-- expected: the percent that is allowed
-- occurrences: students who are gone
-- parameter: percent = 5, 0 to 100: percent of a school's students who may be gone
-- parameter: least_students = 10, 1 to 100000: fewer gone students are left out
WITH gone AS (
  SELECT b.school_id, count(*) AS students, count(*) FILTER (WHERE n.student_key IS NULL) AS gone
  FROM record.students_in(:previous) AS b
  LEFT JOIN record.students_in(:run) AS n USING (student_key)
  WHERE b.enrollment = 'enrolled' AND (b.grade_level < 12 OR :previous_school_year = :school_year)
  GROUP BY b.school_id
)
SELECT school_id, NULL AS subject, NULL::bigint AS student_key, gone AS occurrences,
  round(100.0 * gone / students, 1) AS measured, :percent AS expected
FROM gone
WHERE gone >= :least_students AND 100 * gone > :percent * students
