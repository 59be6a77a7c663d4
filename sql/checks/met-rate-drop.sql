-- title: Fewer students meet the pattern than last night
-- severity: error
-- counts: schools
-- limit: 0
-- finds: Schools where a class has clearly fewer students who meet the UC pattern than at the last published run.
-- matters: Every night: what is met stays met unless a mark, a record or a listing was taken back, so a drop of a whole class is
--   rarely true.
-- resolve: Look at what changed: courses-vanished, course-match, the files with few unchanged rows in the manifest. If it is right,
--   publish the run (agtrack publish RUN, where it was held).
-- measured: percent of the class that meets the UC pattern now (subject: the class's spring)
-- expected: percent at the last published run
-- occurrences: students fewer
-- parameter: points = 5, 0 to 100: percentage points that the rate may drop
-- parameter: least_students = 20, 1 to 100000: smaller classes are left out
-- parameter: least_fewer = 10, 1 to 100000: drops by fewer students are left out
SELECT now.school_id, now.graduation_year::text AS subject, NULL::bigint AS student_key,
  before.met - now.met AS occurrences,
  round(100.0 * now.met / now.students, 1) AS measured, round(100.0 * before.met / before.students, 1) AS expected
FROM indicator.class_count AS now
JOIN indicator.class_count AS before ON before.run_id = :previous AND before.school_id = now.school_id
  AND before.graduation_year = now.graduation_year
WHERE now.run_id = :run AND now.students >= :least_students AND before.students >= :least_students
  AND before.met - now.met >= :least_fewer
  AND 100 * before.met * now.students - 100 * now.met * before.students > :points * now.students * before.students
