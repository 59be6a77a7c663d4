-- title: Courses that no course list knows
-- severity: error
-- counts: records
-- limit: 2%
-- finds: Transcript records whose course courses.csv does not have at that institution.
-- matters: Every night: such records count for nothing and make verdicts "unknown".
-- resolve: Add the courses, most records first, or decide about them in course_decisions.csv. The limit is reject_percent of the
--   configuration, unless given here.
-- occurrences: records of the course
SELECT k.school_id, k.course_id AS subject, NULL::bigint AS student_key, sum(t.records) AS occurrences,
  NULL::int AS measured, NULL::int AS expected
FROM pg_temp.check_tally AS t
JOIN record.course_code AS k USING (course_code)
WHERE NOT EXISTS (
  SELECT FROM record.courses_in(:run) AS c WHERE c.school_id = k.school_id AND c.course_id = k.course_id)
GROUP BY k.school_id, k.course_id
