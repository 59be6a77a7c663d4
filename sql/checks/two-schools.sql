-- title: A student in two schools
-- severity: warning
-- counts: students
-- limit: 2%
-- finds: Students with courses running, in this school year, both at their own school and at another one of the kinds high,
--   continuation, middle or elementary. Colleges and online schools are left out, as students are there beside their school.
-- matters: After moves: the old school's records were not closed, and both schools count the student.
-- resolve: Withdraw the running records of the school that the student left.
-- occurrences: running records at other schools
WITH school AS (
  SELECT school_id FROM record.schools_in(:run) WHERE kind IN ('high', 'continuation', 'middle', 'elementary')
), away AS MATERIALIZED (
  SELECT DISTINCT t.course_code
  FROM pg_temp.check_tally AS t
  JOIN record.course_code AS k USING (course_code)
  JOIN school USING (school_id)
  WHERE t.in_progress AND t.elsewhere AND t.school_year = :school_year
), guest AS (
  SELECT s.school_id, s.student_key, s.from_run, count(*) AS records
  FROM record.students_in(:run) AS s
  JOIN record.transcript AS t USING (student_key, from_run)
  JOIN away AS a USING (course_code)
  JOIN record.course_code AS k USING (course_code)
  WHERE t.in_progress AND t.school_year = :school_year AND s.enrollment = 'enrolled' AND k.school_id <> s.school_id
    AND (SELECT EXISTS (SELECT FROM away))
  GROUP BY s.school_id, s.student_key, s.from_run
)
SELECT g.school_id, NULL AS subject, g.student_key, g.records AS occurrences, NULL::int AS measured, NULL::int AS expected
FROM guest AS g
WHERE EXISTS (
  SELECT FROM record.transcript AS t
  JOIN record.course_code AS k USING (course_code)
  WHERE t.student_key = g.student_key AND t.from_run = g.from_run AND t.in_progress AND t.school_year = :school_year
    AND k.school_id = g.school_id)
