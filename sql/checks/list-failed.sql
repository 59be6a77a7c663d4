-- title: A school whose course list failed to match
-- severity: error
-- counts: schools
-- limit: 0
-- finds: High schools where a class finishes as usual and next to nobody in it meets the UC pattern.
-- matters: From February, for the class that is about to finish, and all year for the last one. Published state data has this flaw in
--   one of twenty school years: the course data failed to load, the diploma rate is normal and the A-G rate near zero.
-- resolve: Look at course-match and courses-vanished for the school, and at the subject areas of its rows of courses.csv. If the
--   school really has no A-G programme, lower met_percent.
-- measured: percent of the class that meets the UC pattern, running courses counted as passed (subject: the class's spring)
-- expected: percent of the class that is enrolled or graduated
-- parameter: finishing_percent = 80, 0 to 100: least percent of the class that is enrolled or graduated
-- parameter: met_percent = 3, 0 to 100: percent meeting the pattern that counts as next to nobody
-- parameter: least_students = 30, 1 to 100000: smaller classes are left out
SELECT c.school_id, c.graduation_year::text AS subject, NULL::bigint AS student_key, c.students AS occurrences,
  round(100.0 * c.hopeful / c.students, 1) AS measured, round(100.0 * c.finishing / c.students, 1) AS expected
FROM indicator.class_count AS c
JOIN record.schools_in(:run) AS i USING (school_id)
WHERE c.run_id = :run AND i.kind = 'high' AND c.students >= :least_students
  AND (c.graduation_year = :school_year OR (c.graduation_year = :school_year + 1 AND :as_of >= make_date(:school_year + 1, 2, 1)))
  AND 100 * c.finishing >= :finishing_percent * c.students
  AND 100 * c.hopeful <= :met_percent * c.students
