-- title: Courses that were on the list and no longer are
-- severity: error
-- counts: courses
-- limit: 5%
-- finds: Courses that were listed in a subject area, at the last published run, for a school year in which students took them, and
--   are not listed for that year now.
-- matters: After a new course list: what UC has once approved for a year stays approved for that year, so a course that vanishes
--   from a past or running year is nearly always a cut export.
-- resolve: Load the lists of all school years, not only of this one; if UC took a course off, end its row with last_year instead of
--   leaving it out.
-- measured: fall of the last school year in which it vanished
WITH listed AS (
  SELECT r.is_now, c.school_id, c.course_id, coalesce(c.first_year, 0) AS first_year, coalesce(c.last_year, 9999) AS last_year
  FROM (VALUES (false, :previous::int), (true, :run::int)) AS r (is_now, run_id)
  CROSS JOIN LATERAL record.courses_in(r.run_id) AS c
  WHERE c.subject_area IS NOT NULL
), taken AS (
  SELECT k.school_id, k.course_id, t.school_year, sum(t.records) AS records
  FROM pg_temp.check_tally AS t
  JOIN record.course_code AS k USING (course_code)
  GROUP BY k.school_id, k.course_id, t.school_year
), vanished AS (
  SELECT t.school_id, t.course_id, t.school_year, t.records
  FROM taken AS t
  JOIN listed AS l ON l.school_id = t.school_id AND l.course_id = t.course_id
    AND t.school_year BETWEEN l.first_year AND l.last_year
  GROUP BY t.school_id, t.course_id, t.school_year, t.records
  HAVING NOT bool_or(l.is_now)
)
SELECT school_id, course_id AS subject, NULL::bigint AS student_key, sum(records) AS occurrences,
  max(school_year) AS measured, NULL::int AS expected
FROM vanished
GROUP BY school_id, course_id
