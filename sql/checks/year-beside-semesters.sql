-- title: A full-year mark beside the marks of its terms
-- severity: warning
-- counts: students
-- limit: 1%
-- finds: Students with both a full-year record and records of single terms of one course in one school year.
-- matters: When exports are set up: the system keeps the year's mark beside the semesters', and both were exported. Credit would
--   seem to be there twice; the marks may differ.
-- resolve: Export one of the two (store codes S1 and S2, not Y1).
-- occurrences: courses with both
WITH doubled AS MATERIALIZED (
  SELECT course_code, school_year
  FROM pg_temp.check_tally
  GROUP BY course_code, school_year
  HAVING bool_or(term = 'FY') AND bool_or(term NOT IN ('FY', 'SU'))
), beside AS (
  SELECT t.student_key, t.from_run
  FROM record.transcript AS t
  JOIN doubled USING (course_code, school_year)
  WHERE (SELECT EXISTS (SELECT FROM doubled))
  GROUP BY t.student_key, t.from_run, t.course_code, t.school_year
  HAVING bool_or(t.term = 'FY') AND bool_or(t.term NOT IN ('FY', 'SU'))
)
SELECT s.school_id, NULL AS subject, s.student_key, count(*) AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM beside
JOIN record.students_in(:run) AS s USING (student_key, from_run)
GROUP BY s.school_id, s.student_key
